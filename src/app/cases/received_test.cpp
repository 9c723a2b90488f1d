// What one authority's staff see of what another has disclosed to it, and that it ends.

#include "app/cases/received_cases_test.hpp"

namespace overens::app {
namespace {

TEST_P(Receivers, see_nothing_of_what_has_not_been_disclosed) {
  for (auto const& actor : {alva, their_manager, their_coordinator}) {
    EXPECT_EQ(shown(actor), Names{"not_found"});
    EXPECT_FALSE(listed(actor));
  }
  ok(disclosure("d0", R"("basis":"other_law","necessity":"x","items":["o1"])"));
  take_on();
  EXPECT_EQ(received(alva), (Names{"d0 live_disclosure", "o1 live_disclosure"})) << "and not what came after it";
}

TEST_P(Receivers, learn_that_something_has_come_in_and_can_take_it_on) {
  disclose_item();
  EXPECT_FALSE(listed(alva)) << "a case of no unit is in nobody's list but those who see to it";
  EXPECT_EQ(shown(alva), Names{"not_involved"});
  EXPECT_FALSE(queries.case_page(alva, "a1").error().may_take_on);
  for (auto const& actor : {their_manager, their_coordinator}) {
    auto const head = listed(actor);
    ASSERT_TRUE(head);
    EXPECT_EQ(head->only_received, Relation::live_disclosure);
  }
  EXPECT_EQ(received(their_manager), Names{});
  EXPECT_EQ(received(their_manager, "who is to have it"), (Names{"c1 live_disclosure", "d1 live_disclosure"}));
  EXPECT_TRUE(queries.case_page(their_manager, "a1")->may_assign);
  EXPECT_EQ(commands.take_to_unit(alva, "a1").error().code, "forbidden");
  EXPECT_EQ(commands.take_to_unit(their_manager, "a9").error().code, "not_found");
  take_on();
  EXPECT_FALSE(listed(their_manager)->only_received);
  EXPECT_EQ(listed(alva)->team.unit, "u-hsn");
  EXPECT_EQ(received(alva), (Names{"c1 live_disclosure", "d1 live_disclosure"}));
  EXPECT_EQ(shown(bo), Names{"reason_needed"}) << "an emergency opens it";
}

TEST_P(Receivers, find_in_one_list_what_nobody_has_taken_on_with_how_it_came) {
  auto const come_in = [&](Actor const& actor) {
    Names all;
    auto const page = queries.cases(actor, {.is_come_in = true});
    if (!page) return Names{page.error().code};
    for (auto const& head : page->cases) {
      all.push_back(head.in_case);
      auto const came = page->came_by.find(head.in_case);
      if (came == page->came_by.end()) continue;
      for (auto const& one : came->second) all.push_back(one.event + " " + one.from + " " + one.basis);
    }
    return all;
  };
  for (auto const& actor : {alva, their_manager}) {
    EXPECT_EQ(come_in(actor), Names{});
    EXPECT_EQ(queries.waiting(actor)->come_in, 0U);
  }
  ok(disclosure("d1", R"("basis":"other_law","necessity":"x","items":["c1"],"unit":"u-hsn")"));
  EXPECT_EQ(come_in(alva), (Names{"a1", "d1 soc other_law"})) << "sent to the unit";
  EXPECT_EQ(queries.waiting(alva)->come_in, 1U);
  EXPECT_EQ(come_in(their_manager), (Names{"a1", "d1 soc other_law"})) << "how it came, and not what it says";
  EXPECT_EQ(received(their_manager), Names{});
  auto const elsewhere = staff_of_hsn("m-cia", "health_professional", "u-other");
  EXPECT_EQ(come_in(elsewhere), Names{});
  EXPECT_EQ(queries.waiting(elsewhere)->come_in, 0U);
  EXPECT_EQ(come_in(sender), Names{}) << "their own is not what has come in";
  ASSERT_TRUE(commands.take_to_unit(their_manager, "a1"));
  EXPECT_EQ(come_in(their_manager), (Names{"a1", "d1 soc other_law"})) << "a unit has it, and nobody there has seen it";
  ASSERT_TRUE(commands.take_on(alva, "a1"));
  for (auto const& actor : {alva, their_manager}) {
    EXPECT_EQ(come_in(actor), Names{}) << "it has been taken on";
    EXPECT_EQ(queries.waiting(actor)->come_in, 0U);
  }
}

TEST_P(Receivers, see_who_sent_it_on_what_basis_and_not_who_recorded_it) {
  disclose_item();
  take_on();
  auto const page = queries.case_page(alva, "a1");
  auto const item =
      std::find_if(page->events.begin(), page->events.end(), [](auto const& one) { return one.id == "c1"; });
  ASSERT_NE(item, page->events.end());
  EXPECT_EQ(item->received->from, "soc");
  EXPECT_EQ(item->received->basis, "other_law");
  EXPECT_EQ(calendar::day_in_sweden(item->received->since), calendar::day_in_sweden(noon));
  EXPECT_FALSE(item->may_correct || item->may_withdraw);
  EXPECT_TRUE(item->actor.empty());
}

TEST_P(Receivers, see_what_came_before_it_ended_only_where_their_rows_say_so) {
  disclose_types();
  take_on();
  ok(started("c2"));
  EXPECT_EQ(received(alva), (Names{"c1 live_disclosure", "c2 live_disclosure", "d1 live_disclosure"}));
  end();
  ok(started("c3"));
  EXPECT_EQ(received(alva), Names{});
  EXPECT_EQ(received(their_coordinator), (Names{"c1 ended_disclosure", "c2 ended_disclosure", "d1 ended_disclosure"}));
}

TEST_P(Receivers, lose_what_rests_on_a_consent_at_the_next_request) {
  disclose_types();
  take_on();
  EXPECT_EQ(received(alva).size(), 2U);
  withdraw_consent();
  ok(started("c3"));
  EXPECT_EQ(received(alva), Names{});
  EXPECT_EQ(received(their_coordinator), (Names{"c1 withdrawn_consent", "d1 withdrawn_consent"}));
  disclose_item("c1", "d2");
  EXPECT_EQ(received(alva), (Names{"c1 live_disclosure", "d2 live_disclosure"})) << "on another basis";
}

TEST_P(Receivers, lose_it_when_the_consent_has_run_out_or_says_less) {
  disclose_types();
  take_on();
  ok(correction("k1", "s1", R"(,"data":{"through":"2026-04-01"})"));
  EXPECT_EQ(received(alva).size(), 2U) << "it holds through today";
  office.now = noon + std::chrono::hours(24);
  EXPECT_EQ(received(alva), Names{});
  ok(correction("k2", "s1", R"(,"data":{"through":"2026-05-01"})"));
  EXPECT_EQ(received(alva), Names{}) << "what has stopped is disclosed anew";
}

TEST_P(Receivers, go_on_seeing_what_its_sender_puts_right) {
  disclose_item();
  take_on();
  ok(correction("k1", "c1", R"(,"data":{"form":"family_home"})"));
  auto const item = [&] {
    auto const page = queries.case_page(alva, "a1");
    auto const found =
        std::find_if(page->events.begin(), page->events.end(), [](auto const& one) { return one.id == "c1"; });
    EXPECT_NE(found, page->events.end());
    return *found;
  };
  EXPECT_EQ(event::said(plain_values(item()), "form"), "family_home");
  EXPECT_EQ(item().corrections.size(), 1U);
  ok(withdrawal("x0", "k1"));
  EXPECT_EQ(event::said(plain_values(item()), "form"), "hvb") << "the correction was taken back";
  ok(withdrawal("x1", "c1"));
  EXPECT_TRUE(item().withdrawn);
  ok(correction("k3", "o1", R"(,"case":"a2")"));
  EXPECT_EQ(received(alva), (Names{"c1 live_disclosure", "d1 live_disclosure"}))
      << "what changes another event is not theirs";
}

TEST_P(Receivers, are_sent_what_is_sensitive_by_those_alone_who_are_named_for_it) {
  auto const sent = [&](std::string const& id, bool is_fresh) {
    auto who = sender;
    who.is_fresh = is_fresh;
    auto const asked = disclosure(id, R"("basis":"consent","consent":"s1","types":["signal.noted"])");
    auto const result = commands.carry_out(who, *read_commands(asked, world().vocabulary)->front().command);
    return result.refused ? result.refused->code : "";
  };
  EXPECT_EQ(sent("d1", true), "not_involved");
  ok(in_case("t0", "soc", "case.taken_on",
             R"("subject":{"kind":"case","id":"a1"},"data":{"staff":"m-vide","named":true})"));
  EXPECT_EQ(sent("d2", false), "sign_in_again");
  EXPECT_EQ(sent("d3", true), "");
}

TEST_P(Receivers, leave_a_look_in_their_own_log_with_how_it_came) {
  disclose_item();
  take_on();
  ASSERT_TRUE(queries.case_page(alva, "a1"));
  auto const last = [&] { return store->looks().looks({.authority = "hsn"}, 1, {}).at(0).look; };
  EXPECT_EQ(last().object_class, "received");
  EXPECT_EQ(last().rule, "HS4");
  EXPECT_EQ(last().relation, "live_disclosure");
  EXPECT_EQ(last().basis, "inner_secrecy");
  EXPECT_EQ(store->looks().looks({.authority = "soc"}, 1, {}).size(), 0U);
}

TEST_P(Receivers, are_seen_by_the_sender_with_what_has_gone_to_them) {
  auto const event = [&](std::string const& id) {
    auto const page = queries.case_page(sender, "a1");
    auto const found =
        std::find_if(page->events.begin(), page->events.end(), [&](auto const& one) { return one.id == id; });
    EXPECT_NE(found, page->events.end());
    return *found;
  };
  ok(in_case("i1", "soc", "sip.invited", R"("subject":{"kind":"plan","id":"p1"},"data":{"to":["hsn"]})"));
  EXPECT_EQ(event("i1").should_have, Names{"hsn"});
  EXPECT_TRUE(event("i1").sent.empty());
  EXPECT_TRUE(event("i1").may_disclose);
  EXPECT_TRUE(event("o1").should_have.empty());
  disclose_item("i1");
  ASSERT_EQ(event("i1").sent.size(), 1U);
  EXPECT_EQ(event("i1").sent.front().to, "hsn");
  EXPECT_EQ(event("i1").sent.front().stands, Relation::live_disclosure);
  EXPECT_TRUE(event("c1").sent.empty());
  end();
  EXPECT_EQ(event("i1").sent.front().stands, Relation::ended_disclosure);
}

TEST_P(Receivers, ask_for_what_they_have_not_received_as_for_what_there_is_not) {
  disclose_item();
  ok(fmt::format(
      R"({{"command":"o2","do":"record","type":"case.opened","owner":"soc","happened":"2026-03-20","case":"a2",
      "subject":{{"kind":"case","id":"a2"}}}})"));
  CountingStore counting(*store);
  Looks counted_looks{counting, world().policy, world().look_rules, [] { return noon; }};
  Queries counted{counted_looks, agreements, world().vocabulary, [] { return noon; }};
  auto const asked = [&](Actor const& actor, std::string const& id) {
    counting.asked = 0;
    EXPECT_EQ(counted.case_page(actor, id).error().why.code, "not_found");
    return counting.asked;
  };
  for (auto const& actor : {alva, their_manager, their_coordinator}) EXPECT_EQ(asked(actor, "a2"), asked(actor, "a9"));
  auto const change = [&](std::string const& of) {
    return code(fmt::format(
        R"({{"command":"k-{0}","do":"correct","owner":"hsn","happened":"2026-03-22","data":{{"event":"{0}","happened":"2026-03-01"}}}})",
        of));
  };
  EXPECT_EQ(change("o2"), change("o9"));
}

TEST_P(Receivers, no_longer_see_what_is_owed_because_of_what_has_ended) {
  ok(in_case("i1", "soc", "sip.needed", R"("subject":{"kind":"plan","id":"p1"})"));
  disclose_item("i1");
  take_on();
  auto const owed = [&](Actor const& actor, std::string const& reason = "") {
    Names all;
    auto const page = queries.case_page(actor, "a1", reason);
    for (auto const& row : page->obligations) all.push_back(row.details.opened_by);
    return std::count(all.begin(), all.end(), "i1");
  };
  auto const in_list = [&](Actor const& actor) {
    auto const page = queries.obligations(actor, {});
    return std::count_if(page->obligations.begin(), page->obligations.end(),
                         [](auto const& row) { return row.details.opened_by == "i1"; });
  };
  auto const to_do = [&](Actor const& actor) {
    auto const list = queries.work_list(actor, {});
    return std::count_if(list->items.begin(), list->items.end(),
                         [](auto const& item) { return item.row.details.opened_by == "i1"; });
  };
  WorkPlace place;
  auto const list = queries.work_list(alva, {});
  for (auto const& item : list->items) {
    if (item.row.details.opened_by == "i1") place = {"hsn", item.of, item.row.id};
  }
  auto const why_not = [&] {
    auto const told = queries.explain(alva, place, {}, [](auto const&...) {});
    return told ? "" : told.error().code;
  };
  EXPECT_GT(owed(alva), 0);
  EXPECT_GT(in_list(alva), 0);
  EXPECT_GT(to_do(alva), 0);
  EXPECT_EQ(why_not(), "");
  EXPECT_EQ(in_list(their_manager), 0);
  EXPECT_EQ(to_do(their_manager), 0);
  EXPECT_TRUE(queries.work_list(their_manager, {})->more_with_reason);
  end();
  EXPECT_EQ(owed(alva), 0);
  EXPECT_EQ(in_list(alva), 0);
  EXPECT_EQ(to_do(alva), 0);
  EXPECT_EQ(why_not(), "disclosure_ended");
  EXPECT_GT(owed(their_coordinator), 0) << "may still read what was disclosed";
}

TEST_P(Receivers, lose_what_rests_on_a_consent_when_it_is_blocked) {
  ok(in_case("o2", "hsn", "case.opened", R"("subject":{"kind":"case","id":"a1"},"unit":"u-hsn")"));
  ok(in_case("q1", "hsn", "signal.noted", R"("data":{"signal":"accident"})"));
  ok(in_case("s2", "hsn", "consent.given",
             R"("subject":{"kind":"consent","id":"s2"},"data":{"to":["soc"],"types":["signal.noted"],"purpose":"x",
             "form":"oral","given_by":"individual"})"));
  auto const disclosed = [&](std::string const& id, std::string const& basis) {
    ok(in_case(id, "hsn", "disclosure.made",
               fmt::format(R"("subject":{{"kind":"disclosure","id":"{}"}},"data":{{"to":"soc","purpose":"x",{}}})", id,
                           basis)));
  };
  disclosed("d1", R"("basis":"consent","consent":"s2","types":["signal.noted"])");
  EXPECT_EQ(received(sender), (Names{"d1 live_disclosure", "q1 live_disclosure"}));
  ok(in_case("b1", "hsn", "block.set", R"("subject":{"kind":"case","id":"a1"},"data":{"asked_by":"individual"})"));
  EXPECT_EQ(received(sender), Names{});
  ok(in_case("q2", "hsn", "signal.noted", R"("data":{"signal":"accident"})"));
  ok(in_case("b2", "hsn", "block.lifted", R"("subject":{"kind":"case","id":"a1"})"));
  EXPECT_EQ(received(sender), Names{}) << "what has stopped is disclosed anew";
  disclosed("d2", R"("basis":"consent","consent":"s2","types":["signal.noted"])");
  EXPECT_EQ(received(sender), (Names{"d2 live_disclosure", "q1 live_disclosure", "q2 live_disclosure"}));
}

INSTANTIATE_TEST_SUITE_P(Databases, Receivers, testing::ValuesIn(databases::all_kinds), databases::called);

}  // namespace
}  // namespace overens::app
