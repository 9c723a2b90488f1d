#pragma once

#include <map>
#include <optional>
#include <string>

#include "access/policy.hpp"
#include "app/object_of.hpp"
#include "app/sight.hpp"
#include "app/store.hpp"

namespace overens::app {

/// access::decide() with its facts: how the actor stands to whose record it is, and to its case. For one request, in
/// which each case is looked up once. Throws StoreFailed.
class AccessCheck {
 public:
  /// What it is given must outlive it. `on`: the day, on which legal bases hold.
  AccessCheck(access::Policy const& policy, access::Actor const& actor, Store& store, calendar::Day on,
              std::string reason = {})
      : policy_(policy), actor_(actor), store_(store), on_(on), reason_(std::move(reason)) {}

  /// Of what stands in a case, or in none. Who records something in a case that their authority does not know begins
  /// it, and is involved.
  /// `is_reader`: they are named for this one hidden event.
  access::Decision decide(access::Action action, access::Object const& object, std::string const& in_case = {},
                          bool is_reader = false);
  /// Of what stands in a case whose head is at hand.
  access::Decision decide(access::Action action, access::Object object, CaseTeam const& team,
                          bool is_reader = false) const;

  base::Expected<void> allowed(access::Action action, access::Object const& object, std::string const& in_case = {});

  /// What is hidden they see when they are named in its case, or for it alone. Of another authority's, what has been
  /// disclosed to theirs: that is for whoever knows of the disclosures to say.
  bool may_see(HiddenFacts const& hidden, access::Action action = access::Action::read);
  /// Adds what may_see() says of a case, for a command of the owner.
  void add_sight(Sight& sight, std::string const& owner, std::string const& in_case, access::Action action);

  access::Actor const& actor() const { return actor_; }

 private:
  CaseTeam const* team(std::string const& authority, std::string const& in_case);

  access::Policy const& policy_;
  access::Actor const& actor_;
  Store& store_;
  calendar::Day on_;
  std::string reason_;
  std::map<std::pair<std::string, std::string>, std::optional<CaseTeam>> teams_;
};

}  // namespace overens::app
