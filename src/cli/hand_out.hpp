#pragma once

#include <string>

#include "wording/document.hpp"

namespace overens::cli {

/// Prints a document on the terminal, or writes it as one HTML page to the file `html` ("-": to standard output). The
/// exit code.
int hand_out(wording::Document const& document, std::string const& html, wording::Language const& say);

}  // namespace overens::cli
