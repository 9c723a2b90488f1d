#include <gtest/gtest.h>

#include "app/command_json.hpp"
#include "app/world_test.hpp"

namespace overens::app {
namespace {

auto const& words = world().vocabulary;

ReadCommand one(std::string const& json) {
  auto all = read_commands(json, words);
  EXPECT_TRUE(all);
  return all->front();
}

TEST(command, stands_for_an_event_of_its_type) {
  auto const read = one(R"({"command":"c1","do":"approve","owner":"soc","happened":"2026-01-31",
    "subject":{"kind":"agreement","id":"sjoland"},"data":{"version":"2026","party":"9901"}})");
  ASSERT_TRUE(read.command) << base::english(read.command.error().why);
  EXPECT_EQ(read.command->id, "c1");
  ASSERT_EQ(read.command->events.size(), 1U);
  auto const& [event, data, stream, changes, refers_to, subjects, follows] = read.command->events.front();
  EXPECT_EQ(event->id, "c1");
  EXPECT_EQ(event->owner, "soc");
  EXPECT_EQ(event->type->name, "agreement.approved");
  EXPECT_EQ(event->said("party"), "9901");
  EXPECT_EQ(data, R"({"party":"9901","version":"2026"})") << "kept in one order";
  EXPECT_EQ(stream, "soc:agreement.sjoland");
  EXPECT_EQ(subjects, (std::vector<journal::SubjectRef>{{"agreement", "sjoland"}}));
  EXPECT_FALSE(follows);
}

TEST(command, the_same_request_however_it_is_written) {
  auto const short_one =
      one(R"({"command":"c1","do":"record","type":"case.closed","owner":"soc","happened":"2026-01-31",
    "case":"a1"})");
  auto const long_one = one(R"({ "owner": "soc", "type":"case.closed", "case":"a1",
    "happened":"2026-01-31", "do":"record", "command":"c1" })");
  auto const other = one(R"({"command":"c1","do":"record","type":"case.closed","owner":"soc","happened":"2026-01-30",
    "case":"a1"})");
  ASSERT_TRUE(short_one.command) << base::english(short_one.command.error().why);
  EXPECT_EQ(short_one.command->request, long_one.command->request);
  EXPECT_NE(short_one.command->request, other.command->request);
}

TEST(command, the_same_request_whatever_the_order_of_its_fields) {
  auto const asked = [](char const* data) {
    return one(fmt::format(R"({{"command":"c1","do":"approve","owner":"soc","happened":"2026-01-31",
      "subject":{{"kind":"agreement","id":"sjoland"}},"data":{}}})",
                           data))
        .command->request;
  };
  EXPECT_EQ(asked(R"({"version":"2026","party":"9901"})"), asked(R"({"party":"9901", "version":"20\u00326"})"));
  EXPECT_NE(asked(R"({"version":"2026","party":"9901"})"), asked(R"({"version":"2026","party":"9902"})"));
}

TEST(command, has_several_events_each_with_an_id) {
  auto const read = one(R"({"command":"c1","expected_version":3,"expected_last":{"subject":{"kind":"municipality",
    "id":"9901"},"event":"e9"},"events":[{"type":"case.closed","owner":"soc","happened":"2026-01-31","case":"a1"},
    {"do":"withdraw","id":"own","owner":"soc","happened":"2026-01-31","data":{"event":"c1.1","reason":"duplicate"}}]})");
  ASSERT_TRUE(read.command) << base::english(read.command.error().why);
  ASSERT_EQ(read.command->events.size(), 2U);
  EXPECT_EQ(read.command->events[0].event->id, "c1.1");
  EXPECT_EQ(read.command->events[0].event->command, "c1");
  EXPECT_EQ(read.command->events[1].event->id, "own");
  EXPECT_EQ(read.command->events[1].changes, "c1.1");
  EXPECT_EQ(read.command->expected_version, 3U);
  EXPECT_EQ(read.command->expected_last->subject, (journal::SubjectRef{"party", "9901"}));
  EXPECT_EQ(read.command->expected_last->event, "e9");
}

TEST(command, a_person_is_known_by_its_owner) {
  auto const read = one(R"({"command":"c1","do":"record","type":"case.closed","owner":"soc","happened":"2026-01-31",
    "case":"a1","expected_last":{"subject":{"kind":"person","id":"x"}}})");
  EXPECT_EQ(read.command->expected_last->subject.id, "soc/x");
  EXPECT_EQ(read.command->expected_last->event, "");
}

TEST(command, one_that_cannot_be_read_does_not_hold_up_the_others) {
  auto const all = read_commands(R"([{"command":"c1"},
    {"command":"c2","do":"record","type":"case.closed","owner":"soc","happened":"2026-01-31","case":"a1"}, 7])",
                                 words);
  ASSERT_TRUE(all);
  ASSERT_EQ(all->size(), 3U);
  EXPECT_EQ((*all)[0].id, "c1");
  EXPECT_FALSE((*all)[0].command);
  EXPECT_TRUE((*all)[1].command);
  EXPECT_EQ((*all)[2].command.error().code, "not_json");
}

TEST(command, is_refused_as_a_whole_when_it_is_no_json_or_too_much) {
  EXPECT_EQ(read_commands("{", words).error().code, "not_json");
  EXPECT_EQ(read_commands("", words).error().code, "not_json");
  std::string many = "[0";
  for (std::size_t i = 0; i < most_at_once; ++i) many += ",0";
  EXPECT_EQ(read_commands(many + "]", words).error().code, "too_many");
}

struct Bad {
  char const* json;
  char const* code;
  char const* field;
};

