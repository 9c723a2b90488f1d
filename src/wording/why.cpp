#include <algorithm>

#include <fmt/format.h>

#include "obligation/registration.hpp"
#include "wording/item_words.hpp"
#include "wording/obligations.hpp"

namespace overens::wording {

using base::text;
using Again = agreement::Norm::Again;
using obligation::EndedWith;
using obligation::Life;
using obligation::no_act;
using obligation::Obligation;
using obligation::Outcome;
using obligation::Part;
using obligation::VisibleEvents;

namespace {

// What a condition does to the duty, in its paragraph of what fulfils it; empty for what is said elsewhere.
std::string effect(Language const& say, agreement::Slot slot, std::string const& condition) {
  using agreement::Slot;
  switch (slot) {
    case Slot::opens:
    case Slot::unless:
    case Slot::after:
    case Slot::steps:
      return {};
    case Slot::met:
      return condition;
    case Slot::met_before:
      return say.say(text("beforehand: {0}", condition));
    case Slot::release:
      return say.say(text("falls away by: {0}", condition));
    case Slot::broken_by:
      return say.say(text("broken by: {0}", condition));
    case Slot::used_by:
      return say.say(text("used by: {0}", condition));
    case Slot::until:
      return say.say(text("applies until: {0}", condition));
    case Slot::pause:
      return say.say(text("the clock stops at: {0}", condition));
    case Slot::resume:
      return say.say(text("the clock goes on at: {0}", condition));
    case Slot::moved:
      return say.say(text("the last day is moved on by: {0}", condition));
  }
  return {};
}

}  // namespace

std::vector<std::string> ObligationWords::bearers(Obligation const& o) const {
  std::vector<std::string> lines;
  for (auto const& bearer : o.bearers) {
    auto line = name(bearer);
    if (bearer.left_out) {
      line += ": " + say_.say(text("had adopted no version of the agreement then, and is not charged"));
    } else if (o.is_duty() && o.life != Life::closed) {
      line += ": " + say_.say(bearer.part == Part::to_act          ? text("has the next move")
                              : bearer.part == Part::own_part_done ? text("has done its part")
                                                                   : text("waits for somebody else's part"));
    }
    lines.push_back(line);
  }
  if (o.bearers.size() > 1) lines.push_back(say_.say(text("They have the duty together.")));
  return lines;
}

// What those who owe it have agreed on, one after the other, with the sections that let them.
std::vector<std::string> ObligationWords::moves(VisibleEvents const& view, Obligation const& o) const {
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < o.moved.size(); ++i) {
    auto const& to = i + 1 < o.moved.size() ? o.moved[i + 1].from : *o.due;
    lines.push_back(say_.say(text("moved from {0} to {1}, as those who owe it have agreed: {2}", due(o.moved[i].from),
                                  due(to), act(view, o.moved[i].act))));
  }
  if (!lines.empty() && o.norm->movable)
    lines.push_back(say_.say(text("The agreement lets them: {0}", sections(*o.pack, o.norm->movable->cite))));
  return lines;
}

std::vector<std::string> ObligationWords::counting(VisibleEvents const& view, Obligation const& o) const {
  auto lines = counting_first(view, o);
  auto const moved = moves(view, o);
  lines.insert(lines.end(), moved.begin(), moved.end());
  return lines;
}

// As it was before it was moved.
std::vector<std::string> ObligationWords::counting_first(VisibleEvents const& view, Obligation const& o) const {
  auto const* rule = o.norm->due ? &*o.norm->due : nullptr;
  auto const& recipe = rule == nullptr ? std::nullopt : rule->recipe ? rule->recipe : rule->watch;
  if (!o.period.empty()) {
    return {say_.say(text("The period {0} begins {1} and ends {2}.", o.period, calendar::to_string(o.opened.day),
                          calendar::to_string(o.due->day)))};
  }
  if (o.day_written) return {say_.say(text("the day is written in: {0}", act(view, o.counted_from)))};
  if (!recipe) return {};
  if (o.counted_from == no_act && o.norm->after)
    return {say_.say(text("counted from {0}, which has not happened yet", condition(*o.norm->after, o.pack)))};
  if (o.waits_for_anchor) return {};
  auto const steps = calendar::explain(o.anchor, *recipe, o.pack->rules, o.paused);
  if (!steps) return {say_.say(steps.error().why)};
  std::vector<std::string> lines;
  if (o.counted_from != no_act) {
    lines.push_back(say_.say(text("counted from {0}", act(view, o.counted_from))));
  } else if (o.opened_by != no_act) {
    lines.push_back(say_.say(text("counted from the day on which the agreement began to hold for those concerned")));
  }
  auto const days = counted(*steps, recipe->span, say_, o.due ? text("the last day") : text("the day to look"));
  lines.insert(lines.end(), days.begin(), days.end());
  auto const result = !o.moved.empty() ? std::optional(o.moved.front().from) : o.due ? o.due : o.watch;
  if (recipe->span.unit == calendar::Unit::hour && result)
    lines.push_back(say_.say(text("the last moment is {0}", due(*result))));
  if (result && result->day != steps->back().day)
    lines.push_back(say_.say(text("moved by a later version of the agreement to {0}", due(*result))));
  return lines;
}

