// What is recorded of rights: nobody does it of themselves, and what two have given one does not change.

#include "app/organisation/organisation_test.hpp"

namespace overens::app {
namespace {

using Ids = std::vector<std::string>;

struct Rights : Organisations {
  /// Two administrators, each with a commission that has been confirmed.
  void begin_with_two() {
    for (auto const* id : {"a1", "a2"}) {
      EXPECT_EQ(record(id, "staff.registered", "soc", id, R"({"name":"Bo Ek","email":"bo.ek@kommun.example"})"), "");
      EXPECT_EQ(give_role(fmt::format("c-{}", id), id, "administrator"), "");
    }
  }
  std::string give_role(std::string const& commission, std::string const& staff, std::string const& role,
                        std::string const& days = R"("from":"2026-03-01")") {
    auto const given =
        record(commission, "commission.given", "soc", commission,
               fmt::format(R"({{"staff":"{}","role":"{}","purpose":"administration",{}}})", staff, role, days));
    return given.empty() ? record(commission + "-yes", "commission.confirmed", "soc", commission) : given;
  }
  std::string end(std::string const& actor, std::string const& id, std::string const& commission,
                  bool at_once = false) {
    return by(actor, id,
              fmt::format(R"("do":"record","type":"commission.ended","subject":{{"kind":"commission","id":"{}"}},
                            "data":{{"reason":"not_needed","at_once":{}}})",
                          commission, at_once));
  }
  std::string leave(std::string const& actor, std::string const& id, std::string const& staff) {
    return by(actor, id,
              fmt::format(R"("do":"record","type":"staff.left","subject":{{"kind":"staff","id":"{}"}})", staff));
  }
  std::string withdraw(std::string const& actor, std::string const& id, std::string const& event) {
    return by(actor, id, fmt::format(R"("do":"withdraw","data":{{"event":"{}","reason":"duplicate"}})", event));
  }
};

// Whatever their role: an administrator too asks another one.
TEST_P(Rights, nobody_changes_their_own_commissions) {
  begin();
  auto const given = [](std::string const& to) {
    return fmt::format(R"("do":"record","type":"commission.given","subject":{{"kind":"commission","id":"c-{0}"}},
                          "data":{{"staff":"{0}","role":"agreement_owner","purpose":"administration","from":"2026-03-01",
                                   "through":"2026-03-31"}})",
                       to);
  };
  auto const corrected = R"("do":"correct","data":{"event":"g1","data":{"through":"2027-03-31"}})";
  auto const ended = R"("do":"record","type":"commission.ended","subject":{"kind":"commission","id":"c-s1"},
                        "data":{"reason":"not_needed"})";
  EXPECT_EQ(by("s1", "g0", given("s1")), "forbidden");
  EXPECT_EQ(by("another", "g1", given("s1")), "");
  EXPECT_EQ(by("s1", "k1", corrected), "forbidden");
  EXPECT_EQ(by("another", "k2", corrected), "");
  EXPECT_EQ(by("s1", "w1", R"("do":"withdraw","data":{"event":"k2","reason":"duplicate"})"), "forbidden");
  EXPECT_EQ(by("s1", "e1", ended), "") << "one may lay it down";
  EXPECT_EQ(by("s1", "w2", R"("do":"withdraw","data":{"event":"e1","reason":"duplicate"})"), "forbidden");
  EXPECT_EQ(by("another", "w3", R"("do":"withdraw","data":{"event":"e1","reason":"duplicate"})"), "");
  auto const left = R"("do":"record","type":"staff.left","subject":{"kind":"staff","id":"s1"})";
  EXPECT_EQ(by("another", "l1", left), "");
  EXPECT_EQ(by("s1", "w4", R"("do":"withdraw","data":{"event":"l1","reason":"duplicate"})"), "forbidden");
  EXPECT_EQ(by("s1", "k3", R"("do":"correct","data":{"event":"l1","happened":"2027-03-02"})"), "forbidden");
  EXPECT_EQ(by("another", "w5", R"("do":"withdraw","data":{"event":"l1","reason":"duplicate"})"), "");
}

