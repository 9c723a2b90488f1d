#include "wording/status.hpp"

#include <gtest/gtest.h>

#include "event/known.hpp"

namespace overens::wording {
namespace {

using agreement::Approval;
using agreement::Lifecycle;
using agreement::LifecycleEvent;
using agreement::Pack;
using agreement::Party;
namespace known = event::known;

calendar::Day day(char const* text) {
  return *calendar::parse_day(text);
}

/// An agreement of four parties, that says itself who has to approve it.
struct Standing : testing::Test {
  Standing() {
    pack.agreement = "prov";
    pack.version = "1";
    pack.parties = {{"99", "Region Prov", Party::Kind::region},
                    {"9901", "Norrby", Party::Kind::municipality},
                    {"9902", "Söderby", Party::Kind::municipality},
                    {"9903", "Österby", Party::Kind::municipality}};
    pack.validity.from = day("2026-01-01");
    pack.approval = Approval{};
  }

  LifecycleEvent& decided(char const* type, char const* party, char const* on, char const* from = nullptr) {
    LifecycleEvent one;
    one.type = type;
    one.party = party;
    one.version = "1";
    one.on = day(on);
    if (from != nullptr) one.from = day(from);
    return events.emplace_back(std::move(one));
  }
  VersionStanding now() const {
    Language const english(Tongue::english);
    return standing(Lifecycle({&pack}, events), day("2026-11-30"), english).front();
  }
  /// The lines under a heading, of which there may be none.
  std::vector<std::string> said(char const* heading) const {
    for (auto const& paragraph : now().paragraphs) {
      if (paragraph.heading == heading) return paragraph.lines;
    }
    return {};
  }

  Pack pack;
  std::vector<LifecycleEvent> events;
};

using Lines = std::vector<std::string>;

TEST_F(Standing, says_for_whom_it_holds_when_some_have_not_decided) {
  EXPECT_EQ(now().verdict.find("parties."), std::string::npos);
  EXPECT_EQ(said("Parties"), Lines()) << "it rests on the document";
  decided(known::agreement_approved, "9901", "2026-02-10");
  EXPECT_NE(now().verdict.find("It holds for one of its 4 parties."), std::string::npos) << now().verdict;
  EXPECT_EQ(said("Parties"), (Lines{"Region Prov: does not hold: no approval is recorded",
                                    "Norrby: holds from 2026-02-10; approved 2026-02-10",
                                    "Söderby: does not hold: no approval is recorded",
                                    "Österby: does not hold: no approval is recorded"}));
  EXPECT_EQ(said("Approval and signatures"), Lines{"3 parties' decisions are missing"});
  for (auto const* party : {"99", "9902", "9903"}) decided(known::agreement_approved, party, "2026-03-01");
  EXPECT_EQ(now().verdict.find("of its 4 parties"), std::string::npos);
}

TEST_F(Standing, says_what_is_decided_where_only_signatures_count) {
  pack.approval->form = Approval::Form::signature;
  decided(known::agreement_approved, "9901", "2026-02-10");
  EXPECT_TRUE(now().is_assumed);
  EXPECT_NE(now().verdict.find("no party's signature is recorded"), std::string::npos) << now().verdict;
  EXPECT_EQ(said("Parties").at(1), "Norrby: assumed to hold from 2026-01-01; approved 2026-02-10");
  decided(known::agreement_signed, "9901", "2026-02-12");
  EXPECT_EQ(said("Parties").at(1), "Norrby: holds from 2026-02-12; approved 2026-02-10; signed 2026-02-12");
  EXPECT_EQ(said("Parties").at(0), "Region Prov: does not hold: no signature is recorded");
}

TEST_F(Standing, says_which_days_can_not_all_be_right) {
  decided(known::agreement_approved, "9901", "2026-02-10", "2026-03-01");
  EXPECT_EQ(said("Days that do not agree"), Lines());
  decided(known::agreement_signed, "9901", "2026-02-01", "2026-04-01");
  decided(known::agreement_approved, "9902", "2026-02-10", "2025-01-01");
  decided(known::agreement_approved, "9903", "2026-02-10", "2026-02-01");
  EXPECT_EQ(
      said("Days that do not agree"),
      (Lines{"Norrby: signed 2026-02-01, before it was approved 2026-02-10",
             "Norrby: the approval names 2026-03-01 as its first day, the signature 2026-04-01",
             "Söderby: the decision of 2026-02-10 names 2025-01-01 as its first day; the version begins 2026-01-01, "
             "and holds from then",
             "Österby: the decision of 2026-02-10 names an earlier day, 2026-02-01: it holds from that"}));
  pack.validity.through = day("2026-06-30");
  decided(known::agreement_approved, "99", "2026-07-10");
  EXPECT_EQ(said("Days that do not agree").front(),
            "Region Prov: decided 2026-07-10, when the version had ended 2026-06-30");
}

}  // namespace
}  // namespace overens::wording
