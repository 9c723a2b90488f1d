#pragma once

#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "wording/language.hpp"

namespace overens::cli {

/// The option takes one of these words, which stand in its help; others are refused in the program's language.
CLI::Option* one_of(CLI::Option* option, std::vector<std::string> const& words, wording::Language const& say);

/// Which database a command is about, and its key store.
void database_options(CLI::App& command, DatabaseOptions& database, wording::Language const& say);

/// The option takes a whole number from 0 on.
CLI::Option* count(CLI::Option* option, wording::Language const& say);

}  // namespace overens::cli
