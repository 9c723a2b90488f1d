#include "http/chunked_body.hpp"

#include <algorithm>
#include <charconv>

namespace overens::http {

std::size_t ChunkedBody::take(std::string_view bytes) {
  std::size_t used = 0;
  while (used < bytes.size() && fault_ == 0 && at_ != At::end) {
    if (at_ != At::data) {
      take_one(bytes[used++]);
      continue;
    }
    auto const count = std::min(left_, bytes.size() - used);
    body_ += bytes.substr(used, count);
    used += count;
    left_ -= count;
    if (left_ == 0) at_ = At::after_data;
  }
  return used;
}

void ChunkedBody::take_one(char c) {
  auto const after_cr = !line_.empty() && line_.back() == '\r';
  auto const is_control = static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\r' && c != '\n';
  if (is_control || after_cr != (c == '\n') || ++beside_ > most_beside_) {
    fault_ = 400;
    return;
  }
  if (c != '\n') {
    line_ += c;
    return;
  }
  line_.pop_back();
  end_line();
  line_.clear();
}

void ChunkedBody::end_line() {
  switch (at_) {
    case At::size:
      begin_chunk();
      break;
    case At::after_data:
      if (!line_.empty()) fault_ = 400;
      at_ = At::size;
      break;
    case At::fields:
      if (line_.empty()) at_ = At::end;
      break;
    case At::data:
    case At::end:
      break;
  }
}

void ChunkedBody::begin_chunk() {
  auto const digits = line_.substr(0, line_.find(';'));
  std::size_t size = 0;
  auto const* const end = digits.data() + digits.size();
  auto const [stopped, error] = std::from_chars(digits.data(), end, size, 16);
  // "-1" is read as a number by some; a blank after the digits is passed over by others.
  if (digits.empty() || digits.size() > 16 || digits.front() == '-' || stopped != end || error != std::errc()) {
    fault_ = 400;
  } else if (size > most_ - body_.size()) {
    fault_ = 413;
  } else if (size == 0) {
    at_ = At::fields;
  } else {
    at_ = At::data;
    left_ = size;
    beside_ = 0;
  }
}

}  // namespace overens::http
