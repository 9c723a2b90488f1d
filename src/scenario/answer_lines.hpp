#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "obligation/engine.hpp"
#include "scenario/scenario.hpp"

namespace overens::scenario {

/// Lines, each with those of its reason.
using ReasonedLines = std::vector<std::pair<std::string, std::vector<std::string>>>;

/// Writes the answers to one question of a scenario as lines, in words that do not depend on a language.
class AnswerLines {
 public:
  /// What the lines show at work is put into `result`, when there is one.
  AnswerLines(Scenario const& scenario, Ask const& ask, Result* result)
      : scenario_(scenario), ask_(ask), result_(result) {}

  std::vector<std::string> of(obligation::Engine& engine, obligation::Question const& question);
  /// Of one group.
  ReasonedLines of(obligation::Answers const& answers);

  static std::vector<std::string> in_order(ReasonedLines lines, bool with_reasons);

  /// Begins a line about what the engine could not read.
  static constexpr std::string_view problem_mark = "problem ";

 private:
  void take(obligation::Answer const& answer);
  bool shown(std::string const& norm) const;
  void add(obligation::VisibleEvents const& view, obligation::Obligation const& o);
  void add(obligation::VisibleEvents const& view, obligation::NoAgreementInForce const& u);
  void add(obligation::VisibleEvents const&, obligation::OnLadder const& l);
  static std::string named(obligation::VisibleEvents const& view, obligation::Obligation const& o,
                           obligation::BearerOf const& bearer);

  Scenario const& scenario_;
  Ask const& ask_;
  Result* result_;
  ReasonedLines lines_;
};

}  // namespace overens::scenario
