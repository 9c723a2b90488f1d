#include "disk/agreements.hpp"

#include <gtest/gtest.h>

#include "agreement/responsible.hpp"

namespace overens::disk {
namespace {

using agreement::Ages;

Agreements const& agreements() {
  static auto const all = load_agreements(OVERENS_ROOT "/agreements");
  return *all;
}

bool has(std::optional<Ages> const& ages, int age) {
  return !ages || ages->has(age);
}

// Each limit from both sides.
std::vector<int> around(std::optional<Ages> const& ages) {
  std::vector<int> all;
  for (auto const& limit : {ages ? ages->from : std::nullopt, ages ? ages->until : std::nullopt}) {
    for (int below = 1; limit && below >= 0; --below) all.push_back(*limit - below);
  }
  return all;
}

// In every pack, for every age limit: whoever is told receives that age, and who is not told does not.
TEST(Agreements, EveryAgeLimitDecidesOnBothSides) {
  std::size_t tried = 0;
  for (auto const* pack : agreements().packs) {
    for (auto const& row : pack->responsibilities) {
      auto bands = row.by_age;
      if (bands.empty()) bands.push_back({row.ages.value_or(Ages{}), row.who, {}});
      std::vector<int> ages = around(row.ages);
      for (auto const& band : bands) {
        for (auto const age : around(band.ages)) ages.push_back(age);
        for (auto const& holder : band.who) {
          if (auto const* unit = pack->unit(holder.unit)) {
            for (auto const age : around(unit->ages)) ages.push_back(age);
          }
        }
      }
      for (auto const age : ages) {
        SCOPED_TRACE(pack->name() + " " + row.id + " " + std::to_string(age));
        ++tried;
        std::size_t expected = 0;
        for (auto const& band : bands) {
          for (auto const& holder : band.who) {
            auto const* unit = pack->unit(holder.unit);
            expected += band.ages.has(age) && has(row.ages, age) && (unit == nullptr || has(unit->ages, age)) ? 1U : 0U;
          }
        }
        std::size_t told = 0;
        for (auto const& line : agreement::who(*pack, row.need, age)) told += line.row == &row ? line.who.size() : 0;
        EXPECT_EQ(told, expected);
      }
    }
  }
  EXPECT_GT(tried, 40U);
}

}  // namespace
}  // namespace overens::disk
