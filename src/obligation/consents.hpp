#pragma once

#include "obligation/corrections.hpp"

namespace overens::obligation {

/// The event as it was known at an instant (milliseconds UTC) on a day; nothing when it was not yet recorded, had been
/// withdrawn, or is yet to happen.
std::optional<Act> known_by(Facts const& facts, Corrections& corrections, Fact const& fact, std::int64_t last,
                            calendar::Day on);

/// From when what the event ends has ended: when it is recorded, or on the day that it says when that comes later.
std::int64_t ends_from(Fact const& fact);

/// The consents that stand among the events of one group, and what they let across.
class Consents {
 public:
  /// What asks to be let across: by whom, to whom, from when, in which case.
  struct Passage {
    base::Symbol owner = 0;
    base::Symbol to = 0;
    std::int64_t from = 0;
    Group const* in_case = nullptr;
    std::vector<std::uint16_t> const* types = nullptr;  ///< those that are to follow as they come
  };
  struct Cover {
    std::vector<std::uint16_t> kinds;
    std::int64_t until = INT64_MAX;
  };

  Consents(Facts const& facts, Corrections& corrections, std::int64_t as_known, calendar::Day on);

  /// Takes note of an event, if it is about a consent, or blocks what consents let across.
  void note(Fact const& fact);
  /// What the owner's own consent lets across, and until when it was withdrawn, declined, ran out, was blocked, or was
  /// corrected so that it no longer covers what it let across. Nothing when it covers nothing from the start.
  std::optional<Cover> cover(std::uint64_t consent, Passage const& passage);

 private:
  /// What a consent says, as corrected by an instant.
  struct Terms {
    std::vector<base::Symbol> to;
    std::vector<std::uint16_t> types;
    std::int64_t until = INT64_MAX;
  };

  Fact const* given_last(std::uint64_t consent, Passage const& passage) const;
  std::optional<Terms> terms(Fact const& given, Passage const& passage, std::int64_t last);
  std::vector<std::int64_t> turns(Fact const& given, std::int64_t from) const;
  std::int64_t ended(Fact const& given, std::int64_t from) const;
  std::int64_t taken_back(Fact const& ending) const;
  /// When the first block that stands at that time or later was set, by the owner.
  std::int64_t blocked(base::Symbol owner, std::int64_t from) const;

  Facts const& facts_;
  Corrections& corrections_;
  std::int64_t as_known_;
  calendar::Day on_;
  struct {
    std::uint16_t given, declined, withdrawn, blocked, unblocked;
    base::Symbol to, types, through;
  } words_;
  std::vector<Fact const*> given_;
  std::vector<Fact const*> endings_;
  std::vector<Fact const*> blocks_;  ///< set and lifted
};

}  // namespace overens::obligation
