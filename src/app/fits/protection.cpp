#include <algorithm>

#include "app/fits/fitting.hpp"
#include "app/subjects_of.hpp"
#include "event/known.hpp"

namespace overens::app {
namespace {

using base::refuse;
using base::text;
namespace known = event::known;

// Set by one at once, lowered by two: the one asks and the other does it.
base::Expected<void> lowering_fits(Record const& record, event::Event const& event, RuleSet const& rules) {
  auto const marking = event.said("marking");
  auto const last_of = [&](char const* type) {
    Recorded const* last = nullptr;
    for (auto const* one : record.all_standing(type, event.subject.id, event.owner)) {
      auto const values = record.said(*one, rules.vocabulary);
      if (event::said(values, "marking") == marking) last = one;
    }
    return last;
  };
  auto const* set = last_of(known::protection_set);
  auto const* asked = last_of(known::protection_lowering_asked);
  auto const* lowered = last_of(known::protection_lowered);
  if (set == nullptr || (lowered != nullptr && lowered->seq > set->seq))
    return refuse("not_protected", text("there is no such marking in the case"), "marking");
  if (asked == nullptr || asked->seq < set->seq || event.actor.empty() || asked->actor.empty() ||
      asked->actor == event.actor)
    return refuse("second_person_needed", text("one asks that the protection be lowered, and another lowers it"));
  return {};
}

base::Expected<void> block_fits(Record const& record, event::Event const& event, RuleSet const& rules) {
  auto const* owner = record.standing(known::authority_registered, event.owner);
  auto const values = owner == nullptr ? event::PlainValues() : record.said(*owner, rules.vocabulary);
  auto const* kind = rules.vocabulary.authority_kind(event::said(values, "kind"));
  if (kind == nullptr || !kind->health)
    return refuse("not_blockable", text("only what health care has recorded is blocked"), "owner");
  // The Patient Data Act (2008:355), 4:4.
  if (event.said("asked_by") == "guardian")
    return refuse("not_blockable", text("a guardian can't block a child's data"), "asked_by");
  return {};
}

// What two must do one can't do by changing what was recorded, nor by changing such a change.
base::Expected<void> change_fits(Record const& record, event::Event const& event, RuleSet const& rules) {
  auto const* changed = record.entry(changed_by(event));
  auto is_change_of_change = false;
  while (changed != nullptr && (changed->type->name == known::withdrawn || changed->type->name == known::corrected)) {
    changed = record.entry(event::said(record.said(*changed, rules.vocabulary), "event"));
    is_change_of_change = true;
  }
  if (changed == nullptr || changed->owner != event.owner) return {};
  auto const& type = changed->type->name;
  auto const is_withdrawal_of_lowering =
      event.type->name == known::withdrawn && type == known::protection_lowered && !is_change_of_change;
  auto const is_of_protection = type == known::protection_set || type == known::protection_lowering_asked ||
                                (type == known::protection_lowered && !is_withdrawal_of_lowering);
  if (!is_of_protection) return {};
  return refuse("second_person_needed", text("one asks that the protection be lowered, and another lowers it"),
                "event");
}

constexpr Fitting protection_rows[] = {{.type = known::protection_lowered, .fits = lowering_fits},
                                       {.type = known::block_set, .fits = block_fits},
                                       {.type = known::corrected, .fits = change_fits},
                                       {.type = known::withdrawn, .fits = change_fits}};

}  // namespace

std::span<Fitting const> fits_protection() {
  return protection_rows;
}

}  // namespace overens::app
