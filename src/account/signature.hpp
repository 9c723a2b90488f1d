#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "account/sign_in_fault.hpp"

namespace overens::account {

// Signatures of tokens by a provider's keys (RFC 7515, RFC 7517, RFC 7518).

/// The algorithms that can be allowed: RS, PS and ES with 256, 384 or 512. None with a shared secret, and not "none".
std::vector<std::string> const& known_algorithms();

/// The three parts of a compact token as they stand, and what its header says of its signature.
struct SignatureParts {
  std::string_view header;
  std::string_view payload;
  std::string_view signature;
  std::string algorithm = {};  ///< one of known_algorithms()
  std::string key_id = {};     ///< empty: the header names none
};

/// A provider's key set can be read: an object with a list of keys, whatever kinds they are. Otherwise keys_unreadable.
SignInResult<void> check_keys(std::string_view keys);

/// Checks the signature by the one key of the set that has this id and is fit for this algorithm: of its kind and
/// curve, for signatures, an RSA key of at least 2048 bits. `keys` is the provider's set as it was fetched. Refused
/// with keys_unreadable, key_unknown, key_ambiguous, key_unfit or signature_wrong.
SignInResult<void> check_signature(SignatureParts const& parts, std::string_view keys);

}  // namespace overens::account
