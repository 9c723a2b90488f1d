#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "event/reader.hpp"
#include "obligation/engine.hpp"
#include "scenario/scenario.hpp"

namespace overens::scenario {
namespace {

using base::text;
using obligation::Answer;
using obligation::EndedWith;
using obligation::Engine;
using obligation::Obligation;
using obligation::Outcome;
using obligation::VisibleEvents;

/// What is owed, in words that do not depend on a language.
class Lines {
 public:
  Lines(Scenario const& scenario, Ask const& ask, Result* result) : scenario_(scenario), ask_(ask), result_(result) {}

  /// A line, and its reason.
  using Reasoned = std::vector<std::pair<std::string, std::vector<std::string>>>;

  std::vector<std::string> of(Engine& engine, obligation::Question const& question) {
    Engine::Session session(engine, question);
    session.all([&](Answer const& answer, std::uint32_t) {
      take(answer);
      return true;
    });
    for (auto const& problem : session.problems())
      lines_.push_back({fmt::format("{}{}: {}", problem_mark, problem.event, base::english(problem.what)), {}});
    return in_order(std::move(lines_), ask_.why);
  }

  /// Of one group.
  Reasoned of(obligation::Answers const& answers) {
    for (auto const* answer : answers) take(*answer);
    return std::exchange(lines_, {});
  }

  static std::vector<std::string> in_order(Reasoned lines, bool with_reasons) {
    std::sort(lines.begin(), lines.end());
    lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
    std::vector<std::string> all;
    for (auto const& [line, why] : lines) {
      all.push_back(line);
      if (with_reasons) all.insert(all.end(), why.begin(), why.end());
    }
    return all;
  }

  static constexpr std::string_view problem_mark = "problem ";

 private:
  void take(Answer const& answer) {
    for (auto const& o : answer.obligations) add(*answer.view, o);
    for (auto const& u : answer.without_agreement) add(*answer.view, u);
    for (auto const& l : answer.ladders) add(*answer.view, l);
  }

  bool shown(std::string const& norm) const {
    return scenario_.shown.empty() ||
           std::find(scenario_.shown.begin(), scenario_.shown.end(), norm) != scenario_.shown.end();
  }

  static std::string when(calendar::Moment const& moment) {
    return moment.at ? calendar::local_time(*moment.at) : calendar::to_string(moment.day);
  }
  static std::string when(calendar::Due const& due) {
    return due.at ? calendar::local_time(*due.at) : calendar::to_string(due.day);
  }

  // When it was settled; of what was broken or used, every occasion.
  static std::string outcome(Obligation const& o) {
    auto said = std::string(to_string(o.outcome));
    if (o.occasions.size() > 1) said += fmt::format(" {} times", o.occasions.size());
    for (auto const& occasion : o.occasions) said += " " + when(occasion.when);
    if (o.occasions.empty() && o.closed) said += " " + when(*o.closed);
    return said;
  }

  void add(VisibleEvents const& view, Obligation const& o) {
    if (!shown(o.norm->id)) return;
    auto const& now = view.question().on;
    std::vector<std::string> words;
    if (o.outcome == Outcome::none ||
        (o.life != obligation::Life::closed && (o.outcome == Outcome::broken || o.outcome == Outcome::used))) {
      words.emplace_back(to_string(o.life));
    }
    if (o.outcome != Outcome::none) words.push_back(outcome(o));
    if (!o.occasions.empty() && o.closed) words.push_back("ended " + when(*o.closed));
    if (o.late_on(now)) words.emplace_back("late");
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
      if (o.late_on(now)) result_->outcomes.emplace_back(o.norm->id, "late");
      if (o.norm->again != agreement::Norm::Again::never && o.number > 1)
        result_->outcomes.emplace_back(o.norm->id, "anew");
    }
  }

  std::string named(VisibleEvents const& view, Obligation const& o, obligation::BearerOf const& bearer) const {
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

  void add(VisibleEvents const& view, obligation::NoAgreementInForce const& u) {
    if (!shown(u.norm->id)) return;
    std::vector<std::string> parties;
    for (auto const party : u.parties) parties.emplace_back(view.facts().words().word(party));
    if (result_ != nullptr) result_->outcomes.emplace_back(u.norm->id, "no_agreement_in_force");
    lines_.push_back({fmt::format("{}: no agreement in force for {} when {} opened it", u.norm->id,
                                  fmt::join(parties, " "), view.id(view.act(u.opened_by))),
                      {}});
  }

  void add(VisibleEvents const&, obligation::OnLadder const& l) {
    if (!shown(l.ladder->id)) return;
    auto line = fmt::format("{}/{}: {} at {} since {}", l.ladder->id, l.subject_id, l.ended ? "ended" : "stands",
                            l.ladder->rungs[l.rung].id, when(l.since));
    for (auto const rung : l.skipped) line += fmt::format(", skipped {}", l.ladder->rungs[rung].id);
    for (auto const rung : l.not_deidentified)
      line += fmt::format(", not de-identified at {}", l.ladder->rungs[rung].id);
    for (auto const& rung : l.unknown_rungs) line += fmt::format(", unknown rung {}", rung);
    if (l.limit) line += fmt::format(", limit {}", when(*l.limit));
    lines_.push_back({line, {}});
    if (result_ != nullptr) result_->outcomes.emplace_back(l.ladder->id, l.ended ? "ended" : "stands");
  }

  Scenario const& scenario_;
  Ask const& ask_;
  Result* result_;
  Reasoned lines_;
};

class Runner {
 public:
  Runner(Scenario const& scenario, std::vector<agreement::Pack const*> const& packs,
         event::Vocabulary const& vocabulary)
      : scenario_(scenario), packs_(packs), v_(vocabulary), reader_(vocabulary) {}

