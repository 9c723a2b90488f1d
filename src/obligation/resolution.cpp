#include "obligation/resolution.hpp"

#include <algorithm>

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

std::optional<calendar::Day> day_in(Act const& act, base::Symbol field) {
  auto const* datum = act.datum(field);
  if (datum == nullptr) return std::nullopt;
  return calendar::Day(std::chrono::days(static_cast<std::int64_t>(datum->value)));
}

Outcome unmet(Norm const& norm) {
  return norm.practice || norm.verb != Verb::must ? Outcome::missed : Outcome::breached;
}

void close_as(Obligation& o, Settled const& settled) {
  o.life = Life::closed;
  o.outcome = settled.outcome;
  o.closed = settled.when;
  o.closed_by = settled.by;
  o.ended_with = settled.ended_with;
  if (settled.reason != nullptr) o.reason = *settled.reason;
}

}  // namespace

Actors Resolution::own_of(BearerOf const& bearer) {
  Actors actors;
  add_own(bearer, actors);
  return actors;
}

// What a forum has done, anybody may note.
Actors Resolution::actors_of(Rule const& rule, BearerList const& bearers) {
  Actors actors;
  actors.anyone = rule.norm->by == Norm::By::anyone || rule.norm->bearer.form == agreement::Bearer::Form::forum;
  for (auto const& bearer : bearers) add_own(bearer, actors);
  return actors;
}

// The life of a duty: its last day (find_due), what has happened to it (happened), which of that settled it (settle, in
// outcome.cpp), and whose move it is meanwhile (whose_move.cpp).
void Resolution::fill(Rule const& rule, Obligation& o) const {
  auto const actors = actors_of(rule, o.bearers);
  MatchContext const anyone{o.subject, o.opened, &rule.pack->rules};
  auto by_bearers = anyone;
  by_bearers.actors = &actors;
  if (!o.is_duty()) return find_acts(rule, o, by_bearers, find_stop(rule, o, anyone));
  find_due(rule, o, by_bearers, anyone);
  auto const all = happened(rule, o, by_bearers, anyone);
  if (auto const settled = settle(all)) {
    close_as(o, *settled);
    o.beforehand = all.beforehand && is_before(view_.act(all.beforehand->act).when, o.opened);
    if (is_unmet(o.outcome) && all.act) std::tie(o.late_act, o.done_late) = std::pair(all.act->act, all.act->when);
  }
  parts(rule, o, anyone);
}

// The act in which the day is written: the one that the clock runs from, or a later one about the same that says it
// anew before that day is over and the duty is met.
Resolution::Number Resolution::day_written(Rule const& rule, Obligation const& o, base::Symbol field,
                                           MatchContext const& by_bearers) const {
  if (field == 0 || o.counted_from == no_act) return std::nullopt;
  auto const& from = view_.act(o.counted_from);
  auto const done = met(rule, o, by_bearers);
  Number found;
  for (auto i = o.counted_from; i < view_.acts().size() && (i == o.counted_from || !done || i < *done); ++i) {
    auto const& act = view_.act(i);
    auto const is_about_it = act.subject == from.subject &&
                             std::find(rule.day_types.begin(), rule.day_types.end(), act.type) != rule.day_types.end();
    if (found && day_in(view_.act(*found), field) < act.when.day) break;
    if (is_about_it && day_in(act, field)) found = i;
  }
  return found;
}

void Resolution::find_due(Rule const& rule, Obligation& o, MatchContext const& by_bearers,
                          MatchContext const& anyone) const {
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
  auto const due_in = day_written(rule, o, rule.due_field, by_bearers);
  auto const watch_in = day_written(rule, o, rule.watch_field, by_bearers);
  auto const day = [&](std::uint32_t act, base::Symbol field) {
    return std::optional(calendar::Due{*day_in(view_.act(act), field), std::nullopt});
  };
  o.due = due_in ? day(*due_in, rule.due_field) : counted(due.recipe);
  if (due_in) {
    o.watch.reset();  // to be looked at only where no day is written
  } else {
    o.watch = watch_in ? day(*watch_in, rule.watch_field) : counted(due.watch);
  }
  if (auto const in = o.due ? due_in : watch_in) {
    o.day_written = true;
    o.counted_from = *in;
  }
  if (stopped.since && (o.waits_for_anchor || !(o.due || o.watch))) o.life = Life::paused;
  move_on(rule, o, by_bearers, anyone);
}

