#pragma once

// Who asks in the tests of this module: one for each kind, role and purpose that matters.

#include <string>
#include <vector>

#include "access/policy.hpp"
#include "disk/agreements.hpp"

namespace overens::access {

using enum Action;
using Actions = std::vector<Action>;
using Kind = Actor::Kind;

inline Actor const visitor;
inline Actor const developer{Kind::developer, "developer"};
inline Actor const terminal{Kind::terminal, "terminal"};

inline Actor system_as(std::string role) {
  return {Kind::system, "system", {"soc", "school"}, std::move(role)};
}
inline Actor const system_without_role = system_as("");
inline Actor const record_system = system_as("record_system");
inline Actor const staff_directory = system_as("staff_directory");
inline Actor const importer = system_as("importer");

inline Actor staff(std::string role, std::string purpose = "care") {
  return {.kind = Kind::staff,
          .id = "s1",
          .authorities = {"soc"},
          .role = std::move(role),
          .unit = "u1",
          .purpose = std::move(purpose)};
}
inline Actor const without_commission = staff("");
inline Actor const caseworker = staff("caseworker");
inline Actor const health_professional = staff("health_professional");
inline Actor const sip_coordinator = staff("sip_coordinator");
inline Actor const unit_manager = staff("unit_manager");
inline Actor const duty_officer = staff("duty_officer");
inline Actor const log_reviewer = staff("log_reviewer", "review");
inline Actor const sensitive_log_reviewer = staff("sensitive_log_reviewer", "review");
inline Actor const administrator = staff("administrator");
inline Actor const agreement_owner = staff("agreement_owner");
inline Actor const statistician = staff("statistician");
inline Actor const operations = staff("operations");
inline Actor const individual{.kind = Kind::individual, .id = "i1", .persons = {"soc/p1"}};
inline Actor const by_code{.kind = Kind::individual_by_code, .id = "i2", .persons = {"soc/p1"}};
inline std::vector<Actor const*> const everybody = {&individual,
                                                    &by_code,
                                                    &visitor,
                                                    &developer,
                                                    &terminal,
                                                    &system_without_role,
                                                    &record_system,
                                                    &staff_directory,
                                                    &importer,
                                                    &caseworker,
                                                    &without_commission,
                                                    &sip_coordinator,
                                                    &health_professional,
                                                    &unit_manager,
                                                    &duty_officer,
                                                    &operations,
                                                    &log_reviewer,
                                                    &administrator,
                                                    &agreement_owner,
                                                    &statistician,
                                                    &sensitive_log_reviewer};

inline disk::Agreements const& world() {
  static auto const all = disk::load_agreements(OVERENS_ROOT "/agreements");
  return *all;
}

inline calendar::Day const today = *calendar::parse_day("2026-11-30");

inline Decision decide(Actor const& actor, Action action, Object const& object) {
  return access::decide(world().policy, actor, action, object);
}

}  // namespace overens::access
