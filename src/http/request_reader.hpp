#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "http/chunked_body.hpp"
#include "http/message.hpp"

namespace overens::http {

struct Limits {
  std::size_t header = 16U << 10U;  ///< bytes of a request line and its fields, beyond which 431 (a line alone: 414)
  std::size_t body = 1U << 20U;     ///< bytes, beyond which 413
};

/// Makes requests of the bytes of one connection, as they come (RFC 9112). Strict: what two readers could read
/// differently is refused, since that is what smuggling rests on. Refused with 400: anything but exactly one Host (none
/// is needed in HTTP/1.0), Content-Length twice or together with Transfer-Encoding, folded fields, lines that end in LF
/// alone, control characters, Content-Type or Authorization twice, a target that `read_target` refuses; with 413, 414,
/// 431 what is beyond the limits; 415 a body in other letters than UTF-8, or compressed; 417 an unknown expectation;
/// 501 an unknown transfer coding or method; 505 another version.
class RequestReader {
 public:
  enum class State {
    nothing,  ///< no byte of a request yet
    header,   ///< some of it
    body,     ///< the header is whole, the body is not
    whole,
    refused,  ///< nothing can be read after this
  };

  explicit RequestReader(Limits limits);
  ~RequestReader();
  RequestReader(RequestReader const&) = delete;
  RequestReader& operator=(RequestReader const&) = delete;

  void take(std::string_view bytes);
  /// Refuses a request that is not whole, which nothing more is read of.
  void cut_off(int status);
  State state() const { return state_; }
  /// The client sends the body first when it has been told to go on. True once.
  bool wants_continue();
  /// Of a refused request; its other values are what was read before: its method and its path, if that much has come.
  /// Of an address that is none the path is its first part.
  int status() const { return status_; }
  /// Whether the connection can serve another request after this one.
  bool keeps_alive() const { return keeps_alive_; }
  bool is_http_1_0() const { return is_1_0_; }

  Request const& request() const { return request_; }
  /// Gives the whole request and goes on with the bytes that came after it.
  Request next();

 private:
  struct Parser;

  void read();
  bool find_header_end();
  void read_header(std::size_t length);
  int fault_of_header() const;
  void read_body();
  void refuse(int status);
  void read_first_line();

  Limits limits_;
  State state_ = State::nothing;
  int status_ = 0;
  bool wants_continue_ = false;
  bool keeps_alive_ = true;
  bool is_1_0_ = false;
  std::string bytes_;        // come but not used
  std::size_t looked_ = 0;   // how many of them have been looked through for the end of the header
  std::size_t in_line_ = 0;  // how many of those stand in the line that is not ended
  Request request_;
  std::size_t length_ = 0;             // of the body, when it says its length
  std::optional<ChunkedBody> chunks_;  // when it comes in chunks
  std::unique_ptr<Parser> parser_;     // of the header
};

}  // namespace overens::http
