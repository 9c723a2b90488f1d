#include "app/cases/cases_test.hpp"
#include "app/looks/look_facts.hpp"

namespace overens::app {
namespace {

TEST_P(Cases, are_read_by_those_who_work_in_them) {
  EXPECT_EQ(types(vide, "c1"), (Names{"case.opened", "case.taken_on", "placement.started"}));
  EXPECT_FALSE(queries.case_page(vide, "c1")->obligations.empty());
  EXPECT_EQ(code(same_unit, "c1"), "not_involved");
  EXPECT_EQ(code(other_unit, "c1"), "not_involved");
  EXPECT_EQ(code(statistician, "c1"), "forbidden");
  EXPECT_EQ(code({}, "c1"), "unauthorized");
  auto const refused = queries.case_page(same_unit, "c1");
  EXPECT_TRUE(refused.error().may_take_on);
  EXPECT_FALSE(queries.case_page(other_unit, "c1").error().may_take_on);
}

TEST_P(Cases, show_the_coordination_alone_to_who_coordinates_or_manages) {
  Names const core = {"case.opened", "case.taken_on"};
  EXPECT_EQ(types(coordinator, "c1"), core);
  EXPECT_TRUE(queries.case_page(coordinator, "c1")->obligations.empty());  // they rest on notes
  EXPECT_EQ(types(manager, "c1"), core);
  EXPECT_EQ(types(manager, "c1", "a complaint"), (Names{"case.opened", "case.taken_on", "placement.started"}));
  EXPECT_EQ(code(other_manager, "c1"), "reason_needed");
  EXPECT_EQ(types(other_manager, "c1", "stands in"), core);
}

TEST_P(Cases, are_open_to_a_reason_for_as_long_as_the_policy_says) {
  using namespace std::chrono_literals;
  Names const core = {"case.opened", "case.taken_on"};
  EXPECT_EQ(code(other_manager, "c1"), "reason_needed");
  EXPECT_EQ(types(other_manager, "c1", "stands in for u1"), core);
  auto const kept = store->looks().looks({.authority = "soc", .who = "m-chief2"}, 10, {});
  EXPECT_EQ(kept.front().look.reason, "stands in for u1");
  EXPECT_EQ(kept.front().look.rule, "M2");
  now += 10h;
  EXPECT_EQ(types(other_manager, "c1"), core);
  EXPECT_EQ(code(staff("m-chief3", "unit_manager", "u2"), "c1"), "reason_needed") << "what one says opens for one";
  now += 1ms;
  EXPECT_EQ(code(other_manager, "c1"), "reason_needed");
  EXPECT_TRUE(queries.case_page(manager, "c1")->more_with_reason);
  EXPECT_FALSE(queries.case_page(manager, "c1", "a complaint")->more_with_reason);
  EXPECT_FALSE(queries.case_page(manager, "c1")->more_with_reason) << "it was said";
  EXPECT_TRUE(queries.case_page(vide, "c1", "a reason nobody asked for"));
  for (auto const& entry : store->looks().looks({.authority = "soc", .who = "m-vide"}, 10, {}))
    EXPECT_EQ(entry.look.reason, "") << "is not kept";
}

TEST_P(Cases, break_the_glass_in_health_care_alone) {
  using namespace std::chrono_literals;
  for (auto const* owner : {"hsn", "soc"}) {
    record(fmt::format(R"("type":"case.opened","case":"e-{0}","subject":{{"kind":"case","id":"e-{0}"}})", owner),
           owner);
    record(fmt::format(R"("type":"placement.started","case":"e-{0}","subject":{{"kind":"placement","id":"pe-{0}"}},
      "data":{{"form":"hvb","urgency":"acute"}})",
                       owner),
           owner);
    record(fmt::format(R"("type":"signal.noted","case":"e-{0}","data":{{"signal":"family_violence"}})", owner), owner);
  }
  office.settle();
  auto alva = of_region;
  alva.unit = "elsewhere";
  auto const refused = queries.case_page(alva, "e-hsn");
  EXPECT_EQ(refused.error().why.code, "reason_needed");
  EXPECT_TRUE(refused.error().is_emergency);
  EXPECT_EQ(code(alva, "e-hsn", "unconscious"), "sign_in_again");
  EXPECT_EQ(code(alva, "e-hsn"), "reason_needed") << "what was denied has opened nothing";
  alva.is_fresh = true;
  EXPECT_EQ(code(alva, "e-soc", "unconscious"), "not_found") << "never another authority's";
  auto of_soc = staff("m-sjuk", "health_professional", "", "soc");
  of_soc.is_fresh = true;
  EXPECT_EQ(code(of_soc, "e-soc", "unconscious"), "not_involved") << "not in social services";
  EXPECT_EQ(types(alva, "e-hsn", "unconscious"), (Names{"case.opened", "placement.started"}))
      << "never what is kept most closely";
  alva.is_fresh = false;
  now += 4h;
  EXPECT_TRUE(queries.case_page(alva, "e-hsn")->is_emergency);
  EXPECT_EQ(listed(alva), Names{}) << "never a list";
  auto const kept = store->looks().looks({.authority = "hsn", .who = "m-alva", .action = "read"}, 20, {});
  EXPECT_EQ(kept.front().look.rule, "N3");
  now += 1ms;
  EXPECT_EQ(code(alva, "e-hsn"), "reason_needed");
  auto const& rules = world().look_rules.review;
  auto const rule = std::find_if(rules.begin(), rules.end(), [](auto const& one) { return one.rule == "nodoppning"; });
  LookFacts facts(*store, world().vocabulary, "soc");
  EXPECT_TRUE(points_out(*rule, kept.front(), facts));
}

TEST_P(Cases, whose_days_are_left_out_follow_each_other_page_by_page) {
  for (auto const* id : {"c2", "c3"}) {
    record(fmt::format(R"("type":"case.opened","case":"{0}","subject":{{"kind":"case","id":"{0}"}},"unit":"u1")", id));
    record(fmt::format(R"("type":"placement.started","case":"{0}","subject":{{"kind":"placement","id":"p-{0}"}},
      "data":{{"form":"hvb","urgency":"acute"}})",
                       id));
  }
  office.settle();
  Names paged;
  ListRequest request{.limit = 1};
  do {
    auto const page = queries.cases(coordinator, request);
    ASSERT_TRUE(page);
    for (auto const& head : page->cases) {
      EXPECT_TRUE(head.is_masked);
      paged.push_back(head.in_case);
    }
    request.after = page->next;
  } while (!request.after.empty());
  EXPECT_EQ(paged, (Names{"c1", "c2", "c3"}));
}

