#include "base/yaml.hpp"

#include <gtest/gtest.h>

namespace overens::base {
namespace {

struct Read {
  Node root;
  Findings findings;
};

Read read(std::string bytes, YamlLimits const& limits = {}) {
  Read r;
  r.root = read_yaml({"a.yaml", std::move(bytes)}, r.findings, limits);
  return r;
}

std::string first(Findings const& findings) {
  auto const all = findings.sorted();
  return all.empty() ? "" : std::to_string(all.front().place.line) + ": " + english(all.front().what);
}

TEST(Yaml, keeps_text_order_and_places) {
  auto const r = read("b: one\na:\n  - \"2.10\"\n  - {k: v}\n");
  EXPECT_TRUE(r.findings.usable());
  ASSERT_EQ(r.root.entries.size(), 2U);
  EXPECT_EQ(r.root.entries[0].key, "b");
  auto const& list = r.root.entries[1].value;
  EXPECT_TRUE(list.items[0].quoted);
  EXPECT_EQ(list.items[0].line, 3);
  EXPECT_EQ(list.items[1].find("k")->text, "v");
}

struct Trap {
  char const* yaml;
  char const* says;
};

class YamlTraps : public testing::TestWithParam<Trap> {};

TEST_P(YamlTraps, is_refused_with_its_line) {
  auto const r = read(GetParam().yaml);
  EXPECT_FALSE(r.findings.usable());
  EXPECT_EQ(first(r.findings), GetParam().says);
  EXPECT_NE(english(r.findings.sorted().front().instead), "");
}

INSTANTIATE_TEST_SUITE_P(
    table, YamlTraps,
    testing::Values(Trap{"a: 1\non: 2\n", "2: the key on is not a plain word"},
                    Trap{"2026-01-01: x\n", "1: the key 2026-01-01 is not a plain word"},
                    Trap{"12: x\n", "1: the key 12 is not a plain word"},
                    Trap{"\"a\": x\n", "1: the key a is not a plain word"},
                    Trap{"a: 1\nb: 2\na: 3\n", "3: the key a stands twice; first on line 1"},
                    Trap{"a: no\n", "1: the word no means different things to different readers of YAML"},
                    Trap{"a: {b: 1, No Key: 2}\n", "1: the key No Key is not a plain word"},
                    Trap{"a:\n\t- b: 1\n", "2: a tab stands where spaces indent"},
                    Trap{"a: {b: parts, whole and all}\n",
                         "1: whole and all stands after a comma, and is read as a key"},
                    Trap{"a: ~\n", "1: a value is missing"}, Trap{"a:\nb: 1\n", "1: a value is missing"},
                    Trap{"a: &x 1\n", "1: an anchor (&name) is not allowed"},
                    Trap{"a: &x {b: 1}\nc: *x\n", "1: an anchor (&name) is not allowed"},
                    Trap{"a: *x\n", "1: not YAML: the referenced anchor is not defined"},
                    Trap{"a:\n  <<: {b: 1}\n", "2: a merge key (<<) is not allowed"},
                    Trap{"a: !!int 1\n", "1: a tag (tag:yaml.org,2002:int) is not allowed"},
                    Trap{"? [a, b]\n: 1\n", "1: a key must be a word"},
                    Trap{"a: 1\n---\nb: 2\n", "2: several documents in one file"},
                    Trap{"a: [1, 2\n", "1: the key 2 is not a plain word"}, Trap{"", "0: the file is empty"},
                    Trap{"a: \xff\n", "0: the file is not written in UTF-8"}));

TEST(Yaml, a_comma_in_a_text_without_quotes_is_said_once) {
  auto const r = read("a: {b: parts, whole and all, c: 1}\n");
  EXPECT_EQ(r.findings.all().size(), 1U);
  EXPECT_EQ(r.root.find("a")->entries.size(), 2U);
}

TEST(Yaml, deep_nesting_is_refused_before_it_costs) {
  EXPECT_FALSE(read(std::string(100'000, '[')).findings.usable());
  EXPECT_EQ(first(read(std::string(30, '[') + "a" + std::string(30, ']')).findings),
            "1: nested more than 24 levels deep");
  std::string deep;
  for (int i = 0; i < 2000; ++i) deep += std::string(static_cast<std::size_t>(i), ' ') + "a:\n";
  EXPECT_FALSE(read(deep).findings.usable());
}

TEST(Yaml, size_is_refused) {
  EXPECT_EQ(first(read("a: " + std::string(5U << 20U, 'x')).findings), "0: the file is larger than 4194304 bytes");
  std::string many;
  for (int i = 0; i < 1000; ++i) many += "- x\n";
  EXPECT_FALSE(read(many, {.nodes = 100}).findings.usable());
}

TEST(Yaml, a_thousand_laughs_cost_nothing) {
  std::string bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n";
  for (char c = 'b'; c < 'j'; ++c) {
    bomb += std::string(1, c) + ": &" + c + " [";
    for (int i = 0; i < 9; ++i) bomb += std::string(i == 0 ? "" : ",") + "*" + static_cast<char>(c - 1);
    bomb += "]\n";
  }
  EXPECT_EQ(first(read(bomb).findings), "1: an anchor (&name) is not allowed");
}

}  // namespace
}  // namespace overens::base
