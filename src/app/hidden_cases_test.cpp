// Who sees what is kept most closely in a case, and whose identity is protected.

#include "app/cases/cases_test.hpp"

namespace overens::app {
namespace {

class HiddenCases : public Cases {};

TEST_P(HiddenCases, what_is_sensitive_is_for_those_named_and_leaves_no_trace_for_others) {
  auto const owed = [&](Actor const& actor) {
    Names ids;
    auto const page = queries.case_page(actor, "c1");
    for (auto const& row : page->obligations) ids.push_back(row.id);
    return ids;
  };
  auto const before = queries.cases(vide, {});
  auto const owed_before = owed(vide);
  EXPECT_FALSE(owed_before.empty());
  record(R"("type":"signal.noted","case":"c1","data":{"signal":"family_violence"})");
  record(R"("type":"lvm.reported","case":"c1","subject":{"kind":"compulsory","id":"l1"})");
  EXPECT_EQ(types(vide, "c1"), (Names{"case.opened", "case.taken_on", "placement.started"}));
  EXPECT_EQ(queries.cases(vide, {})->cases, before->cases);
  EXPECT_EQ(owed(vide), owed_before);
  auto const named =
      R"("type":"case.taken_on","case":"c1","subject":{"kind":"case","id":"c1"},"data":{"staff":"m-vide","named":true})";
  EXPECT_EQ(ask(vide, named).refused->code, "forbidden");
  EXPECT_FALSE(ask(manager, named).refused);
  auto const seen = types(vide, "c1");
  EXPECT_EQ(std::count(seen.begin(), seen.end(), "lvm.reported"), 1);
  EXPECT_EQ(std::count(seen.begin(), seen.end(), "signal.noted"), 1);
}

TEST_P(HiddenCases, nobody_names_themselves_by_putting_something_right) {
  auto const page = queries.case_page(vide, "c1");
  auto const taken = std::find_if(page->events.begin(), page->events.end(),
                                  [](auto const& event) { return event.type->name == "case.taken_on"; });
  auto const correction =
      fmt::format(R"("type":"event.corrected","data":{{"event":"{}","data":{{"named":true}}}})", taken->id);
  EXPECT_EQ(ask(vide, correction).refused->code, "forbidden");
  EXPECT_FALSE(ask(manager, correction).refused);
  auto const taken_back = ask(
      manager, fmt::format(R"("type":"event.corrected","data":{{"event":"{}","data":{{"named":false}}}})", taken->id));
  ASSERT_FALSE(taken_back.refused);
  auto const withdrawal = fmt::format(R"("type":"event.withdrawn","data":{{"event":"{}","reason":"did_not_happen"}})",
                                      taken_back.receipt.events[0].id);
  EXPECT_EQ(ask(vide, withdrawal).refused->code, "forbidden") << "a change of a change is one of what it changes";
  EXPECT_FALSE(ask(manager, withdrawal).refused);
}

// That somebody may see it tells that it may be there.
TEST_P(HiddenCases, who_may_see_what_is_sensitive_is_told_to_them_and_to_those_who_decide_it) {
  std::string const in_case = R"("case":"c1","subject":{"kind":"case","id":"c1"})";
  for (auto const& data : {R"({"staff":"m-same"})", R"({"staff":"m-vide","named":true})"})
    record(fmt::format(R"("type":"case.taken_on",{},"data":{})", in_case, data));
  auto const told = [&](Actor const& actor) {
    auto const page = queries.case_page(actor, "c1");
    return std::any_of(page->events.begin(), page->events.end(),
                       [](auto const& event) { return event::said(plain_values(event), "named") == "true"; });
  };
  EXPECT_TRUE(told(vide));
  EXPECT_TRUE(told(manager));
  EXPECT_FALSE(told(same_unit));
  EXPECT_FALSE(told(coordinator));
}

TEST_P(HiddenCases, what_became_sensitive_stands_as_it_was_for_those_who_are_not_named) {
  auto const noted = ask(vide, R"("type":"signal.noted","case":"c1","data":{"signal":"accident"})");
  ASSERT_FALSE(noted.refused) << base::english(noted.refused->why);
  auto const& id = noted.receipt.events[0].id;
  auto const corrected =
      ask(by_system,
          fmt::format(R"("type":"event.corrected","data":{{"event":"{}","data":{{"signal":"family_violence"}}}})", id));
  ASSERT_FALSE(corrected.refused) << base::english(corrected.refused->why);
  auto const withdrawal = [](std::string const& event) {
    return fmt::format(R"("type":"event.withdrawn","data":{{"event":"{}","reason":"did_not_happen"}})", event);
  };
  EXPECT_EQ(ask(vide, withdrawal(corrected.receipt.events[0].id)).refused->code,
            ask(vide, withdrawal("nowhere")).refused->code);
  EXPECT_FALSE(ask(vide, withdrawal(id)).refused);
}

// Raised at once by one who works in the case, lowered by two.
TEST_P(HiddenCases, of_a_protected_identity_are_shown_to_those_who_work_in_them) {
  std::string const in_case = R"("case":"c1","subject":{"kind":"case","id":"c1"})";
  record(R"("type":"case.taken_on",)" + in_case + R"(,"data":{"staff":"m-same"})");
  ASSERT_EQ(code(coordinator, "c1"), "");
  ASSERT_EQ(listed(manager), Names{"c1"});
  auto const on = [&](Actor const& actor, std::string const& type, std::string const& more = "") {
    auto const result = ask(
        actor, fmt::format(R"("type":"{}",{},"data":{{"marking":"protected_registration"{}}})", type, in_case, more));
    return result.refused ? result.refused->code : result.receipt.events[0].id;
  };
  auto const set = on(vide, "protection.set");
  for (auto const* actor : {&coordinator, &manager}) {
    EXPECT_EQ(code(*actor, "c1", "a complaint"), "not_involved") << actor->id;
    EXPECT_EQ(listed(*actor), Names{}) << actor->id;
  }
  EXPECT_EQ(listed(vide), Names{"c1"});
  EXPECT_EQ(queries.cases(vide, {})->cases[0].team.unit, "") << "its unit stands in no list";
  EXPECT_FALSE(queries.case_page(other_unit, "c1").error().may_take_on);
  EXPECT_EQ(on(vide, "protection.lowered"), "second_person_needed") << "nobody has asked";
  auto const asked = on(vide, "protection.lowering_asked", R"(,"reason":"beslut")");
  EXPECT_EQ(on(vide, "protection.lowered"), "second_person_needed") << "the one who asked";
  auto const change = [&](std::string const& type, std::string const& data) {
    return ask(same_unit, fmt::format(R"("type":"{}","data":{{{}}})", type, data)).refused->code;
  };
  for (auto const& event : {set, asked}) {
    EXPECT_EQ(change("event.withdrawn", fmt::format(R"("event":"{}","reason":"duplicate")", event)),
              "second_person_needed");
    EXPECT_EQ(
        change("event.corrected", fmt::format(R"("event":"{}","data":{{"marking":"confidentiality_marking"}})", event)),
        "second_person_needed");
  }
  EXPECT_EQ(code(coordinator, "c1"), "not_involved");
  on(same_unit, "protection.lowered");
  EXPECT_EQ(code(coordinator, "c1"), "");
  EXPECT_EQ(on(same_unit, "protection.lowered"), "not_protected");
  on(vide, "protection.set");
  EXPECT_EQ(code(coordinator, "c1"), "not_involved") << "what was asked before it was set again does not count";
  EXPECT_EQ(on(same_unit, "protection.lowered"), "second_person_needed");
  on(same_unit, "protection.lowering_asked", R"(,"reason":"beslut")");
  auto const lowered = on(vide, "protection.lowered");
  EXPECT_EQ(code(coordinator, "c1"), "");
  auto const raised =
      ask(vide, fmt::format(R"("type":"event.withdrawn","data":{{"event":"{}","reason":"duplicate"}})", lowered));
  ASSERT_FALSE(raised.refused) << "that raises it";
  EXPECT_EQ(code(coordinator, "c1"), "not_involved");
  EXPECT_EQ(change("event.withdrawn", fmt::format(R"("event":"{}","reason":"duplicate")", raised.receipt.events[0].id)),
            "second_person_needed");
  EXPECT_EQ(code(coordinator, "c1"), "not_involved");
}

// A case of somebody with a protected identity is closed as any other is, after as many questions to the database; the
// log alone says why.
TEST_P(HiddenCases, of_a_protected_identity_are_closed_as_others_are) {
  auto const emergency = [] {
    auto nurse = staff("m-nurse", "health_professional", "", "hsn");
    nurse.unit = "k9";
    return nurse;
  }();
  record(R"("type":"case.opened","case":"c7","subject":{"kind":"case","id":"c7"})", "hsn");
  auto const refused = [&](Actor const& actor, std::string const& in_case) {
    CountingStore counting(*store);
    Looks counted(counting, world().policy, world().look_rules, [this] { return now; });
    Queries asking{counted, agreements, world().vocabulary, [this] { return now; }};
    auto const page = asking.case_page(actor, in_case, {});
    EXPECT_FALSE(page) << actor.id;
    if (page) return std::string();
    auto const& no = page.error();
    return fmt::format("{} {} {} {}: {}", no.why.code, base::english(no.why.why), no.may_take_on, no.is_emergency,
                       counting.asked);
  };
  std::vector<std::pair<Actor const*, std::string>> const closed = {
      {&other_unit, "c1"}, {&other_manager, "c1"}, {&emergency, "c7"}};
  std::vector<std::string> before;
  for (auto const& [actor, in_case] : closed) before.push_back(refused(*actor, in_case));
  EXPECT_TRUE(before[1].starts_with("reason_needed")) << before[1];
  EXPECT_TRUE(before[2].starts_with("reason_needed")) << before[2];
  for (auto const& [in_case, owner] : {std::pair("c1", "soc"), std::pair("c7", "hsn")})
    record(fmt::format(R"("type":"protection.set","case":"{0}","subject":{{"kind":"case","id":"{0}"}},
      "data":{{"marking":"protected_registration"}})",
                       in_case),
           owner);
  for (std::size_t i = 0; i < closed.size(); ++i) EXPECT_EQ(refused(*closed[i].first, closed[i].second), before[i]);
  EXPECT_EQ(code(coordinator, "c1"), "not_involved");
  EXPECT_EQ(store->looks().looks({.authority = "soc", .who = "m-sip"}, 1, {}).at(0).look.refused, "protected_identity");
}

// As the individual asks, of what health care has recorded; consent does not open it.
TEST_P(HiddenCases, that_are_blocked_stay_in_their_unit) {
  for (auto const* unit : {"k1", "k2"})
    record(fmt::format(R"("type":"unit.opened","subject":{{"kind":"unit","id":"{0}"}},
      "data":{{"authority":"hsn","kind":"clinic","name":"Enheten {0}"}})",
                       unit),
           "hsn");
  std::string const in_case = R"("case":"v1","subject":{"kind":"case","id":"v1"})";
  record(R"("type":"case.opened","unit":"k1",)" + in_case, "hsn");
  for (auto const* who : {"m-alva", "m-bo"})
    record(fmt::format(R"("type":"case.taken_on",{},"data":{{"staff":"{}"}})", in_case, who), "hsn");
  record(R"("type":"consent.given","case":"v1","subject":{"kind":"consent","id":"s1"},"data":{"to":["soc"],
    "types":["case.opened"],"purpose":"x","form":"oral","given_by":"individual"})",
         "hsn");
  auto own = staff("m-alva", "health_professional", "k1", "hsn");
  own.is_fresh = true;
  auto const other = staff("m-bo", "health_professional", "k2", "hsn");
  auto const disclose = [&] {
    return ask(own,
               R"("type":"disclosure.made","case":"v1","subject":{"kind":"disclosure","id":"u1"},"data":{"to":"soc",
      "types":["case.opened"],"basis":"consent","consent":"s1","purpose":"x"})",
               "hsn");
  };
  auto const block = [&](std::string const& by, std::string const& of = "hsn") {
    auto const here = of == "hsn" ? in_case : std::string(R"("case":"c1","subject":{"kind":"case","id":"c1"})");
    auto const result =
        ask(of == "hsn" ? own : vide, fmt::format(R"("type":"block.set",{},"data":{{"asked_by":"{}"}})", here, by), of);
    return result.refused ? result.refused->code : "";
  };
  EXPECT_EQ(block("guardian"), "not_blockable");
  EXPECT_EQ(block("individual", "soc"), "not_blockable") << "not health care";
  EXPECT_EQ(code(other, "v1"), "");
  EXPECT_EQ(block("individual"), "");
  EXPECT_EQ(code(own, "v1"), "");
  EXPECT_EQ(code(other, "v1"), "blocked");
  EXPECT_EQ(disclose().refused->code, "blocked");
  EXPECT_FALSE(ask(own, R"("type":"block.lifted",)" + in_case, "hsn").refused);
  EXPECT_EQ(code(other, "v1"), "");
  EXPECT_FALSE(disclose().refused);
}

INSTANTIATE_TEST_SUITE_P(Databases, HiddenCases, testing::ValuesIn(databases::all_kinds), databases::called);

}  // namespace
}  // namespace overens::app
