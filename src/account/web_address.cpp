#include "account/web_address.hpp"

#include <algorithm>
#include <array>

namespace overens::account {
namespace {

constexpr std::size_t longest_address = 2048;

bool is_letter_or_digit(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9');
}

// Shown by a browser as it is written, and read by everybody as the same.
bool is_plain(std::string_view address) {
  return address.size() <= longest_address && std::all_of(address.begin(), address.end(), [](char letter) {
           return letter > ' ' && letter <= '~' && letter != '\\' && letter != '"' && letter != '<' && letter != '>' &&
                  letter != '#';
         });
}

// "id.example", "id.example:8443", "[::1]:8443"
bool is_host_with_port(std::string_view host) {
  constexpr std::string_view here = "[::1]";
  auto const name = host.starts_with(here) ? here : host.substr(0, host.find(':'));
  auto const is_name = !name.empty() && (name == here || std::all_of(name.begin(), name.end(), [](char letter) {
                                           return is_letter_or_digit(letter) || letter == '.' || letter == '-';
                                         }));
  auto const rest = host.substr(name.size());
  if (!is_name || rest.empty()) return is_name;
  auto const port = rest.substr(1);
  return rest.front() == ':' && !port.empty() && port.size() <= 5 &&
         std::all_of(port.begin(), port.end(), [](char digit) { return digit >= '0' && digit <= '9'; });
}

std::string encoded(std::string_view word) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string to;
  for (auto const letter : word) {
    if (is_letter_or_digit(letter) || letter == '-' || letter == '.' || letter == '_' || letter == '~') {
      to += letter;
    } else {
      auto const byte = static_cast<unsigned char>(letter);
      to += {'%', digits[byte >> 4U], digits[byte & 15U]};
    }
  }
  return to;
}

// A slash, a backslash, a dot or a control character that somebody has written in percent signs.
bool hides_its_parts(std::string_view path) {
  constexpr std::array hidden = {"%2f", "%5c", "%2e", "%0", "%1", "%7f"};
  std::string small(path);
  std::transform(small.begin(), small.end(), small.begin(),
                 [](char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter; });
  return std::any_of(hidden.begin(), hidden.end(),
                     [&](char const* part) { return small.find(part) != std::string::npos; });
}

}  // namespace

bool is_encrypted(std::string_view address) {
  return address.starts_with("https://");
}

bool is_provider_address(std::string_view address) {
  auto const begin = address.find("://");
  if (begin == std::string_view::npos || !is_plain(address)) return false;
  auto const after = address.substr(begin + 3);
  auto const host = after.substr(0, after.find_first_of("/?"));
  if (!is_host_with_port(host)) return false;
  if (is_encrypted(address)) return true;
  auto const is_here = host == "127.0.0.1" || host.starts_with("127.0.0.1:") || host.starts_with("[::1]");
  return address.starts_with("http://") && is_here;
}

std::string encode_parameters(Parameters const& parameters) {
  std::string to;
  for (auto const& [name, value] : parameters) {
    if (!to.empty()) to += '&';
    to += encoded(name) + '=' + encoded(value);
  }
  return to;
}

std::string with_parameters(std::string const& address, Parameters const& parameters) {
  return address + (address.find('?') == std::string::npos ? '?' : '&') + encode_parameters(parameters);
}

std::string own_path(std::string_view wanted) {
  auto const path = wanted.substr(0, wanted.find('?'));
  auto const leaves = path.find("//") != std::string_view::npos || path.find("/.") != std::string_view::npos;
  auto const is_own = wanted.starts_with("/") && is_plain(wanted) && !leaves && !hides_its_parts(path);
  return is_own ? std::string(wanted) : "/";
}

}  // namespace overens::account
