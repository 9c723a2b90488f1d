#pragma once

#include <functional>
#include <optional>
#include <string>

#include "app/commands.hpp"
#include "app/queries.hpp"
#include "cli/commands.hpp"
#include "cli/question.hpp"
#include "journal/entry.hpp"
#include "store/open.hpp"

namespace overens::cli {

calendar::Instant this_moment();
/// Says on standard error what is wrong.
void complain(base::Text const& what, wording::Language const& say);

/// The exit codes of all that uses a database tell one that is damaged from one that could not be looked at.
inline constexpr int damaged = 1, could_not_look = 2, refused = 3;
/// Says why something was refused: `refused`, or that the database does not answer.
int refuse_with(base::Refusal const& refusal, wording::Language const& say);
int refused_store(base::Refusal const& refusal, wording::Language const& say);
/// Opens the database and does something with it; says so when it is refused, or fails underway.
int with_store(DatabaseOptions const& database, store::OpenOptions const& options, wording::Language const& say,
               std::function<int(app::Store&)> const& act);
/// Takes away, and says, what a run that was broken off has left beside the file.
void remove_leftovers(std::string const& beside, wording::Language const& say);
/// Does something with a database that says itself how it is opened.
int guarded(wording::Language const& say, std::function<int()> const& act);

/// Heads that were kept from an earlier day. After having said what is wrong with the file, nothing.
std::optional<journal::Heads> read_heads(std::string const& file, wording::Language const& say);

/// An open database in which events are recorded and asked for, by one command of the terminal. What it is given must
/// outlive it.
struct Office {
  Office(app::Store& store, disk::Agreements const& agreements);

  app::RuleSet rules;
  app::CommandProcessor processor;
  app::AgreementStatus status;
  app::Looks looks;
  app::Commands commands;
  app::Queries queries;
};

}  // namespace overens::cli