TEST_P(Cases, are_kept_in_the_log_as_the_closest_that_was_shown_and_by_its_rule) {
  auto const last = [&] { return store->looks().looks({.authority = "soc"}, 1, {}).at(0).look; };
  ASSERT_TRUE(queries.case_page(vide, "c1"));
  EXPECT_EQ(last().object_class, "notes");
  EXPECT_EQ(last().rule, "H3");
  EXPECT_FALSE(last().basis.empty());
  ASSERT_TRUE(queries.case_page(coordinator, "c1"));
  EXPECT_EQ(last().object_class, "coordination");
  EXPECT_EQ(last().rule, "C1");
  ASSERT_EQ(listed(same_unit), Names{"c1"});
  EXPECT_EQ(last().object_class, "notes");
  EXPECT_EQ(last().rule, "H7");
  EXPECT_FALSE(last().basis.empty());
}

TEST_P(Cases, of_another_authority_are_as_those_that_there_are_not) {
  record(R"("type":"case.opened","case":"c2","subject":{"kind":"case","id":"c2"})", "hsn");
  for (auto const& [actor, id] : {std::pair(vide, "c2"), std::pair(vide, "c9"), std::pair(of_region, "c1"),
                                  std::pair(of_region, "c9"), std::pair(manager, "c2"), std::pair(manager, "c9")}) {
    auto const page = queries.case_page(actor, id);
    ASSERT_FALSE(page);
    EXPECT_EQ(page.error().why, queries.case_page(actor, "c8").error().why);
    EXPECT_EQ(page.error().why.code, "not_found");
    EXPECT_FALSE(page.error().may_take_on);
    EXPECT_EQ(commands.take_on(actor, id).error().code, actor.role == "unit_manager" ? "forbidden" : "not_found");
  }
}

TEST_P(Cases, of_another_authority_are_looked_for_as_those_that_there_are_not) {
  record(R"("type":"case.opened","case":"c2","subject":{"kind":"case","id":"c2"})", "hsn");
  CountingStore counting(*store);
  Looks counted_looks{counting, world().policy, world().look_rules, [] { return noon; }};
  Queries counted{counted_looks, agreements, world().vocabulary, [] { return noon; }};
  auto const asked = [&](Actor const& actor, std::string const& id) {
    counting.asked = 0;
    EXPECT_FALSE(counted.case_page(actor, id));
    return counting.asked;
  };
  for (auto const& actor : {vide, manager, coordinator}) EXPECT_EQ(asked(actor, "c2"), asked(actor, "c9"));
  EXPECT_EQ(asked(of_region, "c1"), asked(of_region, "c9"));
  EXPECT_EQ(asked(vide, "c2"), 2) << "the case, and what has been sent to them by name";
}

