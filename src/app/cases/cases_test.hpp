#pragma once

// A case of soc in the unit u1, which Vide works in, and those who ask for it.

#include "app/commands.hpp"
#include "app/counting_store_test.hpp"
#include "app/looks/access_log.hpp"
#include "app/queries.hpp"
#include "app/world_test.hpp"

namespace overens::app {

using access::Actor;

inline Actor staff(std::string id, std::string role, std::string unit, std::string authority = "soc") {
  return {.kind = Actor::Kind::staff,
          .id = std::move(id),
          .authorities = {std::move(authority)},
          .role = std::move(role),
          .unit = std::move(unit),
          .purpose = "care"};
}

inline Actor const by_system{Actor::Kind::system, "trial", {"soc", "hsn"}, "importer"};
inline Actor const vide = staff("m-vide", "caseworker", "u1");
inline Actor const same_unit = staff("m-same", "caseworker", "u1");
inline Actor const other_unit = staff("m-other", "caseworker", "u2");
inline Actor const manager = staff("m-chief", "unit_manager", "u1");
inline Actor const other_manager = staff("m-chief2", "unit_manager", "u2");
inline Actor const coordinator = staff("m-sip", "sip_coordinator", "u1");
inline Actor const of_region = staff("m-alva", "health_professional", "", "hsn");
inline Actor const statistician = staff("m-stat", "statistician", "");

struct Cases : testing::TestWithParam<databases::Kind> {
  Cases() {
    office.register_authorities();
    for (auto const* unit : {"u1", "u2"})
      record(fmt::format(R"("type":"unit.opened","subject":{{"kind":"unit","id":"{0}"}},
        "data":{{"authority":"soc","kind":"social_services_unit","name":"Enheten {0}"}})",
                         unit));
    record(R"("type":"case.opened","case":"c1","subject":{"kind":"case","id":"c1"},"unit":"u1")");
    record(R"("type":"case.taken_on","case":"c1","subject":{"kind":"case","id":"c1"},"data":{"staff":"m-vide"})");
    record(R"("type":"placement.started","case":"c1","subject":{"kind":"placement","id":"p1"},
      "data":{"form":"hvb","urgency":"acute"})");
    office.settle();
  }

  CommandResult ask(Actor const& actor, std::string const& event, std::string const& owner = "soc") {
    auto const json = fmt::format(R"({{"command":"k{}","do":"record","owner":"{}","happened":"2026-03-09",{}}})",
                                  ++commands_asked, owner, event);
    auto read = read_commands(json, world().vocabulary);
    if (!(*read)[0].command) throw std::runtime_error(base::english((*read)[0].command.error().why));
    return commands.carry_out(actor, *(*read)[0].command);
  }
  void record(std::string const& event, std::string const& owner = "soc") {
    auto const result = ask(by_system, event, owner);
    ASSERT_FALSE(result.refused) << event << base::english(result.refused->why);
  }
  std::string code(Actor const& actor, std::string const& id, std::string const& reason = "") {
    auto const page = queries.case_page(actor, id, reason);
    return page ? "" : page.error().why.code;
  }
  std::vector<std::string> types(Actor const& actor, std::string const& id, std::string const& reason = "") {
    std::vector<std::string> all;
    auto const page = queries.case_page(actor, id, reason);
    if (!page) return {page.error().why.code};
    for (auto const& event : page->events) all.push_back(event.type->name);
    std::sort(all.begin(), all.end());
    return all;
  }
  std::vector<std::string> listed(Actor const& actor) {
    std::vector<std::string> all;
    auto const page = queries.cases(actor, {});
    if (!page) return {page.error().code};
    for (auto const& head : page->cases) all.push_back(head.in_case);
    return all;
  }

  using Names = std::vector<std::string>;
  databases::Scratch scratch{GetParam()};
  std::unique_ptr<Store> store = scratch.open();
  Office office{*store};
  AgreementStatus agreements{*store, {world().packs, world().vocabulary, {}}};
  Looks looks{*store, world().policy, world().look_rules, [this] { return now; }};
  Commands commands{office.processor, agreements, looks};
  calendar::Instant now = noon;
  Queries queries{looks, agreements, world().vocabulary, [this] { return now; }};
  int commands_asked = 0;
};

}  // namespace overens::app
