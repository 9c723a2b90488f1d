#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>

#include "access/policy.hpp"
#include "app/object_of.hpp"
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
  access::Decision decide(access::Action action, access::Object const& object, std::string const& in_case = {});
  /// Of what stands in a case whose head is at hand.
  access::Decision decide(access::Action action, access::Object object, CaseTeam const& team,
                          std::string const& in_case = {}) const;

  /// Reasons that they have said before count as long as the policy says; `kind_of`: what kind an authority is of.
  AccessCheck& at(calendar::Instant now, std::function<std::string(std::string const& authority)> kind_of = {}) {
    now_ = now;
    kind_of_ = std::move(kind_of);
    return *this;
  }

  base::Expected<void> allowed(access::Action action, access::Object const& object, std::string const& in_case = {});

  access::Actor const& actor() const { return actor_; }

 private:
  /// With what has to be looked up only where it matters: of one case, never of a list.
  access::Decision decided(access::Action action, access::Object const& object, access::AccessFacts facts,
                           std::string const& in_case) const;
  std::vector<access::SaidReason> const& said(std::string const& authority, std::string const& in_case) const;
  CaseTeam const* team(std::string const& authority, std::string const& in_case);

  access::Policy const& policy_;
  access::Actor const& actor_;
  Store& store_;
  calendar::Day on_;
  std::string reason_;
  std::optional<calendar::Instant> now_ = {};
  std::function<std::string(std::string const&)> kind_of_ = {};
  mutable std::map<std::pair<std::string, std::string>, std::vector<access::SaidReason>> said_;
  std::map<std::pair<std::string, std::string>, std::optional<CaseTeam>> teams_;
};

}  // namespace overens::app
