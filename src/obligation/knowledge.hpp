#pragma once

#include "obligation/resolution.hpp"

namespace overens::obligation {

/// Says what is not known about each bearer's part of an open or unmet duty, so that silence is never held against
/// anybody.
class KnowledgeOf {
 public:
  KnowledgeOf(VisibleEvents const& view, Registry const& registry) : view_(view), registry_(registry) {}

  /// What the opening of a duty rests on.
  struct Opening {
    std::span<std::uint32_t const> acts;              ///< by which its condition holds, in one way
    std::function<bool(Knows const&)> holds_by = {};  ///< whether it holds by what somebody knows, in whichever way
  };

  void fill(Rule const& rule, Obligation& obligation, Opening const& opening) const;

  using Authorities = boost::container::small_vector<base::Symbol, 4>;

 private:
  /// Who could have recorded an act that counts.
  struct CouldAct {
    Authorities doers;
    Authorities others;
  };

  bool knows_of(Opening const& opening, Knows const& knows) const;
  bool told(BearerOf const& bearer, Obligation const& o, Opening const& opening) const;
  std::vector<IncompleteSource> incomplete_sources(Rule const& rule, Obligation const& o,
                                                   CouldAct const& could_act) const;
  bool said_before(Rule const& rule, Obligation const& o, base::Symbol authority, bool bears) const;
  bool unseen(Rule const& rule, Obligation const& o, CouldAct const& could_act) const;
  CouldAct who_could_act(Rule const& rule, Obligation const& o) const;
  calendar::Day last_relevant_day(Obligation const& o) const;

  VisibleEvents const& view_;
  Registry const& registry_;
};

}  // namespace overens::obligation
