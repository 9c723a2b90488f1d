#include "app/cases/case_team.hpp"

#include <algorithm>
#include <limits>

#include "app/cases/sent_to.hpp"
#include "app/subjects_of.hpp"
#include "event/known.hpp"

namespace overens::app {

namespace known = event::known;

namespace {

constexpr auto latest = std::numeric_limits<std::uint64_t>::max();

// Whether it went to somebody of the authority by name, or to one of its units.
bool goes_to(bool (*is_so)(std::string_view reader), Recorded const& disclosure, std::string const& authority) {
  auto const& about = disclosure.subjects;
  return std::any_of(about.begin(), about.end(), [&](journal::SubjectRef const& subject) {
    return subject.kind == reader_kind && subject.id.starts_with(authority + "/") && is_so(subject.id);
  });
}

bool is_unit(std::string_view reader) {
  return !is_person(reader);
}

// Whether a marking stood at `place` in the authority's stream of the case: one that had been set by then, and not been
// lowered since.
bool was_marked(Record const& record, event::Vocabulary const& vocabulary, std::string const& authority,
                std::string const& in_case, std::uint64_t place) {
  auto const said = [&](Recorded const& one) { return event::said(record.said(one, vocabulary), "marking"); };
  auto const set = record.all_standing(known::protection_set, in_case, authority);
  auto const lowered = record.all_standing(known::protection_lowered, in_case, authority);
  return std::any_of(set.begin(), set.end(), [&](Recorded const* one) {
    return one->seq <= place && std::none_of(lowered.begin(), lowered.end(), [&](Recorded const* by) {
             return one->seq < by->seq && by->seq <= place && said(*by) == said(*one);
           });
  });
}

// What has come in to somebody by name because its sender had marked the identity as protected: so it is here too,
// whoever takes the case on, while that stands. A unit was told whom it is about before there was a marking: so it is
// here from when there is one.
bool is_protected_where_it_came_from(Record const& record, event::Vocabulary const& vocabulary,
                                     std::string const& authority, std::string const& in_case) {
  auto const all = record.all_about({"case", in_case});
  return std::any_of(all.begin(), all.end(), [&](Recorded const* one) {
    if (one->is_hidden || one->owner == authority || one->type->name != known::disclosure_made ||
        record.standing(known::disclosure_ended, one->subject, one->owner) != nullptr)
      return false;
    auto const was_marked_by = [&](std::uint64_t place) {
      return was_marked(record, vocabulary, one->owner, in_case, place);
    };
    return (goes_to(is_person, *one, authority) && was_marked_by(one->seq)) ||
           (goes_to(is_unit, *one, authority) && was_marked_by(latest));
  });
}

// A case that somebody has taken on, and that no unit was said to have, is that of whom they worked for then.
std::string unit_of_first(std::vector<Recorded const*> const& taken) {
  auto const found = std::find_if(taken.begin(), taken.end(), [](Recorded const* one) { return !one->unit.empty(); });
  return found == taken.end() ? std::string() : (*found)->unit;
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
  if (team.unit.empty()) team.unit = unit_of_first(all(known::case_taken_on));
  team.is_protected = was_marked(record, vocabulary, authority, in_case, latest) ||
                      is_protected_where_it_came_from(record, vocabulary, authority, in_case);
  auto const* last = record.last_standing({known::block_set, known::block_lifted}, in_case, authority);
  team.is_blocked = last != nullptr && last->type->name == known::block_set;
  return team;
}

}  // namespace overens::app
