#include "demonstration/cases.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "calendar/days_off.hpp"
#include "disk/agreements.hpp"

namespace overens::demonstration {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

disk::Agreements const& loaded() {
  static auto const all = disk::load_agreements(OVERENS_ROOT "/agreements");
  return *all;
}

Stories const& stories() {
  static auto const all = [] {
    std::vector<base::SourceFile> files;
    for (auto const& one : fs::directory_iterator(OVERENS_ROOT "/examples/stories")) {
      std::ifstream in(one.path());
      files.push_back({one.path().string(), {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()}});
    }
    std::sort(files.begin(), files.end(), [](auto const& a, auto const& b) { return a.name < b.name; });
    base::Findings wrong;
    return *read_stories(files, loaded().vocabulary, wrong);
  }();
  return all;
}

std::vector<Json> cases_through(char const* through, std::uint64_t seed = 1) {
  auto const& packs = loaded().packs;
  auto const pack =
      std::find_if(packs.begin(), packs.end(), [](auto const* one) { return one->agreement == "jamtland-harjedalen"; });
  Year const year{*pack, *calendar::parse_day("2025-07-01"), *calendar::parse_day(through), seed};
  auto before = governance(year, packs, loaded().vocabulary, {});
  std::vector<Json> all;
  for (auto const& line : cases(year, loaded().vocabulary, stories(), *before).lines) all.push_back(Json::parse(line));
  return all;
}

TEST(Cases, are_the_same_each_time_and_go_on_on_a_later_day) {
  auto const first = cases_through("2026-06-30");
  EXPECT_EQ(first, cases_through("2026-06-30"));
  EXPECT_NE(first, cases_through("2026-06-30", 2));
  auto const longer = cases_through("2026-11-30");
  std::set<std::string> all;
  for (auto const& event : longer) all.insert(event.dump());
  for (auto const& event : first) EXPECT_TRUE(all.contains(event.dump())) << event;
  EXPECT_GT(longer.size(), first.size());
}

TEST(Cases, are_written_down_when_people_work_after_they_happened) {
  std::set<std::string> moments;
  for (auto const& event : cases_through("2026-06-30")) {
    auto const at = calendar::parse_moment(event["recorded"].get<std::string>());
    ASSERT_TRUE(at && at->at) << event;
    EXPECT_TRUE(calendar::is_working_day(at->day, calendar::Eves::off)) << event;
    auto const time = calendar::local_time(*at->at).substr(11);
    EXPECT_TRUE(time >= "08:00" && time < "19:00") << event;
    moments.insert(time);
    auto const happened = calendar::parse_moment(event["happened"].get<std::string>());
    EXPECT_FALSE(calendar::is_before(*at, *happened)) << event;
  }
  EXPECT_GT(moments.size(), 300U);
}

TEST(Cases, are_in_several_authorities_of_which_each_side_discloses_to_the_other_and_takes_on_what_comes_in) {
  std::map<std::string, std::set<std::string>> owners;      // of each type of event
  std::map<std::string, std::set<std::string>> disclosers;  // of each case
  for (auto const& event : cases_through("2026-11-30")) {
    owners[event["type"]].insert(event["owner"].get<std::string>());
    if (event["type"] == "disclosure.made") disclosers[event["case"]].insert(event["owner"].get<std::string>());
  }
  for (auto const* type : {"case.opened", "disclosure.made", "case.closed"})
    EXPECT_EQ(owners[type].size(), 4U) << type << ": three municipalities and the region";
  for (auto const* type : {"dispute.raised", "complaint.received", "deviation.reported", "cost_split.agreed"})
    EXPECT_FALSE(owners[type].empty()) << type;
  auto const mutual =
      std::count_if(disclosers.begin(), disclosers.end(), [](auto const& one) { return one.second.size() > 1; });
  EXPECT_GT(mutual, 20);
  EXPECT_LT(static_cast<std::size_t>(mutual), disclosers.size());
}

}  // namespace
}  // namespace overens::demonstration
