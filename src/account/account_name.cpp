#include "account/account_name.hpp"

#include <algorithm>

#include "event/person_number.hpp"

namespace overens::account {

using base::text;

base::Expected<std::string> read_account_name(std::string_view written) {
  constexpr std::string_view blanks = " \t\r\n";
  auto const first = std::min(written.find_first_not_of(blanks), written.size());
  std::string name(written.substr(first, written.find_last_not_of(blanks) + 1 - first));
  auto const may_stand = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           std::string_view(".-_@+").find(c) != std::string_view::npos;
  };
  for (auto& c : name) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  constexpr std::size_t shortest = 3;
  constexpr std::size_t longest = 100;
  if (name.size() < shortest || name.size() > longest || !std::all_of(name.begin(), name.end(), may_stand)) {
    return base::refuse("bad_account_name",
                        text("An account's name is an e-mail address, or {0} to {1} of the letters a to z, digits and "
                             ". - _ @ +",
                             shortest, longest));
  }
  if (event::holds_person_number(name))
    return base::refuse("bad_account_name", text("An account's name must hold no personal number"));
  return name;
}

}  // namespace overens::account
