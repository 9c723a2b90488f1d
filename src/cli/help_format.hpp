#pragma once

#include <string>

#include <CLI/CLI.hpp>

#include "wording/language.hpp"

namespace overens::cli {

/// Help in the program's language, in columns that are counted in letters, as wide as the terminal.
class HelpFormat : public CLI::Formatter {
 public:
  explicit HelpFormat(wording::Language const& say);
  std::string make_help(CLI::App const* app, std::string name, CLI::AppFormatMode mode) const override;
  std::string make_option(CLI::Option const* option, bool is_positional) const override;
  std::string make_subcommand(CLI::App const* command) const override;
};

}  // namespace overens::cli
