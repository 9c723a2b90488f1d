#include "wording/obligations.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "wording/period.hpp"

namespace overens::wording {

using agreement::Verb;
using base::plural;
using base::text;
using obligation::BearerOf;
using obligation::Life;
using obligation::Obligation;
using obligation::Outcome;
using obligation::Part;
using obligation::Urgency;
using obligation::VisibleEvents;

namespace {

// How many days from one to the other.
long days_between(calendar::Day from, calendar::Day to) {
  return (to - from).count();
}

}  // namespace

std::string ObligationWords::reason(Obligation const& o) const {
  if (o.outcome != Outcome::released || o.replaced) return {};
  auto const* code = engine_.facts().vocabulary().code("release_reasons", o.reason);
  return code == nullptr ? std::string() : say_.say(code->label);
}

std::vector<std::string> ObligationWords::not_in_force(calendar::Day on) const {
  std::vector<std::string> lines;
  for (auto const& life : registry_.lifecycles()) {
    auto const& versions = life.versions();
    if (!registry_.in_use(engine_.rules().agreement_index(versions.front()->agreement)) || life.in_force(on)) continue;
    agreement::Pack const* ended = nullptr;
    auto const* first = versions.front();
    for (auto const* version : versions) {
      auto const last = life.end(*version).last;
      if (last && *last < on && (ended == nullptr || *life.end(*ended).last < *last)) ended = version;
      if (version->validity.from < first->validity.from) first = version;
    }
    lines.push_back(say_.say(
        ended != nullptr
            ? text("{0}: no version is in force on {1}; the last ended {2}. What is said here is how it was left.",
                   say_.say(ended->title), calendar::to_string(on), calendar::to_string(*life.end(*ended).last))
            : text("{0}: no version is in force on {1}; the first begins {2}.", say_.say(first->title),
                   calendar::to_string(on), calendar::to_string(first->validity.from))));
  }
  return lines;
}

std::string ObligationWords::urgency(Urgency u) const {
  switch (u) {
    case Urgency::late:
      return say_.say(text("Late"));
    case Urgency::today:
      return say_.say(text("Today"));
    case Urgency::this_week:
      return say_.say(text("This week"));
    case Urgency::look_now:
      return say_.say(text("Time to look"));
    case Urgency::later:
      return say_.say(text("Later"));
    case Urgency::no_day:
      return say_.say(text("No day named"));
    case Urgency::waits_for_other:
      return say_.say(text("Own part done, or waiting for somebody else"));
    case Urgency::source_missing:
      return say_.say(text("Information missing"));
    case Urgency::not_told:
      return say_.say(text("Not told"));
    case Urgency::unknown_here:
      return say_.say(text("Nothing known here"));
    case Urgency::begins_later:
      return say_.say(text("Begins later"));
  }
  return {};
}

std::string ObligationWords::name(base::Symbol who, bool is_party) const {
  auto const& words = engine_.facts().words();
  if (who == 0) return say_.say(text("somebody not known"));
  auto const party_name = [&](base::Symbol party) -> std::string {
    for (auto const* pack : engine_.rules().packs()) {
      if (auto const* known = pack->party(words.word(party))) return known->name;
    }
    return std::string(words.word(party));
  };
  if (is_party) return party_name(who);
  auto const* authority = registry_.authority(who);
  if (authority == nullptr) return std::string(words.word(who));
  if (authority->title != 0) return std::string(words.word(authority->title));
  auto const& kinds = engine_.facts().vocabulary().authority_kinds;
  if (authority->kind >= kinds.size() || authority->party == 0) return std::string(words.word(who));
  return say_.say(text("{0} in {1}", say_.say(kinds[authority->kind].label), party_name(authority->party)));
}

std::string ObligationWords::name(BearerOf const& bearer) const {
  if (bearer.name == 0 && bearer.role != nullptr)
    return say_.say(text("{0} (not known who)", say_.say(bearer.role->label)));
  return name(bearer.name, bearer.is_party);
}

std::string ObligationWords::called(std::string const& kind, std::string_view id) const {
  return name_of_ ? name_of_(kind, id) : std::string(id);
}

std::string ObligationWords::subject(VisibleEvents const& view, Obligation const& o) const {
  auto const* kind = engine_.facts().vocabulary().kind(o.norm->per);
  auto const party = o.norm->per == "party" || o.norm->per == "municipality";
  auto const* known = party ? o.pack->party(o.subject_id) : nullptr;
  auto const name = called(o.norm->per, o.subject_id);
  auto own = known != nullptr              ? known->name
             : name.empty()                ? say_.say(kind->label)
             : static_cast<bool>(name_of_) ? name
                                           : fmt::format("{} {}", say_.say(kind->label), name);
  if (o.norm->per == "agreement") own = say_.say(o.pack->title);
  if (o.norm->per == "forum") {
    if (auto const* forum = o.pack->forum(o.norm->bearer.forum))
      own = name.empty() ? say_.say(forum->title) : fmt::format("{} ({})", say_.say(forum->title), name);
  }
  own = with_period(own, o.period, say_);
  if (kind->individual && o.norm->per != "case" && view.group().kind == "case") {
    return say_.say(text("{0} in case {1}", own, view.group().id));
  }
  return own;
}

std::string ObligationWords::moment(calendar::Moment const& m) const {
  return m.at ? calendar::local_time(*m.at) : calendar::to_string(m.day);
}

std::string ObligationWords::due(calendar::Due const& d) const {
  return d.at ? calendar::local_time(*d.at) : fmt::format("{} ({})", calendar::to_string(d.day), say_.weekday(d.day));
}

std::string ObligationWords::outcome(Obligation const& o) const {
  switch (o.outcome) {
    case Outcome::none:
      return o.life == Life::paused ? say_.say(text("paused")) : say_.say(text("open"));
    case Outcome::met:
      return o.norm->practice ? say_.say(text("followed"))
             : o.due          ? say_.say(text("done in time"))
                              : say_.say(text("done"));
    case Outcome::met_late:
      return say_.say(text("done, but late"));
    case Outcome::met_after_watch:
      return say_.say(text("done, after the day to look"));
    case Outcome::breached:
      return say_.say(text("not fulfilled"));
    case Outcome::missed:
      return o.norm->practice ? say_.say(text("not followed")) : say_.say(text("not done"));
    case Outcome::ended_unmet:
      return say_.say(text("ended without being done"));
    case Outcome::released:
      return say_.say(text("no longer applies"));
    case Outcome::voided:
      return say_.say(text("cancelled"));
    case Outcome::kept:
      return say_.say(text("kept"));
    case Outcome::broken:
      return say_.say(text("broken"));
    case Outcome::used:
      return say_.say(text("used"));
    case Outcome::not_used:
      return say_.say(text("not used"));
  }
  return {};
}

// Of a prohibition or a permission: every day on which it was broken or used; when it ended is another fact.
std::string ObligationWords::status_of_rule(Obligation const& o, calendar::Moment const& now) const {
  auto const times = static_cast<long>(o.occasions.size());
  std::vector<std::string> days;
  for (auto const& occasion : o.occasions) days.push_back(moment(occasion.when));
  auto const on = say_.list(days);
  auto const may = o.norm->verb == Verb::may;
  if (o.life != Life::closed) {
    if (times == 0 && !applies(o, registry_, now.day))
      return say_.say(text("does not apply now: its agreement is not in force"));
    if (times == 0) return may ? say_.say(text("may be used")) : say_.say(text("applies now"));
    return say_.say(may ? plural("used once: {1}", "used {0} times: {1}", times, on)
                        : plural("broken once: {1}", "broken {0} times: {1}", times, on));
  }
  auto const ended = moment(*o.closed);
  if (times == 0) return say_.say(may ? text("not used; ended {0}", ended) : text("kept; ended {0}", ended));
  return say_.say(may ? plural("used once: {1}; ended {2}", "used {0} times: {1}; ended {2}", times, on, ended)
                      : plural("broken once: {1}; ended {2}", "broken {0} times: {1}; ended {2}", times, on, ended));
}

// Past its day, and not known whether it was done.
std::string ObligationWords::status_unknown(Obligation const& o) const {
  auto const unseen = std::any_of(o.bearers.begin(), o.bearers.end(),
                                  [](BearerOf const& bearer) { return bearer.knowledge.others_acts_unseen; });
  if (unseen) {
    return o.due ? say_.say(text("may have been done; nothing known here; the last day was {0}", due(*o.due)))
                 : say_.say(text("may have been done; nothing known here"));
  }
  return o.due ? say_.say(text("may have been done; not all have said that all is recorded; the last day was {0}",
                               due(*o.due)))
               : say_.say(text("may have been done; not all have said that all is recorded"));
}

// Past its day, and held against none of those who have the next move.
std::string ObligationWords::status_not_held_against(Obligation const& o) const {
  auto const not_told =
      std::any_of(o.bearers.begin(), o.bearers.end(), [](BearerOf const& bearer) { return bearer.knowledge.not_told; });
  return say_.say(not_told ? text("the last day was {0}; what opened it had not been told by then", due(*o.due))
                           : text("the last day was {0}; the age is not known", due(*o.due)));
}

std::string ObligationWords::status(Obligation const& o, calendar::Moment const& now) const {
  if (o.life == Life::waiting) return say_.say(text("begins {0}", moment(o.opened)));
  if (!o.is_duty() && o.outcome != Outcome::voided) return status_of_rule(o, now);
  if (o.may_have_been_done(now)) return status_unknown(o);
  if (o.done_late)
    return say_.say(o.due ? text("done late, {0}; the last day was {1}", moment(*o.done_late), due(*o.due))
                          : text("done late, {0}", moment(*o.done_late)));
  if (o.life == Life::closed) return fmt::format("{} {}", outcome(o), o.closed ? moment(*o.closed) : std::string());
  if (o.waits_for_anchor) return say_.say(text("the last day is counted from something that has not happened yet"));
  auto const is_past = obligation::is_past_due(o.life, o.due, now);
  if (is_past && o.norm->practice) return say_.say(text("should have been looked at since {0}", due(*o.due)));
  if (is_past && !is_late(o, now)) return status_not_held_against(o);
  if (is_past) {
    auto const days = days_between(o.due->day, now.day);
    return say_.say(text("was due {0}", due(*o.due))) + ", " +
           (days == 0 ? say_.say(text("late since today")) : say_.say(plural("one day late", "{0} days late", days)));
  }
  if (o.due) {
    auto const days = days_between(now.day, o.due->day);
    return say_.say(text("due {0}", due(*o.due))) + ", " +
           (days == 0 ? say_.say(text("today")) : say_.say(plural("in one day", "in {0} days", days)));
  }
  if (!applies(o, registry_, now.day)) return say_.say(text("does not apply now: its agreement is not in force"));
  std::string line;
  if (o.norm->due && o.norm->due->says_when)
    line = say_.say(text("the text says “{0}”", say_.swedish(o.norm->due->unstated)));
  if (o.watch) {
    auto const past = calendar::is_past(*o.watch, now);
    auto const watch =
        past ? text("should have been looked at since {0}", due(*o.watch)) : text("look at it {0}", due(*o.watch));
    line += (line.empty() ? "" : ", ") + say_.say(watch);
  }
  return line.empty() ? say_.say(text("no day is named")) : line;
}

std::string ObligationWords::whose_move(Obligation const& o) const {
  std::vector<std::string> movers;
  std::vector<std::string> done;
  for (auto const& bearer : o.bearers) {
    if (bearer.left_out) continue;
    if (bearer.part == Part::to_act) movers.push_back(name(bearer));
    if (bearer.part == Part::own_part_done) done.push_back(name(bearer));
  }
  auto line = say_.say(text("The ball is with {0}", say_.list(movers)));
  if (!done.empty()) line += "; " + say_.say(text("{0} has done its part", say_.list(done)));
  return line;
}

std::vector<std::string> ObligationWords::unknown(Obligation const& o, BearerOf const& bearer) const {
  std::vector<std::string> lines;
  std::vector<std::string> sources;
  for (auto const& source : o.incomplete_sources) sources.push_back(name(source.name, source.is_party));
  if (bearer.knowledge.source_incomplete && sources.empty()) {
    lines.push_back(say_.say(text("It is not known who is to do it, so nobody can have said that all is recorded.")));
  } else if (bearer.knowledge.source_incomplete) {
    lines.push_back(say_.say(plural(
        "{1} could have recorded the act and has not said that all is recorded. Silence is not held against {2}.",
        "{1} could have recorded the act and have not said that all is recorded. Silence is not held against {2}.",
        static_cast<long>(sources.size()), say_.list(sources), name(bearer))));
  }
  if (bearer.knowledge.not_told)
    lines.push_back(say_.say(text(
        "{0} has not been told what opened this. Next step: tell them, if there is a basis for it.", name(bearer))));
  if (bearer.knowledge.others_acts_unseen)
    lines.push_back(say_.say(text("Nothing known here: what others have done is not disclosed to you.")));
  if (bearer.knowledge.group_unknown)
    lines.push_back(say_.say(text("The age is not known, so it is not certain that the rule applies.")));
  return lines;
}

std::string ObligationWords::act(VisibleEvents const& view, std::uint32_t number) const {
  auto const& a = view.act(number);
  auto const& type = engine_.facts().vocabulary().types[a.type];
  auto const by = name(a.fact->owner, false);
  auto line = say_.say(
      name_of_ ? text("{0} {1}, recorded by {2}", say_.say(type.label), moment(a.when), by)
               : text("{0} {1}, event {2}, recorded by {3}", say_.say(type.label), moment(a.when), view.id(a), by));
  if (a.fact->acting != a.fact->owner) line += say_.say(text(", as told by {0}", name(a.fact->acting, false)));
  if (a.corrected) line += say_.say(text(", corrected"));
  return line;
}

}  // namespace overens::wording
