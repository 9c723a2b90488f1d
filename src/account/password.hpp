#pragma once

#include <string>
#include <string_view>

#include "base/refusal.hpp"

namespace overens::account {

/// What may be chosen as a password (NIST SP 800-63B, 5.1.1.2: long rather than odd). Refused with `too_short` (fewer
/// than 12 characters), `too_long` (more than 1,024 bytes), `too_easy` (a few characters over and over, a row of the
/// keyboard, or little but the account's name or the program's).
base::Expected<void> may_be_chosen(std::string_view password, std::string_view account_name);

/// What is kept of a password: argon2id (RFC 9106) with a salt of its own, 64 MiB and some 50 ms, in libsodium's one
/// line of text. Throws std::bad_alloc when there is no room.
std::string hash_password(std::string_view password);

/// Is it the password that was hashed? Takes as long as hashing. With an empty hash it takes as long and says no, so
/// that an account that there isn't answers like one that there is.
bool is_password(std::string_view password, std::string const& hash);

}  // namespace overens::account