TEST_P(Cases, are_taken_on_in_the_own_unit_and_let_go) {
  EXPECT_EQ(commands.take_on(other_unit, "c1").error().code, "other_unit");
  ASSERT_TRUE(commands.take_on(same_unit, "c1"));
  EXPECT_EQ(code(same_unit, "c1"), "");
  auto const let_go =
      R"("type":"case.let_go","case":"c1","subject":{"kind":"case","id":"c1"},"data":{"staff":"m-same"})";
  EXPECT_EQ(ask(vide, let_go).refused->code, "forbidden");  // somebody else's is not theirs to end
  EXPECT_FALSE(ask(same_unit, let_go).refused);
  EXPECT_EQ(code(same_unit, "c1"), "not_involved");
  EXPECT_FALSE(
      ask(manager, R"("type":"case.unit_set","case":"c1","subject":{"kind":"case","id":"c1"},"data":{"unit":"u2"})")
          .refused);
  EXPECT_EQ(code(vide, "c1"), "not_involved") << "whoever had it before it was moved has it no longer";
  EXPECT_TRUE(commands.take_on(other_unit, "c1"));
  EXPECT_EQ(commands.take_on(same_unit, "c1").error().code, "other_unit");
}

TEST_P(Cases, nobody_records_in_them_whose_right_has_ended_while_it_waited) {
  auto const read = read_commands(
      R"([{"command":"w1","do":"record","owner":"soc","happened":"2026-03-09","type":"case.let_go","case":"c1",
           "subject":{"kind":"case","id":"c1"},"data":{"staff":"m-vide"}},
          {"command":"w2","do":"record","owner":"soc","happened":"2026-03-09","type":"care_plan.made","case":"c1"}])",
      world().vocabulary);
  auto const results = commands.carry_out(vide, {*(*read)[0].command, *(*read)[1].command});
  EXPECT_FALSE(results[0].refused);
  ASSERT_TRUE(results[1].refused);
  EXPECT_EQ(results[1].refused->code, "not_involved");
  EXPECT_EQ(store->looks().looks({.authority = "soc"}, 1, {}).at(0).look.refused, "not_involved");
}

TEST_P(Cases, are_recorded_in_by_those_who_work_in_them) {
  std::string const note = R"("type":"care_plan.made","case":"c1")";
  EXPECT_FALSE(ask(vide, note).refused);
  EXPECT_EQ(ask(same_unit, note).refused->code, "not_involved");
  EXPECT_EQ(ask(manager, note).refused->code, "forbidden");
  EXPECT_EQ(ask(of_region, note).refused->code, "forbidden");
  EXPECT_FALSE(ask(same_unit, R"("type":"case.opened","case":"c7","subject":{"kind":"case","id":"c7"})").refused);
}

TEST_P(Cases, are_said_to_be_the_same_by_those_who_work_in_both) {
  record(R"("type":"case.opened","case":"c7","subject":{"kind":"case","id":"c7"},"unit":"u1")");
  ASSERT_TRUE(commands.take_on(same_unit, "c7"));
  std::string const same = R"("type":"record.same_as","case":"c7","data":{"kind":"case","one":"c7","other":"c1"})";
  EXPECT_EQ(ask(same_unit, same).refused->code, "not_involved");
  ASSERT_TRUE(commands.take_on(same_unit, "c1"));
  EXPECT_FALSE(ask(same_unit, same).refused);
}

TEST_P(Cases, are_listed_by_unit) {
  record(R"("type":"case.opened","case":"c3","subject":{"kind":"case","id":"c3"},"unit":"u2")");
  record(R"("type":"case.opened","case":"c4","subject":{"kind":"case","id":"c4"})");
  EXPECT_EQ(listed(vide), Names{"c1"});
  EXPECT_EQ(listed(other_unit), Names{"c3"});
  EXPECT_EQ(listed(manager), Names{"c1"});
  EXPECT_EQ(listed(coordinator).size(), 3U);
  EXPECT_EQ(listed(statistician), Names{"forbidden"});
  auto const all = queries.cases(coordinator, {});
  auto const first =
      std::find_if(all->cases.begin(), all->cases.end(), [](auto const& head) { return head.in_case == "c1"; });
  EXPECT_EQ(first->events, 0U);  // it rests on notes too, which are left out with every count and day
  EXPECT_FALSE(first->next_due_on);
  auto const own = queries.cases(vide, {});
  EXPECT_EQ(own->cases.front().events, 3U);
}

TEST_P(Cases, are_listed_page_by_page_though_most_are_not_for_whoever_asks) {
  for (auto n = 10; n < 30; ++n)
    record(fmt::format(R"("type":"case.opened","case":"d{0}","subject":{{"kind":"case","id":"d{0}"}},"unit":"{1}")", n,
                       n % 4 == 0 ? "u2" : "u1"));
  Names all;
  std::string next;
  do {
    auto const page = queries.cases(other_unit, {.limit = 2, .after = next});
    ASSERT_TRUE(page);
    EXPECT_LE(page->cases.size(), 2U);
    for (auto const& head : page->cases) all.push_back(head.in_case);
    next = page->next;
  } while (!next.empty());
  EXPECT_EQ(all, (Names{"d12", "d16", "d20", "d24", "d28"}));
}

INSTANTIATE_TEST_SUITE_P(Databases, Cases, testing::ValuesIn(databases::all_kinds), databases::called);

}  // namespace
}  // namespace overens::app
