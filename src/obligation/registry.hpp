#pragma once

#include <optional>
#include <string>
#include <vector>

#include <boost/unordered/unordered_flat_map.hpp>
#include <boost/unordered/unordered_flat_set.hpp>

#include "agreement/recorded_fit.hpp"
#include "obligation/rule.hpp"
#include "obligation/visible_events.hpp"

namespace overens::obligation {

/// What everybody knows on a day: authorities and their parties, units, forums, what each authority says is complete,
/// and which party had adopted which version of which agreement.
class Registry {
 public:
  struct Authority {
    base::Symbol name = 0;
    base::Symbol party = 0;
    std::uint64_t kind = 0;  ///< place in Vocabulary::authority_kinds
    base::Symbol title = 0;  ///< what it is called; 0: not said
    calendar::Day from = {};
  };
  struct Unit {
    base::Symbol authority = 0;
    std::uint64_t kind = 0;  ///< place in Vocabulary::unit_kinds
  };
  struct Forum {
    std::uint64_t key = 0;
    std::string_view id;
    std::uint32_t founded_by = 0;  ///< the fact
    base::Symbol role = 0;
    std::uint64_t agreement = 0;
    base::Symbol convened_by = 0;  ///< party; 0: not said
    std::uint64_t municipality = 0;
    calendar::Day from = {};
    std::optional<calendar::Day> through;  ///< the day it was dissolved
  };

  Registry(Facts const& facts, Rulebook const& rules, Question const& question);

  /// As it was registered last.
  Authority const* authority(base::Symbol name) const;
  /// As it was registered on the day; before it was registered at all, as it was first.
  Authority const* authority(base::Symbol name, calendar::Day on) const;
  Unit const* unit(base::Symbol name) const;
  /// The party that it belonged to on the day. 0: not known, or of no party.
  base::Symbol party_of(base::Symbol authority_name, calendar::Day on) const;
  /// True when the authority is on the day of a kind that can have the role.
  bool can_have(event::Role const& role, base::Symbol authority, calendar::Day on) const;
  std::vector<Authority> const& authorities() const { return authorities_; }
  std::vector<Forum> const& forums() const { return forums_; }
  /// Hands out the foundings of a forum, by whichever of its names.
  template <class Do>
  void each_founding(VisibleEvents const& view, std::uint64_t forum, Do const& act) const {
    if (view.has_aliases()) {
      for (auto const& one : forums_) {
        if (view.standing_for(one.key) == forum) act(one);
      }
    } else if (auto const found = foundings_.find(forum); found != foundings_.end()) {
      for (auto const i : found->second) act(forums_[i]);
    }
  }
  /// Hands out the foundings of forums with a role in an agreement, in the order in which they were founded.
  template <class Do>
  void each_with_role(base::Symbol role, std::uint64_t agreement, Do const& act) const {
    auto const found = with_role_.find(mixed(role, agreement));
    if (found == with_role_.end()) return;
    for (auto const i : found->second) {
      if (forums_[i].role == role && forums_[i].agreement == agreement) act(forums_[i]);
    }
  }

  /// True when the authority has said that its events of the types are complete for all of [from, through].
  bool complete(base::Symbol authority, std::vector<std::uint16_t> const& types, calendar::Day from,
                calendar::Day through) const;
  /// The first day of any completeness of the party's authorities: when registration began.
  std::optional<calendar::Day> registered_from(base::Symbol party) const;