// By those who owe it, as the pack says, before the day is over and the duty is met; never to an earlier day. What was
// agreed when the day was past moves nothing: it is late.
void Resolution::move_on(Rule const& rule, Obligation& o, MatchContext const& by_bearers,
                         MatchContext const& anyone) const {
  o.moved.clear();
  if (!rule.moved || !o.due) return;
  auto const done = met(rule, o, by_bearers);
  for (std::uint32_t i = 0; i < view_.acts().size() && (!done || i < *done); ++i) {
    auto const& act = view_.act(i);
    if (!matcher_.holds_with(*rule.moved, anyone, o.opened, i)) continue;
    if (calendar::is_past(*o.due, act.when)) return;
    auto const to = day_in(act, rule.moved_to);
    if (!to || *to <= o.due->day || !have_agreed(rule, o, act)) continue;
    o.moved.push_back({i, *o.due});
    o.due = calendar::Due{*to, std::nullopt};
  }
}

// The one that acted, and those that it names.
bool Resolution::have_agreed(Rule const& rule, Obligation const& o, Act const& act) const {
  auto const has = [&](BearerOf const& bearer) {
    auto const is_it = [&](base::Symbol authority) {
      return authority == bearer.name ||
             (bearer.is_party && registry_.party_of(authority, act.when.day) == bearer.name);
    };
    if (bearer.name == 0) return false;
    if (is_it(act.acting())) return true;
    return std::any_of(act.data.begin(), act.data.end(), [&](Datum const& one) {
      return one.field == rule.moved_agreed && is_it(static_cast<base::Symbol>(one.value));
    });
  };
  auto const charged = [&](BearerOf const& bearer) { return !bearer.left_out; };
  auto const any = std::any_of(o.bearers.begin(), o.bearers.end(),
                               [&](BearerOf const& bearer) { return charged(bearer) && has(bearer); });
  if (rule.norm->movable->by == agreement::Movable::By::any) return any;
  return any && std::all_of(o.bearers.begin(), o.bearers.end(),
                            [&](BearerOf const& bearer) { return !charged(bearer) || has(bearer); });
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

// The first act of those whose acts count in the context by which it is met.
Resolution::Number Resolution::first_meeting(Rule const& rule, Obligation const& o, MatchContext context) const {
  InPeriod period;
  if (!o.period.empty()) {
    period = {o.period, o.opened.day, o.due->day};
    context.period = &period;
  }
  // What made it arise anew does not meet it as well.
  auto const least = rule.norm->again != Norm::Again::never && o.number > 1 ? o.opened_by + 1 : 0;
  return matcher_.first(*rule.met, context, o.opened, least);
}

// The act that meets it; with `by: all` the one by which every bearer has acted.
Resolution::Number Resolution::met(Rule const& rule, Obligation const& o, MatchContext const& by_bearers) const {
  if (!rule.met) return std::nullopt;
  if (rule.norm->by != Norm::By::all) return first_meeting(rule, o, by_bearers);
  Number last;
  for (auto const& bearer : o.bearers) {
    if (bearer.left_out) continue;
    auto const act = own_meeting(rule, o, by_bearers, bearer);
    if (!act) return std::nullopt;
    last = std::max(last.value_or(0), *act);
  }
  return last;
}

Resolution::Number Resolution::own_meeting(Rule const& rule, Obligation const& o, MatchContext context,
                                           BearerOf const& bearer) const {
  auto const actors = own_of(bearer);
  context.actors = &actors;
  return first_meeting(rule, o, context);
}

// What ended its subject: the ending event of its kind. The closing of a case is no such event.
Resolution::Number Resolution::end(Rule const& rule, std::uint64_t subject, std::uint32_t opened_by,
                                   Moment const& opened) const {
  Number first;
  for (auto const type : rule.ends) {
    for (auto i = view_.first(type); i != VisibleEvents::none; i = view_.next(i)) {
      auto const& act = view_.act(i);
      if (act.subject != subject || is_before(act.when, opened) || i == opened_by) continue;
      if (!first || i < *first) first = i;
      break;
    }
  }
  return first;
}

// The case is closed when those who would owe it have closed theirs.
bool Resolution::ended_before(Rule const& rule, Obligation const& o, calendar::Day day) const {
  auto const the_day_before = Moment::whole(day - std::chrono::days(1));
  auto const act = end(rule, o.subject, o.opened_by, o.opened);
  return (act && view_.act(*act).when.day < day) || CaseClosing(view_, registry_, rule, o).standing(the_day_before);
}

// A release that stands on the last day (or, before it, today) counts, also one that stood at the opening already. What
// has been taken back by then does not; what is taken back later reopens nothing.
std::optional<Happening> Resolution::release_by(Rule const& rule, MatchContext const& anyone,
                                                Moment const& last) const {
  std::optional<Happening> found;
  for (auto const& when : rule.release) {
    auto const act = matcher_.standing(when, anyone, last);
    if (act && (!found || *act < found->act)) found = {*act, view_.act(*act).when, &when.source->reason};
  }
  return found;
}

std::optional<Happening> Resolution::release_after(Rule const& rule, MatchContext const& anyone,
                                                   Moment const& last) const {
  std::optional<Happening> found;
  for (auto const& when : rule.release) {
    auto const act = matcher_.standing_after(when, anyone, last);
    if (act && (!found || *act < found->act)) found = {*act, view_.act(*act).when, &when.source->reason};
  }
  return found;
}

// What can settle a duty. What comes after the last day is looked for when that day is over.
Happened Resolution::happened(Rule const& rule, Obligation const& o, MatchContext const& by_bearers,
                              MatchContext const& anyone) const {
  auto const as_happening = [&](Number act) {
    return act ? std::optional(Happening{*act, view_.act(*act).when}) : std::nullopt;
  };
  auto const& now = view_.question().on;
  Happened all;
  all.opened = o.opened;
  all.now = now;
  all.due = o.due;
  all.watch = o.watch;
  all.clock_stands = o.life == Life::paused;
  all.lapses = rule.norm->late == Norm::Late::lapses;
  all.unmet = unmet(*rule.norm);
  if (auto const act = rule.met_before ? matcher_.standing(*rule.met_before, by_bearers, o.opened) : std::nullopt)
    all.beforehand = Happening{*act, o.opened};
  if (all.beforehand) return all;
  all.act = as_happening(met(rule, o, by_bearers));
  auto last = now;
  if (o.due) {
    if (all.act && !calendar::is_past(*o.due, all.act->when)) return all;
    last = o.due->at ? Moment::exact(*o.due->at) : Moment::whole(o.due->day);
  }
  auto const by = is_before(now, last) ? now : last;
  CaseClosing const closing(view_, registry_, rule, o);
  all.release = release_by(rule, anyone, by);
  all.end = as_happening(end(rule, o.subject, o.opened_by, o.opened));
  all.closing = as_happening(closing.standing(by));
  if (!o.due || is_before(now, last)) return all;
  all.late_release = release_after(rule, anyone, last);
  all.late_closing = as_happening(closing.after(last));
  return all;
}

// What ends a prohibition or a permission: its `until`, the end of its subject, or its case, as long as that is closed.
Resolution::Number Resolution::find_stop(Rule const& rule, Obligation const& o, MatchContext const& anyone) const {
  auto stop = end(rule, o.subject, o.opened_by, o.opened);
  auto const consider = [&](Number other) {
    if (other && (!stop || *other < *stop)) stop = other;
  };
  if (rule.until) consider(matcher_.first(*rule.until, anyone, o.opened));
  consider(CaseClosing(view_, registry_, rule, o).standing(view_.question().on));
  return stop;
}

// When it was broken or used is one thing, when it ended another.
void Resolution::find_acts(Rule const& rule, Obligation& o, MatchContext const& by_bearers, Number stop) const {
  auto last = stop ? std::optional(view_.act(*stop).when) : std::nullopt;
  auto const through = last_day_of_agreement(rule, o);
  auto const ends_with_it = through && *through < view_.question().on.day && (!last || *through < last->day);
  if (ends_with_it) last = Moment::whole(*through);
  set_acts(rule, o, by_bearers, last);
  if (!last) return;
  o.life = Life::closed;
  o.closed = last;
  if (ends_with_it) {
    o.ended_with = EndedWith::agreement;
  } else {
    o.closed_by = *stop;
  }
}

// What the agreement forbids or allows as long as it holds, without anything that opens it, does not outlive it.
std::optional<calendar::Day> Resolution::last_day_of_agreement(Rule const& rule, Obligation const& o) const {
  if (!rule.norm->once) return std::nullopt;
  std::vector<base::Symbol> parties;
  for (auto const& bearer : o.bearers) {
    if (bearer.name == 0 || bearer.left_out) continue;
    parties.push_back(bearer.is_party ? bearer.name : registry_.party_of(bearer.name, o.opened.day));
  }
  return registry_.holds_through(rule, parties);
}

void Resolution::set_acts(Rule const& rule, Obligation& o, MatchContext const& by_bearers,
                          std::optional<Moment> const& last) const {
  auto const prohibition = rule.norm->verb == Verb::must_not;
  auto const& when = prohibition ? rule.broken_by : rule.used_by;
  o.occasions.clear();
  if (when) {
    for (auto const act : matcher_.each(*when, by_bearers, o.opened, last))
      o.occasions.push_back({act, view_.act(act).when});
  }
  if (!o.occasions.empty()) {
    o.outcome = prohibition ? Outcome::broken : Outcome::used;
  } else {
    o.outcome = !last ? Outcome::none : prohibition ? Outcome::kept : Outcome::not_used;
  }
}

void Resolution::close(Rule const& rule, Obligation& o, calendar::Day on) const {
  auto const day = Moment::whole(on);
  if (o.is_duty()) {
    o.outcome = o.due && calendar::is_past(*o.due, day) ? unmet(*rule.norm) : Outcome::released;
  } else {
    auto const actors = actors_of(rule, o.bearers);
    set_acts(rule, o, {o.subject, o.opened, &rule.pack->rules, &actors}, day);
  }
  o.life = Life::closed;
  o.closed = day;
  o.closed_by = no_act;
  o.ended_with = EndedWith::nothing;
  o.replaced = true;
  o.reason = "replaced";
}

bool Resolution::move(Rule const& rule, Obligation& o, agreement::Pack const& later) const {
  auto const* norm = later.norm(rule.norm->id);
  auto const& own = o.counted_by == nullptr ? *rule.pack : *o.counted_by;
  auto const can = [](Norm const& n) { return n.due && n.due->recipe; };
  if (!can(*norm) || !can(*rule.norm) || o.day_written || (o.waits_for_anchor && o.life != Life::paused)) return false;
  auto moved = o;
  moved.counted_by = &later;
  moved.life = Life::open;
  moved.outcome = Outcome::none;
  moved.closed = moved.done_late = std::nullopt;
  moved.closed_by = moved.late_act = no_act;
  moved.ended_with = EndedWith::nothing;
  moved.beforehand = false;
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

}  // namespace overens::obligation
