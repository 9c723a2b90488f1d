#include "event/draft.hpp"

#include <gtest/gtest.h>
#include <simdjson.h>

#include "event/owned_event.hpp"

namespace overens::event {
namespace {

base::Expected<Draft> read(std::string const& json) {
  simdjson::dom::parser parser;
  simdjson::dom::object object = parser.parse(json);
  Draft draft;
  for (auto const& [key, value] : object) {
    if (auto const read = put(draft, key, value); !read) return tl::unexpected(read.error());
  }
  return draft;
}

std::string line(std::string const& json) {
  return line_of(*read(json), "c1");
}

TEST(draft, is_written_as_a_line_in_one_order) {
  auto const expected =
      R"({"command":"c1","id":"e1","type":"a.b","happened":"2026-03-09","owner":"soc","as_told_by":"hsn","unit":"u",)"
      R"("actor":"x","case":"a1","person":"p","recorded":"2000-01-01T00:00:00Z","subject":{"kind":"plan","id":"s1"},)"
      R"("data":{"a":true,"b":["x","y"],"c":-7,"d":{"e":"f","g":[]}}})";
  EXPECT_EQ(line(R"({"id":"e1","type":"a.b","happened":"2026-03-09","owner":"soc","unit":"u","as_told_by":"hsn",
    "actor":"x","case":"a1","person":"p","subject":{"kind":"plan","id":"s1"},
    "data":{"a":true,"b":["x","y"],"c":-7,"d":{"e":"f","g":[]}}})"),
            expected);
  EXPECT_EQ(line(R"({"data":{"d":{"g":[],"e":"f"},"c":-7,"b":["x","y"],"a":true},"subject":{"id":"s1","kind":"plan"},
    "person":"p","case":"a1","actor":"x","as_told_by":"hsn","unit":"u","owner":"soc","happened":"2026-03-09",
    "type":"a.b","id":"e1"})"),
            expected);
}

TEST(draft, escapes_what_must_be_and_nothing_else) {
  auto const draft = read(R"({"data":{"words":"\"å\"\\\n\u00f6","other":"a/b"}})");
  ASSERT_TRUE(draft);
  EXPECT_EQ(data_of(*draft), R"({"other":"a/b","words":"\"å\"\\\nö"})");
  EXPECT_EQ(data_of({}), "");
}

TEST(draft, replaces_bytes_that_are_no_text) {
  Draft draft;
  draft.data.push_back({"words", {std::string("a\xFF")}, false});
  EXPECT_EQ(data_of(draft), "{\"words\":\"a\xEF\xBF\xBD\"}");
}

struct Bad {
  char const* json;
  char const* code;
  char const* field;
};

TEST(draft, bad_inputs) {
  for (auto const& [json, code, field] : std::initializer_list<Bad>{
           {R"({"whose":"x"})", "unknown_key", "whose"},
           {R"({"recorded":"2026-01-01T00:00:00Z"})", "unknown_key", "recorded"},
           {R"({"owner":7})", "bad_value", "owner"},
           {R"({"owner":""})", "bad_value", "owner"},
           {R"({"owner":"a","owner":"b"})", "double_key", "owner"},
           {R"({"subject":"s"})", "bad_value", "subject"},
           {R"({"subject":{"kind":"plan"}})", "missing_key", "subject"},
           {R"({"subject":{"kind":"plan","id":"s","more":"x"}})", "unknown_key", "subject"},
           {R"({"subject":{"kind":"plan","id":"s"},"subject":{"kind":"plan","id":"t"}})", "double_key", "subject"},
           {R"({"data":[]})", "bad_value", "data"},
           {R"({"data":{"a":1,"a":2}})", "double_key", "a"},
           {R"({"data":{"a":{"b":1,"b":2}}})", "double_key", "b"},
           {R"({"data":{"a":1},"data":{"b":1}})", "double_key", "data"},
           {R"({"data":{"a":null}})", "bad_value", "a"},
           {R"({"data":{"a":1.5}})", "bad_value", "a"},
           {R"({"data":{"a":18446744073709551615}})", "bad_value", "a"},
           {R"({"data":{"a":["x",["y"]]}})", "bad_value", "a"},
       }) {
    auto const draft = read(json);
    ASSERT_FALSE(draft) << json;
    EXPECT_EQ(draft.error().code, code) << json;
    EXPECT_EQ(draft.error().field, field) << json;
  }
}

TEST(owned_event, outlives_the_line_it_was_read_from) {
  DataField words;
  words.name = "words";
  auto made = [&] {
    std::string const text = "some words";
    Value const values[] = {{&words, 0, 0, text}};
    std::string const id = "e1";
    Event event;
    event.id = id;
    event.data = values;
    return OwnedEvent(event);
  }();
  auto const copy = made;
  made = OwnedEvent(Event{});
  EXPECT_EQ(copy->id, "e1");
  EXPECT_EQ(copy->owner, "");
  EXPECT_EQ(copy->value("words")->text, "some words");
}

}  // namespace
}  // namespace overens::event
