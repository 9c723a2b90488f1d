// What is kept most closely, or of a protected identity, goes to somebody by name.

#include "app/cases/received_cases_test.hpp"

namespace overens::app {
namespace {

class ReceiversByName : public Receivers {};

TEST_P(ReceiversByName, see_what_is_sensitive_when_they_are_named_for_it) {
  ASSERT_EQ(send_hidden(R"(,"readers":["m-alva"])"), "");
  EXPECT_FALSE(listed(their_manager)) << "not even that something has come in";
  ok(in_case("t9", "hsn", "case.unit_set", R"("subject":{"kind":"case","id":"a1"},"data":{"unit":"u-hsn"})"));
  EXPECT_EQ(received(bo), Names{"reason_needed"}) << "who has a case is not hidden";
  ok(in_case("t2", "hsn", "case.taken_on",
             R"("subject":{"kind":"case","id":"a1"},"data":{"staff":"m-bo","named":true})"));
  EXPECT_EQ(received(bo), (Names{"d1 live_disclosure", "n1 live_disclosure"}));
}

TEST_P(ReceiversByName, are_sent_what_is_hidden_by_name_and_nobody_else_there_knows) {
  EXPECT_EQ(send_hidden(""), "reader_needed");
  for (auto const* one : {"m-nobody", "m-chef"})
    EXPECT_EQ(send_hidden(fmt::format(R"(,"readers":["{}"])", one), "d2"), "unknown_reader") << one;
  ASSERT_EQ(send_hidden(R"(,"readers":["m-bo"])", "d3"), "");
  for (auto const& actor : {alva, their_manager, their_coordinator}) {
    EXPECT_EQ(shown(actor), Names{"not_found"}) << actor.id;
    EXPECT_FALSE(listed(actor)) << actor.id;
    EXPECT_EQ(commands.take_on(actor, "a1").error().code,
              actor.role == "health_professional" ? "not_found" : "forbidden");
  }
  ASSERT_TRUE(listed(bo));
  EXPECT_EQ(listed(bo)->sent, Sent::hidden);
  EXPECT_EQ(shown(bo), (Names{"d3 live_disclosure", "n1 live_disclosure"}));
  EXPECT_EQ(queries.case_page(bo, "a1")->sent, Sent::hidden);
  ASSERT_TRUE(commands.take_on(bo, "a1"));
  EXPECT_EQ(received(bo), (Names{"d3 live_disclosure", "n1 live_disclosure"}));
  EXPECT_EQ(shown(their_manager), Names{"case.taken_on"}) << "who has a case is not hidden";
  EXPECT_EQ(received(their_manager, "why"), Names{});
}

TEST_P(ReceiversByName, who_are_named_leave_the_look_that_others_would_leave) {
  ASSERT_EQ(send_hidden(R"(,"readers":["m-bo"])"), "");
  auto const last = [&] { return store->looks().looks({.authority = "hsn"}, 1, {}).at(0).look; };
  auto const look_of = [&](Actor const& actor) {
    queries.case_page(actor, "a1");
    auto look = last();
    look.who.clear();
    return journal::to_json(look);
  };
  EXPECT_EQ(look_of(bo), look_of(alva));
  auto const listing_of = [&](Actor const& actor) {
    queries.cases(actor, {});
    auto look = last();
    look.who.clear();
    return journal::to_json(look);
  };
  EXPECT_EQ(listing_of(bo), listing_of(alva));
}

TEST_P(ReceiversByName, who_are_named_lose_it_when_it_has_ended) {
  ASSERT_EQ(send_hidden(R"(,"readers":["m-bo"])"), "");
  ASSERT_TRUE(listed(bo));
  auto const ended =
      read_commands(R"([{"command":"e1","do":"end_disclosure","owner":"soc","happened":"2026-03-21","case":"a1",
       "subject":{"kind":"disclosure","id":"d1"}}])",
                    world().vocabulary);
  auto who = sender;
  who.is_fresh = true;
  ASSERT_FALSE(commands.carry_out(who, *ended->front().command).refused);
  EXPECT_EQ(shown(bo), Names{"not_found"});
  EXPECT_FALSE(listed(bo));
}

