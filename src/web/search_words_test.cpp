#include <algorithm>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "disk/agreements.hpp"
#include "wording/search.hpp"

namespace overens::web {
namespace {

disk::Agreements const& agreements_of_the_repository() {
  static auto const all = disk::load_agreements(OVERENS_ROOT "/agreements");
  return *all;
}

TEST(SearchWords, TheWordsThatPeopleUseLeadToTheirNeeds) {
  std::ifstream file(OVERENS_ROOT "/test/search-words.txt");
  std::size_t tried = 0;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with('#')) continue;
    auto const mark = line.find(": ");
    ASSERT_NE(mark, std::string::npos) << line;
    ++tried;
    std::vector<std::string> found;
    for (auto const* need : wording::find_needs(agreements_of_the_repository().vocabulary, nullptr,
                                                line.substr(0, mark), wording::Tongue::swedish))
      found.push_back(need->id);
    std::istringstream expected(line.substr(mark + 2));
    for (std::string need; expected >> need;)
      EXPECT_NE(std::find(found.begin(), found.end(), need), found.end()) << line;
    EXPECT_LE(found.size(), 8U) << line << " leads to too many";
  }
  EXPECT_GE(tried, 100U);
}

}  // namespace
}  // namespace overens::web
