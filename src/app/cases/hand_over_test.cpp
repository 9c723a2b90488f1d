// Cases handed over at once: whoever lets them go sees them no longer, whoever takes them over sees them from then on.

#include "app/cases/hand_over.hpp"

#include <array>
#include <thread>

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
  std::string seen(Actor const& actor, HandOver const& asked) {
    auto const plan = hand_overs.plan(actor, asked);
    return plan ? plan->seen() : std::string();
  }
  /// As they have been shown it.
  std::string hand_over(Actor const& actor, HandOver const& asked, std::string const& id = "over-1") {
    return hand_over(actor, asked, id, seen(actor, asked));
  }
  std::string hand_over(Actor const& actor, HandOver const& asked, std::string const& id, std::string const& seen) {
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
  auto const shown = seen(manager, from_vide);
  EXPECT_EQ(shown, "c1 c2");
  ASSERT_EQ(hand_over(manager, from_vide), "");
  EXPECT_EQ(opened(vide), Names{"c3"}) << "another unit's";
  EXPECT_EQ(opened(same_unit), (Names{"c1", "c2", "c4"}));
  auto const list = queries.work_list(vide, {});
  for (auto const& item : list->items) EXPECT_NE(item.nearness == Nearness::mine ? item.row.in_case : "", "c1");
  EXPECT_EQ(hand_over(manager, from_vide, "over-1", shown), "") << "asked twice it is done once";
  EXPECT_EQ(hand_over(manager, from_vide, "over-2", ""), "not_held") << "there is nothing left";
}

// Two who saw the same plan: the one who comes second finds that the cases have gone.
TEST_P(HandingOver, of_one_case_goes_to_one_only) {
  ASSERT_EQ(hand_over(manager, from_vide), "");
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
  ASSERT_EQ(hand_over(manager, from_vide), "");
  EXPECT_FALSE(sees(vide));
  EXPECT_TRUE(sees(same_unit));
}

TEST_P(HandingOver, is_for_those_who_say_who_has_the_cases) {
  for (auto const& actor : {vide, same_unit, coordinator, of_region, statistician})
    EXPECT_EQ(hand_over(actor, from_vide), "forbidden") << actor.id;
  EXPECT_EQ(hand_over(other_manager, from_vide), "");
  EXPECT_EQ(opened(vide), (Names{"c1", "c2"}));
  for (auto const* to : {"nobody", "m-vide", "m-chief"})
    EXPECT_EQ(hand_over(manager, {HandOver::Of::staff, "m-vide", to}), "unknown_staff") << to;
  EXPECT_EQ(hand_over(manager, from_vide, "over-2", "c1 c4"), "version_conflict") << "as many, but others";
  EXPECT_EQ(opened(vide), (Names{"c1", "c2"}));
}

TEST_P(HandingOver, of_a_unit_leaves_those_who_worked_there_without) {
  ASSERT_EQ(hand_over(manager, {HandOver::Of::unit, "u1", "u2"}), "");
  EXPECT_EQ(opened(vide), Names{"c3"});
  EXPECT_EQ(opened(same_unit), Names{});
  EXPECT_EQ(listed(other_manager), (Names{"c1", "c2", "c3", "c4"}));
  EXPECT_EQ(hand_over(manager, {HandOver::Of::unit, "u1", "nowhere"}), "unknown_unit");
}

// What the new one gets has changed, though the cases are the same.
TEST_P(HandingOver, is_held_against_what_was_shown) {
  auto const shown = seen(manager, from_vide);
  record(
      R"("type":"case.taken_on","case":"c2","subject":{"kind":"case","id":"c2"},"data":{"staff":"m-vide","named":true})");
  EXPECT_EQ(hand_over(manager, from_vide, "over-1", shown), "version_conflict");
  EXPECT_EQ(hand_over(manager, from_vide), "");
}

TEST_P(HandingOver, offers_those_whom_it_accepts) {
  record(R"("type":"staff.left","subject":{"kind":"staff","id":"m-same"})");
  record(R"("type":"staff.registered","subject":{"kind":"staff","id":"m-none"},
    "data":{"name":"m-none","email":"m-none@soc.test"})");
  auto const people = hand_overs.people(manager);
  ASSERT_TRUE(people) << people.error().code;
  EXPECT_EQ(people->from.size(), 4U) << "also who has left, whose cases are somebody's to take";
  Names to;
  for (auto const& one : people->to) to.push_back(one.id);
  EXPECT_EQ(to, (Names{"m-vide", "m-other"}));
  for (auto const& one : people->from) {
    auto const is_offered = std::find(to.begin(), to.end(), one.id) != to.end();
    auto const code = hand_overs.plan(manager, {HandOver::Of::staff, one.id == "m-vide" ? "m-same" : "m-vide", one.id});
    EXPECT_EQ(code ? "" : code.error().code, is_offered ? "" : "unknown_staff") << one.id;
  }
  EXPECT_EQ(hand_overs.people(vide).error().code, "forbidden");
}

