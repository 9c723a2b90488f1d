#pragma once

#include <string>
#include <vector>

#include "app/cases/case_person.hpp"
#include "app/commands.hpp"
#include "app/timeline.hpp"

namespace overens::app {

/// An act that an individual can do themself now.
struct OwnOffer {
  event::OwnAct const* act;
  std::vector<journal::SubjectRef> about = {};  ///< one of these; none: something begins with it
};

/// Those of the vocabulary that the policy lets the individual do in what an authority has about them, and that are
/// about something: `events` as their page shows them, newest first. `facts`: how they stand to it.
std::vector<OwnOffer> own_offers(access::Policy const& policy, access::Actor const& actor,
                                 event::Vocabulary const& vocabulary, std::string const& authority,
                                 access::AccessFacts const& facts, std::vector<TimelineEvent> const& events);

/// What somebody does on their own page.
struct OwnDeed {
  PersonRef person;  ///< as whom: one of the actor's persons
  event::OwnAct const& act;
  std::string about;  ///< the id of what it is about; empty: something begins with it
  std::vector<event::DraftField> says = {};
  std::string command;
};

/// How individuals do what the vocabulary says that they do themselves (OwnAct): an event in a case that is
/// about them, or in that of what it is about. Recorded by the individual, who has no name there: what one authority
/// knows of an account is nothing to another. Called by many threads.
class OwnActs {
 public:
  /// What it is given must outlive it.
  OwnActs(CommandProcessor& processor, AgreementStatus& agreements, Looks& looks)
      : processor_(processor), agreements_(agreements), looks_(looks) {}

  /// Durable when it returns. `not_found`: they are not that person, or there is nothing of theirs that it could be
  /// about; as access::decide(); as Commands::record().
  base::Expected<void> record(access::Actor const& actor, OwnDeed const& deed);

 private:
  CommandProcessor& processor_;
  AgreementStatus& agreements_;
  Looks& looks_;
};

}  // namespace overens::app
