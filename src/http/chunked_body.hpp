#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace overens::http {

/// A body sent in chunks (RFC 9112 §7.1). The same comes of the same bytes however they are cut, which Beast's reader
/// does not hold to when fields follow the last chunk. Extensions and those fields are read and forgotten.
class ChunkedBody {
 public:
  /// Bytes of the whole body, and of any line of a chunk or all fields at the end.
  ChunkedBody(std::size_t most, std::size_t most_beside) : most_(most), most_beside_(most_beside) {}

  /// Takes what belongs to the body from the beginning of `bytes`, and says how many those were.
  std::size_t take(std::string_view bytes);

  bool is_whole() const { return at_ == At::end; }
  /// 400, or 413 for too much; 0 when nothing is wrong.
  int fault() const { return fault_; }
  std::string& body() { return body_; }

 private:
  enum class At { size, data, after_data, fields, end };

  void take_one(char c);
  void end_line();
  void begin_chunk();

  std::size_t most_;
  std::size_t most_beside_;
  At at_ = At::size;
  int fault_ = 0;
  std::size_t left_ = 0;    // of the chunk
  std::size_t beside_ = 0;  // since the last data
  std::string line_;
  std::string body_;
};

}  // namespace overens::http
