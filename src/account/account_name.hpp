#pragma once

#include <string>
#include <string_view>

#include "base/refusal.hpp"

namespace overens::account {

/// The name by which somebody signs in, in the one form that it is kept in: small letters, no blanks around it.
/// "Anna.Ek@Region.test " → "anna.ek@region.test". Refused with `bad_account_name` when it is something else than 3 to
/// 100 letters a–z, digits and . - _ @ +, or holds a personal number: it stands in lists and on papers.
base::Expected<std::string> read_account_name(std::string_view written);

}  // namespace overens::account