TEST(command, bad_inputs) {
  for (
      auto const& [json, code, field] : std::initializer_list<Bad>{
          {R"({})", "missing_key", "command"},
          {R"({"command":"c"})", "missing_key", "do"},
          {R"({"command":"c","do":"record"})", "missing_key", "type"},
          {R"({"command":"c","do":"record","type":"no.such"})", "unknown_type", "type"},
          {R"({"command":"c","do":7})", "bad_value", "do"},
          {R"({"command":"c","do":"abolish"})", "unknown_command", "do"},
          {R"({"command":"c","do":"add"})", "unknown_command", "do"},
          {R"({"command":"c","events":[]})", "missing_key", "events"},
          {R"({"command":"c","events":{}})", "bad_value", "events"},
          {R"({"command":"c","events":[7]})", "bad_value", "events"},
          {R"({"command":"c","owner":"soc","events":[]})", "unknown_key", "owner"},
          {R"({"command":"c","events":[],"events":[]})", "double_key", "events"},
          {R"({"command":"c","events":[{"type":"case.closed","owner":"s","happened":"2026-01-31","case":"a"},{"do":"x"}]})",
           "unknown_command", "2.do"},
          {R"({"command":"c","events":[{"type":"case.closed","owner":"s","happened":"2026-01-31","case":"a"},
               {"type":"case.closed","owner":"s","happened":"x","case":"a"}]})",
           "bad_value", "2.happened"},
          {R"({"command":"c","expected_last":{"event":"e"}})", "bad_value", "expected_last"},
          {R"({"command":"c","expected_last":{"subject":{"kind":"place","id":"p"}}})", "bad_value", "expected_last"},
          {R"({"command":"c","do":"sign","type":"agreement.signed"})", "unknown_key", "type"},
          {R"({"command":"c","do":"record","whose":"x"})", "unknown_key", "whose"},
          {R"({"command":"c","do":"record","do":"sign"})", "double_key", "do"},
          {R"({"command":"c","do":"record","recorded":"2026-01-01T00:00:00Z"})", "unknown_key", "recorded"},
          {R"({"command":"c d","do":"record","type":"case.closed","owner":"s","happened":"2026-01-31","case":"a"})",
           "bad_value", "command"},
          {R"({"command":"c","do":"record","type":"case.closed","owner":"s","happened":"2026-01-31"})", "missing_key",
           "case"},
          {R"({"command":"c","do":"record","type":"case.closed","owner":"s","happened":"31/1","case":"a"})",
           "bad_value", "happened"},
          {R"({"command":"c","do":"record","type":"case.closed","happened":"2026-01-31","case":"a"})", "missing_key",
           "owner"},
          {R"({"command":"c","do":"record","type":"case.closed","owner":"s","happened":"2026-01-31","case":"a",
                "expected_version":-1})",
           "bad_value", "expected_version"},
          {R"({"command":"c","do":"withdraw","owner":"s","happened":"2026-01-31",
                "data":{"event":"e","reason":"duplicate","reason":"duplicate"}})",
           "double_key", "reason"},
          {R"({"command":"c","do":"withdraw","owner":"s","happened":"2026-01-31","data":{"event":"e","reason":"bored"}})",
           "bad_value", "reason"},
      }) {
    auto const read = one(json);
    ASSERT_FALSE(read.command) << json;
    EXPECT_EQ(read.command.error().code, code) << json;
    EXPECT_EQ(read.command.error().field, field) << json;
  }
}

TEST(command, has_an_event_and_not_too_many) {
  event::Draft draft;
  draft.type = "case.closed";
  draft.owner = "soc";
  draft.happened = "2026-01-31";
  draft.in_case = "a1";
  EXPECT_TRUE(make_command("c1", std::vector(most_events, draft), words));
  EXPECT_EQ(make_command("c1", std::vector(most_events + 1, draft), words).error().code, "too_many");
  EXPECT_EQ(make_command("c1", {}, words).error().code, "missing_key");
}

TEST(command, every_kind_stands_for_a_type_of_the_vocabulary) {
  for (auto const& kind : command_kinds()) EXPECT_NE(words.type(kind.type), nullptr) << kind.word;
}

TEST(import_event, is_the_same_command_in_any_order_of_its_keys) {
  auto const request = [](char const* line) { return import_event(line, words)->request; };
  auto const one = request(
      R"({"id":"e1","type":"case.closed","happened":"2026-03-02","recorded":"2026-03-02T10:00:00Z","owner":"soc","case":"a1"})");
  EXPECT_EQ(request(R"({ "owner":"soc", "case":"a1","type":"case.closed","recorded":"2026-03-02T10:00:00Z",)"
                    R"("happened":"2026-03-02","id":"e1"})"),
            one);
  EXPECT_NE(
      request(
          R"({"id":"e1","type":"case.closed","happened":"2026-03-03","recorded":"2026-03-02T10:00:00Z","owner":"soc","case":"a1"})"),
      one);
}

// What a correction holds is not looked into when its line is read.
TEST(import_event, refuses_data_that_cannot_be_put_in_order) {
  for (auto const* const corrected : {R"({"version":1e400})", R"({"version":"\ud800"})"}) {
    auto const line = fmt::format(R"({{"id":"k1","type":"event.corrected","happened":"2026-03-02",)"
                                  R"("recorded":"2026-03-02T10:00:00Z","owner":"soc",)"
                                  R"("data":{{"event":"e1","data":{}}}}})",
                                  corrected);
    auto const command = import_event(line, words);
    ASSERT_FALSE(command) << line;
    EXPECT_EQ(command.error().code, "bad_value");
    EXPECT_EQ(command.error().field, "data");
  }
}

}  // namespace
}  // namespace overens::app
