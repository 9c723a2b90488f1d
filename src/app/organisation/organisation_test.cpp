// An authority's units, staff and commissions: what is refused, what others learn, and what stands on which day.

#include "app/organisation/organisation_test.hpp"

#include "app/subjects_of.hpp"

namespace overens::app {
namespace {

using Ids = std::vector<std::string>;

TEST_P(Organisations, what_belongs_together_belongs_to_one_authority) {
  begin();
  EXPECT_EQ(record("u3", "unit.opened", "hsn", "u3", R"({"authority":"soc","kind":"clinic"})"), "other_authority");
  EXPECT_EQ(record("u4", "unit.opened", "hsn", "u1", R"({"authority":"hsn","kind":"clinic"})"), "unit_known");
  EXPECT_EQ(record("d1", "unit.described", "hsn", "u1"), "unknown_unit");
  EXPECT_EQ(record("d2", "unit.verified", "hsn", "nowhere"), "unknown_unit");
  EXPECT_EQ(give("c1", "s1", "u2"), "unknown_unit");
  EXPECT_EQ(give("c1", "s2", "u1"), "unknown_staff");
  EXPECT_EQ(give("c1", "s1", "u1", R"("from":"2026-03-02","through":"2026-03-01")"), "bad_value");
  EXPECT_EQ(give("c1", "s1", "u1"), "");
  EXPECT_EQ(give("c1b", "s1", "u1", R"("from":"2026-03-01","through":"2026-03-01")"), "");
  EXPECT_EQ(record("e1", "commission.ended", "hsn", "c1", R"({"reason":"left"})"), "unknown_commission");
  EXPECT_EQ(record("e2", "commission.ended", "soc", "c1", R"({"reason":"left"})"), "");
  EXPECT_EQ(record("e3", "commission.ended", "soc", "c1", R"({"reason":"left"})"), "already_ended");
  EXPECT_EQ(record("l1", "staff.left", "soc", "s1"), "");
  EXPECT_EQ(record("l2", "staff.left", "soc", "s1"), "staff_left");
  EXPECT_EQ(give("c2", "s1", "u1"), "staff_left");
}

TEST_P(Organisations, a_commission_is_for_a_unit_that_is_open_and_ends_after_it_begins) {
  begin();
  ASSERT_EQ(give("c1", "s1", "u1", R"("from":"2026-03-10")"), "");
  EXPECT_EQ(record("e1", "commission.ended", "soc", "c1", R"({"reason":"left"})", "2026-03-09"), "bad_value");
  EXPECT_EQ(record("e2", "commission.ended", "soc", "c1", R"({"reason":"left"})", "2026-03-10"), "");
  ASSERT_EQ(record("x1", "unit.closed", "soc", "u1"), "");
  EXPECT_EQ(give("c2", "s1", "u1"), "unknown_unit");
}

TEST_P(Organisations, a_doubt_after_one_that_was_withdrawn_is_heard) {
  begin();
  ASSERT_EQ(record("d1", "unit.described", "soc", "u1", R"({"telephone":"063-1","listed":true})"), "");
  ASSERT_TRUE(unit("u1"));
  auto const doubts = [&] { return commands.doubt(nobody, "u1", {"telephone"}, on("2026-04-01")).has_value(); };
  ASSERT_TRUE(doubts());
  ASSERT_TRUE(unit("u1")->doubted);
  journal::SubjectRef const of[] = {{"unit", "u1"}};
  auto const about = store->entries_about(of);
  ASSERT_EQ(about.back().type, "unit.doubted");
  ASSERT_EQ(change("w1", "withdraw", "soc", fmt::format(R"({{"event":"{}","reason":"duplicate"}})", about.back().id)),
            "");
  ASSERT_FALSE(unit("u1")->doubted);
  ASSERT_TRUE(doubts());
  EXPECT_TRUE(unit("u1")->doubted);
}

TEST_P(Organisations, a_correction_must_fit_as_what_it_corrects) {
  begin();
  ASSERT_EQ(give("c1", "s1", "u1", R"("from":"2026-03-01","through":"2026-03-31")"), "");
  EXPECT_EQ(change("k1", "correct", "soc", R"({"event":"c1","data":{"unit":"u2"}})"), "unknown_unit");
  EXPECT_EQ(change("k2", "correct", "soc", R"({"event":"c1","data":{"staff":"s2"}})"), "unknown_staff");
  EXPECT_EQ(change("k3", "correct", "soc", R"({"event":"c1","data":{"from":"2026-04-01"}})"), "bad_value");
  EXPECT_EQ(change("k4", "correct", "soc", R"({"event":"c1","data":{"from":"2026-03-10"}})"), "");
  EXPECT_EQ(held("s1", "2026-03-09"), Ids{});
  EXPECT_EQ(held("s1", "2026-03-10"), Ids{"c1"});
  EXPECT_EQ(change("w1", "withdraw", "soc", R"({"event":"k4","reason":"duplicate"})"), "");
  EXPECT_EQ(held("s1", "2026-03-09"), Ids{"c1"});
  EXPECT_EQ(change("w2", "withdraw", "soc", R"({"event":"c1","reason":"duplicate"})"), "");
  EXPECT_EQ(held("s1", "2026-03-09"), Ids{});
  // The unit was moved to another authority by a correction: then it is theirs no longer.
  EXPECT_EQ(change("k5", "correct", "soc", R"({"event":"u1","data":{"authority":"hsn"}})"), "other_authority");
}

// Putting right is decided by what is put right, and what an administrator sees is what holds.
TEST_P(Organisations, whoever_may_record_may_also_put_right) {
  begin();
  ASSERT_EQ(give("c1", "s1", "u1"), "");
  auto const staff = [](char const* role) {
    access::Actor actor{access::Actor::Kind::staff, "a1", {"soc"}, role, "ca1"};
    actor.is_fresh = true;
    return actor;
  };
  auto const change = [&](access::Actor const& actor, std::string const& id, std::string const& rest) {
    auto read = read_commands(fmt::format(R"({{"command":"{}","owner":"soc","happened":"2026-03-02",{}}})", id, rest),
                              world().vocabulary);
    return code(commands.carry_out(actor, *(*read)[0].command));
  };
  auto const corrected = R"("do":"correct","data":{"event":"c1","data":{"through":"2026-03-31"}})";
  auto const withdrawn = R"("do":"withdraw","data":{"event":"c1","reason":"duplicate"})";
  for (auto const* role : {"caseworker", "unit_manager", "agreement_owner", ""})
    EXPECT_EQ(change(staff(role), fmt::format("k-{}", role), corrected), "forbidden") << role;
  auto long_ago = staff("administrator");
  long_ago.is_fresh = false;
  EXPECT_EQ(change(long_ago, "k1", corrected), "sign_in_again") << "what a commission gives is given anew";
  EXPECT_EQ(change(staff("administrator"), "k1", corrected), "");
  auto const known = queries.organisation(staff("administrator"), "soc");
  ASSERT_TRUE(known);
  EXPECT_EQ(calendar::to_string(*known->commissions()[0].through), "2026-03-31");
  EXPECT_EQ(change(staff("administrator"), "w1", withdrawn), "");
  EXPECT_TRUE(queries.organisation(staff("administrator"), "soc")->commissions().empty());
  EXPECT_EQ(change(staff("administrator"), "k2", R"("do":"correct","data":{"event":"s1","subject":"s2"})"),
            "bad_value");
  EXPECT_EQ(
      change(staff("administrator"), "k3", R"("do":"correct","data":{"event":"nothing","happened":"2026-03-01"})"),
      "forbidden")
      << "what there is not, and another's, are notes";
  EXPECT_EQ(change(staff("administrator"), "k4", R"("do":"correct","data":{"event":"s2","data":{"name":"X"}})"),
            "forbidden");
}

TEST_P(Organisations, an_ended_commission_was_held_until_then) {
  begin();
  ASSERT_EQ(give("c1", "s1", "u1"), "");
  ASSERT_EQ(record("e1", "commission.ended", "soc", "c1", R"({"reason":"changed_work"})", "2026-03-20"), "");
  EXPECT_EQ(held("s1", "2026-03-20"), Ids{"c1"});
  EXPECT_EQ(held("s1", "2026-03-21"), Ids{});
  ASSERT_EQ(change("w1", "withdraw", "soc", R"({"event":"e1","reason":"duplicate"})"), "");
  EXPECT_EQ(held("s1", "2026-03-21"), Ids{"c1"});
}

// Whatever another authority asks, it is as if there were no such staff.
TEST_P(Organisations, staff_are_known_to_their_own_authority_only) {
  begin();
  ASSERT_EQ(give("c1", "s1", "u1"), "");
  EXPECT_EQ(queries.organisation(of_soc, "soc")->staff().size(), 1U);
  EXPECT_EQ(queries.organisation(of_hsn, "soc").error().code, "forbidden");
  EXPECT_EQ(queries.organisation(nobody, "soc").error().code, "unauthorized");
  for (auto const& about : {journal::SubjectRef{"staff", "s1"}, {"commission", "c1"}, {organisation_kind, "soc"}}) {
    auto const theirs = queries.subject(of_hsn, about);
    auto const nothing = queries.subject(of_hsn, {about.kind, "nothing"});
    ASSERT_FALSE(theirs);
    EXPECT_EQ(theirs.error().code, "not_found");
    EXPECT_EQ(base::english(theirs.error().why), base::english(nothing.error().why));
  }
  EXPECT_TRUE(queries.subject(of_soc, {"staff", "s1"}));
  EXPECT_TRUE(queries.subject(of_soc, {"commission", "c1"}));
  EXPECT_TRUE(queries.subjects(of_hsn, "staff")->empty());
  auto const why = [&](std::string const& staff) {
    auto const result = office.ask(fmt::format(
        R"({{"command":"x-{0}","do":"record","type":"commission.given","owner":"hsn","happened":"2026-03-01",
        "subject":{{"kind":"commission","id":"x"}},
        "data":{{"staff":"{0}","role":"caseworker","purpose":"care","from":"2026-03-01"}}}})",
        staff));
    return result.refused->code + result.refused->field;
  };
  EXPECT_EQ(why("s1"), why("nothing"));
  EXPECT_EQ(record("same", "staff.registered", "hsn", "s1", R"({"name":"N","email":"n@r.example"})"), "")
      << "an id that another authority uses can't be told from one that nobody does";
  EXPECT_EQ(queries.subject(of_hsn, {"staff", "s1"})->events.size(), 1U);
  EXPECT_EQ(queries.organisation(of_soc, "soc")->staff().front().name, "Kim Berg");
}

