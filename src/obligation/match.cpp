#include "obligation/match.hpp"

#include <algorithm>

namespace overens::obligation {
namespace {

using calendar::is_before;
using calendar::Moment;

bool not_after(Moment const& a, Moment const& b) {
  return !is_before(b, a);
}

}  // namespace

std::optional<std::uint64_t> Matcher::carried(Carrier const& carrier, Act const& act) const {
  switch (carrier.by) {
    case Carrier::By::none:
      return std::nullopt;
    case Carrier::By::subject:
      return act.subject;
    case Carrier::By::in_case:
      if (view_.group().kind == "case") return view_.group().key;
      return act.in_case == nullptr ? std::nullopt : std::optional(act.in_case->key);
    case Carrier::By::person:
      return view_.group().key;
    case Carrier::By::unit:
      return act.unit == 0 ? std::nullopt : std::optional(subject_hash("unit", view_.facts().words().word(act.unit)));
    case Carrier::By::id_field:
      if (auto const* datum = act.datum(carrier.field)) return datum->value;
      return std::nullopt;
    case Carrier::By::party_field:
      if (auto const* datum = act.datum(carrier.field)) {
        return subject_hash("party", view_.facts().words().word(static_cast<base::Symbol>(datum->value)));
      }
      return std::nullopt;
  }
  return std::nullopt;
}

bool Matcher::test(Test const& test, Act const& act) const {
  std::uint64_t own = UINT64_MAX;
  switch (test.of) {
    case Test::Of::by_kind:
      if (auto const* authority = registry_.authority(act.acting())) own = authority->kind;
      break;
    case Test::Of::unit_kind:
      if (auto const* unit = registry_.unit(act.unit)) own = unit->kind;
      break;
    case Test::Of::data:
      for (auto const& datum : act.data) {  // a list gives one datum for each item: any of them will do
        if (datum.field != test.field) continue;
        if (test.at_least ? static_cast<std::int64_t>(datum.value) >= test.least
                          : std::find(test.values.begin(), test.values.end(), datum.value) != test.values.end()) {
          return true;
        }
      }
      return false;
  }
  return std::find(test.values.begin(), test.values.end(), own) != test.values.end();
}

bool Matcher::fits(When const& when, Act const& act, Asking const& asking) const {
  if (act.type != when.type) return false;
  auto const about = carried(when.carrier, act);
  if (about && *about != asking.subject) return false;
  if (!asking.actors.empty() &&
      std::find(asking.actors.begin(), asking.actors.end(), act.acting()) == asking.actors.end())
    return false;
  return std::all_of(when.tests.begin(), when.tests.end(), [&](Test const& t) { return test(t, act); });
}

// `within` and `before` of the condition.
bool Matcher::in_window(When const& when, Act const& act, Asking const& asking) const {
  if (when.before_opening && !is_before(act.when, asking.opening)) return false;
  if (when.before_type) {
    for (auto i = view_.first(*when.before_type); i != View::none; i = view_.next(i)) {
      auto const about = carried(when.before_carrier, view_.act(i));
      if (about && *about != asking.subject) continue;
      if (!is_before(act.when, view_.act(i).when)) return false;
      break;  // the first of them decides
    }
  }
  auto const& within = when.source->within;
  if (!within) return true;
  if (is_before(act.when, asking.opening)) {
    auto const earliest = calendar::add(asking.opening.day, {-within->count, within->unit}, *asking.rules);
    return !earliest || act.when.day >= *earliest;
  }
  auto const latest = calendar::due(asking.opening, {*within, calendar::Roll::none}, *asking.rules);
  return !latest || !calendar::is_past(*latest, act.when);
}

// Ended: an act of the ending type followed, for the same subject, by the time asked for.
bool Matcher::ended(When const& when, std::uint32_t number, Moment const& at, Asking const&) const {
  if (!when.ended_by) return false;
  auto const& act = view_.act(number);
  for (auto i = view_.first(*when.ended_by); i != View::none; i = view_.next(i)) {
    auto const& end = view_.act(i);
    if (i < number || is_before(at, end.when)) continue;
    if (!std::all_of(when.ended_tests.begin(), when.ended_tests.end(), [&](Test const& t) { return test(t, end); }))
      continue;
    if (end.subject == 0 || act.subject == 0 || end.subject == act.subject) return true;
    auto const& types = view_.facts().vocabulary().types;
    if (types[end.type].subject != types[act.type].subject) return true;  // nothing in common but the case
  }
  return false;
}

std::optional<Moment> Matcher::lower(When const& when, Asking const& asking, std::optional<Moment> const& from) const {
  switch (when.since) {
    case When::Since::by_slot:
      return from;
    case When::Since::opening:
      return asking.opening;
    case When::Since::ever:
      return std::nullopt;
    case When::Since::event: {
      std::optional<Moment> latest;
      for (auto i = view_.first(when.since_type); i != View::none; i = view_.next(i)) {
        auto const about = carried(when.since_carrier, view_.act(i));
        if (!about || *about == asking.subject) latest = view_.act(i).when;
      }
      return latest ? latest : Moment::whole(calendar::last_day);
    }
  }
  return from;
}

bool Matcher::counts_enough(When const& when, Asking const& asking, std::optional<Moment> const& from,
                            Moment const& at) const {
  std::vector<std::uint64_t> different;
  int number = 0;
  auto const start = lower(when, asking, from);
  for (auto i = view_.first(when.type); i != View::none; i = view_.next(i)) {
    auto const& act = view_.act(i);
    if (start && is_before(act.when, *start)) continue;
    if (!not_after(act.when, at) || !fits(when, act, asking) || !in_window(when, act, asking) ||
        ended(when, i, at, asking))
      continue;
    std::uint64_t value = 0;
    switch (when.count) {
      case When::Count::acts:
        ++number;
        continue;
      case When::Count::authorities:
        value = act.acting();
        break;
      case When::Count::parties:
        value = registry_.party_of(act.acting());
        if (value == 0) continue;
        break;
      case When::Count::field: {
        auto const* datum = act.datum(when.count_field);
        if (datum == nullptr) continue;
        value = datum->value;
        break;
      }
    }
    if (std::find(different.begin(), different.end(), value) == different.end()) different.push_back(value);
  }
  return std::max<int>(number, static_cast<int>(different.size())) >= when.times;
}

std::optional<std::uint32_t> Matcher::first(When const& when, Asking const& asking, Moment const& from) const {
  std::optional<std::uint32_t> found;
  switch (when.form) {
    case When::Form::any:
      for (auto const& part : when.parts) {
        auto const one = first(part, asking, from);
        if (one && (!found || *one < *found)) found = one;
      }
      return found;
    case When::Form::all:
      // True with the first act at which every part stands.
      for (std::uint32_t i = 0; i < view_.acts().size(); ++i) {
        auto const& at = view_.act(i).when;
        if (is_before(at, from)) continue;
        auto const all = std::all_of(when.parts.begin(), when.parts.end(), [&](When const& part) {
          return standing_since(part, asking, from, at).has_value();
        });
        if (all) return i;
      }
      return std::nullopt;
    case When::Form::event:
      break;
  }
  auto const start = lower(when, asking, from);
  for (auto i = view_.first(when.type); i != View::none; i = view_.next(i)) {
    auto const& act = view_.act(i);
    if (start && is_before(act.when, *start)) continue;
    if (!fits(when, act, asking) || !in_window(when, act, asking)) continue;
    if (when.times == 1 || counts_enough(when, asking, from, act.when)) return i;
  }
  return std::nullopt;
}

std::optional<std::uint32_t> Matcher::standing(When const& when, Asking const& asking, Moment const& at) const {
  return standing_since(when, asking, std::nullopt, at);
}

std::optional<std::uint32_t> Matcher::standing_since(When const& when, Asking const& asking,
                                                     std::optional<Moment> const& from, Moment const& at) const {
  std::optional<std::uint32_t> found;
  switch (when.form) {
    case When::Form::any:
      for (auto const& part : when.parts) {
        auto const one = standing_since(part, asking, from, at);
        if (one && (!found || *one > *found)) found = one;
      }
      return found;
    case When::Form::all:
      for (auto const& part : when.parts) {
        auto const one = standing_since(part, asking, from, at);
        if (!one) return std::nullopt;
        if (!found || *one > *found) found = one;
      }
      return found;
    case When::Form::event:
      break;
  }
  auto const start = lower(when, asking, from);
  for (auto i = view_.first(when.type); i != View::none; i = view_.next(i)) {
    auto const& act = view_.act(i);
    if (start && is_before(act.when, *start)) continue;
    if (!not_after(act.when, at)) break;
    if (fits(when, act, asking) && in_window(when, act, asking) && !ended(when, i, at, asking)) found = i;
  }
  if (found && when.times > 1 && !counts_enough(when, asking, from, at)) return std::nullopt;
  return found;
}

std::uint32_t Matcher::count(When const& when, Asking const& asking, Moment const& from) const {
  if (when.form != When::Form::event) {
    std::uint32_t sum = 0;
    for (auto const& part : when.parts) sum += count(part, asking, from);
    return sum;
  }
  std::uint32_t number = 0;
  auto const start = lower(when, asking, from);
  for (auto i = view_.first(when.type); i != View::none; i = view_.next(i)) {
    auto const& act = view_.act(i);
    if (start && is_before(act.when, *start)) continue;
    if (fits(when, act, asking) && in_window(when, act, asking)) ++number;
  }
  return number;
}

}  // namespace overens::obligation
