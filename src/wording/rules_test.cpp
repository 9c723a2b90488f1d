#include "wording/rules.hpp"

#include "obligation/random_journal_test.hpp"
#include "wording/search.hpp"

namespace overens::wording {
namespace {

using agreement::Condition;

struct Rules : testing::Test {
  static event::Vocabulary const& vocabulary() {
    static auto const one = [] {
      base::Findings findings;
      return event::load_vocabulary(obligation::files(OVERENS_ROOT "/agreements/vocabulary"), findings);
    }();
    return one;
  }
  static Condition condition(char const* event) {
    Condition one;
    one.event = event;
    return one;
  }
  std::string said(Condition const& one) const { return words.condition(one); }

  Language english{Tongue::english};
  RuleWords words{english, vocabulary()};
};

TEST_F(Rules, SayEveryLimitOfWhatCounts) {
  auto one = condition("sip.invited");
  auto const alone = said(one);
  one.within = calendar::Span{1, calendar::Unit::month};
  EXPECT_EQ(said(one), alone + ", at most one month from when it arises");
  one = condition("sip.declined");
  auto const declined = said(one);
  one.not_ended_by = "sip.consented";
  EXPECT_EQ(said(one), declined + ", not followed by: " + said(condition("sip.consented")));
  one = condition("intervention.started");
  auto const started = said(one);
  one.times = 2;
  one.distinct = "party";
  EXPECT_EQ(said(one), started + " 2 times, by different parties");
  one.distinct = "authority";
  EXPECT_EQ(said(one), started + " 2 times, by different authorities");
  one = condition("sip.held");
  auto const held = said(one);
  one.since = "ever";
  EXPECT_EQ(said(one), held + ", whenever it happened");
  one.since = "opening";
  EXPECT_EQ(said(one), held + ", after it has arisen");
  one.since = "sip.started";
  EXPECT_EQ(said(one), held + ", after the last: " + said(condition("sip.started")));
  one.since.clear();
  one.before = "opening";
  EXPECT_EQ(said(one), held + ", before it arises");
  one.before = "sip.started";
  EXPECT_EQ(said(one), held + ", before the first: " + said(condition("sip.started")));
}

TEST_F(Rules, CallWhatAnAgreementHasByItsName) {
  agreement::Pack pack;
  agreement::Heading heading;
  heading.id = "older-routines";
  heading.title = {"Rutiner mellan parterna", "Routines between the parties"};
  pack.local_templates.emplace_back().headings.push_back(heading);
  agreement::Forum forum;
  forum.id = "welfare-council";
  forum.title = {"Välfärdsrådet", "The welfare council"};
  pack.forums.push_back(forum);
  auto adopted = condition("local_agreement.adopted");
  adopted.where.push_back({.field = "headings", .is = agreement::Where::Is::has, .words = {"older-routines"}});
  EXPECT_NE(words.condition(adopted, &pack).find("headings covered: Routines between the parties"), std::string::npos);
  auto referred = condition("dispute.referred");
  referred.where.push_back({.field = "rung", .words = {"welfare-council"}});
  EXPECT_NE(words.condition(referred, &pack).find("to which rung: The welfare council"), std::string::npos);
}

TEST_F(Rules, ALadderIsFoundByWhatItIsFor) {
  agreement::Pack pack;
  agreement::Ladder ladder;
  ladder.id = "ladder";
  ladder.title = {"Trappan", "The ladder"};
  ladder.about = {"cost"};
  pack.ladders.push_back(ladder);
  auto const all = findables(pack, vocabulary(), english);
  ASSERT_EQ(all.size(), 1U);
  EXPECT_TRUE(look_for(all.front(), Wanted(english.say(vocabulary().code("dispute_matters", "cost")->label),
                                           vocabulary(), Tongue::english)));
}

}  // namespace
}  // namespace overens::wording
