#include "http/compression.hpp"

#include <algorithm>
#include <stdexcept>

#include <brotli/encode.h>
#include <zlib.h>

#include "http/target.hpp"

namespace overens::http {
namespace {

std::string_view trimmed(std::string_view words) {
  while (!words.empty() && (words.front() == ' ' || words.front() == '\t')) words.remove_prefix(1);
  while (!words.empty() && (words.back() == ' ' || words.back() == '\t')) words.remove_suffix(1);
  return words;
}

/// The next of a list's items; takes it away from the list.
std::string_view next_item(std::string_view& list, char separator) {
  auto const end = std::min(list.find(separator), list.size());
  auto const item = trimmed(list.substr(0, end));
  list.remove_prefix(std::min(end + 1, list.size()));
  return item;
}

// "q=0", "q=0.0" …: not this one.
bool is_refused(std::string_view parameters) {
  while (!parameters.empty()) {
    auto const one = next_item(parameters, ';');
    if (one.size() < 3 || !same_name(one.substr(0, 2), "q=")) continue;
    return one.find_first_of("123456789", 2) == std::string_view::npos;
  }
  return false;
}

}  // namespace

std::string gzip(std::string_view bytes, int level) {
  z_stream stream{};
  // 15 bits of window, and 16 more for a gzip header instead of zlib's.
  if (deflateInit2(&stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
    throw std::runtime_error("zlib can't begin");
  std::string result(deflateBound(&stream, bytes.size()), '\0');
  // zlib reads what it is given, but says so in its types only since 1.2.5.2 and with a macro.
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(result.data());
  stream.avail_out = static_cast<uInt>(result.size());
  auto const ended = deflate(&stream, Z_FINISH);
  result.resize(stream.total_out);
  deflateEnd(&stream);
  if (ended != Z_STREAM_END) throw std::runtime_error("zlib can't end");
  return result;
}

std::string brotli(std::string_view bytes, int quality) {
  std::string result(BrotliEncoderMaxCompressedSize(bytes.size()) + 64, '\0');
  auto size = result.size();
  if (BrotliEncoderCompress(quality, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, bytes.size(),
                            reinterpret_cast<std::uint8_t const*>(bytes.data()), &size,
                            reinterpret_cast<std::uint8_t*>(result.data())) != BROTLI_TRUE)
    throw std::runtime_error("brotli can't end");
  result.resize(size);
  return result;
}

bool accepts(std::string_view accept_encoding, std::string_view coding) {
  bool any = false;
  while (!accept_encoding.empty()) {
    auto item = next_item(accept_encoding, ',');
    auto const name = next_item(item, ';');
    if (same_name(name, coding)) return !is_refused(item);
    if (name == "*") any = !is_refused(item);
  }
  return any;
}

bool is_compressible(std::string_view type) {
  type = trimmed(type.substr(0, type.find(';')));
  constexpr std::string_view text = "text/";
  return type.substr(0, text.size()) == text || type == "application/json" || type == "application/problem+json" ||
         type == "image/svg+xml" || type == "application/manifest+json";
}

}  // namespace overens::http
