#include <chrono>
#include <cstdio>

#include <fmt/format.h>

#include "app/organisation/import_table.hpp"
#include "cli/commands.hpp"
#include "cli/opened.hpp"
#include "cli/terminal.hpp"
#include "disk/files.hpp"

namespace overens::cli {

using app::ImportedRow;
using app::ImportKind;
using base::plural;
using base::text;

namespace {

constexpr std::size_t most_shown = 100;

ImportKind kind_of(std::string const& word) {
  if (word == "staff") return ImportKind::staff;
  return word == "commissions" ? ImportKind::commissions : ImportKind::units;
}

/// Says what stands in the plan.
class Shown {
 public:
  Shown(app::ImportPlan const& plan, OrganisationOptions const& options, wording::Language const& say)
      : plan_(plan), options_(options), say_(say) {}

  int faults() const {
    for (std::size_t i = 0; i < plan_.faults.size() && i < most_shown; ++i)
      fmt::print(stderr, "{}:{}: {}\n", options_.file, plan_.faults[i].first, say_.say(plan_.faults[i].second));
    if (plan_.faults.size() > most_shown)
      complain(text("{0} more lines could not be read", plan_.faults.size() - most_shown), say_);
    complain(text("nothing has been recorded"), say_);
    return 1;
  }

  void changes() const {
    rows(ImportedRow::Change::added, text("New"));
    rows(ImportedRow::Change::changed, text("Changed"));
    if (!plan_.missing.empty())
      list(options_.end_missing ? text("Is not in the table, and ends today")
                                : text("Is not in the table, and stays as it is"),
           plan_.missing);
    fmt::print("{}\n",
               say_.say(text("New: {0}. Changed: {1}. As before: {2}.", plan_.count(ImportedRow::Change::added),
                             plan_.count(ImportedRow::Change::changed), plan_.count(ImportedRow::Change::unchanged))));
  }

 private:
  void rows(ImportedRow::Change change, base::Text const& heading) const {
    std::vector<std::string> names;
    for (auto const& row : plan_.rows) {
      if (row.change != change) continue;
      std::vector<std::string> fields;
      for (auto const* field : row.fields) fields.push_back(say_.say(field->label));
      names.push_back(fields.empty() ? row.name : say_.say(text("{0}: {1}", row.name, say_.list(fields))));
    }
    if (!names.empty()) list(heading, names);
  }
  void list(base::Text const& heading, std::vector<std::string> const& names) const {
    fmt::print("{}\n", say_.say(heading));
    for (std::size_t i = 0; i < names.size() && i < most_shown; ++i) fmt::print("  {}\n", names[i]);
    if (names.size() > most_shown) fmt::print("  {}\n", say_.say(text("and {0} more", names.size() - most_shown)));
  }

  app::ImportPlan const& plan_;
  OrganisationOptions const& options_;
  wording::Language const& say_;
};

int take_in(app::Store& store, disk::Agreements const& agreements, OrganisationOptions const& options,
            std::string const& table, wording::Language const& say) {
  Office office(store, agreements);
  // Whoever may write to the database may take in what any authority recorded.
  access::Actor const importer{access::Actor::Kind::terminal, "import"};
  app::ImportRequest const request{kind_of(options.kind), options.authority, calendar::day_in_sweden(this_moment()),
                                   options.end_missing, app::id_by_chance()};
  auto const plan = [&] {
    Progress progress(say.say(text("comparing with what is recorded")), options.quiet);
    return app::import_table(office.queries, office.commands, agreements.vocabulary, importer, request, table,
                             options.save, [&](double share) { progress.at(share); });
  }();
  if (!plan) {
    fmt::print(stderr, "{}: {}\n", options.file, say.say(plan.error().why));
    return 1;
  }
  Shown const shown(*plan, options, say);
  if (!plan->faults.empty()) return shown.faults();
  shown.changes();
  if (!options.save) {
    fmt::print("{}\n", say.say(text("Nothing has been recorded: --save takes it in.")));
    return 0;
  }
  if (plan->drafts.empty()) return 0;
  fmt::print("{}\n", say.say(plural("One event has been recorded.", "{0} events have been recorded.",
                                    static_cast<long>(plan->drafts.size()))));
  return 0;
}

}  // namespace

int import_organisation(OrganisationOptions const& options, wording::Language const& say) {
  auto const agreements = disk::load_agreements(options.agreements);
  if (!print_findings(agreements->findings, say, false)) return could_not_look;
  return with_store(options.database, {.open = store::Open::existing}, say, [&](app::Store& store) {
    try {
      return take_in(store, *agreements, options, disk::read_file(options.file).bytes, say);
    } catch (app::StoreFailed const&) {
      throw;
    } catch (std::runtime_error const&) {
      complain(text("can't read the file {0}", options.file), say);
      return could_not_look;
    }
  });
}

}  // namespace overens::cli