  /// The version (pack number) of the agreement that all of the parties had adopted and that was in force on the day;
  /// the latest, when several. Nothing when there is none.
  std::optional<std::uint16_t> in_force(std::uint16_t agreement_index, std::span<base::Symbol const> parties,
                                        calendar::Day on) const;
  /// The last day on which a version that has the rule, and that all of the parties have adopted, holds. Nothing when
  /// one holds until further notice, or they have adopted none.
  std::optional<calendar::Day> holds_through(Rule const& rule, std::span<base::Symbol const> parties) const;
  /// True when the party is a party of some version of the agreement.
  bool is_party(std::uint16_t agreement_index, base::Symbol party) const;
  /// True when anybody registered belongs to a party of the agreement, or anything is recorded on it: otherwise it is
  /// another county's, which is not asked about.
  bool in_use(std::uint16_t agreement_index) const { return in_use_[agreement_index]; }
  /// The lives of the agreements, as recorded.
  std::vector<agreement::Lifecycle> const& lifecycles() const { return lifecycles_; }
  /// What was recorded and changes nothing: forums with a role that no agreement has, what is another's …
  std::vector<Problem> const& problems() const { return problems_; }
  /// What it says as numbers: another when it says something else, and the same in every program, whichever rules it
  /// has. Of units, of forums, and of the rest: authorities, what is complete, the lives of the agreements.
  struct Fingerprint {
    std::uint64_t rest = 0;
    std::uint64_t units = 0;
    std::uint64_t forums = 0;
    bool operator==(Fingerprint const&) const = default;
  };
  Fingerprint const& fingerprint() const { return fingerprint_; }
  /// The day from which the version holds for the party.
  std::optional<calendar::Day> adopted_on(std::uint16_t pack, base::Symbol party) const;

 private:
  void find_registered_first(std::span<Act const> acts);
  bool is_anothers(Act const& act);
  void take(Act const& act);
  void find_misfits(Act const& act);
  void found_forum(Act const& act);
  agreement::LifecycleEvent lifecycle_event(Act const& act) const;
  std::vector<agreement::LifecycleEvent> by_parties(std::string const& agreement) const;
  void find_what_counts();
  std::optional<std::vector<std::string>> parties_of(base::Symbol authority) const;
  void adopt();
  void cast();
  void take_fingerprint();
  std::optional<calendar::Day> first_of_party(base::Symbol authority, base::Symbol party, calendar::Day from) const;

  struct Complete {
    std::vector<std::uint16_t> types;  ///< empty: all
    calendar::Day from = {};
    std::optional<calendar::Day> through;
  };
  Facts const& facts_;
  Rulebook const& rules_;
  std::vector<Problem> problems_;
  std::vector<Authority> authorities_;
  boost::unordered_flat_map<base::Symbol, std::uint32_t> authority_of_;
  boost::unordered_flat_map<base::Symbol, Unit> units_;
  std::vector<Forum> forums_;
  using Places = boost::container::small_vector<std::uint32_t, 2>;
  boost::unordered_flat_map<std::uint64_t, Places> foundings_;             ///< by the forum's key
  boost::unordered_flat_map<std::uint64_t, Places> with_role_;             ///< by role and agreement
  boost::unordered_flat_map<base::Symbol, Fact const*> registered_first_;  ///< by authority: as recorded
  Fingerprint fingerprint_;
  boost::unordered_flat_map<base::Symbol, std::vector<Authority>> former_;  ///< what registrations since have replaced
  std::vector<std::vector<bool>> roles_;  ///< by kind of authority, the last for an unknown one: the roles it can have
  boost::unordered_flat_map<base::Symbol, std::vector<Complete>> complete_;  ///< by authority
  /// What was recorded on an agreement.
  struct OnAgreement {
    std::string agreement;
    base::Symbol by = 0;  ///< the authority that acted
    std::string id;       ///< of the event
    agreement::LifecycleEvent event;
    bool counts = false;
  };
  std::vector<OnAgreement> on_agreements_;
  std::vector<agreement::Lifecycle> lifecycles_;        ///< one for each agreement
  std::vector<std::optional<calendar::Day>> last_day_;  ///< by pack: nothing: until further notice
  std::vector<bool> in_use_;                            ///< by agreement_index
  std::vector<boost::unordered_flat_map<base::Symbol, calendar::Day>> adopted_;  ///< by pack: party → day
  boost::unordered_flat_set<std::uint64_t> parties_;                             ///< agreement_index and party
};

}  // namespace overens::obligation
