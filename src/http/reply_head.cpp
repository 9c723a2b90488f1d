#include "http/reply_head.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

#include <fmt/format.h>

#include "http/target.hpp"

namespace overens::http {
namespace {

using HeaderField = std::pair<std::string_view, std::string_view>;

// Pages load only what comes from here, run no script in the page, and stand in nobody else's frame. Pictures may stand
// in the style sheet (the design system's icons do).
constexpr std::array<HeaderField, 6> protection{{
    {"Content-Security-Policy",
     "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; form-action 'self'; base-uri 'none'; "
     "object-src 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "same-origin"},
    {"Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
}};

// Two years: what the browsers' lists of such sites ask for.
constexpr HeaderField only_tls{"Strict-Transport-Security", "max-age=63072000"};

void add(std::string& head, std::string_view name, std::string_view value) {
  head += name;
  head += ": ";
  head += value;
  head += "\r\n";
}

bool breaks(std::string_view words) {
  return std::any_of(words.begin(), words.end(), [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

}  // namespace

bool has_body(int status) {
  return status >= 200 && status != 204 && status != 304;
}

std::string http_date(std::chrono::system_clock::time_point time) {
  using namespace std::chrono;
  constexpr std::array weekdays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  auto const day = floor<days>(time);
  year_month_day const date(day);
  hh_mm_ss const clock(floor<seconds>(time - day));
  return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} GMT", weekdays.at(weekday(day).c_encoding()),
                     static_cast<unsigned>(date.day()), months.at(static_cast<unsigned>(date.month()) - 1),
                     static_cast<int>(date.year()), clock.hours().count(), clock.minutes().count(),
                     clock.seconds().count());
}

std::string reply_head(Reply const& reply, std::string_view request, Framing framing,
                       std::chrono::system_clock::time_point now) {
  std::string head;
  head.reserve(1024);
  head += fmt::format("HTTP/1.1 {} {}\r\n", reply.status, reason(reply.status));
  add(head, "Date", http_date(now));
  if (has_body(reply.status)) {
    if (!reply.type.empty()) add(head, "Content-Type", reply.type);
    add(head, "Content-Length", fmt::to_string(reply.content().size()));
  }
  add(head, "X-Request-Id", request);
  auto const has_own = [&](std::string_view name) {
    return std::any_of(reply.fields.begin(), reply.fields.end(),
                       [&](auto const& f) { return same_name(f.first, name); });
  };
  for (auto const& [name, value] : protection) {
    if (!has_own(name)) add(head, name, value);
  }
  if (framing.is_tls && !has_own(only_tls.first)) add(head, only_tls.first, only_tls.second);
  for (auto const& [name, value] : reply.fields) {
    if (breaks(name) || breaks(value)) throw std::logic_error("a line break in a field");
    auto const is_to_be_secured = (framing.is_tls || framing.is_behind_tls) && same_name(name, "Set-Cookie") &&
                                  value.find("; Secure") == std::string::npos;
    add(head, name, is_to_be_secured ? value + "; Secure" : value);
  }
  if (breaks(reply.type)) throw std::logic_error("a line break in a type");
  if (!framing.keeps_alive) {
    add(head, "Connection", "close");
  } else if (framing.is_http_1_0) {
    add(head, "Connection", "keep-alive");
  }
  head += "\r\n";
  return head;
}

}  // namespace overens::http
