#include "app/case_team.hpp"

#include <algorithm>

#include "app/subjects_of.hpp"
#include "event/known.hpp"

namespace overens::app {

namespace known = event::known;

namespace {

// What has come in to somebody by name, in the open, is about a protected identity: so it is here too, whoever takes
// the case on.
bool is_protected_where_it_came_from(Record const& record, std::string const& authority, std::string const& in_case) {
  auto const names_somebody_here = [&](journal::SubjectRef const& subject) {
    return subject.kind == reader_kind && subject.id.starts_with(authority + "/");
  };
  auto const all = record.all_about({"case", in_case});
  return std::any_of(all.begin(), all.end(), [&](Recorded const* one) {
    return !one->is_hidden && one->owner != authority && one->type->name == known::disclosure_made &&
           std::any_of(one->subjects.begin(), one->subjects.end(), names_somebody_here);
  });
}

}  // namespace

CaseTeam team_of(Record const& record, event::Vocabulary const& vocabulary, std::string const& authority,
                 std::string const& in_case) {
  auto const all = [&](char const* type) { return record.all_standing(type, in_case, authority); };
  auto const said = [&](Recorded const& one, char const* field) {
    auto const values = record.said(one, vocabulary);
    return event::said(values, field);
  };
  CaseTeam team;
  for (auto const* opened : all(known::case_opened)) team.unit = opened->unit;
  std::uint64_t moved = 0;
  for (auto const* set : all(known::case_unit_set)) {
    auto unit = said(*set, "unit");
    if (!team.unit.empty() && unit != team.unit) moved = set->seq;
    team.unit = std::move(unit);
  }
  auto const let_go = all(known::case_let_go);
  for (auto const* taken : all(known::case_taken_on)) {
    auto const staff = said(*taken, "staff");
    std::erase_if(team.holders, [&](CaseHolder const& one) { return one.staff == staff; });
    auto const is_let_go = std::any_of(let_go.begin(), let_go.end(), [&](Recorded const* one) {
      return taken->seq < one->seq && said(*one, "staff") == staff;
    });
    // Who worked in it where it was before does so no longer: the other unit says anew who does.
    if (!is_let_go && taken->seq > moved) team.holders.push_back({staff, said(*taken, "named") == "true"});
  }
  for (auto const* set : all(known::protection_set)) {
    auto const lowered = all(known::protection_lowered);
    team.is_protected = team.is_protected || std::none_of(lowered.begin(), lowered.end(), [&](Recorded const* one) {
                          return set->seq < one->seq && said(*one, "marking") == said(*set, "marking");
                        });
  }
  team.is_protected = team.is_protected || is_protected_where_it_came_from(record, authority, in_case);
  auto const* last = record.last_standing({known::block_set, known::block_lifted}, in_case, authority);
  team.is_blocked = last != nullptr && last->type->name == known::block_set;
  return team;
}

}  // namespace overens::app
