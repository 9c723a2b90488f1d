#pragma once

// Two authorities with a unit and a member of staff each, for the tests of what is recorded of these.

#include "app/commands.hpp"
#include "app/queries.hpp"
#include "app/world_test.hpp"

namespace overens::app {

using access::Actor;

inline Actor const nobody;
inline Actor const of_soc{Actor::Kind::system, "soc-system", {"soc"}, "importer"};
inline Actor const of_hsn{Actor::Kind::system, "hsn-system", {"hsn"}, "importer"};

inline calendar::Day on(char const* words) {
  return *calendar::parse_day(words);
}

struct Organisations : testing::TestWithParam<databases::Kind> {
  Organisations() { office.register_authorities(); }

  /// Records an event; gives the code of its refusal, or nothing.
  std::string record(std::string const& id, std::string const& type, std::string const& owner,
                     std::string const& subject, std::string const& data = "{}",
                     std::string const& happened = "2026-03-01") {
    auto const kind = type.substr(0, type.find('.'));
    return code(office.ask(fmt::format(
        R"({{"command":"{}","do":"record","type":"{}","owner":"{}","happened":"{}","subject":{{"kind":"{}","id":"{}"}},"data":{}}})",
        id, type, owner, happened, kind, subject, data)));
  }
  /// The same asked by one of the authority's own, of whatever command the rest says.
  std::string by(std::string const& actor, std::string const& id, std::string const& rest) {
    return code(office.ask(
        fmt::format(R"({{"command":"{}","owner":"soc","happened":"2026-03-02","actor":"{}",{}}})", id, actor, rest)));
  }
  std::string change(std::string const& id, std::string const& what, std::string const& owner,
                     std::string const& data) {
    return code(office.ask(fmt::format(R"({{"command":"{}","do":"{}","owner":"{}","happened":"2026-03-02","data":{}}})",
                                       id, what, owner, data)));
  }
  static std::string code(CommandResult const& result) { return result.refused ? result.refused->code : ""; }

  void begin() {
    EXPECT_EQ(record("u1", "unit.opened", "soc", "u1",
                     R"({"authority":"soc","kind":"social_services_unit","name":"Vuxenenheten"})"),
              "");
    EXPECT_EQ(record("u2", "unit.opened", "hsn", "u2",
                     R"({"authority":"hsn","kind":"addiction_unit","name":"Beroendeenheten"})"),
              "");
    EXPECT_EQ(record("s1", "staff.registered", "soc", "s1", R"({"name":"Kim Berg","email":"kim.berg@kommun.example"})"),
              "");
    EXPECT_EQ(
        record("s2", "staff.registered", "hsn", "s2", R"({"name":"Noor Lind","email":"noor.lind@region.example"})"),
        "");
  }
  std::string give(std::string const& id, std::string const& staff, std::string const& unit,
                   std::string const& days = R"("from":"2026-03-01")", std::string const& owner = "soc") {
    return record(
        id, "commission.given", owner, id,
        fmt::format(R"({{"staff":"{}","unit":"{}","role":"caseworker","purpose":"care",{}}})", staff, unit, days));
  }
  std::vector<std::string> held(char const* staff, char const* day) {
    std::vector<std::string> ids;
    auto const organisation = queries.organisation(of_soc, "soc");
    for (auto const* one : organisation->held_by(staff, on(day))) ids.push_back(one->id);
    return ids;
  }
  std::optional<UnitDetails> unit(char const* id, char const* day = "2026-04-01") {
    agreements.look_again();
    return agreements.on(on(day))->units()->find(id, on(day));
  }

  databases::Scratch scratch{GetParam()};
  std::unique_ptr<Store> store = scratch.open();
  Office office{*store};
  AgreementStatus agreements{*store, {world().packs, world().vocabulary, {}}};
  Looks looks{*store, world().policy, world().look_rules, [] { return noon; }};
  Queries queries{looks, agreements, world().vocabulary, [] { return noon; }};
  Commands commands{office.processor, agreements, looks};
};

}  // namespace overens::app
