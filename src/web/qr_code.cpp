#include "web/qr_code.hpp"

#include <memory>
#include <stdexcept>

#include <fmt/format.h>
#include <qrencode.h>

namespace overens::web {

QrCode qr_code(std::string const& words) {
  constexpr int smallest_that_fits = 0;
  std::unique_ptr<QRcode, decltype(&QRcode_free)> const code(
      QRcode_encodeString8bit(words.c_str(), smallest_that_fits, QR_ECLEVEL_M), &QRcode_free);
  if (!code) throw std::length_error("too much for a QR code");
  constexpr int quiet = 4;
  auto const width = code->width;
  QrCode drawn{fmt::format("0 0 {0} {0}", width + 2 * quiet), {}};
  for (int row = 0; row < width; ++row) {
    for (int column = 0; column < width; ++column) {
      constexpr unsigned char black = 1;
      if ((code->data[row * width + column] & black) != 0)
        drawn.path += fmt::format("M{} {}h1v1h-1z", column + quiet, row + quiet);
    }
  }
  return drawn;
}

}  // namespace overens::web
