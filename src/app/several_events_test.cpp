// Several events in a command, and commands that say what their maker has seen.

#include "app/processor_test.hpp"

namespace overens::app {
namespace {

struct SeveralEvents : Desks {};
struct LastSeenEvents : Desks {};

std::string need(std::string const& extra = "") {
  return fmt::format(
      R"({{"type":"need.noted","owner":"soc","happened":"2026-03-09","case":"a1","data":{{"intervention":"{}"}}{}}})",
      world().vocabulary.code_set("interventions")->codes.front().id, extra);
}
std::string several(std::string const& id, std::vector<std::string> const& events, std::string const& extra = "") {
  return fmt::format(R"({{"command":"{}","events":[{}]{}}})", id, fmt::join(events, ","), extra);
}
std::string withdrawn(std::string const& event) {
  return fmt::format(
      R"({{"do":"withdraw","owner":"soc","happened":"2026-03-10","data":{{"event":"{}","reason":"duplicate"}}}})",
      event);
}

TEST_P(SeveralEvents, several_events_of_a_command_are_recorded_with_one_receipt) {
  auto const before = entries();
  auto const json = several("c1", {need(), need(R"(,"id":"mine")"), withdrawn("c1.1")});
  auto const outcome = office.ask(json);
  ASSERT_FALSE(outcome.refused) << base::english(outcome.refused->why);
  EXPECT_EQ(outcome.receipt.events, (Events{{"c1.1", "soc:a1", 1}, {"mine", "soc:a1", 2}, {"c1.3", "soc:a1", 3}}));
  EXPECT_EQ(entries(), before + 3);
  auto const again = office.ask(json);
  EXPECT_TRUE(again.repeated);
  EXPECT_EQ(again.receipt, outcome.receipt);
  EXPECT_EQ(code(several("c1", {need(), need()})), "id_unusable");
  EXPECT_EQ(entries(), before + 3);
  EXPECT_EQ(store->case_head("soc", "a1")->events, 1U);
}

TEST_P(SeveralEvents, a_refused_event_leaves_nothing_of_its_command_and_the_rest_of_the_batch_alone) {
  auto const before = entries();
  auto const batch = office.ask_all("[" + several("c1", {need(), withdrawn("c1.1"), withdrawn("c1.1")}) + "," +
                                    several("c2", {need(), withdrawn("c1.1")}) + "," + started("c3") + "," +
                                    several("c4", {withdrawn("c3"), withdrawn("nothing")}) + "," +
                                    several("c5", {withdrawn("c3")}) + "]");
  EXPECT_EQ(batch[0].refused->code, "already_withdrawn");
  EXPECT_EQ(batch[0].refused->field, "3.event");
  EXPECT_EQ(batch[1].refused->code, "unknown_event");
  EXPECT_EQ(batch[2].receipt.events, (Events{{"c3", "soc:a1", 1}}));
  EXPECT_EQ(batch[3].refused->code, "unknown_event");
  EXPECT_EQ(batch[4].receipt.events, (Events{{"c5", "soc:a1", 2}}));
  EXPECT_EQ(entries(), before + 2);
  EXPECT_EQ(code(several("c1", {need()})), "") << "a refused command may be asked again, also otherwise";
}

TEST_P(SeveralEvents, events_of_a_command_may_go_to_several_streams) {
  auto const other_case = started("x", "a2");
  auto const event = "{" + other_case.substr(other_case.find(R"("do")"));
  auto const outcome = office.ask(several("c1", {need(), event, need()}, R"(,"expected_version":0)"));
  ASSERT_FALSE(outcome.refused) << base::english(outcome.refused->why);
  EXPECT_EQ(outcome.receipt.events, (Events{{"c1.1", "soc:a1", 1}, {"c1.2", "soc:a2", 1}, {"c1.3", "soc:a1", 2}}));
  EXPECT_EQ(code(several("c2", {event, need()}, R"(,"expected_version":2)")), "version_conflict");
}

TEST_P(LastSeenEvents, the_last_event_that_somebody_saw_of_a_subject) {
  auto const met = [](std::string const& id, std::string const& owner, std::string const& seen) {
    auto const last = seen.empty() ? seen : fmt::format(R"(,"event":"{}")", seen);
    return fmt::format(
        R"({{"command":"{}","type":"forum.met","owner":"{}","happened":"2026-03-09",)"
        R"("subject":{{"kind":"forum","id":"f1"}},"expected_last":{{"subject":{{"kind":"forum","id":"f1"}}{}}}}})",
        id, owner, last);
  };
  EXPECT_EQ(code(met("m1", "soc", "")), "");
  auto const conflict = office.ask(met("m2", "hsn", ""));
  ASSERT_TRUE(conflict.refused);
  EXPECT_EQ(conflict.refused->code, "version_conflict");
  EXPECT_EQ(conflict.refused->last, "m1");
  auto const batch = office.ask_all("[" + met("m2", "hsn", "m1") + "," + met("m3", "soc", "m1") + "]");
  EXPECT_FALSE(batch[0].refused);
  EXPECT_EQ(batch[1].refused->last, "m2");
  auto const other_store = scratch.open();
  Office other(*other_store);
  EXPECT_EQ(other.ask(met("m3", "soc", "m1")).refused->last, "m2") << "also when it is read from the store";
  EXPECT_FALSE(other.ask(met("m3", "soc", "m2")).refused);
  EXPECT_EQ(code(met("m4", "soc", "m2")), "version_conflict");
}

// What one authority records of a case is no conflict to another, which can't see it.
TEST_P(LastSeenEvents, what_somebody_can_not_see_is_no_conflict) {
  auto const noted = [&](std::string const& id, std::string const& owner, std::string const& seen) {
    auto event = need(fmt::format(
        R"(,"command":"{}","expected_last":{{"subject":{{"kind":"case","id":"a1"}},"event":"{}"}})", id, seen));
    return event.replace(event.find("soc"), 3, owner);
  };
  EXPECT_EQ(code(noted("n1", "soc", "")), "");
  EXPECT_EQ(code(noted("n2", "hsn", "")), "");
  EXPECT_EQ(code(noted("n3", "soc", "n1")), "");
  EXPECT_EQ(code(noted("n4", "soc", "n1")), "version_conflict");
}

INSTANTIATE_TEST_SUITE_P(Databases, SeveralEvents, testing::ValuesIn(databases::all_kinds), databases::called);
INSTANTIATE_TEST_SUITE_P(Databases, LastSeenEvents, testing::ValuesIn(databases::all_kinds), databases::called);

}  // namespace
}  // namespace overens::app