std::vector<std::string> ObligationWords::readings(Obligation const& o) const {
  std::vector<std::string> lines;
  auto ids = o.norm->readings;
  if (o.day_written) {
    for (auto const& id : o.norm->due->watch_readings) std::erase(ids, id);
  }
  auto const more = [&](std::vector<std::string> const& some) { ids.insert(ids.end(), some.begin(), some.end()); };
  more(o.pack->validity.readings);
  // How days are counted matters only where something is counted in that way.
  auto const counts = [&](calendar::Unit unit) {
    auto const is = [&](std::optional<calendar::Recipe> const& r) { return r && r->span.unit == unit; };
    return (o.norm->due && (is(o.norm->due->recipe) || is(o.norm->due->watch))) ||
           (o.norm->every && o.norm->every->span.unit == unit);
  };
  if (counts(calendar::Unit::working_day)) more(o.pack->eves_readings);
  if (counts(calendar::Unit::month) || counts(calendar::Unit::year)) more(o.pack->month_end_readings);
  for (auto const& id : ids) {
    auto const* reading = o.pack->reading(id);
    if (reading == nullptr) continue;
    for (auto const& choice : reading->choices) {
      if (choice.id != reading->picked) continue;
      auto const status =
          reading->decided ? text("decided by {0}", reading->by) : text("assumed; nobody has decided yet");
      lines.push_back(
          fmt::format("{} → {} ({})", say_.say(reading->question), say_.say(choice.says), say_.say(status)));
    }
  }
  return lines;
}

// Whoever is born on 29 February is a year older on 1 March when there is no 29 February.
std::string ObligationWords::leap_day(VisibleEvents const& view, Obligation const& o) const {
  auto const asks_age = std::any_of(o.norm->groups.begin(), o.norm->groups.end(), [&](std::string const& id) {
    auto const* group = o.pack->group(id);
    return group != nullptr && group->ages;
  });
  if (!asks_age || o.opened_by == no_act) return {};
  auto const born = obligation::born(view, o.opened_by);
  if (!born) return {};
  std::chrono::year_month_day const day{*born};
  if (day.month() != std::chrono::February || day.day() != std::chrono::day{29}) return {};
  return say_.say(text("Born on 29 February: a year older on 1 March in years without that day."));
}

Paragraph ObligationWords::ending(VisibleEvents const& view, Obligation const& o) const {
  Paragraph p{say_.say(text("How it ended")), {}};
  if (!o.void_event.empty()) {
    p.lines.push_back(say_.say(
        o.reason == "withdrawn" ? text("The event {0}, which once opened it, has been withdrawn.", o.void_event)
        : o.reason == "corrected"
            ? text("The event {0}, which once opened it, has been corrected and no longer does.", o.void_event)
            : text("The event {0} once opened it; what was registered later shows that it does not.", o.void_event)));
  }
  for (auto const& occasion : o.occasions) {
    auto const done = act(view, occasion.act);
    p.lines.push_back(
        say_.say(o.outcome == Outcome::broken ? text("Broken by: {0}", done) : text("Used by: {0}", done)));
  }
  if (o.closed_by != no_act) {
    auto const by = act(view, o.closed_by);
    p.lines.push_back(o.is_duty() ? by : say_.say(text("Ended by: {0}", by)));
  }
  if (o.beforehand) p.lines.push_back(say_.say(text("It had been done beforehand.")));
  if (o.ended_with == EndedWith::subject)
    p.lines.push_back(say_.say(text("What it was for ended before it was done.")));
  if (o.ended_with == EndedWith::its_case)
    p.lines.push_back(say_.say(text("Its case had been closed, which ends no duty: it was left undone.")));
  if (o.ended_with == EndedWith::agreement)
    p.lines.push_back(say_.say(text("It held as long as the agreement, which has ended.")));
  if (auto const reason = this->reason(o); !reason.empty())
    p.lines.push_back(say_.say(text("The reason: {0}.", reason)));
  if (o.replaced) p.lines.push_back(say_.say(text("A later version of the agreement changed it.")));
  if (o.late_act != no_act) p.lines.push_back(say_.say(text("Later: {0}", act(view, o.late_act))));
  return p;
}