TEST_P(ReceiversByName, who_are_named_see_nothing_else_of_a_case_that_others_there_have) {
  disclose_item();
  take_on();
  ok(in_case("p1", "hsn", "sip.needed", R"("subject":{"kind":"plan","id":"pl1"})"));
  ASSERT_EQ(send_hidden(R"(,"readers":["m-bo"])", "d2"), "");
  EXPECT_EQ(shown(bo), (Names{"d2 live_disclosure", "n1 live_disclosure"}));
  EXPECT_FALSE(queries.case_page(bo, "a1")->may_take_on);
  EXPECT_EQ(received(alva), (Names{"c1 live_disclosure", "d1 live_disclosure"}));
  ASSERT_TRUE(listed(bo));
  // Of another unit they would not find it at all.
  auto const listing_of = [&](std::string const& id) {
    auto const page = queries.cases(staff_of_hsn(id, "health_professional", "u-other"), {});
    auto look = store->looks().looks({.authority = "hsn"}, 1, {}).at(0).look;
    look.who.clear();
    return std::pair(page->cases.size(), journal::to_json(look));
  };
  auto const [of_bo, look_of_bo] = listing_of("m-bo");
  auto const [of_cia, look_of_cia] = listing_of("m-cia");
  EXPECT_EQ(of_bo, 1U);
  EXPECT_EQ(of_cia, 0U);
  EXPECT_EQ(look_of_bo, look_of_cia) << "but for the chain of what is hidden";
}

TEST_P(ReceiversByName, of_a_protected_identity_are_sent_it_by_name) {
  ok(in_case("v1", "soc", "protection.set",
             R"("subject":{"kind":"case","id":"a1"},"data":{"marking":"protected_registration"})"));
  std::string const item = R"("basis":"other_law","necessity":"x","items":["c1"])";
  EXPECT_EQ(sent("d1", item), "reader_needed");
  ASSERT_EQ(sent("d2", item + R"(,"readers":["m-bo"])"), "");
  EXPECT_FALSE(listed(their_manager));
  EXPECT_EQ(shown(their_manager, "why"), Names{"not_involved"});
  EXPECT_EQ(shown(alva), Names{"not_involved"});
  ASSERT_TRUE(listed(bo));
  EXPECT_EQ(shown(bo), (Names{"c1 live_disclosure", "d2 live_disclosure"}));
  ASSERT_TRUE(commands.take_on(bo, "a1"));
  EXPECT_EQ(received(bo), (Names{"c1 live_disclosure", "d2 live_disclosure"}));
  EXPECT_FALSE(listed(their_manager)) << "protected here too";
}

TEST_P(ReceiversByName, are_looked_up_by_whoever_may_disclose_and_each_try_is_kept) {
  auto const reader = [&](Actor const& actor, std::string const& email, std::string const& in_case = "a1") {
    auto const found = queries.reader_with_email(actor, in_case, "hsn", email);
    return found ? *found : found.error().code;
  };
  auto const last = [&] { return store->looks().looks({.authority = "soc"}, 1, {}).at(0).look; };
  journal::SubjectRef const the_case{"case", "a1"};
  EXPECT_EQ(reader(sender, "M-Bo@hsn.example"), "m-bo");
  EXPECT_EQ(last().who, "m-vide");
  EXPECT_EQ(last().action, "disclose");
  EXPECT_EQ(last().shown, (std::vector<journal::SubjectRef>{the_case, {"staff", "hsn/m-bo"}}));
  EXPECT_EQ(last().refused, "");
  EXPECT_EQ(reader(sender, "nobody@hsn.example"), "unknown_reader");
  EXPECT_EQ(last().shown, std::vector{the_case});
  EXPECT_EQ(last().refused, "not_found");
  auto stranger = sender;
  stranger.id = "m-annan";
  EXPECT_EQ(reader(stranger, "m-bo@hsn.example"), "not_involved");
  EXPECT_EQ(reader(stranger, "nobody@hsn.example"), "not_involved") << "whether there is one or not";
  EXPECT_EQ(reader(stranger, "m-bo@hsn.example", "no-case"), "unknown_reader");
}

