// Cases handed over at once: whoever lets them go sees them no longer, whoever takes them over sees them from then on.

#include "app/cases/hand_over.hpp"

#include "app/cases/cases_test.hpp"
#include "app/organisation/staff_rights.hpp"

namespace overens::app {
namespace {

struct HandingOver : Cases {
  HandingOver() {
    for (auto const* who : {"m-vide", "m-same", "m-other"}) {
      record(fmt::format(R"("type":"staff.registered","subject":{{"kind":"staff","id":"{0}"}},
        "data":{{"name":"{0}","email":"{0}@soc.test"}})",
                         who));
      record(fmt::format(
          R"("type":"commission.given","subject":{{"kind":"commission","id":"k-{0}"}},"data":{{"staff":"{0}",
        "unit":"{1}","role":"caseworker","purpose":"care","from":"2026-01-02"}})",
          who, who == std::string("m-other") ? "u2" : "u1"));
    }
    begin("c2", "u1", "m-vide");
    begin("c3", "u2", "m-vide");
    begin("c4", "u1", "m-same");
    office.settle();
  }

  void begin(std::string const& id, std::string const& unit, std::string const& who, bool is_named = false) {
    record(fmt::format(R"("type":"case.opened","case":"{0}","subject":{{"kind":"case","id":"{0}"}},"unit":"{1}")", id,
                       unit));
    record(fmt::format(R"("type":"case.taken_on","case":"{0}","subject":{{"kind":"case","id":"{0}"}},
      "data":{{"staff":"{1}"{2}}})",
                       id, who, is_named ? R"(,"named":true)" : ""));
  }
  std::string hand_over(Actor const& actor, HandOver const& asked, std::size_t seen, std::string const& id = "over-1") {
    auto const done = hand_overs.carry_out(actor, asked, seen, id);
    return done ? "" : done.error().code;
  }
  /// Which of the cases they can open.
  Names opened(Actor const& actor) {
    Names all;
    for (auto const* id : {"c1", "c2", "c3", "c4"}) {
      if (code(actor, id).empty()) all.emplace_back(id);
    }
    return all;
  }

  HandOver const from_vide{HandOver::Of::staff, "m-vide", "m-same"};
  HandOvers hand_overs{looks, commands, agreements, world().vocabulary, [this] { return now; }};
};

TEST_P(HandingOver, ends_for_the_one_and_begins_for_the_other_in_the_same_command) {
  EXPECT_EQ(opened(vide), (Names{"c1", "c2", "c3"}));
  auto const plan = hand_overs.plan(manager, from_vide);
  ASSERT_TRUE(plan) << plan.error().code;
  EXPECT_EQ(plan->cases.size(), 2U);
  EXPECT_EQ(plan->of_other_units, 1U);
  ASSERT_EQ(hand_over(manager, from_vide, 2), "");
  EXPECT_EQ(opened(vide), Names{"c3"}) << "another unit's";
  EXPECT_EQ(opened(same_unit), (Names{"c1", "c2", "c4"}));
  auto const list = queries.work_list(vide, {});
  for (auto const& item : list->items) EXPECT_NE(item.nearness == Nearness::mine ? item.row.in_case : "", "c1");
  EXPECT_EQ(hand_over(manager, from_vide, 2), "") << "asked twice it is done once";
}

// Two who saw the same plan: the one who comes second finds that the cases have gone.
TEST_P(HandingOver, of_one_case_goes_to_one_only) {
  ASSERT_EQ(hand_over(manager, from_vide, 2), "");
  auto const late = ask(manager, R"("type":"case.let_go","case":"c1","subject":{"kind":"case","id":"c1"},
      "data":{"staff":"m-vide"})");
  ASSERT_TRUE(late.refused);
  EXPECT_EQ(late.refused->code, "not_held");
}

