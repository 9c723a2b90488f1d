#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "http/message.hpp"

namespace overens::http {

/// Makes replies smaller for clients that take it. A body that many get is compressed once. Any thread may call it.
class CompressedPages {
 public:
  /// Leaves alone what is small, what does not get smaller, what has been done already, and what may hold personal data
  /// (marked no-store): the size of a compressed page that repeats what somebody else made the reader send tells, bit
  /// by bit, what else stands in it (the attack called BREACH).
  void compress(Request const& request, Reply& reply);

 private:
  using Bytes = std::shared_ptr<std::string const>;

  Bytes of(Bytes const& body);

  std::mutex mutex_;
  std::map<Bytes, Bytes> known_;  // by where the bytes are: they stay there while they are known here
};

}  // namespace overens::http
