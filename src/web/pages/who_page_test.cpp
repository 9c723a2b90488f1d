#include "web/pages/act_world_test.hpp"

namespace overens::web {
namespace {

TEST(WhoPage, AsksWhichOfTwoAgesIsMeant) {
  World world;
  auto const asked = [&](std::string const& need, std::string const& age) {
    return world.ask("GET", "/vem-gor-vad?lan=2380&behov=" + http::encode(need) + "&alder=" + age);
  };
  auto const two = asked("urinprov 16 år och 50 år", "");
  EXPECT_EQ(two.status, 422);
  EXPECT_TRUE(holds(two, "Frågan nämner två åldrar, 16 och 50"));
  EXPECT_TRUE(holds(asked("urinprov 16 år", "50"), "Frågan nämner två åldrar, 50 och 16"));
  EXPECT_EQ(asked("urinprov 16 år", "16").status, 200);
}

}  // namespace
}  // namespace overens::web