TEST_P(HandingOver, leaves_a_receipt_for_whoever_did_it) {
  ASSERT_EQ(hand_over(manager, from_vide), "");
  auto const receipt = hand_overs.receipt(manager, "over-1");
  ASSERT_TRUE(receipt) << receipt.error().code;
  EXPECT_EQ(receipt->cases, (Names{"c1", "c2"}));
  EXPECT_EQ(receipt->from_name, "m-vide");
  EXPECT_EQ(receipt->to_name, "m-same");
  for (auto const& actor : {other_manager, staff("m-chief3", "unit_manager", "u1")})
    EXPECT_EQ(hand_overs.receipt(actor, "over-1").error().code, "not_found") << actor.id;
  EXPECT_EQ(hand_overs.receipt(manager, "over-2").error().code, "not_found");
  ASSERT_EQ(hand_over(manager, {HandOver::Of::unit, "u1", "u2"}, "over-3"), "");
  auto const of_unit = hand_overs.receipt(manager, "over-3");
  ASSERT_TRUE(of_unit);
  EXPECT_EQ(of_unit->done.from + of_unit->done.to, "u1u2");
  EXPECT_EQ(of_unit->cases, (Names{"c1", "c2", "c4"}));
}

// Whoever looked, and finds that others have been there, is told where the cases are now.
TEST_P(HandingOver, says_what_has_become_of_what_was_shown) {
  record(R"("type":"staff.registered","subject":{"kind":"staff","id":"m-chief"},
    "data":{"name":"Prov Chef","email":"chef@soc.test"})");
  record(R"("type":"commission.given","subject":{"kind":"commission","id":"k-chief"},"data":{"staff":"m-chief",
    "unit":"u1","role":"unit_manager","purpose":"care","from":"2026-01-02"})");
  auto const shown = seen(manager, from_vide);
  ASSERT_EQ(hand_over(manager, from_vide), "");
  auto const now = hand_overs.plan(manager, from_vide, shown);
  ASSERT_TRUE(now);
  ASSERT_EQ(now->gone.size(), 2U);
  EXPECT_EQ(now->gone.front().staff, Names{"m-same"});
  EXPECT_EQ(now->gone.front().by, "Prov Chef") << "who did it";
  EXPECT_EQ(now->gone.front().by_unit, "u1");
  EXPECT_NE(now->gone.front().at, calendar::Instant());
  auto const of_unit = hand_overs.plan(manager, {HandOver::Of::unit, "u1", "u2"});
  ASSERT_EQ(hand_over(manager, {HandOver::Of::unit, "u1", "u2"}, "over-2"), "");
  auto const then = hand_overs.plan(manager, {HandOver::Of::unit, "u1", "u2"}, of_unit->seen() + " c3");
  ASSERT_EQ(then->gone.size(), 4U);
  EXPECT_EQ(then->gone.front().unit, "u2");
  EXPECT_EQ(then->gone.front().staff, Names{}) << "who works there is the other unit's to say";
  EXPECT_EQ(then->gone.front().by, "Prov Chef");
  ASSERT_TRUE(commands.take_on(staff("m-other", "caseworker", "u2"), "c1"));
  auto const taken = hand_overs.plan(manager, {HandOver::Of::unit, "u1", "u2"}, of_unit->seen());
  EXPECT_EQ(taken->gone.front().by, "") << "nor by having taken it on";
}

// Two who were shown the same do it at once: one of them did.
TEST_P(HandingOver, at_once_is_done_by_one) {
  auto const second_manager = staff("m-chief3", "unit_manager", "u1");
  record(R"("type":"unit.opened","subject":{"kind":"unit","id":"u3"},
    "data":{"authority":"soc","kind":"social_services_unit","name":"Enheten u3"})");
  agreements.look_again();
  HandOver const to_other{HandOver::Of::staff, "m-vide", "m-other"};
  HandOver const to_u2{HandOver::Of::unit, "u1", "u2"};
  HandOver const to_u3{HandOver::Of::unit, "u1", "u3"};
  for (auto const& [one, other] : {std::pair(from_vide, to_other), std::pair(to_u2, to_u3)}) {
    auto const shown = seen(manager, one);
    auto const also_shown = seen(second_manager, other);
    auto const id = "at-once-" + one.to;
    std::array<std::string, 2> codes;
    {
      std::jthread const first([&] { codes[0] = hand_over(manager, one, id + "-1", shown); });
      std::jthread const second([&] { codes[1] = hand_over(second_manager, other, id + "-2", also_shown); });
    }
    std::sort(codes.begin(), codes.end());
    EXPECT_EQ(codes[0], "");
    EXPECT_EQ(codes[1], "version_conflict");
  }
}

