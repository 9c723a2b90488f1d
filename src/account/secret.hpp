#pragma once

#include <string>
#include <string_view>

namespace overens::account {

// Words that only chance gives, and what is kept of them: whoever reads the database can't sign in with what stands
// there.

/// 256 bits of chance as 43 letters, digits, `-` and `_`. Throws std::runtime_error when the machine gives no chance.
std::string make_secret();

/// What is kept of such a secret, in hexadecimal: BLAKE2b of 32 bytes. A secret of 256 bits needs no slow hash: nobody
/// can try them all. `key` gives every use its own hashes.
std::string hash_of(std::string_view secret, std::string_view key = {});

/// Takes the same time whatever is different.
bool same(std::string_view one, std::string_view other);

}  // namespace overens::account
