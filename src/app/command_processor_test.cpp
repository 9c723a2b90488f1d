#include <thread>

#include "app/processor_test.hpp"

namespace overens::app {
namespace {

TEST_P(Desks, answers_when_it_is_durable) {
  auto const outcome = office.ask(started("c1"));
  ASSERT_FALSE(outcome.refused) << base::english(outcome.refused->why);
  EXPECT_EQ(outcome.receipt.command, "c1");
  EXPECT_EQ(outcome.receipt.recorded, noon);
  EXPECT_EQ(outcome.receipt.events, (Events{{"c1", "soc:a1", 1}}));
  auto const again = scratch.open();
  std::vector<journal::Entry> found;
  again->all(0, [&](std::uint64_t, journal::Entry const& entry) {
    if (entry.id == "c1") found.push_back(entry);
    return true;
  });
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].data, R"({"form":"hvb","urgency":"acute"})");
  EXPECT_EQ(found[0].subjects, (std::vector<journal::SubjectRef>{{"case", "a1"}}));
}

TEST_P(Desks, a_retry_is_answered_as_before_and_does_nothing) {
  auto const first = office.ask(started("c1"));
  auto const count = entries();
  office.now = noon + std::chrono::hours(1);
  auto const second = office.ask(started("c1"));
  EXPECT_EQ(first.receipt, second.receipt);
  EXPECT_FALSE(first.repeated);
  EXPECT_TRUE(second.repeated);
  EXPECT_EQ(entries(), count);
}

// A clock that has been set back does not make the journal's time go back, also not when the program is started anew.
TEST_P(Desks, time_does_not_go_back) {
  EXPECT_EQ(office.ask(started("c1")).receipt.recorded, noon);
  office.now = noon - std::chrono::hours(1);
  EXPECT_EQ(office.ask(started("c2")).receipt.recorded, noon);
  Office later(*store);
  later.now = noon - std::chrono::hours(2);
  EXPECT_EQ(later.ask(started("c3")).receipt.recorded, noon);
  later.now = noon + std::chrono::hours(1);
  EXPECT_EQ(later.ask(started("c4")).receipt.recorded, noon + std::chrono::hours(1));
}

TEST_P(Desks, an_id_used_for_something_else_is_refused) {
  EXPECT_EQ(code(started("c1")), "");
  EXPECT_EQ(code(started("c1", "a2")), "id_unusable");
  auto const batch = office.ask_all("[" + started("c2") + "," + started("c2") + "," + started("c2", "a2") + "]");
  EXPECT_EQ(batch[0].receipt, batch[1].receipt);
  EXPECT_TRUE(batch[1].repeated);
  EXPECT_EQ(batch[2].refused->code, "id_unusable");
}

// What is recorded elsewhere can't be found out by trying ids: the answer is the same whoever has used one.
TEST_P(Desks, an_id_is_refused_in_the_same_words_whoever_has_used_it) {
  EXPECT_EQ(code(started("c1")), "");
  auto by_region = started("c9");
  by_region.replace(by_region.find("soc"), 3, "hsn");
  EXPECT_EQ(code(by_region), "");
  auto const answer = [&](std::string const& command, std::string const& id) {
    auto const refused = office.ask(command).refused;
    auto words = refused ? refused->code + " " + refused->field + " " + base::english(refused->why) : std::string();
    if (auto const at = words.find(id); at != std::string::npos) words.replace(at, id.size(), "x");
    return words;
  };
  EXPECT_EQ(answer(started("c1", "a2"), "c1"), "id_unusable command the id x can't be used: choose another");
  EXPECT_EQ(answer(started("c9", "a2"), "c9"), answer(started("c1", "a2"), "c1"));
  auto const own = answer(started("n1", "a2", R"(,"id":"c1")"), "c1");
  EXPECT_EQ(own, "id_unusable id the id x can't be used: choose another");
  EXPECT_EQ(answer(started("n2", "a2", R"(,"id":"c9")"), "c9"), own);
}

