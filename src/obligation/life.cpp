#include "obligation/life.hpp"

#include <algorithm>

#include "event/known.hpp"

namespace overens::obligation {

using agreement::Norm;
using agreement::Verb;
using calendar::is_before;
using calendar::Moment;

void LifeOf::fill(Rule const& rule, Obligation& o) const {
  std::vector<base::Symbol> actors;
  auto const by_bearers = asking(rule, o, actors);
  auto anyone = by_bearers;
  anyone.actors = {};
  if (o.is_duty()) {
    find_due(rule, o, anyone);
    of_duty(rule, o, by_bearers, anyone);
    parts(rule, o, anyone);
  } else {
    of_permission(rule, o, by_bearers, anyone);
  }
}

// Whose acts count: the bearers' own, unless the pack says anyone's, or a bearer is a party or not known.
Asking LifeOf::asking(Rule const& rule, Obligation const& o, std::vector<base::Symbol>& actors) const {
  Asking result{o.subject, o.opened, {}, &rule.pack->rules};
  if (rule.norm->by == Norm::By::anyone) return result;
  for (auto const& bearer : o.bearers) {
    if (bearer.name == 0) return result;
    if (!bearer.is_party) {
      actors.push_back(bearer.name);
      actors.insert(actors.end(), bearer.earlier.begin(), bearer.earlier.end());
      continue;
    }
    if (rule.norm->bearer.form != agreement::Bearer::Form::roles) return result;
    for (auto const& authority : registry_.authorities()) {
      if (authority.party == bearer.name) actors.push_back(authority.name);
    }
  }
  result.actors = actors;
  return result;
}

void LifeOf::find_due(Rule const& rule, Obligation& o, Asking const& anyone) const {
  auto const& norm = *rule.norm;
  o.anchor = o.opened;
  if (!norm.due || o.due) return;  // a recurring duty brings its due day with it
  if (rule.due_after) {
    When anchor;
    anchor.type = *rule.due_after;
    anchor.carrier = carrier(view_.facts().vocabulary().types[*rule.due_after], norm.per);
    static agreement::Condition const plain;
    anchor.source = &plain;
    std::optional<std::uint32_t> found;
    for (auto i = view_.first(anchor.type); i != View::none; i = view_.next(i)) {
      if (matcher_.fits(anchor, view_.act(i), anyone)) found = found.value_or(i);
    }
    if (!found) {
      o.waits_for_anchor = true;
      return;
    }
    o.anchor = view_.act(*found).when;
  }
  o.paused = pauses(rule, o, anyone);
  auto const& stopped = o.paused;
  // An unclear month end can't get here: the checker refuses months in a pack that has not chosen.
  if (norm.due->recipe) {
    if (auto const due = calendar::due(o.anchor, *norm.due->recipe, rule.pack->rules, stopped)) o.due = *due;
  }
  if (norm.due->watch) {
    if (auto const watch = calendar::due(o.anchor, *norm.due->watch, rule.pack->rules, stopped)) o.watch = *watch;
  }
  for (auto const& pause : stopped) {
    if (pause.from <= view_.question().on.day && view_.question().on.day < pause.until) o.life = Life::paused;
  }
}

std::vector<calendar::Days> LifeOf::pauses(Rule const& rule, Obligation const& o, Asking const& anyone) const {
  std::vector<calendar::Days> all;
  if (!rule.pause) return all;
  auto from = o.opened;
  while (auto const begins = matcher_.first(*rule.pause, anyone, from)) {
    auto const& start = view_.act(*begins).when;
    auto const ends = matcher_.first(*rule.resume, anyone, start);
    auto const until = ends ? view_.act(*ends).when.day : calendar::last_day;
    all.push_back({start.day, until});
    if (!ends || until <= start.day) break;
    from = Moment::whole(until + std::chrono::days(1));
  }
  return all;
}

// Handed over since: the one that did it is the one it is counted for.
void LifeOf::named_by_act(Obligation& o, base::Symbol actor) {
  for (auto& bearer : o.bearers) {
    if (std::find(bearer.earlier.begin(), bearer.earlier.end(), actor) != bearer.earlier.end()) bearer.name = actor;
  }
}

// The act that meets it; with `by: all` the one by which every bearer has acted.
LifeOf::Number LifeOf::met(Rule const& rule, Obligation const& o, Asking const& by_bearers) const {
  if (!rule.met) return std::nullopt;
  if (!o.period.empty()) return met_in_period(*rule.met, o, by_bearers);
  if (rule.norm->by != Norm::By::all) return matcher_.first(*rule.met, by_bearers, o.opened);
  Number last;
  for (auto const& bearer : o.bearers) {
    if (bearer.left_out) continue;
    auto own = by_bearers;
    base::Symbol const name[] = {bearer.name};
    if (bearer.name != 0 && !bearer.is_party) own.actors = name;
    auto const act = matcher_.first(*rule.met, own, o.opened);
    if (!act) return std::nullopt;
    last = std::max(last.value_or(0), *act);
  }
  return last;
}

// Of a recurring duty: an act within the period, or one that names the period, whenever it was.
LifeOf::Number LifeOf::met_in_period(When const& when, Obligation const& o, Asking const& by_bearers) const {
  Number found;
  for (auto const& part : when.parts) {
    auto const one = met_in_period(part, o, by_bearers);
    if (when.form == When::Form::all) {
      if (!one) return std::nullopt;
      found = std::max(found.value_or(0), *one);
    } else if (one && (!found || *one < *found)) {
      found = one;
    }
  }
  if (when.form != When::Form::event) return found;
  auto const* field = view_.facts().vocabulary().types[when.type].field("for_period");
  auto const& words = view_.facts().words();
  auto const name = view_.facts().words().find(o.period);
  for (auto i = view_.first(when.type); i != View::none; i = view_.next(i)) {
    auto const& act = view_.act(i);
    if (!matcher_.fits(when, act, by_bearers)) continue;
    auto const* named = field == nullptr ? nullptr : act.datum(field->symbol);
    // A name of another length is of another kind of period ("2025" where periods are quarters) and binds nothing here.
    if (named != nullptr && words.word(static_cast<base::Symbol>(named->value)).size() != o.period.size())
      named = nullptr;
    if (named != nullptr ? named->value == name : act.when.day >= o.opened.day && act.when.day <= o.due->day) return i;
  }
  return std::nullopt;
}

// What ended its subject: the ending event of its kind, or the closing of the case.
LifeOf::Number LifeOf::end(Rule const& rule, Obligation const& o) const {
  Number first;
  auto const consider = [&](std::uint16_t type, bool about_subject) {
    for (auto i = view_.first(type); i != View::none; i = view_.next(i)) {
      auto const& act = view_.act(i);
      if (about_subject && act.subject != o.subject) continue;
      if (is_before(act.when, o.opened) || i == o.opened_by) continue;
      if (!first || i < *first) first = i;
      break;
    }
  };
  for (auto const type : rule.ends) consider(type, true);
  if (rule.ends_with_case && view_.group().kind == "case") {
    consider(rule.case_closed, false);
  }
  return first;
}

bool LifeOf::ended_before(Rule const& rule, std::uint64_t subject, std::uint32_t opened_by, Moment const& opened,
                          calendar::Day day) const {
  Obligation o;
  o.subject = subject;
  o.opened = opened;
  o.opened_by = opened_by;
  auto const act = end(rule, o);
  if (!act || view_.act(*act).when.day >= day) return false;
  auto const reopened = view_.facts().vocabulary().type(event::known::case_reopened)->number;
  for (auto i = view_.first(reopened); i != View::none; i = view_.next(i)) {
    if (i > *act && view_.act(i).when.day <= day) return false;
  }
  return true;
}

// A release that stands on the last day (or, before it, today) counts, also one that stood at the opening already. What
// has been taken back by then does not; what is taken back later reopens nothing.
LifeOf::Release LifeOf::release_by(Rule const& rule, Asking const& anyone, Moment const& last) const {
  Release found;
  for (auto const& when : rule.release) {
    auto const act = matcher_.standing(when, anyone, last);
    if (act && (!found.act || *act < *found.act)) found = {act, &when.source->reason};
  }
  return found;
}

LifeOf::Release LifeOf::release_after(Rule const& rule, Asking const& anyone, Moment const& from) const {
  Release found;
  for (auto const& when : rule.release) {
    auto const act = matcher_.first(when, anyone, from);
    if (act && (!found.act || *act < *found.act)) found = {act, &when.source->reason};
  }
  return found;
}

void LifeOf::of_duty(Rule const& rule, Obligation& o, Asking const& by_bearers, Asking const& anyone) const {
  auto const& norm = *rule.norm;
  auto const& now = view_.question().on;
  auto const close = [&](Outcome outcome, std::optional<std::uint32_t> by, Moment const& when) {
    o.life = Life::closed;
    o.outcome = outcome;
    o.closed = when;
    o.closed_by = by.value_or(no_act);
  };
  auto const unmet = [&]() { return norm.practice || norm.verb != Verb::must ? Outcome::missed : Outcome::breached; };
  auto const in_time = [&](std::uint32_t act) { return !o.due || !calendar::is_past(*o.due, view_.act(act).when); };

  if (rule.met_before) {
    // The same day is not before: then the act itself meets it.
    auto const act = matcher_.standing(*rule.met_before, by_bearers, o.opened);
    o.beforehand = act && is_before(view_.act(*act).when, o.opened);
    if (act) return close(Outcome::met, act, o.opened);
  }
  auto const act = met(rule, o, by_bearers);
  if (act) named_by_act(o, view_.act(*act).acting());
  auto const last = o.due && calendar::is_past(*o.due, now)
                        ? (o.due->at ? Moment::exact(*o.due->at) : Moment::whole(o.due->day))
                        : now;
  auto const standing = release_by(rule, anyone, last);
  auto const& released = standing.act;
  auto const ended = end(rule, o);
  auto const release_moment = [&] {
    return is_before(view_.act(*released).when, o.opened) ? o.opened : view_.act(*released).when;
  };

  if (!o.due) {
    // No day: whichever comes first decides; on the same day the act does.
    auto const act_first = act && (!released || !is_before(view_.act(*released).when, view_.act(*act).when)) &&
                           (!ended || !is_before(view_.act(*ended).when, view_.act(*act).when));
    if (act_first) {
      auto const after_watch = o.watch && calendar::is_past(*o.watch, view_.act(*act).when);
      return close(after_watch ? Outcome::met_after_watch : Outcome::met, act, view_.act(*act).when);
    }
    if (released && (!ended || !is_before(view_.act(*ended).when, view_.act(*released).when))) {
      o.reason = *standing.reason;
      return close(Outcome::released, released, release_moment());
    }
    if (ended) {
      o.subject_ended = true;
      close(norm.due && norm.due->recipe ? unmet() : Outcome::ended_unmet, ended, view_.act(*ended).when);
      if (act) o.late_act = *act;
    }
    return;
  }

  if (act && in_time(*act)) return close(Outcome::met, act, view_.act(*act).when);
  if (released) {
    o.reason = *standing.reason;
    return close(Outcome::released, released, release_moment());
  }
  if (act) o.late_act = *act;
  if (ended && in_time(*ended)) {
    o.subject_ended = true;
    return close(unmet(), ended, view_.act(*ended).when);
  }
  if (!calendar::is_past(*o.due, now)) return;  // open, and there is still time
  if (norm.late == Norm::Late::lapses) return close(unmet(), std::nullopt, Moment::whole(o.due->day));
  // Still owed: a late act meets it; a late release or the end of its subject closes it as it stands.
  auto const later = release_after(rule, anyone, last);
  auto const& late_release = later.act;
  auto const before = [&](Number a, Number b) { return a && (!b || *a < *b); };
  if (before(act, late_release) && before(act, ended)) {
    o.late_act = no_act;
    return close(Outcome::met_late, act, view_.act(*act).when);
  }
  if (late_release && (!ended || *late_release <= *ended)) {
    o.reason = *later.reason;
    return close(unmet(), late_release, view_.act(*late_release).when);
  }
  if (ended) {
    o.subject_ended = true;
    return close(unmet(), ended, view_.act(*ended).when);
  }
}

void LifeOf::of_permission(Rule const& rule, Obligation& o, Asking const& by_bearers, Asking const& anyone) const {
  auto const prohibition = rule.norm->verb == Verb::must_not;
  auto const& when = prohibition ? rule.broken_by : rule.used_by;
  Number stop = end(rule, o);
  if (rule.until) {
    if (auto const until = matcher_.first(*rule.until, anyone, o.opened); until && (!stop || *until < *stop))
      stop = until;
  }
  if (when) {
    auto const act = matcher_.first(*when, by_bearers, o.opened);
    if (act && (!stop || !is_before(view_.act(*stop).when, view_.act(*act).when))) {
      o.outcome = prohibition ? Outcome::broken : Outcome::used;
      o.closed_by = *act;
      o.times = matcher_.count(*when, by_bearers, o.opened);
    }
  }
  if (!stop) return;
  o.life = Life::closed;
  o.closed = view_.act(*stop).when;
  if (o.outcome == Outcome::none) {
    o.outcome = prohibition ? Outcome::kept : Outcome::not_used;
    o.closed_by = *stop;
  }
}

// The move is with the first step not done; who has done its part, or waits for another's, is not charged meanwhile.
void LifeOf::parts(Rule const& rule, Obligation& o, Asking const& anyone) const {
  if (rule.steps.empty()) return;
  auto const done = [&](Step const& step, base::Symbol who) {
    auto own = anyone;
    base::Symbol const name[] = {who};
    if (who != 0) own.actors = name;
    auto const act = matcher_.first(step.when, own, o.opened);
    return act && (o.life != Life::closed || !o.closed || !is_before(*o.closed, view_.act(*act).when));
  };
  std::vector<bool> step_done;
  auto const holder = [&](Step const& step) -> base::Symbol {
    for (auto const& bearer : o.bearers) {
      if (bearer.role == step.role) return bearer.name;
    }
    return 0;
  };
  event::Role const* mover = nullptr;
  for (auto const& step : rule.steps) {
    auto const left_out = std::any_of(o.bearers.begin(), o.bearers.end(),
                                      [&](auto const& b) { return b.role == step.role && b.left_out; });
    step_done.push_back(left_out || done(step, holder(step)));
    if (!step_done.back() && mover == nullptr) mover = step.role;
  }
  if (mover == nullptr) return;  // all parts are done: everybody's move
  for (auto& bearer : o.bearers) {
    if (bearer.role == mover) continue;
    bool own_left = false;
    bool has_own = false;
    for (std::size_t i = 0; i < rule.steps.size(); ++i) {
      if (rule.steps[i].role != bearer.role) continue;
      has_own = true;
      own_left = own_left || !step_done[i];
    }
    bearer.part = has_own && !own_left ? Part::own_part_done : Part::waits_for_other;
  }
}

}  // namespace overens::obligation
