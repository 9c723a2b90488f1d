#include "obligation/match.hpp"

#include <algorithm>

#include "event/known.hpp"

namespace overens::obligation {
namespace {

using calendar::is_before;
using calendar::Moment;

bool not_after(Moment const& a, Moment const& b) {
  return !is_before(b, a);
}

template <class All>
bool contains(All const& all, base::Symbol one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

// "2026-Q4" and "2026-11" are not of one kind: the same digits at the same places.
bool same_kind_of_period(std::string_view a, std::string_view b) {
  auto const digit = [](char c) { return c >= '0' && c <= '9'; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [&](char x, char y) { return digit(x) ? digit(y) : x == y; });
}

// At most so many hours before the opening; what is known only by its day may have been at any time of it.
bool within_hours_before(Moment const& act, Moment const& opening, long hours) {
  auto const earliest = (opening.at ? *opening.at : calendar::start_of(opening.day)) - std::chrono::hours(hours);
  return act.at ? *act.at >= earliest : calendar::end_of(act.day) > earliest;
}

bool has_window(CompiledCondition const& when) {
  return (when.form == CompiledCondition::Form::event && when.source->within) ||
         std::any_of(when.parts.begin(), when.parts.end(), has_window);
}

}  // namespace

std::optional<std::uint64_t> Matcher::carried(SubjectLink const& link, Act const& act) const {
  switch (link.by) {
    case SubjectLink::By::none:
      return std::nullopt;
    case SubjectLink::By::subject:
      return act.subject;
    case SubjectLink::By::in_case:
      if (view_.group().form == Group::Form::in_case) return view_.group().key;
      return act.in_case == nullptr ? std::nullopt : std::optional(act.in_case->key);
    case SubjectLink::By::person:
      return view_.is_own(act) ? std::optional(view_.key()) : std::nullopt;
    case SubjectLink::By::unit:
      return act.unit == 0 ? std::nullopt : std::optional(subject_hash("unit", view_.facts().words().word(act.unit)));
    case SubjectLink::By::id_field:
      if (auto const* datum = act.datum(link.field)) return view_.standing_for(datum->value);
      return std::nullopt;
    case SubjectLink::By::party_field:
      if (auto const* datum = act.datum(link.field)) {
        return subject_hash("party", view_.facts().words().word(static_cast<base::Symbol>(datum->value)));
      }
      return std::nullopt;
  }
  return std::nullopt;
}

// What does not carry the id is tied by the case that it stands in.
bool Matcher::is_about(SubjectLink const& link, Act const& act, std::uint64_t subject) const {
  if (link.by == SubjectLink::By::none || link.by == SubjectLink::By::person) return true;
  if (link.by == SubjectLink::By::subject) return act.subject == subject;
  auto const about = carried(link, act);
  return about ? *about == subject : act.in_case != nullptr;
}

bool Matcher::by(Actors const& actors, Act const& act) const {
  auto const who = act.acting();
  if (actors.anyone || contains(actors.authorities, who)) return true;
  if (actors.anyone_else || !actors.parties.empty()) {
    auto const party = registry_.party_of(who, act.when.day);
    if (actors.anyone_else && !contains(actors.known, who) && !contains(actors.known, party)) return true;
    if (party != 0 && contains(actors.parties, party)) return true;
  }
  return std::any_of(actors.former.begin(), actors.former.end(),
                     [&](auto const& f) { return f.name == who && not_after(act.when, f.until); });
}

bool Matcher::test(Test const& test, Act const& act) const {
  return has_value(test, act) != test.none;
}

// The forum of this id, by whichever of its names, has the role in the agreement.
bool Matcher::has_role(std::string const& role, std::uint64_t agreement, std::uint64_t forum) const {
  auto const wanted = view_.facts().words().find(role);
  bool has = false;
  registry_.each_founding(view_, view_.standing_for(forum), [&](Registry::Forum const& one) {
    has = has || (one.role == wanted && one.agreement == agreement);
  });
  return has;
}

bool Matcher::has_value(Test const& test, Act const& act) const {
  std::uint64_t own = UINT64_MAX;
  switch (test.of) {
    case Test::Of::by_kind:
      if (auto const* authority = registry_.authority(act.acting(), act.when.day)) own = authority->kind;
      break;
    case Test::Of::unit_kind:
      if (auto const* unit = registry_.unit(act.unit)) own = unit->kind;
      break;
    case Test::Of::data: {
      // A list gives one datum for each item.
      auto const any = [&](auto const& fits) {
        return std::any_of(act.data.begin(), act.data.end(),
                           [&](Datum const& datum) { return datum.field == test.field && fits(datum.value); });
      };
      if (test.forum != nullptr) return any([&](auto value) { return has_role(*test.forum, test.agreement, value); });
      if (test.at_least) return any([&](auto value) { return static_cast<std::int64_t>(value) >= test.least; });
      auto const is_one = [&](std::uint64_t wanted) { return any([&](auto value) { return value == wanted; }); };
      return test.all ? std::all_of(test.values.begin(), test.values.end(), is_one)
                      : std::any_of(test.values.begin(), test.values.end(), is_one);
    }
  }
  return std::find(test.values.begin(), test.values.end(), own) != test.values.end();
}

bool Matcher::fits(CompiledCondition const& when, Act const& act, MatchContext const& context) const {
  if (act.type != when.type || !is_about(when.link, act, context.subject)) return false;
  if (context.actors != nullptr && !by(*context.actors, act)) return false;
  return std::all_of(when.tests.begin(), when.tests.end(), [&](Test const& t) { return test(t, act); });
}

// `within` and `before` of the condition.
bool Matcher::in_window(CompiledCondition const& when, Act const& act, MatchContext const& context) const {
  if (when.before_opening && !is_before(act.when, context.opening)) return false;
  if (when.before_type) {
    for (auto i = view_.first(*when.before_type); i != VisibleEvents::none; i = view_.next(i)) {
      if (!is_about(when.before_carrier, view_.act(i), context.subject)) continue;
      if (!is_before(act.when, view_.act(i).when)) return false;
      break;  // the first of them decides
    }
  }
  auto const& within = when.source->within;
  if (!within) return true;
  if (!is_before(act.when, context.opening)) {
    auto const latest = calendar::due(context.opening, {*within, calendar::Roll::none}, *context.rules);
    return !latest || !calendar::is_past(*latest, act.when);
  }
  if (within->unit == calendar::Unit::hour) return within_hours_before(act.when, context.opening, within->count);
  auto const earliest = calendar::add(context.opening.day, {-within->count, within->unit}, *context.rules);
  return !earliest || act.when.day >= *earliest;
}

bool Matcher::in_period(InPeriod const& period, Act const& act) const {
  auto const* field = view_.facts().vocabulary().types[act.type].field(event::known::for_period);
  auto const* named = field == nullptr ? nullptr : act.datum(field->symbol);
  if (named != nullptr) {
    auto const name = view_.facts().words().word(static_cast<base::Symbol>(named->value));
    // What is called by a day is meant by any day of it: its first may become another when something is corrected.
    auto const day = calendar::parse_day(name);
    auto const is_day_of_it = day && *day >= period.from && *day <= period.through;
    if (same_kind_of_period(name, period.name)) return name == period.name || is_day_of_it;
  }
  return act.when.day >= period.from && act.when.day <= period.through;
}

// An act of an event condition, in time.
bool Matcher::counts(CompiledCondition const& when, Act const& act, MatchContext const& context,
                     From const& start) const {
  if (context.period != nullptr && when.since == CompiledCondition::Since::by_slot) {
    if (!in_period(*context.period, act)) return false;
  } else if (start && is_before(act.when, *start)) {
    return false;
  }
  return fits(when, act, context) && in_window(when, act, context) && (context.only == nullptr || (*context.only)(act));
}

// Ended: an act of the ending type followed, for the same subject, by the time asked for.
bool Matcher::ended(CompiledCondition const& when, std::uint32_t number, Moment const& at) const {
  if (!when.ended_by) return false;
  auto const& act = view_.act(number);
  for (auto i = view_.first(*when.ended_by); i != VisibleEvents::none; i = view_.next(i)) {
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

// From when acts count, as it is seen at `at`: since an event is since the last one by then.
Matcher::From Matcher::lower(CompiledCondition const& when, MatchContext const& context, From const& from,
                             Moment const& at) const {
  switch (when.since) {
    case CompiledCondition::Since::by_slot:
      return from;
    case CompiledCondition::Since::opening:
      return context.opening;
    case CompiledCondition::Since::ever:
      return std::nullopt;
    case CompiledCondition::Since::event: {
      auto latest = Moment::whole(calendar::last_day);
      for (auto i = view_.first(when.since_type); i != VisibleEvents::none; i = view_.next(i)) {
        auto const& since = view_.act(i);
        if (not_after(since.when, at) && is_about(when.since_carrier, since, context.subject)) latest = since.when;
      }
      return latest;
    }
  }
  return from;
}

std::vector<std::uint32_t> Matcher::counted(CompiledCondition const& when, MatchContext const& context,
                                            From const& from, Moment const& at) const {
  std::vector<std::uint32_t> all;
  auto const start = lower(when, context, from, at);
  for (auto i = view_.first(when.type); i != VisibleEvents::none; i = view_.next(i)) {
    auto const& act = view_.act(i);
    if (not_after(act.when, at) && counts(when, act, context, start) && !ended(when, i, at)) all.push_back(i);
  }
  return all;
}

bool Matcher::counts_enough(CompiledCondition const& when, MatchContext const& context, From const& from,
                            Moment const& at) const {
  std::vector<std::uint64_t> different;
  int number = 0;
  for (auto const i : counted(when, context, from, at)) {
    auto const& act = view_.act(i);
    std::uint64_t value = 0;
    switch (when.count) {
      case CompiledCondition::Count::acts:
        ++number;
        continue;
      case CompiledCondition::Count::authorities:
        value = act.acting();
        break;
      case CompiledCondition::Count::parties:
        value = registry_.party_of(act.acting(), act.when.day);
        if (value == 0) continue;
        break;
      case CompiledCondition::Count::field: {
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

// One of the acts that the condition is made of, whether or not the rest of it holds.
bool Matcher::takes_part(CompiledCondition const& when, MatchContext const& context, From const& from,
                         std::uint32_t number) const {
  if (when.form != CompiledCondition::Form::event) {
    return std::any_of(when.parts.begin(), when.parts.end(),
                       [&](CompiledCondition const& part) { return takes_part(part, context, from, number); });
  }
  auto const& act = view_.act(number);
  return act.type == when.type && counts(when, act, context, lower(when, context, from, act.when));
}

// In an opening of which all must be so, "within" is counted from the day on which the rest of it is so.
MatchContext Matcher::counted_from_the_others(CompiledCondition const& all, MatchContext context, From const& from,
                                              Moment const& at) const {
  context.opens = false;
  std::optional<std::uint32_t> latest;
  for (auto const& part : all.parts) {
    if (has_window(part)) continue;
    if (auto const act = standing_since(part, context, from, at)) latest = std::max(latest.value_or(0), *act);
  }
  if (latest) context.opening = view_.act(*latest).when;
  return context;
}

bool Matcher::holds_with(CompiledCondition const& when, MatchContext const& context, From const& from,
                         std::uint32_t number) const {
  auto const& at = view_.act(number).when;
  switch (when.form) {
    case CompiledCondition::Form::any:
      return std::any_of(when.parts.begin(), when.parts.end(),
                         [&](CompiledCondition const& part) { return holds_with(part, context, from, number); });
    case CompiledCondition::Form::all: {
      auto const own = context.opens && has_window(when) ? counted_from_the_others(when, context, from, at) : context;
      return takes_part(when, own, from, number) &&
             std::all_of(when.parts.begin(), when.parts.end(), [&](CompiledCondition const& part) {
               return standing_since(part, own, from, at).has_value();
             });
    }
    case CompiledCondition::Form::event:
      break;
  }
  return takes_part(when, context, from, number) && (when.times == 1 || counts_enough(when, context, from, at));
}

// What had ended by the opening was for something else.
bool Matcher::stands_at_opening(CompiledCondition const& when, MatchContext const& context, From const& from,
                                std::uint32_t number) const {
  if (!is_before(view_.act(number).when, context.opening)) return true;
  if (when.form != CompiledCondition::Form::event)
    return standing_since(when, context, from, context.opening).has_value();
  return when.times == 1 ? !ended(when, number, context.opening) : counts_enough(when, context, from, context.opening);
}

Matcher::Number Matcher::first(CompiledCondition const& when, MatchContext const& context, From const& from,
                               std::uint32_t least) const {
  auto const counts_from = [&](std::uint32_t i) {
    return holds_with(when, context, from, i) && stands_at_opening(when, context, from, i);
  };
  Number found;
  switch (when.form) {
    case CompiledCondition::Form::any:
      for (auto const& part : when.parts) {
        auto const one = first(part, context, from, least);
        if (one && (!found || *one < *found)) found = one;
      }
      return found;
    case CompiledCondition::Form::all:
      for (auto i = least; i < view_.acts().size(); ++i) {
        if (counts_from(i)) return i;
      }
      return std::nullopt;
    case CompiledCondition::Form::event:
      break;
  }
  for (auto i = view_.first(when.type); i != VisibleEvents::none; i = view_.next(i)) {
    if (i >= least && counts_from(i)) return i;
  }
  return std::nullopt;
}

Matcher::Number Matcher::standing_after(CompiledCondition const& when, MatchContext const& context,
                                        Moment const& after) const {
  for (std::uint32_t i = 0; i < view_.acts().size(); ++i) {
    auto const& at = view_.act(i).when;
    if (is_before(after, at) && takes_part(when, context, std::nullopt, i) && standing(when, context, at)) return i;
  }
  return std::nullopt;
}

Matcher::Number Matcher::standing_since(CompiledCondition const& when, MatchContext const& context, From const& from,
                                        Moment const& at) const {
  Number found;
  switch (when.form) {
    case CompiledCondition::Form::any:
      for (auto const& part : when.parts) {
        auto const one = standing_since(part, context, from, at);
        if (one && (!found || *one > *found)) found = one;
      }
      return found;
    case CompiledCondition::Form::all:
      for (auto const& part : when.parts) {
        auto const one = standing_since(part, context, from, at);
        if (!one) return std::nullopt;
        if (!found || *one > *found) found = one;
      }
      return found;
    case CompiledCondition::Form::event:
      break;
  }
  auto const start = lower(when, context, from, at);
  for (auto i = view_.first(when.type); i != VisibleEvents::none; i = view_.next(i)) {
    auto const& act = view_.act(i);
    if (!not_after(act.when, at)) break;
    if (counts(when, act, context, start) && !ended(when, i, at)) found = i;
  }
  if (found && when.times > 1 && !counts_enough(when, context, from, at)) return std::nullopt;
  return found;
}

std::vector<std::uint32_t> Matcher::each(CompiledCondition const& when, MatchContext const& context, From const& from,
                                         From const& last) const {
  auto const once = first(when, context, from);
  auto const by_last = [&](std::uint32_t i) { return !last || not_after(view_.act(i).when, *last); };
  if (!once || !by_last(*once)) return {};
  std::vector<std::uint32_t> all = {*once};
  for (auto i = *once + 1; i < view_.acts().size() && by_last(i); ++i) {
    if (takes_part(when, context, from, i)) all.push_back(i);
  }
  return all;
}

}  // namespace overens::obligation
