#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <utility>

#include "event/reader.hpp"
#include "obligation/engine.hpp"
#include "scenario/answer_lines.hpp"

namespace overens::scenario {
namespace {

using base::text;
using obligation::Engine;

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
      answers.push_back(AnswerLines(scenario_, one, first ? &result_ : nullptr).of(engine, question));
    }
    // Asking changes nothing: once more, the last question first.
    for (auto i = scenario_.asks.size(); i-- > 0;) {
      auto const& one = scenario_.asks[i];
      if (AnswerLines(scenario_, one, nullptr).of(engine, asked(one, engine)) != answers[i])
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
    std::map<std::uint32_t, ReasonedLines> lines;
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
      ReasonedLines together;
      for (auto& [group, lines] : growing[ask].lines) together.insert(together.end(), lines.begin(), lines.end());
      auto wanted = result_.answers[ask];
      std::erase_if(wanted, [](std::string const& line) { return line.starts_with(AnswerLines::problem_mark); });
      if (AnswerLines::in_order(std::move(together), scenario_.asks[ask].why) != wanted) return false;
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
      growing.lines[group] = AnswerLines(scenario_, one, nullptr).of(session.ask(group));
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
