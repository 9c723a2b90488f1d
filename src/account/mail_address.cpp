#include "account/mail_address.hpp"

#include <algorithm>

namespace overens::account {

bool is_mail_address(std::string_view words) {
  auto const at = words.find('@');
  auto const is_allowed = [](unsigned char c) {
    return c > ' ' && c < 0x7F &&
           std::string_view("()<>[]:;,\\\"?&").find(static_cast<char>(c)) == std::string_view::npos;
  };
  return at != std::string_view::npos && at > 0 && at + 1 < words.size() &&
         words.find('@', at + 1) == std::string_view::npos && std::all_of(words.begin(), words.end(), is_allowed);
}

}  // namespace overens::account