// Of the roles that the vocabulary says.
TEST_P(Rights, a_sensitive_commission_is_given_by_two) {
  begin();
  auto const given = [](std::string const& commission, std::string const& role) {
    return fmt::format(R"("do":"record","type":"commission.given","subject":{{"kind":"commission","id":"{}"}},
                          "data":{{"staff":"s1","role":"{}","purpose":"administration","from":"2026-03-01"}})",
                       commission, role);
  };
  auto const confirmed = [](std::string const& commission) {
    return fmt::format(R"("do":"record","type":"commission.confirmed","subject":{{"kind":"commission","id":"{}"}})",
                       commission);
  };
  auto const corrected = [](std::string const& event, std::string const& data) {
    return fmt::format(R"("do":"correct","data":{{"event":"{}","data":{{{}}}}})", event, data);
  };
  ASSERT_EQ(by("a1", "g1", given("c1", "administrator")), "");
  EXPECT_EQ(held("s1", "2026-04-01"), Ids{});
  EXPECT_EQ(by("a1", "n1", confirmed("c1")), "forbidden") << "who gave it";
  EXPECT_EQ(by("s1", "n2", confirmed("c1")), "forbidden") << "who gets it";
  EXPECT_EQ(by("a2", "n3", confirmed("c1")), "");
  EXPECT_EQ(held("s1", "2026-03-31"), Ids{}) << "not before the day on which it was recorded";
  EXPECT_EQ(held("s1", "2026-04-01"), Ids{"c1"});
  EXPECT_EQ(by("a3", "n4", confirmed("c1")), "already_confirmed");
  EXPECT_EQ(by("a1", "k1", corrected("g1", R"("purpose":"follow_up")")), "already_confirmed");
  EXPECT_EQ(by("a2", "w1", R"("do":"withdraw","data":{"event":"n3","reason":"duplicate"})"), "already_confirmed");
  EXPECT_EQ(held("s1", "2026-04-01"), Ids{"c1"});

  // What is made sensitive by a correction is confirmed by neither of the two.
  ASSERT_EQ(by("a1", "g2", given("c2", "caseworker")), "");
  EXPECT_EQ(held("s1", "2026-04-01"), (Ids{"c1", "c2"}));
  EXPECT_EQ(by("a2", "n5", confirmed("c2")), "already_confirmed") << "it waits for nobody";
  ASSERT_EQ(by("a2", "k2", corrected("g2", R"("role":"log_reviewer")")), "");
  EXPECT_EQ(held("s1", "2026-04-01"), Ids{"c1"});
  EXPECT_EQ(by("a2", "n6", confirmed("c2")), "forbidden");
  EXPECT_EQ(by("a3", "n7", confirmed("c2")), "");
  EXPECT_EQ(held("s1", "2026-04-01"), (Ids{"c1", "c2"}));
}

// An administrator who is let down, or let in by somebody else's password, can be shut out by one; nobody gets in by
// one.
TEST_P(Rights, what_two_give_is_ended_by_another_and_not_opened_again) {
  begin();
  begin_with_two();
  EXPECT_EQ(end("a1", "e1", "c-a1"), "forbidden") << "one's own";
  EXPECT_EQ(leave("a1", "l1", "a1"), "forbidden") << "oneself";
  EXPECT_EQ(end("a1", "e2", "c-a2"), "");
  EXPECT_EQ(held("a2", "2026-03-03"), Ids{});
  EXPECT_EQ(withdraw("a1", "w1", "e2"), "already_confirmed");
  EXPECT_EQ(by("a1", "k1", R"("do":"correct","data":{"event":"e2","happened":"2026-12-31"})"), "already_confirmed");
  EXPECT_EQ(withdraw("a1", "w2", "c-a2-yes"), "already_confirmed");
  EXPECT_EQ(withdraw("a1", "w3", "c-a2"), "already_confirmed");
  EXPECT_EQ(held("a2", "2026-03-03"), Ids{});
}