TEST_P(Desks, another_authority_can_call_its_disclosure_the_same) {
  EXPECT_EQ(code(started("c1")), "");
  EXPECT_EQ(code(disclosure("d1", R"("basis":"duty_to_report","necessity":"x","items":["c1"])")), "");
  auto const by_region = [](std::string const& id, std::string const& what) {
    return fmt::format(R"({{"command":"{}","do":"{}","owner":"hsn","happened":"2026-03-11","case":"a1",)"
                       R"("subject":{{"kind":"disclosure","id":"d1"}})",
                       id, what);
  };
  EXPECT_EQ(code(by_region("h0", "end_disclosure") + "}"), "unknown_disclosure");
  auto by_hsn = started("c9");
  by_hsn.replace(by_hsn.find("soc"), 3, "hsn");
  EXPECT_EQ(code(by_hsn), "");
  EXPECT_EQ(code(by_region("h1", "disclose") +
                 R"(,"data":{"items":["c9"],"to":"soc","purpose":"x","basis":"other_law","necessity":"x"}})"),
            "");
  EXPECT_EQ(code(by_region("h2", "end_disclosure") + "}"), "");
  EXPECT_EQ(code(by_region("h3", "end_disclosure") + "}"), "already_ended");
}

TEST_P(Desks, an_authority_whose_registration_has_been_withdrawn_is_not_registered) {
  EXPECT_EQ(code(R"({"command":"w","do":"withdraw","owner":"soc","happened":"2026-03-10",)"
                 R"("data":{"event":"reg-soc","reason":"wrong_person"}})"),
            "");
  EXPECT_EQ(code(started("c1")), "owner_not_registered");
  EXPECT_EQ(code(R"({"command":"again","do":"record","type":"authority.registered","owner":"soc",)"
                 R"("happened":"2026-03-11","subject":{"kind":"authority","id":"soc"},)"
                 R"("data":{"kind":"social_services","party":"9901"}})"),
            "");
  EXPECT_EQ(code(started("c1")), "");
}

TEST_P(Desks, a_later_command_of_a_batch_sees_the_earlier) {
  auto const all = office.ask_all("[" + started("c1") + "," + withdrawal("c2", "c1") + "," + withdrawal("c3", "c1") +
                                  "," + started("c4", "a1", R"(,"expected_version":2)") + "]");
  EXPECT_FALSE(all[0].refused);
  EXPECT_EQ(all[1].receipt.events, (Events{{"c2", "soc:a1", 2}}));
  EXPECT_EQ(all[2].refused->code, "already_withdrawn");
  EXPECT_FALSE(all[3].refused);
}

TEST_P(Desks, another_version_than_expected_is_a_conflict_with_both) {
  EXPECT_EQ(code(started("c1", "a1", R"(,"expected_version":0)")), "");
  auto const outcome = office.ask(started("c2", "a1", R"(,"expected_version":0)"));
  ASSERT_TRUE(outcome.refused);
  EXPECT_EQ(outcome.refused->code, "version_conflict");
  EXPECT_EQ(outcome.refused->version, 1U);
  EXPECT_EQ(base::english(outcome.refused->why), "soc:a1 is at version 1, not 0: somebody has written since");
}

TEST_P(Desks, refuses_what_contradicts_the_record) {
  EXPECT_EQ(code(started("c1")), "");
  EXPECT_EQ(code(withdrawal("w0", "nothing")), "unknown_event");
  EXPECT_EQ(code(withdrawal("w0", "c1", "hsn")), "unknown_event") << "as if it were not there";
  EXPECT_EQ(code(correction("k1", "c1", "")), "nothing_corrected");
  EXPECT_EQ(code(correction("k1", "c1", R"(,"happened":"yesterday")")), "bad_value");
  EXPECT_EQ(code(correction("k1", "c1", R"(,"case":"no id")")), "bad_value");
  EXPECT_EQ(code(correction("k1", "c1", R"(,"data":{"form":"castle"})")), "bad_value");
  EXPECT_EQ(code(correction("k1", "c1", R"(,"data":{"colour":"red"})")), "unknown_key");
  EXPECT_EQ(code(correction("k1", "c1", R"(,"data":{"urgency":"planned"})")), "");
  EXPECT_EQ(code(correction("k2", "reg-soc", R"(,"case":"a1")")), "unknown_key");
  EXPECT_EQ(code(R"({"command":"k3","do":"correct","owner":"soc","happened":"2026-03-10","case":"a9",)"
                 R"("data":{"event":"c1","unit":"u"}})"),
            "other_case");
  EXPECT_EQ(code(withdrawal("w1", "c1")), "");
  EXPECT_EQ(code(correction("k4", "c1", R"(,"unit":"u")")), "already_withdrawn");
  EXPECT_EQ(code(withdrawal("w2", "w1")), "") << "a withdrawal can itself be withdrawn";
  EXPECT_EQ(code(correction("k4", "c1", R"(,"unit":"u")")), "");
  EXPECT_EQ(code(R"({"command":"s1","do":"record","type":"record.same_as","owner":"soc","happened":"2026-03-10",)"
                 R"("data":{"kind":"placement","one":"p1","other":"p2"}})"),
            "missing_key");
}

