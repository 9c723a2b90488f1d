#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "calendar/swedish_time.hpp"

namespace overens::account {

// The code of six digits that an app on the telephone shows, another every 30 seconds (TOTP, RFC 6238, with SHA-1,
// which is what the apps know).

/// 160 bits of `chance`, as the app is told them: 32 letters and digits of base32 (RFC 4648).
std::string code_secret(std::string_view chance);

/// What the app reads out of the square: otpauth://totp/…
std::string code_address(std::string_view secret, std::string_view account_name, std::string_view site);

/// Which step of 30 seconds the code is of: now, or the one before or after, since clocks differ. Nothing when it is of
/// none of them, or of one not later than `last`, which has been used. Blanks within it do not count.
std::optional<std::int64_t> step_of(std::string_view code, std::string_view secret, calendar::Instant now,
                                    std::int64_t last);

/// The code of an instant, for tests and for who has no telephone.
std::string code_at(std::string_view secret, calendar::Instant at);

}  // namespace overens::account