std::vector<std::string> ObligationWords::opening(VisibleEvents const& view, Obligation const& o) const {
  if (o.opened_by == no_act) {
    if (o.outcome == Outcome::voided) return {};
    return {say_.say(text("It applies from {0} without any event.", calendar::to_string(o.opened.day)))};
  }
  std::vector<std::string> lines = {act(view, o.opened_by)};
  if (o.norm->again == Again::never || o.number < 2) return lines;
  lines.push_back(say_.say(o.norm->again == Again::when_met
                               ? text("It had been done before, and is to be done again.")
                               : text("It had been done before, but what fulfilled it has ended.")));
  return lines;
}

std::vector<std::string> ObligationWords::fulfils(agreement::Pack const& pack, agreement::Norm const& norm) const {
  std::vector<std::string> lines;
  each_condition(norm, [&](agreement::Slot slot, agreement::Condition const& one) {
    if (auto line = effect(say_, slot, condition(one, &pack)); !line.empty()) lines.push_back(std::move(line));
  });
  if (auto const when = again(norm); !when.empty()) lines.push_back(say_.say(text("arises anew: {0}", when)));
  return lines;
}

std::vector<Paragraph> ObligationWords::why(VisibleEvents const& view, Obligation const& o) const {
  std::vector<Paragraph> all;
  auto const add = [&](base::Text const& heading, std::vector<std::string> lines) {
    if (!lines.empty()) all.push_back({say_.say(heading), std::move(lines)});
  };
  auto const& norm = *o.norm;
  std::vector<std::string> rule = {fmt::format("{}: {}", verb(norm), say_.say(norm.title))};
  if (!norm.says.empty()) rule.push_back(say_.say(text("the text's own words: “{0}”", say_.swedish(norm.says))));
  for (auto const& id : norm.cite) {
    if (auto const* section = o.pack->section(id)) {
      rule.push_back(fmt::format("{}, {} {}{}", say_.say(o.pack->title), o.pack->version, section_name(*section, say_),
                                 section->at.empty() ? "" : ", " + section->at));
    }
  }
  for (auto const& law : norm.law) rule.push_back(law);
  add(text("The rule"), std::move(rule));
  add(text("Who"), bearers(o));
  add(text("For"), {subject(view, o)});
  add(text("How it stands"), {status(o, view.question().on)});
  add(text("What opened it"), opening(view, o));
  add(o.due || !o.watch ? text("How the day was counted") : text("How the day to look was counted"), counting(view, o));
  add(text("What fulfils it"), fulfils(*o.pack, norm));
  if (!norm.steps.empty() && o.life != Life::closed) {
    std::vector<std::string> steps;
    for (auto const& step : norm.steps) {
      if (auto const* role = engine_.facts().vocabulary().role(step.of))
        steps.push_back(fmt::format("{}: {}", say_.say(role->label), condition(step, o.pack)));
    }
    steps.push_back(whose_move(o));
    add(text("Whose move it is"), std::move(steps));
  }
  if (auto p = ending(view, o); !p.lines.empty()) all.push_back(std::move(p));
  add(text("Readings that the answer rests on"), readings(o));
  if (auto const age = leap_day(view, o); !age.empty()) all.push_back({say_.say(text("Age")), {age}});
  std::vector<std::string> unknowns;
  for (auto const& bearer : o.bearers) {
    for (auto const& line : unknown(o, bearer)) {
      if (std::find(unknowns.begin(), unknowns.end(), line) == unknowns.end()) unknowns.push_back(line);
    }
  }
  if (o.seen_by_nobody)
    unknowns.push_back(say_.say(text("No single authority knows all that opened this; it stands on nobody's list.")));
  add(text("What is not known"), std::move(unknowns));
  return all;
}

std::string ObligationWords::no_agreement(VisibleEvents const& view, obligation::NoAgreementInForce const& u) const {
  std::vector<std::string> parties;
  for (auto const party : u.parties) parties.push_back(name(party, true));
  return say_.say(text("No agreement was in force for {0} when this happened: {1}. “{2}” is therefore not counted.",
                       say_.list(parties), act(view, u.opened_by), say_.say(u.norm->title)));
}

std::string ObligationWords::ladder(obligation::OnLadder const& on) const {
  auto line = say_.say(text("{0}, dispute {1}: {2} since {3}", say_.say(on.ladder->title), on.subject_id,
                            say_.say(on.ladder->rungs[on.rung].title), moment(on.since)));
  if (on.ended) line += "; " + say_.say(text("ended"));
  for (auto const rung : on.skipped)
    line += "; " + say_.say(text("departure: the step {0} was left out", say_.say(on.ladder->rungs[rung].title)));
  for (auto const rung : on.not_deidentified)
    line += "; " + say_.say(text("departure: {0} was reached without de-identification",
                                 say_.say(on.ladder->rungs[rung].title)));
  for (auto const& rung : on.unknown_rungs) line += "; " + say_.say(text("there is no step {0}", rung));
  return line;
}

}  // namespace overens::wording