TEST_P(ReceiversByName, are_not_searched_for_without_end) {
  auto const reader = [&](Actor const& actor, std::string const& email) {
    auto const found = queries.reader_with_email(actor, "a1", "hsn", email);
    return found ? *found : found.error().code;
  };
  std::string answer;
  int tried = 0;
  while (tried < 40 && answer != "too_many_failures") answer = reader(sender, fmt::format("m{}@hsn.example", ++tried));
  EXPECT_EQ(answer, "too_many_failures");
  EXPECT_EQ(reader(sender, "m-bo@hsn.example"), "too_many_failures") << "also of one that there is";
  office.now = office.now.load() + std::chrono::hours(1);
  EXPECT_EQ(reader(sender, "m-bo@hsn.example"), "m-bo");
}

// The questions put to the store do not grow with what has been sent to somebody.
TEST_P(ReceiversByName, list_what_was_sent_by_as_many_questions_however_much_it_is) {
  auto const asked = [&] {
    CountingStore counting(*store);
    Looks counted(counting, world().policy, world().look_rules, [] { return noon; });
    Queries by_counting{counted, agreements, world().vocabulary, [] { return noon; }};
    EXPECT_TRUE(by_counting.cases(bo, {.limit = 100, .with_names = true}));
    return counting.asked;
  };
  ASSERT_EQ(send_hidden(R"(,"readers":["m-bo"])"), "");
  auto const one = asked();
  auto who = sender;
  who.is_fresh = true;
  for (auto i = 0; i < 6; ++i) {
    auto const id = fmt::format("b{}", i);
    auto const of_case = [&](std::string const& name, std::string const& type, std::string const& rest) {
      return fmt::format(R"({{"command":"{0}-{1}","do":"record","type":"{2}","owner":"soc","happened":"2026-03-20",
        "case":"{0}",{3}}})",
                         id, name, type, rest);
    };
    auto const subject = fmt::format(R"("subject":{{"kind":"case","id":"{}"}})", id);
    ok(of_case("o", "case.opened", subject + R"(,"unit":"u-soc")"));
    ok(of_case("t", "case.taken_on", subject + R"(,"data":{"staff":"m-vide","named":true})"));
    ok(of_case("n", "signal.noted", R"("data":{"signal":"family_violence"})"));
    auto const sent = read_commands(fmt::format(R"([{{"command":"d-{0}","do":"disclose","owner":"soc",
      "happened":"2026-03-20","case":"{0}","subject":{{"kind":"disclosure","id":"d-{0}"}},"data":{{"to":"hsn",
      "purpose":"x","basis":"other_law","necessity":"x","items":["{0}-n"],"readers":["m-bo"]}}}}])",
                                                id),
                                    world().vocabulary);
    auto const result = commands.carry_out(who, *sent->front().command);
    ASSERT_FALSE(result.refused) << result.refused->code;
  }
  EXPECT_EQ(queries.cases(bo, {.limit = 100})->cases.size(), 7U);
  EXPECT_EQ(asked(), one);
}

// What a sender's marking made named keeps the receiver's case closed while that stands, and no longer.
TEST_P(ReceiversByName, keep_the_case_closed_while_what_was_sent_for_a_marking_stands) {
  std::string const item = R"("basis":"other_law","necessity":"x","items":["c1"])";
  auto const is_protected = [&] { return store->case_head("hsn", "a1")->team.is_protected; };
  ASSERT_EQ(sent("d0", item + R"(,"readers":["m-bo"])"), "");
  ASSERT_TRUE(commands.take_on(bo, "a1"));
  EXPECT_FALSE(is_protected()) << "named of their own accord";
  ok(in_case("v1", "soc", "protection.set",
             R"("subject":{"kind":"case","id":"a1"},"data":{"marking":"protected_registration"})"));
  EXPECT_FALSE(is_protected()) << "nothing has been sent for that";
  ASSERT_EQ(sent("d1", item + R"(,"readers":["m-bo"])"), "");
  EXPECT_TRUE(is_protected());
  end();
  EXPECT_FALSE(is_protected());
}

