#pragma once

#include <functional>

#include <CLI/CLI.hpp>

#include "cli/commands.hpp"

namespace overens::cli {

/// What the commands about people and other systems take.
struct PeopleOptions {
  AccountOptions account;
  std::string code_key;  ///< of one-time codes
  app::NewAccount::Authority new_authority;
  ClientOptions client;
  OrganisationOptions organisation;
  CaseOptions cases;
  RecordOptions record;
};

/// Adds them: `account`, `client`, `organisation`, `case` and `record`. Which one was asked for is put in `command`.
/// All must outlive the program's run.
void add_people(CLI::App& app, PeopleOptions& options, std::function<int()>& command, wording::Language const& say);

}  // namespace overens::cli
