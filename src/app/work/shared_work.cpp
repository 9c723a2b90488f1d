// What all parties have to do about the agreements themselves.

#include <algorithm>

#include "app/queries.hpp"
#include "app/work/work_streams.hpp"

namespace overens::app {

using access::Action;
using access::ObjectClass;
using calendar::Day;

namespace {

constexpr std::size_t most_shared_work = 5000;

/// An authority, and the party that it is of.
using PartyOf = std::pair<std::string, std::string>;

// And nobody, who has what a party without authorities owes.
std::vector<PartyOf> everybody(AgreementStatus const& agreements, Day today) {
  std::vector<PartyOf> all;
  agreements.ask([&](SharedState const& known) {
    auto const& words = known.engine().facts().words();
    auto const registry = known.engine().registry({calendar::Moment::whole(today), calendar::Instant::max(), 0});
    for (auto const& one : registry->authorities())
      all.emplace_back(words.word(one.name), words.word(registry->party_of(one.name, today)));
  });
  all.emplace_back();
  return all;
}

std::string party_of(ObligationRow const& row, std::string const& of_authority) {
  auto const own = std::find_if(row.bearers.begin(), row.bearers.end(), [](auto const& one) { return one.own; });
  return !of_authority.empty() || own == row.bearers.end() ? of_authority : own->id;
}

}  // namespace

base::Expected<SharedWork> Queries::shared_work(access::Actor const& actor) {
  access::Object const object{ObjectClass::governance};
  return looks_.show(actor, Action::list, object, [&](Store& store, Shown& shown) -> base::Expected<SharedWork> {
    SharedWork all{calendar::Moment::exact(clock_())};
    if (!Refresh::are_complete(store)) return tl::unexpected(views_being_made());
    agreements_.on(all.now.day);
    auto check = this->check(store, actor);
    std::vector<WorkRange> ranges;
    for (auto const pace : listed_paces) ranges.push_back({.of = WorkRange::Of::no_case, .pace = pace});
    for (auto const& [authority, party] : everybody(agreements_, all.now.day)) {
      if (all.is_cut) break;
      for (auto& range : store.work(authority, ranges, {}, most_shared_work)) {
        for (auto& one : range) {
          if (!check.decide(Action::list, object_of_row(one.row)).allowed) continue;
          if (all.items.size() == most_shared_work) {
            all.is_cut = true;
            continue;
          }
          auto const part = part_of(one.row, all.now);
          auto owed_by = party_of(one.row, party);
          all.items.push_back({{std::move(one.row), std::move(one.of), Nearness::others, part}, std::move(owed_by)});
        }
      }
    }
    shown.nobody();
    return all;
  });
}

}  // namespace overens::app