// However many cases the authority has: those of the unit are found by it.
TEST_P(HandingOver, of_a_unit_asks_as_much_however_many_cases_others_have) {
  auto const asked = [&] {
    CountingStore counting(*store);
    Looks counted(counting, world().policy, world().look_rules, [this] { return now; });
    HandOvers by_counting{counted, commands, agreements, world().vocabulary, [this] { return now; }};
    EXPECT_TRUE(by_counting.plan(manager, {HandOver::Of::unit, "u1", "u2"}));
    return counting.asked;
  };
  EXPECT_EQ(store->cases_of_unit("soc", "u1"), (Names{"c1", "c2", "c4"}));
  EXPECT_EQ(store->cases_of_unit("hsn", "u1"), Names{});
  auto const before = asked();
  for (auto i = 0; i < 12; ++i) begin("of-other-" + std::to_string(i), "u2", "m-other");
  EXPECT_EQ(asked(), before);
  record(R"("type":"case.unit_set","case":"c1","subject":{"kind":"case","id":"c1"},"data":{"unit":"u2"})");
  EXPECT_EQ(store->cases_of_unit("soc", "u1"), (Names{"c2", "c4"}));
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

TEST_P(StandingIn, lasts_no_longer_than_the_vocabulary_says) {
  auto const through = [&](std::string const& day, std::string const& type = "commission.stand_in_set") {
    auto const done = ask(vide, fmt::format(R"("type":"{}","subject":{{"kind":"commission","id":"k-m-vide"}},
      "data":{{"staff":"m-same","from":"2026-03-30","through":"{}","reason":"leave"}})",
                                            type, day));
    return done.refused ? done.refused->code + " " + done.refused->field : done.receipt.events.front().id;
  };
  EXPECT_EQ(through("2026-06-30"), "bad_value through") << "93 days";
  EXPECT_EQ(through("2026-03-29"), "bad_value through");
  auto const named = through("2026-06-29");
  auto const corrected = ask(manager, fmt::format(R"("type":"event.corrected",
    "data":{{"event":"{}","data":{{"through":"2026-06-30"}}}})",
                                                  named));
  ASSERT_TRUE(corrected.refused) << named;
  EXPECT_EQ(corrected.refused->code, "bad_value");
}

TEST_P(StandingIn, is_seen_and_ended_at_once_by_the_one_who_is_away) {
  away();
  auto const stand_ins = queries.own_stand_ins(vide);
  ASSERT_TRUE(stand_ins) << stand_ins.error().code;
  ASSERT_EQ(stand_ins->size(), 1U);
  EXPECT_EQ(stand_ins->front().name, "m-same");
  EXPECT_EQ(calendar::to_string(stand_ins->front().by.through), "2026-04-05");
  EXPECT_EQ(queries.own_stand_ins(same_unit)->size(), 0U);
  auto const end = [&](Actor const& actor) {
    auto const done = ask(actor, R"("type":"commission.stand_in_ended","subject":{"kind":"commission","id":"k-m-vide"},
      "data":{"staff":"m-same"})");
    return done.refused ? done.refused->code : std::string();
  };
  for (auto const& actor : {same_unit, other_manager}) EXPECT_EQ(end(actor), "not_involved") << actor.id;
  EXPECT_EQ(end(vide), "");
  EXPECT_EQ(signed_in("m-same", "2026-04-01")->stands_in_for, Names{});
  EXPECT_EQ(queries.own_stand_ins(vide)->size(), 0U);
  EXPECT_EQ(end(vide), "already_ended");
  EXPECT_EQ(name(manager, "m-same").refused, std::nullopt) << "named anew";
  EXPECT_EQ(signed_in("m-same", "2026-04-01")->stands_in_for, Names{"m-vide"});
  EXPECT_EQ(end(manager), "") << "who set it ends it as well";
}

INSTANTIATE_TEST_SUITE_P(Databases, HandingOver, testing::ValuesIn(databases::all_kinds), databases::called);
INSTANTIATE_TEST_SUITE_P(Databases, StandingIn, testing::ValuesIn(databases::all_kinds), databases::called);

}  // namespace
}  // namespace overens::app
