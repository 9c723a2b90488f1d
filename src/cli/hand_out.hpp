#pragma once

#include <functional>
#include <string>

#include "wording/structured_text.hpp"

namespace overens::cli {

/// Prints a document on the terminal, or writes it as one HTML page to the file `html` ("-": to standard output). It is
/// made by `make` in the language, in which a page marks what is Swedish in an English text. The exit code.
using MakeDocument = std::function<wording::StructuredText(wording::Language const&)>;
int hand_out(MakeDocument const& make, std::string const& html, wording::Language const& say);

}  // namespace overens::cli