  Result run(Orders orders) {
    std::vector<std::size_t> order(scenario_.events.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    result_.answers = ask(order, true);
    if (orders == Orders::as_written) return std::move(result_);
    auto const differs = [&](char const* how) {
      result_.findings.refuse({scenario_.file}, text("the answer depends on the order of arrival: {0}", how),
                              text("this is a defect of the program"));
    };
    auto const as_well = [&](char const* how) {
      if (ask(order, false) != result_.answers) differs(how);
    };
    if (!same_group_by_group(order)) differs("group by group");
    std::reverse(order.begin(), order.end());
    as_well("backwards");
    std::mt19937 random(1);
    for (int i = 0; i < 3; ++i) {
      std::shuffle(order.begin(), order.end(), random);
      as_well("shuffled");
    }
    if (!same_group_by_group(order)) differs("group by group, shuffled");
    return std::move(result_);
  }

 private:
  std::vector<std::vector<std::string>> ask(std::vector<std::size_t> const& order, bool first) {
    Engine engine(packs_, v_);
    for (auto const i : order) {
      auto line = scenario_.events[i];
      auto const size = line.size();
      line.append(event::line_padding, ' ');
      auto const event = reader_.read(std::string_view(line).substr(0, size));
      if (event) {
        engine.add(**event);
      } else if (first) {
        result_.findings.refuse({scenario_.file, scenario_.event_lines[i], 1}, event.error().why,
                                text("see doc/events.md"));
      }
    }
    std::vector<std::vector<std::string>> answers;
    for (auto const& one : scenario_.asks) {
      auto const question = asked(one, engine);
      if (!one.seen_by.empty() && question.viewer == 0 && first) {
        result_.findings.refuse({scenario_.file, one.line, 1}, text("no event names the authority {0}", one.seen_by),
                                text("correct the word"));
      }
      answers.push_back(Lines(scenario_, one, first ? &result_ : nullptr).of(engine, question));
    }
    // Asking changes nothing: once more, the last question first.
    for (auto i = scenario_.asks.size(); i-- > 0;) {
      auto const& one = scenario_.asks[i];
      if (Lines(scenario_, one, nullptr).of(engine, asked(one, engine)) != answers[i])
        result_.findings.refuse({scenario_.file, one.line, 1}, text("the answer is another after more was asked"),
                                text("this is a defect of the program"));
    }
    return answers;
  }

  static obligation::Question asked(Ask const& one, Engine const& engine) {
    obligation::Question question;
    question.on = calendar::Moment::whole(one.on);
    if (!one.seen_by.empty()) question.viewer = engine.authority(one.seen_by);
    if (auto const moment = calendar::parse_moment(one.known))
      question.as_known = moment->at ? *moment->at : calendar::end_of(moment->day) - std::chrono::milliseconds(1);
    return question;
  }

  /// What is asked as the events come: each time only the groups whose answer may have changed.
  struct Growing {
    std::set<std::uint32_t> changed = {obligation::Facts::everything};
    std::map<std::uint32_t, Lines::Reasoned> lines;
  };

  bool same_group_by_group(std::vector<std::size_t> const& order) {
    Engine engine(packs_, v_);
    std::vector<Growing> growing(scenario_.asks.size());
    for (auto const i : order) {
      auto line = scenario_.events[i];
      auto const size = line.size();
      line.append(event::line_padding, ' ');
      auto const event = reader_.read(std::string_view(line).substr(0, size));
      if (!event) continue;
      std::vector<std::uint32_t> touched;
      engine.add(**event, &touched);
      engine.settle(&touched);
      for (auto& one : growing) one.changed.insert(touched.begin(), touched.end());
      for (std::size_t ask = 0; ask < growing.size(); ++ask) grow(growing[ask], scenario_.asks[ask], engine);
    }
    for (std::size_t ask = 0; ask < growing.size(); ++ask) {
      Lines::Reasoned together;
      for (auto& [group, lines] : growing[ask].lines) together.insert(together.end(), lines.begin(), lines.end());
      auto wanted = result_.answers[ask];
      std::erase_if(wanted, [](std::string const& line) { return line.starts_with(Lines::problem_mark); });
      if (Lines::in_order(std::move(together), scenario_.asks[ask].why) != wanted) return false;
    }
    return true;
  }

  void grow(Growing& growing, Ask const& one, Engine& engine) const {
    auto const question = asked(one, engine);
    if (!one.seen_by.empty() && question.viewer == 0) return;  // nobody has named it yet
    Engine::Session session(engine, question);
    if (growing.changed.erase(obligation::Facts::everything) > 0) {
      growing.lines.clear();
      for (std::uint32_t group = 0; group < session.groups(); ++group) growing.changed.insert(group);
    }
    for (auto const group : growing.changed)
      growing.lines[group] = Lines(scenario_, one, nullptr).of(session.ask(group));
    growing.changed.clear();
  }

  Scenario const& scenario_;
  std::vector<agreement::Pack const*> const& packs_;
  event::Vocabulary const& v_;
  event::Reader reader_;
  Result result_;
};

}  // namespace

Result run(Scenario const& scenario, std::vector<agreement::Pack const*> const& packs,
           event::Vocabulary const& vocabulary, Orders orders) {
  return Runner(scenario, packs, vocabulary).run(orders);
}

}  // namespace overens::scenario
