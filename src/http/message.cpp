#include "http/message.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "base/words.hpp"
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

std::string_view without_quotes(std::string_view word) {
  if (word.size() < 2 || word.front() != '"' || word.back() != '"') return word;
  return word.substr(1, word.size() - 2);
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

bool Request::is_plain_utf8() const {
  auto const type = field("Content-Type").value_or("");
  for (auto left = type.substr(std::min(type.find(';'), type.size())); !left.empty();) {
    left.remove_prefix(1);
    auto const end = std::min(left.find(';'), left.size());
    auto const parameter = trimmed(left.substr(0, end));
    left.remove_prefix(end);
    auto const equals = std::min(parameter.find('='), parameter.size());
    auto const charset = without_quotes(parameter.substr(std::min(equals + 1, parameter.size())));
    if (same_name(parameter.substr(0, equals), "charset") && !same_name(charset, "utf-8") &&
        !same_name(charset, "utf8"))
      return false;
  }
  return std::all_of(fields.begin(), fields.end(), [](auto const& one) {
    return !same_name(one.first, "Content-Encoding") || one.second.empty() || same_name(one.second, "identity");
  });
}

std::string_view Request::text() const {
  return base::without_byte_order_mark(body);
}

bool Request::has_form() const {
  return same_name(media_type(), "application/x-www-form-urlencoded");
}

Pairs Request::form() const {
  if (!has_form()) return {};
  return decode_form(text()).value_or(Pairs());
}

std::string Request::sent(std::string_view name) const {
  return std::string(first(form(), name));
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

Reply see_other(std::string location) {
  return {
      .status = 303,
      .type = {},
      .fields = {{"Location", std::move(location)}, {"Cache-Control", "no-store"}, {"Referrer-Policy", "no-referrer"}}};
}

From where_from(Request const& request, std::string_view address) {
  if (auto const site = request.field("Sec-Fetch-Site")) {
    if (*site == "none") return From::not_said;  // by whoever uses the browser, as when a page is loaded again
    return *site == "same-origin" ? From::own_page : From::elsewhere;
  }
  auto const origin = request.field("Origin");
  if (!origin) return From::not_said;
  auto const host = std::string(request.field("Host").value_or(""));
  auto const is_own = (!host.empty() && (*origin == "https://" + host || *origin == "http://" + host)) ||
                      (!address.empty() && *origin == address);
  return is_own ? From::own_page : From::elsewhere;
}

// "*", or a list of tags; W/ before one says that it is as good as the same.
bool has_already(Request const& request, std::string_view etag) {
  auto const tags = request.field("If-None-Match").value_or("");
  return tags == "*" || tags.find(etag) != std::string_view::npos;
}

}  // namespace overens::http
