#pragma once

#include <string>

#include <CLI/CLI.hpp>

#include "wording/language.hpp"

namespace overens::cli {

// What is known of the commands, for those who look elsewhere than in --help. Made from the same definitions.

/// The manual page, for man(7).
std::string manual_page(CLI::App const& app, std::string const& version, wording::Language const& say);

/// What bash completes after what has been written: commands, then options, otherwise names of files.
std::string bash_completion(CLI::App const& app);

}  // namespace overens::cli
