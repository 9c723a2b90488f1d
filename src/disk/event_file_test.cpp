#include "disk/event_file.hpp"

#include <fstream>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "base/bounded_line.hpp"
#include "disk/agreements.hpp"

namespace overens::disk {
namespace {

namespace fs = std::filesystem;

class EventFile : public testing::Test {
 protected:
  fs::path file = fs::path(testing::TempDir()) / fmt::format("overens-events-{}.jsonl", ::getpid());
  std::vector<std::string> ids;

  ~EventFile() override { fs::remove(file); }

  ReadLines read(std::string const& bytes, bool strict = false) {
    static auto const agreements = load_agreements(OVERENS_ROOT "/agreements");
    std::ofstream(file, std::ios::binary) << bytes;
    ids.clear();
    return read_events(
        file, agreements->vocabulary, strict, [&](event::Event const& e) { ids.emplace_back(e.id); }, [](double) {});
  }
};

std::string line(std::string const& id) {
  return fmt::format(
      R"({{"id":"{}","type":"authority.joined","happened":"2026-03-02","recorded":"2026-03-02T10:00:00Z",)"
      R"("owner":"soc","subject":{{"kind":"authority","id":"soc"}}}})"
      "\n",
      id);
}

std::string long_line(std::size_t more) {
  return std::string(base::longest_line + more, 'x') + "\n";
}

TEST_F(EventFile, GoesOnAfterALineThatIsTooLong) {
  for (std::size_t const more : {std::size_t{1}, std::size_t{1} << 20U, base::longest_line}) {
    auto const result = read(line("a") + long_line(more) + line("b") + long_line(more) + line("c"));
    EXPECT_EQ(ids, (std::vector<std::string>{"a", "b", "c"}));
    EXPECT_EQ(result.lines, 5U);
    EXPECT_EQ(result.bad, 2U);
    ASSERT_EQ(result.first_bad.size(), 2U);
    EXPECT_EQ(result.first_bad[0].line, 2U);
    EXPECT_EQ(result.first_bad[1].line, 4U);
    EXPECT_EQ(result.first_bad[1].why.code, "too_long");
  }
}

TEST_F(EventFile, ALineThatIsTooLongMayBeTheLast) {
  auto const result = read(line("a") + std::string(base::longest_line + (1U << 20U), 'x'));
  EXPECT_EQ(ids, std::vector<std::string>{"a"});
  EXPECT_EQ(result.lines, 2U);
  ASSERT_EQ(result.first_bad.size(), 1U);
  EXPECT_EQ(result.first_bad[0].why.code, "too_long");
}

TEST_F(EventFile, StopsAtALineThatIsTooLongWhenItIsStrict) {
  auto const result = read(line("a") + long_line(1U << 20U) + line("b"), true);
  EXPECT_EQ(ids, std::vector<std::string>{"a"});
  EXPECT_EQ(result.bad, 1U);
}

TEST_F(EventFile, RemembersAHundredBadLines) {
  std::string bad;
  for (int i = 0; i < 100; ++i) bad += "no event\n";
  auto const result = read(bad + long_line(1) + line("a"));
  EXPECT_EQ(result.bad, 101U);
  EXPECT_EQ(result.first_bad.size(), 100U);
  EXPECT_EQ(ids, std::vector<std::string>{"a"});
}

}  // namespace
}  // namespace overens::disk