TEST_P(ReceiversByName, who_take_it_on_bring_it_to_their_unit) {
  ASSERT_EQ(send_hidden(R"(,"readers":["m-bo"])"), "");
  ASSERT_TRUE(commands.take_on(bo, "a1"));
  EXPECT_EQ(store->case_head("hsn", "a1")->team.unit, "u-hsn");
}

// What has to be done about it stands in their list before anybody has taken the case on, and in nobody else's.
TEST_P(ReceiversByName, have_what_is_to_be_done_in_their_list_and_nobody_else_does) {
  auto const open_rows = [&](Actor const& actor) {
    Names all;
    auto const found = queries.work_list(actor, {});
    if (!found) return Names{found.error().code};
    for (auto const& item : found->items) {
      if (item.row.in_case == "a1") all.push_back(item.row.id);
    }
    return all;
  };
  auto const why = [&](Actor const& actor, std::string const& id) {
    auto said = std::string("nothing");
    auto const found =
        queries.explain(actor, {"hsn", {"case", "a1"}, id}, {},
                        [&](auto const&, auto const&, auto const&, auto const& one, auto const&) { said = one.id(); });
    return found ? said : found.error().code;
  };
  auto const last = [&] {
    auto look = store->looks().looks({.authority = "hsn"}, 1, {}).at(0).look;
    look.who.clear();
    return journal::to_json(look);
  };
  auto const decided = [&](std::string const& id, std::string const& more) {
    ok(in_case(id, "soc", "placement.decided",
               fmt::format(R"("subject":{{"kind":"placement","id":"{}"}},"data":{{"form":"hvb","urgency":"acute"{}}})",
                           "p-" + id, more)));
    return fmt::format(R"("basis":"other_law","necessity":"x","items":["{}"],"readers":["m-bo"])", id);
  };
  ok(in_case("t0", "soc", "case.taken_on",
             R"("subject":{"kind":"case","id":"a1"},"data":{"staff":"m-vide","named":true})"));
  for (auto const is_hidden : {true, false}) {
    if (is_hidden) {
      ASSERT_EQ(sent("d1", decided("h1", R"(,"ground":"lvm")")), "");
    } else {
      ok(in_case("v1", "soc", "protection.set",
                 R"("subject":{"kind":"case","id":"a1"},"data":{"marking":"protected_registration"})"));
      ASSERT_EQ(sent("d2", decided("h2", "")), "");
    }
    auto const of_bo = open_rows(bo);
    ASSERT_FALSE(of_bo.empty()) << is_hidden;
    EXPECT_EQ(listed(bo)->open, is_hidden ? of_bo.size() : listed(bo)->open);
    for (auto const& id : of_bo) EXPECT_EQ(why(bo, id), id);
    for (auto const& actor : {alva, their_manager, their_coordinator}) {
      EXPECT_EQ(open_rows(actor), Names{}) << actor.id;
      if (is_hidden) {
        EXPECT_EQ(why(actor, of_bo.front()), "not_found") << actor.id;
      } else {
        EXPECT_NE(why(actor, of_bo.front()), of_bo.front()) << actor.id;
      }
    }
    if (!is_hidden) continue;
    queries.work_list(bo, {});
    auto const of_named = last();
    queries.work_list(alva, {});
    EXPECT_EQ(of_named, last()) << "but for the chain of what is hidden";
  }
}

INSTANTIATE_TEST_SUITE_P(Databases, ReceiversByName, testing::ValuesIn(databases::all_kinds), databases::called);

}  // namespace
}  // namespace overens::app
