#include "http/message.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "http/target.hpp"

namespace overens::http {
namespace {

std::string_view first(Pairs const& pairs, std::string_view name) {
  auto const found = std::find_if(pairs.begin(), pairs.end(), [&](auto const& pair) { return pair.first == name; });
  return found == pairs.end() ? std::string_view() : found->second;
}

std::string_view trimmed(std::string_view words) {
  while (!words.empty() && (words.front() == ' ' || words.front() == '\t')) words.remove_prefix(1);
  while (!words.empty() && (words.back() == ' ' || words.back() == '\t')) words.remove_suffix(1);
  return words;
}

}  // namespace

std::optional<std::string_view> Request::field(std::string_view name) const {
  auto const found =
      std::find_if(fields.begin(), fields.end(), [&](auto const& f) { return same_name(f.first, name); });
  if (found == fields.end()) return std::nullopt;
  return found->second;
}

std::string_view Request::asked(std::string_view name) const {
  return first(query, name);
}

std::string_view Request::part(std::string_view name) const {
  return first(parts, name);
}

std::string_view Request::media_type() const {
  auto const type = field("Content-Type").value_or("");
  return trimmed(type.substr(0, type.find(';')));
}

Pairs Request::form() const {
  if (!same_name(media_type(), "application/x-www-form-urlencoded")) return {};
  return decode_form(body).value_or(Pairs());
}

std::string_view Request::cookie(std::string_view name) const {
  for (auto const& [field, value] : fields) {
    if (!same_name(field, "Cookie")) continue;
    for (std::string_view left = value; !left.empty();) {
      auto const end = std::min(left.find(';'), left.size());
      auto const one = trimmed(left.substr(0, end));
      left.remove_prefix(std::min(end + 1, left.size()));
      auto const equals = one.find('=');
      if (equals != std::string_view::npos && one.substr(0, equals) == name) return one.substr(equals + 1);
    }
  }
  return {};
}

namespace {

struct Reason {
  int status;
  std::string_view words;
};

constexpr Reason reasons[] = {
    {100, "Continue"},
    {200, "OK"},
    {201, "Created"},
    {202, "Accepted"},
    {204, "No Content"},
    {301, "Moved Permanently"},
    {302, "Found"},
    {303, "See Other"},
    {304, "Not Modified"},
    {307, "Temporary Redirect"},
    {308, "Permanent Redirect"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {406, "Not Acceptable"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {410, "Gone"},
    {412, "Precondition Failed"},
    {413, "Content Too Large"},
    {414, "URI Too Long"},
    {415, "Unsupported Media Type"},
    {417, "Expectation Failed"},
    {422, "Unprocessable Content"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {503, "Service Unavailable"},
    {505, "HTTP Version Not Supported"},
};

}  // namespace

std::string_view reason(int status) {
  auto const* const found =
      std::find_if(std::begin(reasons), std::end(reasons), [&](Reason const& one) { return one.status == status; });
  return found == std::end(reasons) ? "Unknown" : found->words;
}

Reply plain(int status) {
  return {status, "text/plain; charset=utf-8", fmt::format("{} {}\n", status, reason(status))};
}

}  // namespace overens::http
