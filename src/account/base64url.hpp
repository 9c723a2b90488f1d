#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace overens::account {

/// Base64 for addresses, without padding (RFC 4648 §5). Nothing for anything that encode_base64url would not give.
std::optional<std::string> decode_base64url(std::string_view word);
std::string encode_base64url(std::string_view bytes);
/// The usual base64, with padding, as in an Authorization field.
std::string encode_base64(std::string_view bytes);

}  // namespace overens::account