TEST_P(Rights, what_was_corrected_before_it_was_confirmed_stays_so) {
  begin();
  auto const given = R"("do":"record","type":"commission.given","subject":{"kind":"commission","id":"c1"},
    "data":{"staff":"s1","role":"log_reviewer","purpose":"review","from":"2026-03-01"})";
  ASSERT_EQ(by("a1", "g1", given), "");
  ASSERT_EQ(by("a1", "k1", R"("do":"correct","data":{"event":"g1","data":{"through":"2026-04-30"}})"), "");
  ASSERT_EQ(by("a2", "n1", R"("do":"record","type":"commission.confirmed","subject":{"kind":"commission","id":"c1"})"),
            "");
  EXPECT_EQ(withdraw("a1", "w1", "k1"), "already_confirmed") << "until further notice, by one";
}

TEST_P(Rights, somebody_who_comes_back_gets_nothing_back_that_two_gave) {
  begin();
  begin_with_two();
  ASSERT_EQ(give("c1", "a2", "u1"), "");
  ASSERT_EQ(leave("a1", "l1", "a2"), "");
  EXPECT_EQ(withdraw("a1", "w1", "l1"), "already_confirmed");
  EXPECT_EQ(by("a1", "k1", R"("do":"correct","data":{"event":"l1","happened":"2026-12-31"})"), "already_confirmed");
  ASSERT_EQ(end("a1", "e1", "c-a2"), "");
  EXPECT_EQ(withdraw("a1", "w2", "l1"), "");
  EXPECT_EQ(held("a2", "2026-04-01"), Ids{"c1"});
  EXPECT_EQ(leave("a1", "l2", "s1"), "");
  EXPECT_EQ(withdraw("a1", "w3", "l2"), "") << "they never had such a commission";
}

TEST_P(Rights, an_authority_is_not_left_without_an_administrator) {
  begin();
  begin_with_two();
  ASSERT_EQ(end("a1", "e1", "c-a2"), "");
  EXPECT_EQ(end("a2", "e2", "c-a1"), "last_in_role") << "both until the end of the day, and then nobody";
  EXPECT_EQ(leave("a2", "l1", "a1"), "last_in_role");
  EXPECT_EQ(end("terminal", "e3", "c-a1"), "last_in_role") << "whoever asks";
  // Whoever does not stay does not count, and another role not either.
  ASSERT_EQ(give_role("c3", "s1", "administrator", R"("from":"2026-03-01","through":"2026-03-02")"), "");
  ASSERT_EQ(give_role("c4", "s1", "log_reviewer"), "");
  EXPECT_EQ(by("a1", "g5", R"("do":"record","type":"commission.given","subject":{"kind":"commission","id":"c5"},
    "data":{"staff":"s1","role":"administrator","purpose":"administration","from":"2026-03-01"})"),
            "");
  EXPECT_EQ(end("a2", "e4", "c-a1"), "last_in_role") << "the other has not been confirmed";
  EXPECT_EQ(end("a2", "e5", "c4"), "") << "there need not be a log reviewer";
  ASSERT_EQ(by("a2", "n5", R"("do":"record","type":"commission.confirmed","subject":{"kind":"commission","id":"c5"})"),
            "");
  EXPECT_EQ(leave("a2", "l2", "s1"), "");
  EXPECT_EQ(end("a2", "e6", "c-a1"), "last_in_role") << "the other has left";
  ASSERT_EQ(record("s3", "staff.registered", "soc", "s3", R"({"name":"Io Ask","email":"io.ask@kommun.example"})"), "");
  ASSERT_EQ(give_role("c6", "s3", "administrator"), "");
  EXPECT_EQ(end("a2", "e7", "c-a1"), "");
}

INSTANTIATE_TEST_SUITE_P(Databases, Rights, testing::ValuesIn(databases::all_kinds), databases::called);

}  // namespace
}  // namespace overens::app
