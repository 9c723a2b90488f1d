#pragma once

#include <string>

namespace overens::web {

/// A square of black and white that a telephone's camera reads (ISO/IEC 18004), as SVG draws it.
struct QrCode {
  std::string view_box;  ///< "0 0 41 41": with the four white modules around it that the standard asks for
  std::string path;      ///< the black ones, for <path d>
};

/// Throws std::length_error for what no square holds: more than some 2,300 bytes.
QrCode qr_code(std::string const& words);

}  // namespace overens::web
