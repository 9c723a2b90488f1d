#pragma once

#include "obligation/consents.hpp"

namespace overens::obligation {

/// A disclosure that has passed the gate: from its owner to one authority, of single events and, on a basis that allows
/// it, of whole types of event in the case.
struct Disclosure {
  Fact const* fact = nullptr;
  base::Symbol owner = 0;
  base::Symbol to = 0;
  std::int64_t from = 0;
  std::int64_t until = INT64_MAX;          ///< ended, or the consent that it rests on no longer covers it
  std::int64_t consent_until = INT64_MAX;  ///< the latter alone
  event::DisclosureBasis const* basis = nullptr;
  std::vector<std::uint64_t> items;
  std::vector<std::uint16_t> types;
  std::optional<std::vector<std::uint16_t>> kinds;  ///< those that its consent covers; nothing: it rests on none
  std::uint32_t stands_in = no_case;                ///< its case
  std::uint32_t in_case = no_case;                  ///< of several cases: the one whose events it is about

  bool names(Fact const& fact) const;
  /// `came`: when the event was there to be disclosed.
  bool covers(Fact const& fact, std::int64_t came) const;
};

/// How an authority came to know an event of another's.
struct Receipt {
  /// What comes after it would pass the same way; its sender has ended that; its consent carries it no longer.
  enum class Stands { live, ended, without_consent };

  std::int64_t since = 0;  ///< milliseconds UTC
  Stands stands = Stands::live;
  Disclosure const* by = nullptr;  ///< of several the one that stands best
};

/// Who knows of which events of some groups, and since when: the owner when it was recorded, everybody when it is
/// shared, and others when it was disclosed to them. Nothing else lets an event across, whatever its fields name.
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
  void find(Scope scope);
  /// When the authority learnt of the event (milliseconds UTC), which it then knows with its corrections, also those
  /// recorded when the disclosure has ended. Nothing when it knows nothing of it.
  std::optional<std::int64_t> learnt(base::Symbol authority, Fact const& fact) const;
  /// How the authority came to know an event of another's that not everybody knows. Valid until they are found anew.
  std::optional<Receipt> receipt(base::Symbol authority, Fact const& fact) const;
  /// To whom something is disclosed, each once.
  std::vector<base::Symbol> receivers() const;
  /// True when the event names the authority as one that should have it. That alone tells it nothing.
  bool is_addressed(Fact const& fact, base::Symbol authority) const;
  /// True when `from` discloses events of the type to `to` as they come, at least through that day.
  bool follows(base::Symbol to, base::Symbol from, std::uint16_t type, calendar::Day through) const;

 private:
  void find_in(Members members);
  void take(Fact const& fact, Act const& act, std::int64_t from, Consents& consents);
  /// Since when it says what it says: a correction of to whom, what or where crosses from when it was recorded.
  std::int64_t since(Fact const& fact, Act const& act) const;
  /// When the first of it passed; nothing when nothing of it has.
  std::optional<std::int64_t> first_passed(Disclosure const& disclosure) const;
  /// When the event was there to be disclosed: one of a type comes when it is recorded in the case, or moved there.
  std::int64_t came(Fact const& fact, Disclosure const& disclosure) const;
  bool is_elsewhere(Act const& act) const;
  bool reaches(Disclosure const& disclosure, Fact const& fact) const;
  std::optional<std::int64_t> passed(Disclosure const& disclosure, Fact const& fact) const;
  Receipt::Stands stands(Disclosure const& disclosure) const;
  event::DisclosureBasis const* basis(std::uint64_t symbol) const;

  Facts const& facts_;
  Corrections corrections_;  // its own: what does not fit in a consent is nothing that a receiver hears of
  struct {
    std::uint16_t made, ended;
    base::Symbol to, items, types, consent, basis;
  } words_;
  std::vector<std::pair<std::uint64_t, event::DisclosureBasis>> bases_;
  std::vector<std::vector<base::Symbol>> receivers_;  // by type: fields that name who should have the event
  Scope scope_;
  std::vector<Disclosure> all_;
  std::int64_t day_ends_ = 0;  // the day asked
};

}  // namespace overens::obligation
