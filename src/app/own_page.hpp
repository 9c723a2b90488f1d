#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/cases/case_person.hpp"
#include "app/looks/access_log.hpp"
#include "app/own_acts.hpp"
#include "app/timeline.hpp"

namespace overens::app {

/// What has been recorded about an individual, on a part of their own page; with the fields that are shown there.
struct OwnEvent {
  std::string part;  ///< a code of individual_parts
  TimelineEvent event;
};

/// What one authority has that an individual may see at once.
struct OwnBlock {
  std::string authority;
  std::vector<std::string> units = {};        ///< that have their cases, and can be reached
  bool is_masked = false;                     ///< where and when are left out: their identity is protected
  std::string only_kind = {};                 ///< nor is it told which authority it is, but of this kind; empty: it is
  std::optional<calendar::Day> next_on = {};  ///< the next day on which they are expected
  std::vector<OwnEvent> events = {};          ///< newest first
  std::size_t number = 0;                     ///< of the person that the individual is to it, among the actor's
  std::vector<OwnOffer> acts = {};            ///< what they can do themselves
  std::optional<std::vector<LookExtract::Row>> looks = {};  ///< the latest first; nothing: not for them to see here
};

/// Whether somebody sees whom to contact at an authority that knows the person, without which they are shown nothing of
/// what it has. `is_protected`: in one of its cases the person has a protected identity.
access::Decision may_see_contact(access::Policy const& policy, access::Actor const& actor, PersonRef const& person,
                                 bool is_protected, calendar::Day on);

/// The individual's own page: from each authority that knows them what the policy lets them see of what is about
/// themselves. Called by many threads. Refused as Queries.
class OwnPage {
 public:
  using Clock = LookKeeper::Clock;

  /// What it is given must outlive it.
  OwnPage(Looks& looks, event::Vocabulary const& vocabulary, Clock clock)
      : looks_(looks), vocabulary_(vocabulary), clock_(std::move(clock)) {}

  /// By authority, in the order of the actor's persons, without those in which they have a protected identity that the
  /// policy keeps from whoever asks. That it has been seen, or was denied, stands in each authority's access journal.
  base::Expected<std::vector<OwnBlock>> blocks(access::Actor const& actor);

 private:
  base::Expected<OwnBlock> block(access::Actor const& actor, PersonRef const& person);

  Looks& looks_;
  event::Vocabulary const& vocabulary_;
  Clock clock_;
};

}  // namespace overens::app
