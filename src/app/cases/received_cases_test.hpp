#pragma once

// A case of soc of which something has been disclosed to hsn, and those of hsn who ask for it.

#include "app/commands.hpp"
#include "app/counting_store_test.hpp"
#include "app/processor_test.hpp"
#include "app/queries.hpp"

namespace overens::app {

using access::Actor;
using access::Relation;

inline Actor staff_of_hsn(std::string id, std::string role, std::string unit = "u-hsn") {
  return {.kind = Actor::Kind::staff,
          .id = std::move(id),
          .authorities = {"hsn"},
          .role = std::move(role),
          .unit = std::move(unit),
          .purpose = "care"};
}

inline Actor const system_of_both{Actor::Kind::system, "trial", {"soc", "hsn"}, "importer"};
inline Actor const alva = staff_of_hsn("m-alva", "health_professional");
inline Actor const bo = staff_of_hsn("m-bo", "health_professional");
inline Actor const their_manager = staff_of_hsn("m-chef", "unit_manager");
inline Actor const their_coordinator = staff_of_hsn("m-sip", "sip_coordinator");
inline Actor const sender{.kind = Actor::Kind::staff,
                          .id = "m-vide",
                          .authorities = {"soc"},
                          .role = "caseworker",
                          .unit = "u-soc",
                          .purpose = "care"};

/// Soc has the case a1 with a placement (c1), which it can disclose to hsn.
struct Receivers : Desks {
  void SetUp() override {
    Desks::SetUp();
    for (auto const* one : {"soc", "hsn"}) {
      ok(fmt::format(
          R"({{"command":"u-{0}","do":"record","type":"unit.opened","owner":"{0}","happened":"2026-01-02",
          "subject":{{"kind":"unit","id":"u-{0}"}},"data":{{"authority":"{0}","kind":"clinic","name":"Enheten {0}"}}}})",
          one));
    }
    for (auto const* who : {"m-alva", "m-bo"}) {
      ok(fmt::format(
          R"({{"command":"r-{0}","do":"record","type":"staff.registered","owner":"hsn","happened":"2026-01-02",
        "subject":{{"kind":"staff","id":"{0}"}},"data":{{"name":"Prov","email":"{0}@hsn.example"}}}})",
          who));
      ok(fmt::format(
          R"({{"command":"g-{0}","do":"record","type":"commission.given","owner":"hsn","happened":"2026-01-02",
        "subject":{{"kind":"commission","id":"k-{0}"}},"data":{{"staff":"{0}","unit":"u-hsn","role":"health_professional",
        "purpose":"care","from":"2026-01-02"}}}})",
          who));
    }
    ok(in_case("o1", "soc", "case.opened", R"("subject":{"kind":"case","id":"a1"},"unit":"u-soc")"));
    ok(in_case("t1", "soc", "case.taken_on", R"("subject":{"kind":"case","id":"a1"},"data":{"staff":"m-vide"})"));
    ok(started("c1"));
    ok(in_case("s1", "soc", "consent.given",
               R"("subject":{"kind":"consent","id":"s1"},"data":{"to":["hsn"],
               "types":["placement.started","signal.noted"],"purpose":"x","form":"oral","given_by":"individual"})"));
    office.settle();
  }

  static std::string in_case(std::string const& id, std::string const& owner, std::string const& type,
                             std::string const& rest, std::string const& on = "2026-03-20") {
    return fmt::format(R"({{"command":"{}","do":"record","type":"{}","owner":"{}","happened":"{}","case":"a1"{}{}}})",
                       id, type, owner, on, rest.empty() ? "" : ",", rest);
  }
  /// Each a minute after the one before: what comes at once with the end of something comes before it.
  void ok(std::string const& json) {
    ASSERT_EQ(code(json), "") << json;
    office.now = office.now.load() + std::chrono::minutes(1);
  }
  void disclose_types(std::string const& types = R"("placement.started")") {
    ok(disclosure("d1", fmt::format(R"("basis":"consent","consent":"s1","types":[{}])", types)));
  }
  void disclose_item(std::string const& item = "c1", std::string const& id = "d1") {
    ok(disclosure(id, fmt::format(R"("basis":"other_law","necessity":"x","items":["{}"])", item)));
  }
  /// Vide is named, and sends what is kept most closely to somebody of hsn by name.
  std::string send_hidden(std::string const& readers, std::string const& id = "d1") {
    if (!store->case_head("soc", "a1")->team.holders.front().is_named) {
      ok(in_case("t0", "soc", "case.taken_on",
                 R"("subject":{"kind":"case","id":"a1"},"data":{"staff":"m-vide","named":true})"));
      ok(in_case("n1", "soc", "signal.noted", R"("data":{"signal":"family_violence"})"));
    }
    return sent(id, R"("basis":"other_law","necessity":"x","items":["n1"])" + readers);
  }
  std::string sent(std::string const& id, std::string const& data) {
    auto who = sender;
    who.is_fresh = true;
    auto const asked = read_commands(disclosure(id, data), world().vocabulary);
    auto const result = commands.carry_out(who, *asked->front().command);
    return result.refused ? result.refused->code : "";
  }
  void end() {
    ok(R"({"command":"e1","do":"end_disclosure","owner":"soc","happened":"2026-03-21","case":"a1",
       "subject":{"kind":"disclosure","id":"d1"}})");
  }
  void withdraw_consent() {
    ok(in_case("w1", "soc", "consent.withdrawn", R"("subject":{"kind":"consent","id":"s1"})"));
  }
  /// A unit of hsn has the case, and Alva works in it.
  void take_on() {
    auto const taken = commands.take_to_unit(their_manager, "a1");
    ASSERT_TRUE(taken) << base::english(taken.error().why);
    ASSERT_TRUE(commands.take_on(alva, "a1"));
  }

  std::vector<std::string> shown(Actor const& actor, std::string const& reason = "") {
    auto const page = queries.case_page(actor, "a1", reason);
    if (!page) return {page.error().why.code};
    std::vector<std::string> all;
    for (auto const& event : page->events) {
      auto stands = event.received ? std::string(access::word_of(event.received->stands)) : "own";
      all.push_back(event.id.size() > 20 ? event.type->name : event.id + " " + stands);
    }
    std::sort(all.begin(), all.end());
    return all;
  }
  std::vector<std::string> received(Actor const& actor, std::string const& reason = "") {
    auto all = shown(actor, reason);
    std::erase_if(all, [](std::string const& one) { return one.ends_with(" own") || one.starts_with("case."); });
    return all;
  }
  std::optional<CaseHead> listed(Actor const& actor) {
    auto const page = queries.cases(actor, {});
    return page && !page->cases.empty() ? std::optional(page->cases.front()) : std::nullopt;
  }

  using Names = std::vector<std::string>;
  AgreementStatus agreements{*store, {world().packs, world().vocabulary, {}}};
  Looks looks{*store, world().policy, world().look_rules, [this] { return office.now.load(); }};
  Commands commands{office.processor, agreements, looks};
  Queries queries{looks, agreements, world().vocabulary, [this] { return office.now.load(); }};
};

}  // namespace overens::app
