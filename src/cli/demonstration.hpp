#pragma once

#include <functional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "cli/commands.hpp"

namespace overens::cli {

/// A database to practise on, with invented events.
struct DemoOptions {
  DatabaseOptions database;
  std::vector<std::string> with;      ///< files of events that it begins with
  std::vector<std::string> counties;  ///< whose agreement has a year of its own
  std::string stories;                ///< the folder of stories that its cases are made of; empty: it has none
  std::string agreements = "agreements";
  std::string on;  ///< the last day; empty: today
  unsigned seed = 1;
  bool quiet = false;
};

/// Adds `demo`, which fills one, or goes on where it ended the last time, and is refused where anything else has been
/// recorded. What is asked for is put in `command`. All must outlive the program's run.
void add_demonstration(CLI::App& app, DemoOptions& options, std::function<int()>& command,
                       wording::Language const& say);

}  // namespace overens::cli
