// The gate, as whoever records meets it: what a disclosure on each basis must say, and which consent carries it. What
// then comes across is asked of the engine in `obligation/gate_test.cpp`.

#include "app/processor_test.hpp"

namespace overens::app {
namespace {

struct Gates : Desks {
  void SetUp() override {
    Desks::SetUp();
    ASSERT_EQ(code(started("c1")), "");
    ASSERT_EQ(code(started("c2", "a2")), "");
  }

  std::string about_consent(std::string const& id, std::string const& type, std::string const& consent,
                            std::string const& rest = {}, std::string const& owner = "soc",
                            std::string const& in_case = "a1") {
    return code(fmt::format(
        R"({{"command":"{}","do":"record","type":"consent.{}","owner":"{}","happened":"2026-03-01","case":"{}",)"
        R"("subject":{{"kind":"consent","id":"{}"}}{}}})",
        id, type, owner, in_case, consent, rest));
  }
  static std::string terms(std::string const& to = "hsn", std::string const& types = "placement.started",
                           std::string const& more = {}) {
    return fmt::format(
        R"(,"data":{{"to":["{}"],"types":["{}"],"purpose":"x","form":"oral","given_by":"individual"{}}})", to, types,
        more);
  }
  std::string disclose(std::string const& id, std::string const& consent,
                       std::string const& what = R"("items":["c1"])") {
    return code(disclosure(id, fmt::format(R"("basis":"consent","consent":"{}",{})", consent, what)));
  }
};

TEST_P(Gates, what_is_disclosed_and_ended_is_ones_own) {
  ASSERT_EQ(about_consent("s1", "given", "s1", terms()), "");
  EXPECT_EQ(disclose("d1", "s1", R"("items":["c1","c9"])"), "unknown_event");
  EXPECT_EQ(disclose("d1", "s1", R"("items":["reg-hsn"])"), "unknown_event");
  EXPECT_EQ(disclose("d1", "s1"), "");
  EXPECT_EQ(code(R"({"command":"d1x","do":"disclose","owner":"soc","happened":"2026-03-10","case":"a1",)"
                 R"("subject":{"kind":"disclosure","id":"d1"},"data":{"to":"hsn","purpose":"x","basis":"other_law"}})"),
            "disclosure_known");
  auto const end = [](std::string const& id, std::string const& owner, std::string const& of) {
    return fmt::format(R"({{"command":"{}","do":"end_disclosure","owner":"{}","happened":"2026-03-11","case":"a1",)"
                       R"("subject":{{"kind":"disclosure","id":"{}"}}}})",
                       id, owner, of);
  };
  EXPECT_EQ(code(end("e1", "soc", "d9")), "unknown_disclosure");
  EXPECT_EQ(code(end("e1", "hsn", "d1")), "unknown_disclosure");
  EXPECT_EQ(code(end("e1", "soc", "d1")), "");
  EXPECT_EQ(code(end("e2", "soc", "d1")), "already_ended");
}

TEST_P(Gates, a_disclosure_on_consent_needs_one_that_stands_and_covers_it) {
  EXPECT_EQ(code(disclosure("d1", R"("basis":"consent","items":["c1"])")), "missing_key");
  EXPECT_EQ(disclose("d1", "s1"), "unknown_consent");
  ASSERT_EQ(about_consent("s1", "given", "s1", terms()), "");
  EXPECT_EQ(disclose("d1", "s1"), "");
  EXPECT_EQ(disclose("d2", "s1", R"("types":["placement.started"])"), "");
  EXPECT_EQ(disclose("d3", "s1", R"("types":["placement.started","sip.held"])"), "consent_covers_less");
  EXPECT_EQ(disclose("d3", "s1", R"("items":["d1"])"), "consent_covers_less");
  EXPECT_EQ(disclose("d3", "s1", R"("items":["c2"])"), "other_case");
  ASSERT_EQ(about_consent("s2", "given", "s2", terms("soc2")), "");
  EXPECT_EQ(disclose("d3", "s2"), "consent_names_others");
  ASSERT_EQ(about_consent("s3", "given", "s3", terms(), "soc", "a2"), "");
  EXPECT_EQ(disclose("d3", "s3"), "unknown_consent") << "of another case";
  ASSERT_EQ(about_consent("s4", "given", "s4", terms(), "hsn"), "");
  EXPECT_EQ(disclose("d3", "s4"), "unknown_consent") << "another's, of which nothing is told";
  ASSERT_EQ(about_consent("s5", "declined", "s5"), "");
  EXPECT_EQ(disclose("d3", "s5"), "consent_declined");
  ASSERT_EQ(about_consent("s6", "given", "s5", terms()), "");
  EXPECT_EQ(disclose("d3", "s5"), "") << "the last word counts";
  ASSERT_EQ(about_consent("s7", "withdrawn", "s5"), "");
  EXPECT_EQ(disclose("d4", "s5"), "consent_withdrawn");
  ASSERT_EQ(code(withdrawal("w1", "s7")), "");
  EXPECT_EQ(disclose("d4", "s5"), "") << "it was never withdrawn";
}

TEST_P(Gates, a_consent_holds_through_its_last_day_as_corrected) {
  ASSERT_EQ(about_consent("s1", "given", "s1", terms("hsn", "placement.started", R"(,"through":"2026-04-01")")), "");
  EXPECT_EQ(disclose("d1", "s1"), "");
  office.now = noon + std::chrono::hours(24);
  EXPECT_EQ(disclose("d2", "s1"), "consent_lapsed");
  ASSERT_EQ(code(correction("k1", "s1", R"(,"data":{"through":"2026-04-02"})")), "");
  EXPECT_EQ(disclose("d2", "s1"), "");
  ASSERT_EQ(code(correction("k2", "s1", R"(,"data":{"to":["soc2"]})")), "");
  EXPECT_EQ(disclose("d3", "s1"), "consent_names_others");
  ASSERT_EQ(code(withdrawal("w1", "s1")), "");
  EXPECT_EQ(disclose("d3", "s1"), "unknown_consent");
}

TEST_P(Gates, a_withdrawal_is_of_a_consent_that_there_is_and_stays_with_it) {
  EXPECT_EQ(about_consent("w0", "withdrawn", "s1"), "unknown_consent");
  ASSERT_EQ(about_consent("s1", "given", "s1", terms()), "");
  ASSERT_EQ(about_consent("s2", "given", "s2", terms()), "");
  EXPECT_EQ(about_consent("w1", "withdrawn", "s9"), "unknown_consent");
  EXPECT_EQ(about_consent("w1", "withdrawn", "s1", "", "soc", "a2"), "unknown_consent") << "of another case";
  EXPECT_EQ(about_consent("w1", "withdrawn", "s1", "", "hsn"), "unknown_consent") << "another's";
  ASSERT_EQ(about_consent("w1", "withdrawn", "s1"), "");
  EXPECT_EQ(code(correction("k1", "w1", R"(,"subject":"s2")")), "not_moved");
  EXPECT_EQ(code(correction("k1", "w1", R"(,"case":"a2")")), "not_moved");
  EXPECT_EQ(code(correction("k1", "s2", R"(,"case":"a2")")), "not_moved");
  EXPECT_EQ(code(correction("k1", "w1", R"(,"happened":"2026-03-02")")), "");
}

TEST_P(Gates, every_other_basis_is_item_by_item_and_says_why) {
  for (auto const& basis : world().vocabulary.disclosure_bases) {
    if (basis.consent) continue;
    auto const on = [&](std::string const& rest) {
      return code(disclosure("on-" + basis.id, fmt::format(R"("basis":"{}"{})", basis.id, rest)));
    };
    EXPECT_EQ(on(R"(,"items":["c1"])"), "missing_key") << basis.id << ": no necessity";
    EXPECT_EQ(on(R"(,"necessity":"x")"), "missing_key") << basis.id << ": nothing disclosed";
    EXPECT_EQ(on(R"(,"necessity":"x","types":["placement.started"])"), "item_by_item") << basis.id;
    EXPECT_EQ(on(R"(,"necessity":"x","items":["c1"])"), "") << basis.id;
  }
}

// What has been sent has been sent: a correction would let it across to somebody else past the gate.
TEST_P(Gates, a_disclosure_is_corrected_only_in_what_lets_nothing_across) {
  ASSERT_EQ(code(disclosure("d1", R"("basis":"other_law","necessity":"x","items":["c1"])")), "");
  for (auto const* changed : {R"(,"data":{"to":"soc2"})", R"(,"data":{"items":["c1","c2"]})",
                              R"(,"data":{"purpose":"y","types":["sip.held"]})", R"(,"data":{"basis":"consent"})",
                              R"(,"case":"a1")", R"(,"subject":"d9")"})
    EXPECT_EQ(code(correction("k1", "d1", changed)), "already_disclosed") << changed;
  EXPECT_EQ(code(correction("k1", "d1", R"(,"data":{"purpose":"y","necessity":"z"})")), "");
  EXPECT_EQ(code(correction("k2", "d1", R"(,"happened":"2026-03-09")")), "");
}

TEST_P(Gates, a_consent_says_to_whom_to_what_how_and_by_whom) {
  auto const whole = terms();
  for (std::string const field : {R"("to":["hsn"],)", R"("types":["placement.started"],)", R"("purpose":"x",)",
                                  R"("form":"oral",)", R"(,"given_by":"individual")"}) {
    auto without = whole;
    without.erase(without.find(field), field.size());
    EXPECT_EQ(about_consent("s1", "given", "s1", without), "missing_key") << field;
  }
  EXPECT_EQ(about_consent("s1", "given", "s1", whole), "");
}

INSTANTIATE_TEST_SUITE_P(Databases, Gates, testing::ValuesIn(databases::all_kinds), databases::called);

}  // namespace
}  // namespace overens::app
