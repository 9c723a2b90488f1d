#pragma once

#include "obligation/resolution.hpp"

namespace overens::obligation {

/// Says what is not known about each bearer's part of an open or unmet duty, so that silence is never held against
/// anybody.
class KnowledgeOf {
 public:
  KnowledgeOf(VisibleEvents const& view, Registry const& registry) : view_(view), registry_(registry) {}

  /// `opening_acts`: every act that the opening rests on.
  void fill(Rule const& rule, Obligation& obligation, std::span<std::uint32_t const> opening_acts) const;

  using Authorities = boost::container::small_vector<base::Symbol, 4>;

 private:
  /// Who could have recorded an act that counts.
  struct CouldAct {
    Authorities doers;
    Authorities others;
  };

  bool told(BearerOf const& bearer, Obligation const& o, std::span<std::uint32_t const> opening_acts) const;
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
