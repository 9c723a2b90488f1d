#pragma once

#include "obligation/knowledge.hpp"

namespace overens::obligation {

/// Finds everything that has opened in one group and what has become of it. Pure: the same view gives the same answer.
class Evaluate {
 public:
  Evaluate(Rulebook const& rules, Registry const& registry, VisibleEvents const& view);

  /// Adds to the answer. Without what recurs when only what events have opened is asked for.
  void run(Answer& answer, bool with_recurring = true);

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
    std::optional<std::uint32_t> first = {};  ///< of a duty that arises anew: the act that opened it the first time
  };
  /// What has opened already, so that it does not open again: for one of several bearers, or (0) for all together.
  struct Opened {
    std::uint32_t norm_key;
    base::Symbol bearer;
    std::uint64_t subject;
    std::uint32_t act;
    bool operator==(Opened const&) const = default;
  };

  void consider(Rule const& rule, std::uint32_t act);
  void consider(Rule const& rule, CompiledCondition const& named_by, std::uint64_t subject, std::uint32_t named_in,
                std::uint32_t act);
  template <class Do>
  void each_named(CompiledCondition const& when, std::uint32_t act, Do const& take) const;
  bool may_open(Rule const& rule, std::uint64_t subject) const;
  int number_of(Rule const& rule, std::uint64_t subject, std::uint32_t act) const;
  std::string_view id_of(CompiledCondition const& when, std::uint32_t act) const;
  std::vector<CompiledCondition const*> parts_that_hold(CompiledCondition const& when, MatchContext const& context,
                                                        std::uint32_t act) const;
  std::vector<std::uint32_t> support(CompiledCondition const& when, MatchContext const& context,
                                     std::uint32_t act) const;
  std::function<bool(Knows const&)> holds_by(Opening const& opening) const;
  std::optional<bool> in_group(Rule const& rule, std::uint32_t act, calendar::Moment const& at) const;
  bool is_noted(agreement::TargetGroup const& group, calendar::Moment const& at) const;

  void recurring(Rule const& rule);
  void calendar_periods(Rule const& rule, std::string_view subject_id, calendar::Day start);
  void since_last(Rule const& rule, std::string_view subject_id, calendar::Day start, BearerList const& bearers);
  calendar::Day last_day_of_forum() const;
  std::optional<calendar::Day> start_of_grid(Rule const& rule, BearerList const& bearers) const;
  std::optional<calendar::Day> founded(Rule const& rule) const;

  void open(Opening const& opening);
  void open_for(Opening opening, BearerList&& bearers, base::Symbol bearer, std::string_view of_party);
  bool open_again(Opening& before, base::Symbol bearer, std::string_view of_party);
  bool is_open(Opening const& opening, base::Symbol bearer) const;
  bool select_version(Opening const& opening, BearerList&& bearers, base::Symbol bearer, std::string_view of_party);
  void not_in_force(Opening const& opening, Parties const& parties);
  void add_obligation(Opening const& opening, calendar::Moment const& at, BearerList&& bearers,
                      std::string_view of_party, Parties const& parties);
  bool is_others_forum(Rule const& rule, std::uint64_t subject) const;
  void replace(Rule const& rule, Obligation& o, Parties const& parties) const;
  void find_anchor(Opening const& opening, Obligation& o) const;
  void name_holders(Rule const& rule, Obligation& o) const;
  base::Symbol party_of(BearerOf const& bearer, calendar::Moment const& at) const;
  Parties parties_of(BearerList const& bearers, calendar::Moment const& at) const;
  std::optional<calendar::Moment> start_in_force(Opening const& opening, BearerList const& bearers) const;

  Rulebook const& rules_;
  Registry const& registry_;
  VisibleEvents const& view_;
  Matcher matcher_;
  Bearers bearers_;
  Resolution life_;
  KnowledgeOf knowledge_;
  Answer* answer_ = nullptr;
  std::vector<Opened> opened_;
  std::vector<std::uint64_t> unpinned_for_;  // the subject of each without_agreement opening of the answer
};

/// The disputes of a group, each on the ladder that its agreement gives it.
std::vector<OnLadder> find_ladders(Rulebook const& rules, Registry const& registry, VisibleEvents const& view);

}  // namespace overens::obligation