TEST_P(Organisations, staff_are_never_disclosed) {
  begin();
  ASSERT_EQ(change("k1", "correct", "soc", R"({"event":"s1","data":{"name":"Kim Bergh"}})"), "");
  auto const disclose = [&](char const* id, std::string const& what) {
    return code(office.ask(fmt::format(
        R"({{"command":"{0}","do":"disclose","owner":"soc","happened":"2026-03-02","case":"a1",
        "subject":{{"kind":"disclosure","id":"{0}"}},
        "data":{{{1},"to":"hsn","basis":"other_law","necessity":"det behövs","purpose":"prov"}}}})",
        id, what)));
  };
  EXPECT_EQ(disclose("d1", R"("items":["s1"])"), "not_disclosable");
  EXPECT_EQ(disclose("d2", R"("items":["k1"])"), "not_disclosable");
  EXPECT_EQ(disclose("d3", R"("types":["staff.registered"])"), "not_disclosable");
  EXPECT_EQ(disclose("d4", R"("types":["case.closed"])"), "item_by_item") << "of what is not internal, but another way";
}

TEST_P(Organisations, a_unit_stands_as_it_was_described_last) {
  begin();
  EXPECT_EQ(record("d0", "unit.described", "soc", "u1", R"({"from_age":21,"through_age":20})"), "bad_value");
  EXPECT_EQ(record("d0", "unit.described", "soc", "u1", R"x({"web":"javascript:alert(1)"})x"), "bad_value");
  EXPECT_EQ(record("d0", "unit.described", "soc", "u1", R"({"email":"nobody"})"), "bad_value");
  EXPECT_EQ(record("d0", "unit.described", "soc", "u1", R"({"stand_in":"u1"})"), "bad_value");
  EXPECT_EQ(record("d0", "unit.described", "soc", "u1", R"({"stand_in":"nowhere"})"), "unknown_unit");
  ASSERT_EQ(record("d1", "unit.described", "soc", "u1",
                   R"({"telephone":"010-1","hours":"8-16","listed":true,"from_age":18,"stand_in":"u2"})"),
            "");
  ASSERT_EQ(record("d2", "unit.described", "soc", "u1", R"({"telephone":"010-2","listed":true})", "2026-03-20"), "");
  auto const before = unit("u1", "2026-03-10");
  EXPECT_EQ(before->name, "Vuxenenheten");
  EXPECT_EQ(before->telephone, "010-1");
  EXPECT_FALSE(before->is_for(17));
  EXPECT_TRUE(before->is_for(18));
  auto const now = unit("u1");
  EXPECT_EQ(now->telephone, "010-2");
  EXPECT_EQ(now->hours, "");
  EXPECT_TRUE(now->is_for(17));
  EXPECT_EQ(now->stand_in, "");
  EXPECT_FALSE(unit("u1", "2026-02-01"));
  ASSERT_EQ(change("k1", "correct", "soc", R"({"event":"d2","data":{"telephone":"010-3"}})"), "");
  EXPECT_EQ(unit("u1")->telephone, "010-3");
  ASSERT_EQ(record("z1", "unit.closed", "soc", "u1", "{}", "2026-03-25"), "");
  EXPECT_FALSE(unit("u1")->is_open_to_everybody());
  EXPECT_TRUE(unit("u1", "2026-03-24")->is_open_to_everybody());
}

