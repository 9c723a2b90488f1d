#include "obligation/corrections.hpp"

#include <algorithm>

namespace overens::obligation {

void Corrections::clear() {
  patched_.clear();
  problems_.clear();
}

Corrections::Amendments Corrections::standing(Fact const& fact, std::int64_t last) const {
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

bool Corrections::amend(Act& act, std::int64_t last) {
  if (!facts_.is_amended(*act.fact)) return true;
  for (auto const* amendment : standing(*act.fact, last)) {
    if (amendment->withdrawn) return false;
    apply(*amendment, act);
  }
  return true;
}

void Corrections::apply(Amendment const& amendment, Act& act) {
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

void Corrections::patch(Act& act, Amendment const& amendment) {
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
