#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "access/policy.hpp"
#include "app/agreement_status.hpp"
#include "app/cases/disclosed_events.hpp"
#include "app/object_of.hpp"
#include "app/ports/store.hpp"
#include "app/sight.hpp"

namespace overens::app {

/// An event that has been recorded, as an object of decisions.
struct RecordedObject {
  access::Object object;
  std::string in_case;                          ///< empty: none
  std::optional<DisclosedEvent> received = {};  ///< by which the actor's authority has received it; nothing: it has not
  bool is_reader = false;                       ///< of what is hidden: the actor is named for it alone
};

/// What is owed as an object of decisions: what came of something received stands as that does, now (`disclosed`) or as
/// the views were made.
RecordedObject recorded_row(ObligationRow const& row);
RecordedObject recorded_row(ObligationRow const& row, DisclosedEvents const& disclosed);

/// The case as the actor's authority has it; of several first as one that has more of it than what others have
/// disclosed to it. nullptr: none.
CaseHead const* head_for(access::Actor const& actor, std::vector<CaseHead> const& heads);

/// access::decide() with its facts: how the actor stands to whose record it is, and to its case. For one request, in
/// which each case is looked up once. Throws StoreFailed.
class AccessCheck {
 public:
  /// What it is given must outlive it. `on`: the day, on which legal bases hold. `agreements`: by which what has been
  /// disclosed is asked for; nullptr: nothing has.
  AccessCheck(access::Policy const& policy, access::Actor const& actor, Store& store, calendar::Day on,
              std::string reason = {}, AgreementStatus const* agreements = nullptr)
      : policy_(policy), actor_(actor), store_(store), on_(on), reason_(std::move(reason)), agreements_(agreements) {}

  /// Of what stands in a case, or in none. Who records something in a case that their authority does not know begins
  /// it, and is involved. `is_reader`: they are named for this one hidden event.
  access::Decision decide(access::Action action, access::Object const& object, std::string const& in_case = {},
                          bool is_reader = false);
  /// Of what stands in a case whose head is at hand.
  access::Decision decide(access::Action action, access::Object object, CaseHead const& head,
                          bool is_reader = false) const;
  /// How closely kept something may be that they can record in the case: what its forms and buttons are offered by.
  std::set<access::ObjectClass> may_record(CaseHead const& head, event::Vocabulary const& vocabulary) const;
  /// Of an event as recorded() gives it.
  access::Decision decide(access::Action action, RecordedObject const& recorded);
  /// Whether they could read what they have received while it was disclosed.
  bool could_read(RecordedObject recorded);

  /// Reasons that they have said before count as long as the policy says; `kind_of`: what kind an authority is of.
  AccessCheck& at(calendar::Instant now, std::function<std::string(std::string const& authority)> kind_of = {}) {
    now_ = now;
    // Asked once of each.
    if (kind_of)
      kind_of_ = [ask = std::move(kind_of), known = std::map<std::string, std::string>()](auto const& of) mutable {
        auto const [place, is_new] = known.try_emplace(of);
        if (is_new) place->second = ask(of);
        return place->second;
      };
    return *this;
  }
  /// Who has a case is asked there from now on, and of the views only where it has nothing to tell.
  void ask_for_teams(TeamNow team_now) { team_now_ = std::move(team_now); }

  /// access::decide_route().
  bool may_ever(access::Action action, access::ObjectClass object) const {
    return access::decide_route(policy_, actor_, action, object).allowed;
  }

  /// Heads that are at hand, so that they are not looked up one by one.
  void know(std::span<CaseHead const> heads);
  /// A case as the authority has it; nullptr: it has not.
  CaseHead const* head(std::string const& authority, std::string const& in_case);

  base::Expected<void> allowed(access::Action action, access::Object const& object, std::string const& in_case = {});

  /// An event as the actor finds it with a case, or elsewhere (`found_with` empty): another authority's that has been
  /// disclosed to theirs there is what they have received, and so is what changes it.
  RecordedObject recorded(journal::Entry const& entry, EntryClasses const& classes, std::string const& found_with);
  /// What is hidden they see when they are named in its case, or for it alone. Of another authority's, what has been
  /// disclosed to theirs: that is for whoever knows of the disclosures to say.
  bool may_see(HiddenFacts const& hidden, access::Action action = access::Action::read);
  /// Adds what may_see() says of a case, for a command of the owner.
  void add_sight(Sight& sight, std::string const& owner, std::string const& in_case, access::Action action);
  /// Notes how closely kept what is that the actor reads of the owner's own there, but for what is hidden.
  void add_reads(Sight& sight, std::string const& owner, std::string const& in_case);
  /// What has been disclosed of a case by an authority, and to it.
  DisclosedEvents const& disclosed_events(std::string const& authority, std::string const& in_case);
  /// The cases of which something has been disclosed to the actor by name, or to their unit, whatever has become of it
  /// since.
  std::set<std::string> const& cases_sent();
  /// Reads all at once what sent() is asked of those.
  void know_sent();
  /// Whether something of the case stands so.
  Sent sent(std::string const& in_case);

  access::Actor const& actor() const { return actor_; }

 private:
  using CaseOf = std::pair<std::string, std::string>;  // authority, case

  /// All that decides on what stands in no case.
  using Alike = std::tuple<access::Action, access::ObjectClass, std::string, std::string, bool, bool,
                           std::vector<std::string>, std::string, bool>;

  /// Of what stands in no case: a time line holds much that is decided on alike.
  access::Decision const& decide_alike(access::Action action, access::Object const& object);

  /// They are among those whom it was sent to, by name or with their unit.
  bool is_reader(std::set<std::string> const& sent_to) const;
  bool is_of_unit_in(std::set<std::string> const& sent_to) const;
  access::AccessFacts facts(access::Relation relation) const {
    return {.relation = relation, .reason = reason_, .on = on_};
  }
  /// What stands in the case of the actor's authority.
  void add_team(access::AccessFacts& facts, access::Action action, CaseTeam const& team,
                std::string const& authority) const;
  /// Whom of those who work in the case the actor stands in for; empty: nobody.
  std::string colleague_in(CaseTeam const& team) const;
  /// With what has to be looked up only where it matters: of one case, never of a list.
  access::Decision decided(access::Action action, access::Object const& object, access::AccessFacts facts,
                           std::string const& in_case) const;
  void know_disclosed(std::string const& authority, std::span<std::string const> cases);
  std::vector<access::SaidReason> const& said(std::string const& authority, std::string const& in_case) const;

  access::Policy const& policy_;
  access::Actor const& actor_;
  Store& store_;
  calendar::Day on_;
  std::string reason_;
  AgreementStatus const* agreements_;
  std::optional<calendar::Instant> now_ = {};
  std::function<std::string(std::string const&)> kind_of_ = {};
  mutable std::map<CaseOf, std::vector<access::SaidReason>> said_;
  TeamNow team_now_;
  std::map<CaseOf, std::optional<CaseHead>> heads_;
  std::map<CaseOf, DisclosedEvents> disclosed_;
  std::optional<std::set<std::string>> cases_sent_;
  std::map<Alike, access::Decision> alike_;
};

}  // namespace overens::app