TEST_P(Organisations, a_thousand_strangers_doubt_once_until_somebody_has_looked) {
  begin();
  auto const doubt = [&](char const* id, std::vector<std::string> const& what = {}) {
    auto const done = commands.doubt(nobody, id, what, on("2026-04-01"));
    return done ? std::string() : done.error().code;
  };
  EXPECT_EQ(doubt("u1"), "not_found") << "not open to everybody";
  EXPECT_EQ(doubt("nowhere"), "not_found");
  auto const of_others = read_commands(R"([{"command":"t","do":"record","type":"unit.doubted","owner":"soc",
    "happened":"2026-04-01","subject":{"kind":"unit","id":"u1"}}])",
                                       world().vocabulary);
  EXPECT_EQ(commands.carry_out(of_hsn, *of_others->front().command).refused->code, "forbidden")
      << "only as anybody may";
  ASSERT_EQ(record("d1", "unit.described", "soc", "u1", R"({"telephone":"010-1","listed":true})"), "");
  ASSERT_EQ(record("v1", "unit.verified", "soc", "u1"), "");
  agreements.look_again();
  EXPECT_FALSE(unit("u1")->doubted);
  auto const before = store->last_position();
  for (int i = 0; i < 20; ++i) EXPECT_EQ(doubt("u1", {i % 2 == 0 ? "telephone" : "hours"}), "");
  EXPECT_EQ(store->last_position(), before + 1);
  EXPECT_TRUE(unit("u1")->doubted);
  EXPECT_EQ(unit("u1")->doubts, std::vector<std::string>{"telephone"});
  ASSERT_EQ(record("v2", "unit.verified", "soc", "u1"), "");
  EXPECT_FALSE(unit("u1")->doubted);
  EXPECT_EQ(doubt("u1"), "");
  EXPECT_TRUE(unit("u1")->doubted);
  EXPECT_EQ(store->last_position(), before + 3);
}

TEST_P(Organisations, details_are_good_for_as_long_as_the_vocabulary_says) {
  begin();
  ASSERT_EQ(record("v1", "unit.verified", "soc", "u1"), "");
  auto const days = world().vocabulary.type("unit.verified")->lasts_days;
  EXPECT_EQ(unit("u1")->verified->good_through, on("2026-03-01") + std::chrono::days(days));
}

INSTANTIATE_TEST_SUITE_P(Databases, Organisations, testing::ValuesIn(databases::all_kinds), databases::called);

}  // namespace
}  // namespace overens::app