TEST_P(HandingOver, brings_along_who_is_named_for_what_is_kept_most_closely) {
  record(
      R"("type":"case.taken_on","case":"c2","subject":{"kind":"case","id":"c2"},"data":{"staff":"m-vide","named":true})");
  record(R"("type":"signal.noted","case":"c2","data":{"signal":"family_violence"})");
  auto const sees = [&](Actor const& actor) {
    auto const all = types(actor, "c2");
    return std::count(all.begin(), all.end(), "signal.noted") == 1;
  };
  EXPECT_TRUE(sees(vide));
  EXPECT_FALSE(sees(same_unit));
  ASSERT_EQ(hand_over(manager, from_vide, 2), "");
  EXPECT_FALSE(sees(vide));
  EXPECT_TRUE(sees(same_unit));
}

TEST_P(HandingOver, is_for_those_who_say_who_has_the_cases) {
  for (auto const& actor : {vide, same_unit, coordinator, of_region, statistician})
    EXPECT_EQ(hand_over(actor, from_vide, 2), "forbidden") << actor.id;
  EXPECT_EQ(hand_over(other_manager, from_vide, 1), "");
  EXPECT_EQ(opened(vide), (Names{"c1", "c2"}));
  for (auto const* to : {"nobody", "m-vide", "m-chief"})
    EXPECT_EQ(hand_over(manager, {HandOver::Of::staff, "m-vide", to}, 2), "unknown_staff") << to;
  EXPECT_EQ(hand_over(manager, from_vide, 7, "over-2"), "version_conflict");
  EXPECT_EQ(opened(vide), (Names{"c1", "c2"}));
}

TEST_P(HandingOver, of_a_unit_leaves_those_who_worked_there_without) {
  ASSERT_EQ(hand_over(manager, {HandOver::Of::unit, "u1", "u2"}, 3), "");
  EXPECT_EQ(opened(vide), Names{"c3"});
  EXPECT_EQ(opened(same_unit), Names{});
  EXPECT_EQ(listed(other_manager), (Names{"c1", "c2", "c3", "c4"}));
  EXPECT_EQ(hand_over(manager, {HandOver::Of::unit, "u1", "nowhere"}, 0), "unknown_unit");
}

// A stand-in sees for some days what the one who is away works in, but what is kept most closely.
struct StandingIn : HandingOver {
  void away(std::string const& through = "2026-04-05") {
    record(fmt::format(R"("type":"commission.stand_in_set","subject":{{"kind":"commission","id":"k-m-vide"}},
      "data":{{"staff":"m-same","from":"2026-03-30","through":"{}","reason":"leave"}})",
                       through));
  }
  std::optional<Actor> signed_in(std::string const& who, std::string const& on) {
    StaffRights rights(*store, world().vocabulary);
    account::Account account;
    account.authority = "soc";
    account.staff = who;
    return rights.actor(account, {}, *calendar::parse_day(on));
  }
  CommandResult name(Actor const& actor, std::string const& staff, std::string const& of = "k-m-vide") {
    return ask(actor, fmt::format(R"("type":"commission.stand_in_set","subject":{{"kind":"commission","id":"{}"}},
      "data":{{"staff":"{}","from":"2026-03-30","through":"2026-04-05","reason":"leave"}})",
                                  of, staff));
  }
};

TEST_P(StandingIn, gives_what_the_other_works_in_through_its_last_day) {
  using Staff = std::vector<std::string>;
  EXPECT_EQ(signed_in("m-same", "2026-04-01")->stands_in_for, Staff{});
  away();
  EXPECT_EQ(signed_in("m-same", "2026-04-05")->stands_in_for, Staff{"m-vide"});
  EXPECT_EQ(signed_in("m-same", "2026-04-06")->stands_in_for, Staff{});
  EXPECT_EQ(signed_in("m-same", "2026-03-29")->stands_in_for, Staff{});
  EXPECT_EQ(signed_in("m-other", "2026-04-01")->stands_in_for, Staff{});
  record(R"("type":"staff.left","subject":{"kind":"staff","id":"m-vide"})");
  EXPECT_EQ(signed_in("m-same", "2026-04-05")->stands_in_for, Staff{}) << "who has left has nothing to stand in for";
}

