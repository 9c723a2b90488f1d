#include "scenario/answer_lines.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "obligation/urgency.hpp"

namespace overens::scenario {

using obligation::Answer;
using obligation::EndedWith;
using obligation::Engine;
using obligation::Obligation;
using obligation::Outcome;
using obligation::VisibleEvents;

namespace {

std::string when(calendar::Moment const& moment) {
  return moment.at ? calendar::local_time(*moment.at) : calendar::to_string(moment.day);
}
std::string when(calendar::Due const& due) {
  return due.at ? calendar::local_time(*due.at) : calendar::to_string(due.day);
}

// When it was settled; of what was broken or used, every occasion.
std::string outcome(Obligation const& o) {
  auto said = std::string(to_string(o.outcome));
  if (o.occasions.size() > 1) said += fmt::format(" {} times", o.occasions.size());
  for (auto const& occasion : o.occasions) said += " " + when(occasion.when);
  if (o.occasions.empty() && o.closed) said += " " + when(*o.closed);
  return said;
}

}  // namespace

std::vector<std::string> AnswerLines::of(Engine& engine, obligation::Question const& question) {
  Engine::Session session(engine, question);
  session.all([&](Answer const& answer, std::uint32_t) {
    take(answer);
    return true;
  });
  for (auto const& problem : session.problems())
    lines_.push_back({fmt::format("{}{}: {}", problem_mark, problem.event, base::english(problem.what)), {}});
  return in_order(std::move(lines_), ask_.why);
}

ReasonedLines AnswerLines::of(obligation::Answers const& answers) {
  for (auto const* answer : answers) take(*answer);
  return std::exchange(lines_, {});
}

std::vector<std::string> AnswerLines::in_order(ReasonedLines lines, bool with_reasons) {
  std::sort(lines.begin(), lines.end());
  lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
  std::vector<std::string> all;
  for (auto const& [line, why] : lines) {
    all.push_back(line);
    if (with_reasons) all.insert(all.end(), why.begin(), why.end());
  }
  return all;
}

void AnswerLines::take(Answer const& answer) {
  for (auto const& o : answer.obligations) add(*answer.view, o);
  for (auto const& u : answer.without_agreement) add(*answer.view, u);
  for (auto const& l : answer.ladders) add(*answer.view, l);
}

bool AnswerLines::shown(std::string const& norm) const {
  return scenario_.shown.empty() ||
         std::find(scenario_.shown.begin(), scenario_.shown.end(), norm) != scenario_.shown.end();
}

void AnswerLines::add(VisibleEvents const& view, Obligation const& o) {
  if (!shown(o.norm->id)) return;
  auto const& now = view.question().on;
  std::vector<std::string> words;
  if (o.outcome == Outcome::none ||
      (o.life != obligation::Life::closed && (o.outcome == Outcome::broken || o.outcome == Outcome::used))) {
    words.emplace_back(to_string(o.life));
  }
  if (o.outcome != Outcome::none) words.push_back(outcome(o));
  if (!o.occasions.empty() && o.closed) words.push_back("ended " + when(*o.closed));
  if (is_late(o, now)) words.emplace_back("late");
  if (o.beforehand) words.emplace_back("beforehand");
  if (!o.reason.empty()) words.push_back("because " + o.reason);
  if (o.ended_with == EndedWith::subject) words.emplace_back("subject ended");
  if (o.ended_with == EndedWith::its_case) words.emplace_back("case closed");
  if (o.ended_with == EndedWith::agreement) words.emplace_back("agreement ended");
  if (o.replaced) words.emplace_back("replaced");
  if (o.due) words.push_back("due " + when(*o.due));
  if (o.watch) words.push_back("watch " + when(*o.watch));
  if (o.waits_for_anchor && o.life != obligation::Life::closed) words.emplace_back("due unknown yet");
  if (o.late_act != obligation::no_act) words.push_back(fmt::format("later {}", view.id(view.act(o.late_act))));
  if (o.seen_by_nobody) words.emplace_back("seen by nobody");
  auto line = fmt::format("{}: {}", o.id().substr(o.pack->agreement.size() + 1), fmt::join(words, ", "));
  for (auto const& bearer : o.bearers) line += "; " + named(view, o, bearer);
  std::vector<std::string> why;
  if (o.opened_by != obligation::no_act) {
    auto const& act = view.act(o.opened_by);
    why.push_back(fmt::format("  opened by {} {} {}", view.id(act), view.facts().vocabulary().types[act.type].name,
                              when(act.when)));
  } else if (o.outcome != Outcome::voided) {
    why.push_back(fmt::format("  opened {}", when(o.opened)));
  }
  if (o.counted_from != obligation::no_act && o.counted_from != o.opened_by)
    why.push_back(fmt::format("  counted from {}", view.id(view.act(o.counted_from))));
  for (auto const& source : o.incomplete_sources)
    why.push_back(fmt::format("  not complete: {}", view.facts().words().word(source.name)));
  if (!o.void_event.empty()) why.push_back("  once opened by " + o.void_event);
  for (auto const& occasion : o.occasions) {
    auto const* what = o.outcome == Outcome::broken ? "broken" : "used";
    why.push_back(fmt::format("  {} by {}", what, view.id(view.act(occasion.act))));
  }
  if (o.closed_by != obligation::no_act) why.push_back(fmt::format("  closed by {}", view.id(view.act(o.closed_by))));
  why.push_back(
      fmt::format("  {} {}, {}{}", o.pack->agreement, o.pack->version, fmt::join(o.norm->cite, " "),
                  o.norm->readings.empty() ? "" : fmt::format(", readings {}", fmt::join(o.norm->readings, " "))));
  lines_.emplace_back(line, why);
  if (result_ != nullptr) {
    result_->outcomes.emplace_back(o.norm->id, to_string(o.outcome));
    // Past its day it shows how the norm is missed, whomever that may be held against.
    if (is_past_due(o.life, o.due, now) && !o.norm->practice) result_->outcomes.emplace_back(o.norm->id, "late");
    if (o.norm->again != agreement::Norm::Again::never && o.number > 1)
      result_->outcomes.emplace_back(o.norm->id, "anew");
  }
}

std::string AnswerLines::named(VisibleEvents const& view, Obligation const& o, obligation::BearerOf const& bearer) {
  auto line = bearer.name == 0 ? std::string("unknown bearer") : std::string(view.facts().words().word(bearer.name));
  if (bearer.left_out) return line + " left out";
  if (o.life != obligation::Life::closed && o.is_duty()) line += fmt::format(" {}", to_string(bearer.part));
  std::vector<std::string> unknown;
  if (bearer.knowledge.source_incomplete) unknown.emplace_back("source_incomplete");
  if (bearer.knowledge.not_told) unknown.emplace_back("not_told");
  if (bearer.knowledge.others_acts_unseen) unknown.emplace_back("others_acts_unseen");
  if (bearer.knowledge.group_unknown) unknown.emplace_back("group_unknown");
  if (!unknown.empty()) line += fmt::format(" ({})", fmt::join(unknown, " "));
  return line;
}

void AnswerLines::add(VisibleEvents const& view, obligation::NoAgreementInForce const& u) {
  if (!shown(u.norm->id)) return;
  std::vector<std::string> parties;
  for (auto const party : u.parties) parties.emplace_back(view.facts().words().word(party));
  if (result_ != nullptr) result_->outcomes.emplace_back(u.norm->id, "no_agreement_in_force");
  lines_.push_back({fmt::format("{}: no agreement in force for {} when {} opened it", u.norm->id,
                                fmt::join(parties, " "), view.id(view.act(u.opened_by))),
                    {}});
}

void AnswerLines::add(VisibleEvents const&, obligation::OnLadder const& l) {
  if (!shown(l.ladder->id)) return;
  auto line = fmt::format("{}/{}: {} at {} since {}", l.ladder->id, l.subject_id, l.ended ? "ended" : "stands",
                          l.ladder->rungs[l.rung].id, when(l.since));
  for (auto const rung : l.skipped) line += fmt::format(", skipped {}", l.ladder->rungs[rung].id);
  for (auto const rung : l.not_deidentified) line += fmt::format(", not de-identified at {}", l.ladder->rungs[rung].id);
  for (auto const& rung : l.unknown_rungs) line += fmt::format(", unknown rung {}", rung);
  if (l.limit) line += fmt::format(", limit {}", when(*l.limit));
  lines_.push_back({line, {}});
  if (result_ != nullptr) result_->outcomes.emplace_back(l.ladder->id, l.ended ? "ended" : "stands");
}

}  // namespace overens::scenario
