#include "http/message.hpp"

#include <algorithm>

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

Pairs Request::form() const {
  auto const type = field("Content-Type").value_or("");
  if (!same_name(trimmed(type.substr(0, type.find(';'))), "application/x-www-form-urlencoded")) return {};
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

std::string_view reason(int status) {
  switch (status) {
    case 100:
      return "Continue";
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 202:
      return "Accepted";
    case 204:
      return "No Content";
    case 301:
      return "Moved Permanently";
    case 302:
      return "Found";
    case 303:
      return "See Other";
    case 304:
      return "Not Modified";
    case 307:
      return "Temporary Redirect";
    case 308:
      return "Permanent Redirect";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 406:
      return "Not Acceptable";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 410:
      return "Gone";
    case 412:
      return "Precondition Failed";
    case 413:
      return "Content Too Large";
    case 414:
      return "URI Too Long";
    case 415:
      return "Unsupported Media Type";
    case 417:
      return "Expectation Failed";
    case 422:
      return "Unprocessable Content";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 501:
      return "Not Implemented";
    case 503:
      return "Service Unavailable";
    case 505:
      return "HTTP Version Not Supported";
    default:
      return "Unknown";
  }
}

Reply plain(int status) {
  return {status, "text/plain; charset=utf-8", fmt::format("{} {}\n", status, reason(status))};
}

}  // namespace overens::http