TEST_P(StandingIn, sees_the_cases_and_what_is_to_be_done_and_the_log_says_for_whom) {
  away();
  auto const stand_in = *signed_in("m-same", "2026-04-01");
  record(
      R"("type":"case.taken_on","case":"c2","subject":{"kind":"case","id":"c2"},"data":{"staff":"m-vide","named":true})");
  record(R"("type":"signal.noted","case":"c2","data":{"signal":"family_violence"})");
  EXPECT_EQ(opened(stand_in), (Names{"c1", "c2", "c3", "c4"}));
  auto const seen = types(stand_in, "c2");
  EXPECT_EQ(std::count(seen.begin(), seen.end(), "signal.noted"), 0) << "who is named is so in person";
  EXPECT_EQ(store->looks().looks({.authority = "soc"}, 1, {}).at(0).look.stands_in_for, "m-vide");
  ASSERT_EQ(code(stand_in, "c4"), "");
  EXPECT_EQ(store->looks().looks({.authority = "soc"}, 1, {}).at(0).look.stands_in_for, "") << "their own";
  auto const list = queries.work_list(stand_in, {.limit = 500});
  std::multiset<std::string> rows;
  auto for_vide = 0;
  for (auto const& item : list->items) {
    rows.insert(item.row.in_case + item.row.id);
    if (item.row.in_case != "c1") continue;
    ++for_vide;
    EXPECT_EQ(item.stands_in_for, "m-vide");
    EXPECT_EQ(item.colleague, "m-vide") << "as they are called";
    EXPECT_EQ(item.nearness, Nearness::mine);
  }
  EXPECT_GT(for_vide, 0);
  for (auto const& row : rows) EXPECT_EQ(rows.count(row), 1U) << row;
  // Page by page it is the same.
  std::multiset<std::string> page_by_page;
  std::string after;
  do {
    auto const page = queries.work_list(stand_in, {.limit = 1, .after = after});
    for (auto const& item : page->items) page_by_page.insert(item.row.in_case + item.row.id);
    after = page->next;
  } while (!after.empty());
  EXPECT_EQ(page_by_page, rows);
}

TEST_P(StandingIn, is_named_by_the_one_who_is_away_or_their_manager) {
  auto const code_of = [](CommandResult const& result) { return result.refused ? result.refused->code : ""; };
  EXPECT_EQ(code_of(name(same_unit, "m-same")), "not_involved") << "nobody names themselves";
  EXPECT_EQ(code_of(name(other_manager, "m-same")), "not_involved") << "another unit's";
  EXPECT_EQ(code_of(name(of_region, "m-same")), "forbidden");
  EXPECT_EQ(code_of(name(vide, "nobody")), "unknown_staff");
  EXPECT_EQ(code_of(name(vide, "m-vide")), "bad_value");
  EXPECT_EQ(code_of(name(vide, "m-same", "k-none")), "not_involved");
  EXPECT_EQ(code_of(name(manager, "m-same")), "");
  EXPECT_EQ(code_of(name(vide, "m-other")), "bad_value") << "of another unit";
  auto const place = queries.stand_in_place(vide, "k-m-vide");
  ASSERT_TRUE(place) << place.error().code;
  EXPECT_EQ(place->colleagues.size(), 1U) << "of the same unit";
  EXPECT_EQ(place->named.size(), 1U);
  EXPECT_EQ(queries.stand_in_place(same_unit, "k-m-vide").error().code, "not_found");
  EXPECT_EQ(queries.stand_in_place(vide, "k-none").error().code, "not_found");
}

INSTANTIATE_TEST_SUITE_P(Databases, HandingOver, testing::ValuesIn(databases::all_kinds), databases::called);
INSTANTIATE_TEST_SUITE_P(Databases, StandingIn, testing::ValuesIn(databases::all_kinds), databases::called);

}  // namespace
}  // namespace overens::app
