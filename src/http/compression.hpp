#pragma once

#include <string>
#include <string_view>

namespace overens::http {

/// `level` from 1 (quick) to 9 (small).
std::string gzip(std::string_view bytes, int level);
/// `quality` from 0 (quick) to 11 (small).
std::string brotli(std::string_view bytes, int quality);

/// Whether a client that sent this Accept-Encoding takes the coding (RFC 9110 §12.5.3).
bool accepts(std::string_view accept_encoding, std::string_view coding);

/// Whether bytes of the media type get smaller: texts do, pictures and archives are compressed already.
bool is_compressible(std::string_view type);

}  // namespace overens::http
