#include "obligation/resolution.hpp"

#include <algorithm>

#include "event/known.hpp"

namespace overens::obligation {

using agreement::Norm;
using agreement::Verb;
using calendar::is_before;
using calendar::Moment;

namespace {

// Whose acts are one bearer's own.
void add_own(BearerOf const& bearer, Actors& actors) {
  if (bearer.name == 0) {
    actors.anyone_else = true;
    actors.known.insert(actors.known.end(), bearer.others.begin(), bearer.others.end());
    return;
  }
  (bearer.is_party ? static_cast<void>(actors.parties.push_back(bearer.name))
                   : static_cast<void>(actors.authorities.push_back(bearer.name)));
  actors.former.insert(actors.former.end(), bearer.earlier.begin(), bearer.earlier.end());
}

Actors own_of(BearerOf const& bearer) {
  Actors actors;
  add_own(bearer, actors);
  return actors;
}

}  // namespace

// What a forum has done, anybody may note.
Actors Resolution::actors_of(Rule const& rule, BearerList const& bearers) {
  Actors actors;
  actors.anyone = rule.norm->by == Norm::By::anyone || rule.norm->bearer.form == agreement::Bearer::Form::forum;
  for (auto const& bearer : bearers) add_own(bearer, actors);
  return actors;
}

void Resolution::fill(Rule const& rule, Obligation& o) const {
  auto const actors = actors_of(rule, o.bearers);
  MatchContext const anyone{o.subject, o.opened, &rule.pack->rules};
  auto by_bearers = anyone;
  by_bearers.actors = &actors;
  if (o.is_duty()) {
    find_due(rule, o, anyone);
    of_duty(rule, o, by_bearers, anyone);
    parts(rule, o, anyone);
  } else {
    of_permission(rule, o, by_bearers, anyone);
  }
}

void Resolution::find_due(Rule const& rule, Obligation& o, MatchContext const& anyone) const {
  o.waits_for_anchor = rule.after && o.counted_from == no_act;
  if (!rule.norm->due || !o.period.empty() || o.waits_for_anchor)
    return;  // a recurring duty brings its due day with it
  auto const& pack = o.counted_by == nullptr ? *rule.pack : *o.counted_by;
  auto const& due = *pack.norm(rule.norm->id)->due;
  auto const stopped = pauses(rule, o, anyone);
  o.paused = stopped.over;
  // While the clock stands no last day is known, unless it was past when the clock stopped. An unclear month end can't
  // get here: the checker refuses months in a pack that has not chosen.
  auto const counted = [&](std::optional<calendar::Recipe> const& recipe) -> std::optional<calendar::Due> {
    if (!recipe) return std::nullopt;
    auto const day = calendar::due(o.anchor, *recipe, pack.rules, o.paused);
    auto const stands = day && stopped.since && !calendar::is_past(*day, *stopped.since);
    o.waits_for_anchor = o.waits_for_anchor || stands;
    return day && !stands ? std::optional(*day) : std::nullopt;
  };
  o.due = counted(due.recipe);
  o.watch = counted(due.watch);
  if (stopped.since && (o.waits_for_anchor || !(o.due || o.watch))) o.life = Life::paused;
}

Resolution::Pauses Resolution::pauses(Rule const& rule, Obligation const& o, MatchContext const& anyone) const {
  Pauses all;
  std::uint32_t next = 0;
  while (auto const begins = rule.pause ? matcher_.first(*rule.pause, anyone, o.opened, next) : std::nullopt) {
    auto const& start = view_.act(*begins).when;
    auto const ends = matcher_.first(*rule.resume, anyone, start, *begins + 1);
    if (!ends) {
      all.since = start;
      break;
    }
    auto const until = view_.act(*ends).when.day;
    if (start.day < until) all.over.push_back({start.day, until});
    next = *ends + 1;
  }
  return all;
}

// The act that meets it; with `by: all` the one by which every bearer has acted.
Resolution::Number Resolution::met(Rule const& rule, Obligation const& o, MatchContext const& by_bearers) const {
  if (!rule.met) return std::nullopt;
  auto own = by_bearers;
  InPeriod period;
  if (!o.period.empty()) {
    period = {o.period, o.opened.day, o.due->day};
    own.period = &period;
  }
  if (rule.norm->by != Norm::By::all) return matcher_.first(*rule.met, own, o.opened);
  Number last;
  for (auto const& bearer : o.bearers) {
    if (bearer.left_out) continue;
    auto const actors = own_of(bearer);
    own.actors = &actors;
    auto const act = matcher_.first(*rule.met, own, o.opened);
    if (!act) return std::nullopt;
    last = std::max(last.value_or(0), *act);
  }
  return last;
}

// What ended its subject: the ending event of its kind, or the closing of the case that it opened in.
Resolution::Number Resolution::end(Rule const& rule, Obligation const& o) const {
  Number first;
  auto const consider = [&](std::uint16_t type, auto const& ends) {
    for (auto i = view_.first(type); i != View::none; i = view_.next(i)) {
      auto const& act = view_.act(i);
      if (!ends(act) || is_before(act.when, o.opened) || i == o.opened_by) continue;
      if (!first || i < *first) first = i;
      break;
    }
  };
  for (auto const type : rule.ends) consider(type, [&](Act const& act) { return act.subject == o.subject; });
  if (!rule.ends_with_case) return first;
  auto const is_case = view_.group().form == Group::Form::in_case;
  auto const* in_case = o.opened_by == no_act ? nullptr : view_.act(o.opened_by).in_case;
  if (is_case || in_case != nullptr)
    consider(rule.case_closed, [&](Act const& act) { return is_case || act.in_case == in_case; });
  return first;
}

bool Resolution::ended_before(Rule const& rule, std::uint64_t subject, std::uint32_t opened_by, Moment const& opened,
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
Resolution::Release Resolution::release_by(Rule const& rule, MatchContext const& anyone, Moment const& last) const {
  Release found;
  for (auto const& when : rule.release) {
    auto const act = matcher_.standing(when, anyone, last);
    if (act && (!found.act || *act < *found.act)) found = {act, &when.source->reason};
  }
  return found;
}

Resolution::Release Resolution::release_after(Rule const& rule, MatchContext const& anyone, Moment const& last) const {
  Release found;
  for (auto const& when : rule.release) {
    auto const act = matcher_.standing_after(when, anyone, last);
    if (act && (!found.act || *act < *found.act)) found = {act, &when.source->reason};
  }
  return found;
}

namespace {

void close_as(Obligation& o, Outcome outcome, std::optional<std::uint32_t> by, Moment const& when) {
  o.life = Life::closed;
  o.outcome = outcome;
  o.closed = when;
  o.closed_by = by.value_or(no_act);
}

Outcome unmet(Norm const& norm) {
  return norm.practice || norm.verb != Verb::must ? Outcome::missed : Outcome::breached;
}

}  // namespace

void Resolution::of_duty(Rule const& rule, Obligation& o, MatchContext const& by_bearers,
                         MatchContext const& anyone) const {
  if (rule.met_before) {
    // The same day is not before: then the act itself meets it.
    auto const act = matcher_.standing(*rule.met_before, by_bearers, o.opened);
    o.beforehand = act && is_before(view_.act(*act).when, o.opened);
    if (act) return close_as(o, Outcome::met, act, o.opened);
  }
  auto const act = met(rule, o, by_bearers);
  auto const ended = end(rule, o);
  o.due ? with_day(rule, o, anyone, act, ended) : without_day(rule, o, anyone, act, ended);
}

// No day: whichever comes first decides; on the same day the act does.
void Resolution::without_day(Rule const& rule, Obligation& o, MatchContext const& anyone, Number act,
                             Number ended) const {
  auto const& norm = *rule.norm;
  auto const standing = release_by(rule, anyone, view_.question().on);
  auto const& released = standing.act;
  auto const not_after = [&](Number first, Number other) {
    return !other || !is_before(view_.act(*other).when, view_.act(*first).when);
  };
  if (act && not_after(act, released) && not_after(act, ended)) {
    auto const after_watch = o.watch && calendar::is_past(*o.watch, view_.act(*act).when);
    return close_as(o, after_watch ? Outcome::met_after_watch : Outcome::met, act, view_.act(*act).when);
  }
  if (released && not_after(released, ended)) {
    o.reason = *standing.reason;
    auto const& when = view_.act(*released).when;
    return close_as(o, Outcome::released, released, is_before(when, o.opened) ? o.opened : when);
  }
  if (!ended) return;
  o.subject_ended = true;
  auto const had_time = norm.due && norm.due->recipe && (!o.waits_for_anchor || o.life == Life::paused);
  close_as(o, had_time ? unmet(norm) : Outcome::ended_unmet, ended, view_.act(*ended).when);
  if (act) o.late_act = *act;
}

void Resolution::with_day(Rule const& rule, Obligation& o, MatchContext const& anyone, Number act, Number ended) const {
  auto const& norm = *rule.norm;
  auto const& now = view_.question().on;
  auto const due = o.due->at ? Moment::exact(*o.due->at) : Moment::whole(o.due->day);
  auto const in_time = [&](std::uint32_t i) { return !calendar::is_past(*o.due, view_.act(i).when); };
  if (act && in_time(*act)) return close_as(o, Outcome::met, act, view_.act(*act).when);
  auto const standing = release_by(rule, anyone, is_before(now, due) ? now : due);
  if (standing.act) {
    o.reason = *standing.reason;
    auto const& when = view_.act(*standing.act).when;
    return close_as(o, Outcome::released, standing.act, is_before(when, o.opened) ? o.opened : when);
  }
  if (act) o.late_act = *act;
  auto const ends = [&] {
    o.subject_ended = true;
    close_as(o, unmet(norm), ended, view_.act(*ended).when);
  };
  if (ended && in_time(*ended)) return ends();
  // Asked of a whole day, what happened in it after the last moment is seen as well.
  if (is_before(now, due)) return;
  auto const late = release_after(rule, anyone, due);
  if (!calendar::is_past(*o.due, now) && !act && !ended && !late.act) return;  // open, and there is still time
  if (norm.late == Norm::Late::lapses) return close_as(o, unmet(norm), std::nullopt, Moment::whole(o.due->day));
  // Still owed: a late act meets it; a late release or the end of its subject closes it as it stands.
  auto const before = [&](Number a, Number b) { return a && (!b || *a < *b); };
  if (before(act, late.act) && before(act, ended)) {
    o.late_act = no_act;
    return close_as(o, Outcome::met_late, act, view_.act(*act).when);
  }
  if (late.act && (!ended || *late.act <= *ended)) {
    o.reason = *late.reason;
    return close_as(o, unmet(norm), late.act, view_.act(*late.act).when);
  }
  if (ended) ends();
}

void Resolution::of_permission(Rule const& rule, Obligation& o, MatchContext const& by_bearers,
                               MatchContext const& anyone) const {
  auto const prohibition = rule.norm->verb == Verb::must_not;
  auto const& when = prohibition ? rule.broken_by : rule.used_by;
  Number stop = end(rule, o);
  if (rule.until) {
    if (auto const until = matcher_.first(*rule.until, anyone, o.opened); until && (!stop || *until < *stop))
      stop = until;
  }
  auto const last = stop ? std::optional(view_.act(*stop).when) : std::nullopt;
  if (when) o.times = matcher_.times(*when, by_bearers, o.opened, last);
  if (o.times > 0) {
    o.outcome = prohibition ? Outcome::broken : Outcome::used;
    o.closed_by = *matcher_.first(*when, by_bearers, o.opened);
  }
  if (!stop) return;
  o.life = Life::closed;
  o.closed = last;
  if (o.outcome == Outcome::none) {
    o.outcome = prohibition ? Outcome::kept : Outcome::not_used;
    o.closed_by = *stop;
  }
}

void Resolution::close(Rule const& rule, Obligation& o, calendar::Day on) const {
  auto const day = Moment::whole(on);
  if (o.is_duty()) {
    close_as(o, o.due && calendar::is_past(*o.due, day) ? unmet(*rule.norm) : Outcome::released, std::nullopt, day);
  } else {
    auto const actors = actors_of(rule, o.bearers);
    auto const prohibition = rule.norm->verb == Verb::must_not;
    auto const& when = prohibition ? rule.broken_by : rule.used_by;
    MatchContext const by_bearers{o.subject, o.opened, &rule.pack->rules, &actors};
    o.times = when ? matcher_.times(*when, by_bearers, o.opened, day) : 0;
    auto const act = o.times > 0 ? matcher_.first(*when, by_bearers, o.opened) : std::nullopt;
    auto const done = prohibition ? Outcome::broken : Outcome::used;
    close_as(o, act ? done : prohibition ? Outcome::kept : Outcome::not_used, act, day);
  }
  o.subject_ended = false;
  o.replaced = true;
  o.reason = "replaced";
}

bool Resolution::move(Rule const& rule, Obligation& o, agreement::Pack const& later) const {
  auto const* norm = later.norm(rule.norm->id);
  auto const& own = o.counted_by == nullptr ? *rule.pack : *o.counted_by;
  auto const can = [](Norm const& n) { return n.due && n.due->recipe; };
  if (!can(*norm) || !can(*rule.norm) || (o.waits_for_anchor && o.life != Life::paused)) return false;
  auto moved = o;
  moved.counted_by = &later;
  moved.life = Life::open;
  moved.outcome = Outcome::none;
  moved.closed.reset();
  moved.closed_by = moved.late_act = no_act;
  moved.subject_ended = moved.beforehand = false;
  moved.replaced = true;
  moved.reason.clear();
  fill(rule, moved);
  // While the clock stands, the days are compared as if it went.
  auto const day = [&](Obligation const& counted, agreement::Pack const& by) {
    if (counted.due) return counted.due->day;
    auto const unpaused = calendar::due(o.anchor, *by.norm(rule.norm->id)->due->recipe, by.rules);
    return unpaused ? unpaused->day : calendar::last_day;
  };
  if (day(moved, later) <= day(o, own)) return false;  // never to an earlier day
  o = std::move(moved);
  return true;
}

// The move is with the first step not done; who has done its part, or waits for another's, is not charged meanwhile.
void Resolution::parts(Rule const& rule, Obligation& o, MatchContext const& anyone) const {
  if (rule.steps.empty()) return;
  auto const done = [&](CompiledCondition const& step, BearerOf const* who) {
    auto own = anyone;
    auto const actors = who == nullptr ? Actors() : own_of(*who);
    if (who != nullptr) own.actors = &actors;
    auto const act = matcher_.first(step, own, o.opened);
    return act && (o.life != Life::closed || !o.closed || !is_before(*o.closed, view_.act(*act).when));
  };
  std::vector<bool> step_done;
  auto const holder = [&](CompiledCondition const& step) -> BearerOf const* {
    for (auto const& bearer : o.bearers) {
      if (bearer.role == step.of) return &bearer;
    }
    return nullptr;
  };
  event::Role const* mover = nullptr;
  for (auto const& step : rule.steps) {
    auto const left_out =
        std::any_of(o.bearers.begin(), o.bearers.end(), [&](auto const& b) { return b.role == step.of && b.left_out; });
    step_done.push_back(left_out || done(step, holder(step)));
    if (!step_done.back() && mover == nullptr) mover = step.of;
  }
  if (mover == nullptr) return;  // all parts are done: everybody's move
  for (auto& bearer : o.bearers) {
    if (bearer.role == mover) continue;
    bool own_left = false;
    bool has_own = false;
    for (std::size_t i = 0; i < rule.steps.size(); ++i) {
      if (rule.steps[i].of != bearer.role) continue;
      has_own = true;
      own_left = own_left || !step_done[i];
    }
    bearer.part = has_own && !own_left ? Part::own_part_done : Part::waits_for_other;
  }
}

}  // namespace overens::obligation
