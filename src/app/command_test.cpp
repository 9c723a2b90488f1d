#include "app/command.hpp"

#include <gtest/gtest.h>

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
  EXPECT_EQ(read.command->owner, "soc");
  EXPECT_EQ(read.command->data, R"({"version":"2026","party":"9901"})");
  EXPECT_NE(read.command->event().find(R"("type":"agreement.approved")"), std::string_view::npos);
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
          {R"({"command":"c","do":"sign","type":"agreement.signed"})", "unknown_key", "type"},
          {R"({"command":"c","do":"record","whose":"x"})", "unknown_key", "whose"},
          {R"({"command":"c","do":"record","do":"sign"})", "double_key", "do"},
          {R"({"command":"c","do":"record","recorded":"2026-01-01T00:00:00Z"})", "unknown_key", "recorded"},
          {R"({"command":"c d","do":"record","type":"case.closed","owner":"s","happened":"2026-01-31","case":"a"})",
           "bad_value", "id"},
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

TEST(command, every_deed_stands_for_a_type_of_the_vocabulary) {
  for (auto const& deed : command_kinds()) EXPECT_NE(words.type(deed.type), nullptr) << deed.word;
}

}  // namespace
}  // namespace overens::app
