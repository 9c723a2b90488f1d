#include "web/address.hpp"

#include <fmt/format.h>

namespace overens::web {
namespace {

// RFC 3986: what may stand as it is in any part of an address.
bool unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
         c == '_' || c == '~' || c == '/';
}

void encode(std::string& to, std::string_view words) {
  for (auto const c : words) {
    if (unreserved(c)) {
      to += c;
    } else {
      to += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
}

}  // namespace

std::string address(std::string_view path, Query const& query) {
  std::string out;
  encode(out, path);
  auto mark = '?';
  for (auto const& [name, value] : query) {
    if (value.empty()) continue;
    out += mark;
    encode(out, name);
    out += '=';
    encode(out, value);
    mark = '&';
  }
  return out;
}

}  // namespace overens::web
