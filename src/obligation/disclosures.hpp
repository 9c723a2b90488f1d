#pragma once

#include "obligation/corrections.hpp"

namespace overens::obligation {

/// A disclosure: from its owner to one authority, of single events and of whole types of event in the case.
struct Disclosure {
  Fact const* fact = nullptr;
  base::Symbol owner = 0;
  base::Symbol to = 0;
  std::int64_t from = 0;
  std::int64_t until = INT64_MAX;  ///< ended, or the consent it rested on was withdrawn
  std::vector<std::uint64_t> items;
  std::vector<std::uint16_t> types;
  std::uint32_t in_case = no_case;  ///< of several cases: the one whose events it is about

  bool names(Fact const& fact) const;
  bool covers(Fact const& fact) const;
};

/// Since when an authority knows of an event (milliseconds UTC).
struct Access {
  std::int64_t learnt = 0;
  std::int64_t until = INT64_MAX;  ///< corrections recorded from then on do not reach it
};

/// Who knows of which events of some groups, and since when: the owner when it was recorded, everybody when it is
/// shared, whom it is addressed to, and others when it was disclosed to them.
class Disclosures {
 public:
  using Members = std::span<Fact const* const>;
  /// Where they are looked for, and when: in the facts of each group, those known on a day at an instant.
  struct Scope {
    std::vector<Members> groups;
    std::size_t cases = 0;  ///< how many of them, the last, are cases that the others are asked together with
    std::span<Group const* const> asked;
    calendar::Day on = {};
    std::int64_t as_known = 0;  ///< milliseconds UTC
  };

  explicit Disclosures(Facts const& facts);

  /// Begins anew. What `scope` points to must live as long as it is asked.
  void find(Scope scope, Corrections& corrections);
  /// Nothing when the authority knows nothing of it.
  std::optional<Access> access(base::Symbol authority, Fact const& fact) const;
  /// True when the event names the authority as one that receives it.
  bool is_addressed(Fact const& fact, base::Symbol authority) const;
  /// True when `from` discloses events of the type to `to` as they come, at least through that day.
  bool follows(base::Symbol to, base::Symbol from, std::uint16_t type, calendar::Day through) const;

 private:
  /// What a disclosure rests on: its own id, and a consent.
  struct Ground {
    std::size_t disclosure;
    std::uint64_t id;
    std::uint64_t consent;
    bool on_consent;
  };
  void find_in(Members members, Corrections& corrections);
  void take(Fact const& fact, Act const& act, std::vector<Ground>& grounds);
  void end(Fact const& fact, std::vector<Ground> const& grounds);
  /// As it is known; nothing when it is not, was withdrawn, or is yet to come.
  std::optional<Act> known(Fact const& fact, Corrections& corrections) const;
  bool is_elsewhere(Act const& act) const;
  bool reaches(Disclosure const& disclosure, Fact const& fact) const;

  Facts const& facts_;
  struct {
    std::uint16_t made, ended, withdrawn;
    base::Symbol to, items, types, consent, basis, on_consent;
  } words_;
  std::vector<std::vector<base::Symbol>> receivers_;  // by type: fields that name who receives the event
  Scope scope_;
  std::vector<Disclosure> all_;
};

}  // namespace overens::obligation
