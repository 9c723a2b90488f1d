#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace overens::account {

// Codes to keep on paper, for the day when the telephone is lost. Each is used once, in the place of the one-time code.

inline constexpr std::size_t recovery_codes_given = 10;

/// Ten, of 80 bits each: "k7wq-3mzd-9xhf-t2rc". No letter or digit that is taken for another.
std::vector<std::string> make_recovery_codes();

/// What is kept of one, however it is written: capitals, blanks and hyphens do not count. Empty when it can't be one.
std::string hash_of_recovery_code(std::string_view code);

}  // namespace overens::account