TEST_P(Desks, an_unregistered_owner_is_refused_but_may_register_itself) {
  auto foreign = started("c1");
  foreign.replace(foreign.find("soc"), 3, "ngo");
  EXPECT_EQ(code(foreign), "owner_not_registered");
  EXPECT_EQ(code(R"({"command":"r1","do":"record","type":"authority.registered","owner":"ngo","happened":"2026-01-01",)"
                 R"("subject":{"kind":"authority","id":"ngo"},"data":{"kind":"private_provider"}})"),
            "");
  EXPECT_EQ(code(foreign), "");
}

TEST_P(Desks, a_correction_stands_in_the_stream_and_the_case_of_what_it_corrects) {
  EXPECT_EQ(code(started("c1")), "");
  auto const outcome = office.ask(correction("k1", "c1", R"(,"case":"a2")"));
  EXPECT_EQ(outcome.receipt.events, (Events{{"k1", "soc:a1", 2}}));
  std::vector<journal::SubjectRef> subjects;
  store->all(0, [&](std::uint64_t, journal::Entry const& entry) {
    if (entry.id == "k1") subjects = entry.subjects;
    return true;
  });
  EXPECT_EQ(subjects, (std::vector<journal::SubjectRef>{{"case", "a1"}, {"case", "a2"}}));
}

// A decided reading, another version: what had been recorded before is answered by it too.
TEST_P(Desks, another_edition_of_the_agreements_makes_the_views_anew) {
  EXPECT_EQ(code(started("c1")), "");
  office.settle();
  auto const with_all = store->view({"case", "a1"}).obligations.size();
  EXPECT_GT(with_all, 0U);
  RuleSet const other{{}, world().vocabulary, "other"};
  {
    auto const other_store = scratch.open();
    Office const without(*other_store, other);
    without.settle();
    EXPECT_TRUE(store->view({"case", "a1"}).obligations.empty());
  }
  // One that is running already does not begin again: two that differ would go on for ever.
  EXPECT_EQ(code(started("c2", "a2")), "");
  office.settle();
  EXPECT_TRUE(store->view({"case", "a1"}).obligations.empty());
  auto const again_store = scratch.open();
  Office const again(*again_store);
  again.settle();
  EXPECT_EQ(store->view({"case", "a1"}).obligations.size(), with_all);
}

TEST_P(Desks, many_callers_at_once_each_get_their_own_answer) {
  auto const before = entries();
  std::vector<std::jthread> callers;
  std::atomic<int> right = 0;
  for (int caller = 0; caller < 8; ++caller) {
    callers.emplace_back([&, caller] {
      for (int i = 0; i < 25; ++i) {
        auto const id = fmt::format("c{}-{}", caller, i);
        auto const outcome = office.ask(started(id, fmt::format("a{}", i % 5)));
        if (outcome.receipt.command == id) ++right;
      }
    });
  }
  callers.clear();
  EXPECT_EQ(right, 200);
  EXPECT_EQ(entries(), before + 200);
}

TEST_P(Desks, two_desks_on_one_database_do_not_lose_anything) {
  auto const other_store = scratch.open();
  Office other(*other_store);
  std::vector<std::jthread> callers;
  std::atomic<int> done = 0;
  for (auto* processor : {&office, &other}) {
    callers.emplace_back([&, processor] {
      for (int i = 0; i < 50; ++i)
        done += processor->ask(started(fmt::format("c{}-{}", processor == &other, i))).refused ? 0 : 1;
    });
  }
  callers.clear();
  EXPECT_EQ(done, 100);
  std::vector<std::string> const stream = {"soc:a1"};
  EXPECT_EQ(store->begin()->heads(stream).front().version, 100U);
}

INSTANTIATE_TEST_SUITE_P(Databases, Desks, testing::ValuesIn(databases::all_kinds), databases::called);

}  // namespace
}  // namespace overens::app
