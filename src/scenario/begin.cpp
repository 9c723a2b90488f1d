#include "scenario/begin.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "scenario/rule_lines.hpp"

namespace overens::scenario {
namespace {

using agreement::Condition;
using agreement::Norm;
using calendar::Day;
using std::chrono::days;

/// Writes the scenarios of one rule.
class Beginning {
 public:
  Beginning(agreement::Pack const& pack, Norm const& norm, event::Vocabulary const& vocabulary, BegunWords const& words)
      : pack_(pack), norm_(norm), v_(vocabulary), words_(words), first_(pack.validity.from + days(60)) {}

  // One in which what is asked for, forbidden or allowed happens.
  Begun coming(std::string const& outcome) const {
    RuleLines lines(pack_, norm_, v_);
    auto const opened = lines.open(first_);
    auto const on = do_it(lines, opened);
    return {norm_.id + "-" + outcome, written(lines, words_.comes, {opened.on, on}), outcome, {}};
  }

  Begun not_coming(std::string const& ending, std::string const& outcome) const {
    RuleLines lines(pack_, norm_, v_);
    auto const opened = lines.open(first_);
    auto const on = unmet_on(opened.counted_from);
    if (norm_.practice)
      lines.close_case(on);  // what is practice is never late: what is left undone then shows at the end
    return {norm_.id + "-" + ending, written(lines, words_.comes_not, {opened.on, on}), {}, outcome};
  }

  // What was done ends, and the rule arises anew.
  Begun coming_anew() const {
    RuleLines lines(pack_, norm_, v_);
    auto const opened = lines.open(first_);
    auto const on = do_it(lines, opened) + days(1);
    for (auto const* condition : done()) {
      if (lines.end(*condition, on)) break;
    }
    return {norm_.id + "-anew", written(lines, words_.comes_anew, {opened.on, on}), "anew", {}};
  }

 private:
  std::string written(RuleLines const& lines, std::string const& title, std::set<Day> const& asked_on) const {
    auto text = fmt::format("# {}\nscenario {}: {}\nshow {}\n{}", words_.first_line, norm_.title.sv, title, norm_.id,
                            lines.text());
    for (auto const day : asked_on) text += fmt::format("on {}\n", calendar::to_string(day));
    return text;
  }

  // Does what it is about; gives the day on which that is done.
  Day do_it(RuleLines& lines, RuleLines::Opened const& opened) const {
    auto const anchor = opened.counted_from;
    auto on = anchor + days(1);
    for (auto const& last : {last_day(anchor), day_to_look(anchor)}) {
      if (last) on = std::min(on, *last);
    }
    for (auto const* condition : done()) {
      // What has to come before something else, comes before that from which its time is counted.
      auto const is_before = comes_before_something(*condition) && norm_.after;
      lines.act(*condition, is_before ? anchor - days(1) : on);
    }
    return on;
  }

  // Of several ways the first is taken, as RuleLines::act() does.
  static bool comes_before_something(Condition const& condition) {
    auto const& parts = condition.parts;
    if (condition.form == Condition::Form::any) return comes_before_something(parts.front());
    return !condition.before.empty() || std::any_of(parts.begin(), parts.end(), comes_before_something);
  }

  std::vector<Condition const*> done() const {
    for (auto const* one : {&norm_.broken_by, &norm_.used_by, &norm_.met}) {
      if (*one) return {&**one};
    }
    return {};
  }

  std::optional<Day> last_day(Day anchor) const {
    return norm_.due ? counted(anchor, norm_.due->recipe) : std::nullopt;
  }

  std::optional<Day> day_to_look(Day anchor) const {
    return norm_.due ? counted(anchor, norm_.due->watch) : std::nullopt;
  }

  std::optional<Day> counted(Day anchor, std::optional<calendar::Recipe> const& recipe) const {
    if (!recipe) return std::nullopt;
    auto const due = calendar::due(calendar::Moment::whole(anchor), *recipe, pack_.rules);
    return due ? std::optional(due->day) : std::nullopt;
  }

  // The day after the last; of what has none, a month on; of what comes back, so that a whole period has gone.
  Day unmet_on(Day anchor) const {
    if (auto const last = last_day(anchor)) return *last + days(1);
    auto on = anchor + days(30);
    if (norm_.every) {
      auto const next = calendar::add(anchor, norm_.every->span, pack_.rules);
      auto const after = next ? calendar::add(*next, norm_.every->span, pack_.rules) : next;
      if (after) on = *after + days(1);
    }
    return on;
  }

  agreement::Pack const& pack_;
  Norm const& norm_;
  event::Vocabulary const& v_;
  BegunWords const& words_;
  Day first_;
};

}  // namespace

bool Begun::is_shown_by(std::set<std::string> const& outcomes) const {
  return shows.empty() ? !outcomes.empty() && !outcomes.contains(without) : outcomes.contains(shows);
}

std::vector<Begun> begin(agreement::Pack const& pack, Norm const& norm, event::Vocabulary const& vocabulary,
                         BegunWords const& words) {
  Beginning const beginning(pack, norm, vocabulary, words);
  std::vector<Begun> all;
  switch (norm.verb) {
    case agreement::Verb::must_not:
      return {beginning.coming("broken"), beginning.not_coming("kept", "broken")};
    case agreement::Verb::may:
      return {beginning.coming("used"), beginning.not_coming("unused", "used")};
    case agreement::Verb::must:
    case agreement::Verb::should:
    case agreement::Verb::promise:
      all = {beginning.coming("met"), beginning.not_coming("missed", "met")};
      if (norm.again == Norm::Again::when_ended) all.push_back(beginning.coming_anew());
  }
  return all;
}

}  // namespace overens::scenario
