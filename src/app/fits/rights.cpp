// What two give to somebody is changed by two: it is ended, and another given.

#include <algorithm>

#include <nlohmann/json.hpp>

#include "app/fits/fitting.hpp"
#include "app/subjects_of.hpp"
#include "calendar/day.hpp"
#include "event/known.hpp"

namespace overens::app {
namespace {

using base::refuse;
using base::text;
using event::said;
using Checked = base::Expected<void>;
namespace known = event::known;

event::Code const* role_of(Record const& record, Recorded const& given, event::Vocabulary const& vocabulary) {
  return vocabulary.code("staff_roles", said(record.said(given, vocabulary), "role"));
}

bool is_confirmed(Record const& record, std::string_view commission, std::string_view owner) {
  return record.standing(known::commission_confirmed, commission, owner) != nullptr;
}

std::string const& commission_of(Recorded const& given) {
  auto const found = std::find_if(given.subjects.begin(), given.subjects.end(),
                                  [](journal::SubjectRef const& about) { return about.kind == "commission"; });
  static std::string const none;
  return found == given.subjects.end() ? none : found->id;
}

// Whoever gave it, or said in a correction what it gives, does not confirm it; nor does the one who gets it. The first
// administrator is confirmed with what gives them the commission, in one command.
Checked confirmation_fits(Record const& record, event::Event const& event, RuleSet const& rules) {
  auto const* given = record.standing(known::commission_given, event.subject.id, event.owner);
  if (given == nullptr)
    return refuse("unknown_commission", text("{0} has no commission {1}", event.owner, event.subject.id), "subject");
  auto const values = record.said(*given, rules.vocabulary);
  auto const* const role = rules.vocabulary.code("staff_roles", said(values, "role"));
  if (role == nullptr || !role->needs_two ||
      record.standing(known::commission_confirmed, event.subject.id, event.owner) != nullptr)
    return refuse("already_confirmed", text("the commission waits for nobody's confirmation"), "subject");
  if (event.actor.empty() || record.holds_itself(*given)) return {};
  auto is_own = event.actor == given->actor || event.actor == said(values, "staff");
  for (auto const* correction : record.all_standing(known::corrected, given->id, event.owner))
    is_own = is_own || correction->actor == event.actor;
  if (is_own)
    return refuse("forbidden", text("another administrator than the one who gave it, or gets it, confirms it"),
                  "subject");
  return {};
}

/// Somebody's commission whose role is never without anybody, as long as it has not been ended.
bool is_indispensable(Record const& record, Recorded const& given, event::Vocabulary const& vocabulary) {
  auto const* const role = role_of(record, given, vocabulary);
  auto const& commission = commission_of(given);
  return role != nullptr && role->always_held && (!role->needs_two || is_confirmed(record, commission, given.owner)) &&
         record.standing(known::commission_ended, commission, given.owner) == nullptr;
}

bool holds_after(Record const& record, Recorded const& given, std::string const& last,
                 event::Vocabulary const& vocabulary) {
  auto const values = record.said(given, vocabulary);
  auto const& through = said(values, "through");
  return record.standing(known::staff_left, said(values, "staff"), given.owner) == nullptr &&
         said(values, "from") <= last && (through.empty() || through > last);
}

// Somebody else's of the same role goes on after that day.
Checked somebody_goes_on(Record const& record, event::Event const& event, std::vector<Recorded const*> const& ended,
                         event::Vocabulary const& vocabulary) {
  auto const last = calendar::to_string(event.happened.day);
  journal::SubjectRef const authority{organisation_kind, std::string(event.owner)};
  for (auto const* one : ended) {
    auto const* const role = role_of(record, *one, vocabulary);
    auto const all = record.all_standing_about(known::commission_given, authority, event.owner);
    auto const goes_on = [&](Recorded const* other) {
      auto const* const others = role_of(record, *other, vocabulary);
      return others == role && std::find(ended.begin(), ended.end(), other) == ended.end() &&
             is_indispensable(record, *other, vocabulary) && holds_after(record, *other, last, vocabulary);
    };
    if (std::none_of(all.begin(), all.end(), goes_on))
      return refuse("last_in_role",
                    text("nobody would be left in this role: give it to another first, and have that confirmed"),
                    "subject");
  }
  return {};
}

Checked end_fits(Record const& record, event::Event const& event, RuleSet const& rules) {
  auto const* const given = record.standing(known::commission_given, event.subject.id, event.owner);
  if (given == nullptr) return {};
  auto const* const role = role_of(record, *given, rules.vocabulary);
  auto const is_own = !event.actor.empty() && said(record.said(*given, rules.vocabulary), "staff") == event.actor;
  if (role != nullptr && role->needs_two && is_own) return own_rights("subject");
  if (!is_indispensable(record, *given, rules.vocabulary)) return {};
  return somebody_goes_on(record, event, {given}, rules.vocabulary);
}

std::vector<Recorded const*> given_to(Record const& record, std::string_view staff, std::string_view owner) {
  return record.all_standing_about(known::commission_given, {"staff", std::string(staff)}, owner);
}

Checked leaving_fits(Record const& record, event::Event const& event, RuleSet const& rules) {
  if (!event.actor.empty() && event.actor == event.subject.id) return own_rights("subject");
  auto ended = given_to(record, event.subject.id, event.owner);
  std::erase_if(ended, [&](Recorded const* one) { return !is_indispensable(record, *one, rules.vocabulary); });
  return somebody_goes_on(record, event, ended, rules.vocabulary);
}

// What a change of a change is about in the end.
Recorded const& changed_in_the_end(Record const& record, Recorded const& changed) {
  auto const* last = &changed;
  while (last->type->name == known::corrected || last->type->name == known::withdrawn) {
    auto const data = nlohmann::json::parse(last->data, nullptr, false);
    auto const* const next = data.is_object() ? record.entry(data.value("event", std::string())) : nullptr;
    if (next == nullptr) break;
    last = next;
  }
  return *last;
}

// Whoever is said not to have left after all would have again what two have given.
Checked gives_nothing_back(Record const& record, Recorded const& changed) {
  if (changed_in_the_end(record, changed).type->name != known::staff_left) return {};
  for (auto const& about : changed.subjects) {
    if (about.kind != "staff") continue;
    for (auto const* given : given_to(record, about.id, changed.owner)) {
      auto const& commission = commission_of(*given);
      if (is_confirmed(record, commission, changed.owner) &&
          record.standing(known::commission_ended, commission, changed.owner) == nullptr)
        return refuse("already_confirmed",
                      text("a commission that another administrator confirmed would hold again: end it first"),
                      "event");
    }
  }
  return {};
}

constexpr Fitting rights_rows[] = {{.type = known::commission_confirmed, .fits = confirmation_fits},
                                   {.type = known::commission_ended, .fits = end_fits},
                                   {.type = known::staff_left, .fits = leaving_fits}};

}  // namespace

std::span<Fitting const> fits_rights() {
  return rights_rows;
}

tl::unexpected<base::Refusal> own_rights(char const* field) {
  return refuse("forbidden", text("nobody changes what has been recorded of themselves: ask another administrator"),
                field);
}

Checked rights_may_change(Record const& record, Recorded const& changed, std::string_view actor,
                          event::Vocabulary const& vocabulary) {
  for (auto const& about : changed.subjects) {
    if (!actor.empty() && about.kind == "staff" && about.id == actor) return own_rights("event");
    if (about.kind != "commission") continue;
    auto const* const given = record.standing(known::commission_given, about.id, changed.owner);
    if (!actor.empty() && given == nullptr)
      return refuse("bad_value", text("the commission has been withdrawn: give it anew"), "event");
    if (!actor.empty() && said(record.said(*given, vocabulary), "staff") == actor) return own_rights("event");
    if (is_confirmed(record, about.id, changed.owner))
      return refuse("already_confirmed", text("the commission has been confirmed: end it, and give another"), "event");
  }
  return gives_nothing_back(record, changed);
}

}  // namespace overens::app
