#include "base/shape.hpp"

#include <gtest/gtest.h>

namespace overens::base {
namespace {

using namespace shape;

ShapeBook book() {
  auto const span = map({required("count", integer(0, 1000)), required("unit", code({"day", "working_day", "week"}))});
  auto const condition =
      exactly_one({"event", "any"}, map({optional("event", id()), optional("any", list(named("condition")))}));
  return {{"condition", condition}, {"span", span}};
}

std::string refusals(std::string const& yaml, ShapePtr const& shape) {
  Findings findings;
  auto const node = read_yaml({"a", yaml}, findings);
  check_shape(node, *shape, book(), "a", findings);
  std::string all;
  for (auto const& f : findings.sorted()) {
    all += std::to_string(f.place.line) + ": " + english(f.what) + " → " + english(f.instead) + "\n";
  }
  return all;
}

TEST(Shape, accepts_what_it_describes) {
  EXPECT_EQ(refusals("count: 7\nunit: day\n", named("span")), "");
  EXPECT_EQ(refusals("any:\n  - event: sip.held\n  - any: [{event: a}]\n", named("condition")), "");
}

TEST(Shape, says_everything_at_once_with_what_to_write) {
  EXPECT_EQ(refusals("count: x\nunits: day\n", named("span")),
            "1: the key unit is missing → add unit: one of: day, working_day, week\n"
            "1: x is not a number that fits here → a whole number from 0 to 1000\n"
            "2: the key units is not known here → did you mean unit?\n");
}

TEST(Shape, ids_and_texts_are_not_numbers) {
  auto const shape = map({optional("id", id()), optional("title", words()), optional("from", day())});
  EXPECT_EQ(refusals("id: 2.10\n", shape),
            "1: 2.10 is not an id: an id begins with a letter → write a letter before it, such as s2.10\n");
  EXPECT_EQ(refusals("title: 2016\n", shape),
            "1: 2016 reads as a number, a day or a yes or no, but a text belongs here → put it in quotes: \"2016\"\n");
  EXPECT_EQ(refusals("from: 2026-02-30\n", shape), "1: 2026-02-30 is not a day → a day such as 2026-01-31\n");
}

TEST(Shape, wrong_kind_of_node_and_two_alternatives) {
  auto const shape = either({id(), list(id())});
  EXPECT_EQ(refusals("- a\n- b\n", shape), "");
  EXPECT_NE(refusals("a: b\n", shape), "");
  EXPECT_EQ(refusals("event: a\nany: [{event: b}]\n", named("condition")),
            "1: exactly one of these keys is needed: event, any → write one of them and remove the others\n");
}

TEST(Shape, nearest_word) {
  EXPECT_EQ(nearest("workingday", {"day", "working_day"}), "working_day");
  EXPECT_EQ(nearest("banana", {"day", "week"}), "");
}

}  // namespace
}  // namespace overens::base
