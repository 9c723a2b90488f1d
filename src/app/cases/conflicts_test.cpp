// What others record in a case meanwhile: asked of Commands, as pages, the API and the terminal alike do.

#include "app/cases/cases_test.hpp"

namespace overens::app {
namespace {

struct Conflicts : Cases {
  static std::string placement(std::string const& type, std::string const& id, std::string const& seen) {
    return fmt::format(R"("type":"placement.{0}","case":"c1","subject":{{"kind":"placement","id":"{1}"}},)"
                       R"("expected_last":{{"subject":{{"kind":"placement","id":"{1}"}},"event":"{2}"}})",
                       type, id, seen);
  }
  std::string answer(Actor const& actor, std::string const& event) {
    auto const result = ask(actor, event);
    return result.refused ? result.refused->code : std::string();
  }
  std::string last() { return fmt::format("k{}", commands_asked); }
};

TEST_P(Conflicts, are_what_was_recorded_since_of_the_subject_itself) {
  auto const seen = last();
  record(R"("type":"need.noted","case":"c1","data":{"intervention":"open_care"})");
  record(
      R"("type":"placement.started","case":"c1","subject":{"kind":"placement","id":"p2"},"data":{"form":"hvb","urgency":"acute"})");
  EXPECT_EQ(answer(vide, placement("followed_up", "p1", seen)), "") << "others work in the same case";
  auto const followed_up = last();
  EXPECT_EQ(answer(vide, placement("ended", "p1", seen)), "version_conflict");
  EXPECT_EQ(answer(by_system, placement("ended", "p1", seen)), "version_conflict") << "for every door";
  EXPECT_EQ(answer(vide, placement("ended", "p1", "no-such-event")), "version_conflict");
  EXPECT_EQ(answer(vide, placement("ended", "p1", followed_up)), "");
}

TEST_P(Conflicts, are_corrections_as_well) {
  auto const seen = last();
  record(fmt::format(R"("type":"event.corrected","data":{{"event":"{}","happened":"2026-03-08"}})", seen));
  auto const correction = last();
  EXPECT_EQ(answer(vide, placement("ended", "p1", seen)), "version_conflict");
  EXPECT_EQ(answer(vide, placement("ended", "p1", correction)), "");
}

TEST_P(Conflicts, are_nothing_that_is_hidden_from_whoever_asks) {
  auto const seen = last();
  record(R"("type":"placement.followed_up","case":"c1","subject":{"kind":"placement","id":"p1"})");
  record(fmt::format(R"("type":"record.hidden","case":"c1","data":{{"event":"{}","reason":"x"}})", last()));
  EXPECT_EQ(answer(vide, placement("ended", "p1", seen)), "");
}

INSTANTIATE_TEST_SUITE_P(Databases, Conflicts, testing::ValuesIn(databases::all_kinds), databases::called);

}  // namespace
}  // namespace overens::app
