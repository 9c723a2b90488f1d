#pragma once

#include "obligation/knowledge.hpp"

namespace overens::obligation {

/// Finds everything that has opened in one group and what has become of it. Pure: the same view gives the same answer.
class Evaluate {
 public:
  Evaluate(Rulebook const& rules, Registry const& registry, View const& view);

  void run(Answer& answer);

 private:
  using Parties = boost::container::small_vector<base::Symbol, 2>;
  struct Opening {
    Rule const* rule;
    std::uint64_t subject = 0;
    std::string_view subject_id;
    std::uint32_t act = no_act;
    calendar::Moment at = {};
    int number = 0;
    std::string period;
    std::optional<calendar::Due> due;
    boost::container::small_vector<std::uint32_t, 2> acts;
  };

  void simple(std::uint32_t rule);
  void compound(std::uint32_t rule);
  void recurring(Rule const& rule);
  void calendar_periods(Rule const& rule, std::string_view subject_id, calendar::Day start);
  void since_last(Rule const& rule, std::string_view subject_id, calendar::Day start);
  calendar::Day last_day_of_forum() const;
  std::optional<calendar::Day> start_of_grid(Rule const& rule, BearerList const& bearers) const;
  void open(Opening opening);
  void pin(Opening const& opening, BearerList bearers, std::string_view of_party);
  std::optional<bool> in_group(Rule const& rule, calendar::Moment const& at) const;
  void replace(Rule const& rule, Obligation& o, Parties const& parties) const;
  Parties parties_of(BearerList const& bearers) const;
  bool is_open(std::uint32_t rule, std::uint64_t subject) const;
  std::string_view id_of(When const& when, std::uint32_t act) const;
  std::vector<std::uint32_t> support(When const& when, Asking const& asking, calendar::Moment const& at) const;
  std::optional<calendar::Moment> start_in_force(Opening const& opening, BearerList const& bearers) const;

  Rulebook const& rules_;
  Registry const& registry_;
  View const& view_;
  Matcher matcher_;
  Bearers bearers_;
  LifeOf life_;
  KnowledgeOf knowledge_;
  Answer* answer_ = nullptr;
  std::vector<std::pair<std::uint32_t, std::uint64_t>> opened_;
};

/// The disputes of a group, each on the ladder that its agreement gives it.
std::vector<OnLadder> find_ladders(Rulebook const& rules, Registry const& registry, View const& view);

}  // namespace overens::obligation
