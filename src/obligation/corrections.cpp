// What corrections and withdrawals make of an event, as far as the viewer knows of them.

#include <algorithm>

#include "obligation/view.hpp"

namespace overens::obligation {
namespace {

calendar::Instant instant(std::int64_t milliseconds) {
  return calendar::Instant(std::chrono::milliseconds(milliseconds));
}

}  // namespace

// The event as the viewer knows it; nothing when it does not, or knows that it was withdrawn.
std::optional<Act> View::as_known(Fact const& fact) {
  auto const since = known_since(fact);
  if (!since) return std::nullopt;
  auto act = as_recorded(fact);
  if (!amend(act, last_correction(*since))) return std::nullopt;
  act.subject = standing_for(act.subject);
  return act;
}

// What the owner corrected by then, and did not withdraw again; in the order recorded.
View::Amendments View::amendments(Fact const& fact, std::int64_t last) const {
  Amendments own;
  for (auto const* amendment : facts_.amendments(fact)) {
    auto const& by = facts_.fact(amendment->fact);
    if (by.owner != fact.owner || by.recorded > last) continue;
    auto const over = facts_.amendments(by);
    auto const undone = std::any_of(over.begin(), over.end(), [&](Amendment const* a) {
      auto const& f = facts_.fact(a->fact);
      return a->withdrawn && f.owner == by.owner && f.recorded <= last;
    });
    if (!undone) own.push_back(amendment);
  }
  std::sort(own.begin(), own.end(), [&](auto const* a, auto const* b) {
    auto const& x = facts_.fact(a->fact);
    auto const& y = facts_.fact(b->fact);
    return std::tuple(x.recorded, x.seq, facts_.name(x.id)) < std::tuple(y.recorded, y.seq, facts_.name(y.id));
  });
  return own;
}

View::Amendments View::amendments(Fact const& fact) const {
  auto const since = known_since(fact);
  return since ? amendments(fact, last_correction(*since)) : Amendments();
}

void View::note_revisions(Act const& act, Group const* group, std::int64_t last) {
  auto const all = facts_.amendments(*act.fact);
  if (all.empty() || (group != nullptr && !was_here(act, *group, last))) return;
  auto const& fact = *act.fact;
  for (auto const* amendment : all) {
    auto const& by = facts_.fact(amendment->fact);
    if (by.owner == fact.owner && by.recorded <= last) revisions_.push_back({instant(by.recorded), fact.type, &fact});
  }
}

// Belongs here, or did before a correction that is known: one recorded later tells nothing of what was known by then.
bool View::was_here(Act act, Group const& group, std::int64_t last) {
  auto const here = [&] {
    act.subject = standing_for(act.subject);
    return belongs(act, group);
  };
  if (here()) return true;
  for (auto const* amendment : amendments(*act.fact, last)) {
    apply(*amendment, act);
    if (here()) return true;
  }
  return false;
}

// Applies what the owner corrected; false when the event was withdrawn. Each field's last correction wins.
bool View::amend(Act& act, std::int64_t last) {
  for (auto const* amendment : amendments(*act.fact, last)) {
    if (amendment->withdrawn) return false;
    apply(*amendment, act);
  }
  return true;
}

void View::apply(Amendment const& amendment, Act& act) {
  act.corrected = true;
  if (amendment.happened) act.when = *amendment.happened;
  if (!amendment.unit.empty()) act.unit = facts_.words().find(amendment.unit);
  if (!amendment.in_case.empty()) act.in_case = facts_.group("case", amendment.in_case);
  if (!amendment.subject.empty()) {
    act.subject = subject_hash(facts_.vocabulary().types[act.type].subject, amendment.subject);
    act.subject_id = &amendment.subject;
  }
  if (!amendment.data.empty()) patch(act, amendment);
}

void View::patch(Act& act, Amendment const& amendment) {
  auto const& type = facts_.vocabulary().types[act.type];
  auto const values = corrected_data(facts_.vocabulary(), type, amendment.data);
  if (!values) {
    problems_.push_back({std::string(facts_.name(facts_.fact(amendment.fact).id)),
                         base::text("the correction does not fit {0}: {1}", type.name, values.error().why)});
    return;
  }
  auto& patched = patched_.emplace_back(act.data.begin(), act.data.end());
  for (auto const& value : *values) {
    std::erase_if(patched, [&](Datum const& d) { return d.field == value.field->symbol; });
  }
  for (auto const& value : *values) {
    if (auto const datum = facts_.datum(type, value)) patched.push_back(*datum);
  }
  act.data = patched;
}

}  // namespace overens::obligation
