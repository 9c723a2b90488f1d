#include "app/work/work_list.hpp"

#include "app/cases/cases_test.hpp"

namespace overens::app {
namespace {

struct Work : Cases {
  // Three cases more of the same unit and one of another, each with a placement; one is taken on by somebody else.
  Work() {
    for (auto const& [id, unit] : {std::pair("c2", "u1"), std::pair("c3", "u1"), std::pair("c4", "u2")}) {
      record(fmt::format(R"("type":"case.opened","case":"{0}","subject":{{"kind":"case","id":"{0}"}},"unit":"{1}")", id,
                         unit));
      record(fmt::format(R"("type":"placement.started","case":"{0}","subject":{{"kind":"placement","id":"p-{0}"}},
        "data":{{"form":"hvb","urgency":"acute"}})",
                         id));
    }
    record(R"("type":"case.taken_on","case":"c3","subject":{"kind":"case","id":"c3"},"data":{"staff":"m-same"})");
    office.settle();
  }

  WorkList list(Actor const& actor, WorkListRequest const& request = {}) {
    auto found = queries.work_list(actor, request);
    EXPECT_TRUE(found) << found.error().code;
    return found ? std::move(*found) : WorkList();
  }
  static std::vector<std::string> told(WorkList const& list) {
    std::vector<std::string> all;
    for (auto const& item : list.items)
      all.push_back(fmt::format("{} {} {} {}", static_cast<int>(item.part), static_cast<int>(item.nearness),
                                item.row.in_case, item.row.id));
    return all;
  }
  static std::set<std::string> cases(WorkList const& list) {
    std::set<std::string> all;
    for (auto const& item : list.items) all.insert(item.row.in_case);
    return all;
  }
};

TEST_P(Work, holds_what_must_not_be_done_and_was_with_the_day_of_its_last_breach) {
  auto const broken = [&] {
    auto all = list(vide).items;
    std::erase_if(all, [](WorkItem const& item) { return item.row.outcome != obligation::Outcome::broken; });
    return all;
  };
  ASSERT_TRUE(broken().empty());
  for (auto const* event : {R"("type":"placement.decided","data":{"form":"hvb","urgency":"acute"})",
                            R"("type":"placement.delayed","data":{"reason":"cost_unclear"})"})
    record(fmt::format(R"({},"case":"c1","subject":{{"kind":"placement","id":"p9"}})", event));
  office.settle();
  ASSERT_EQ(broken().size(), 1U);
  auto const row = broken().front();
  EXPECT_EQ(row.part, obligation::ListPart::missed);
  EXPECT_EQ(row.row.verb, agreement::Verb::must_not);
  EXPECT_EQ(row.row.day(), calendar::parse_day("2026-03-09"));
  EXPECT_EQ(row.row.life, obligation::Life::closed) << "it is in no list of what is open";
}

TEST_P(Work, begins_with_ones_own_and_goes_on_with_what_nobody_has) {
  auto const of_vide = list(vide);
  EXPECT_FALSE(of_vide.is_of_all);
  EXPECT_FALSE(cases(of_vide).contains("c4")) << "another unit's";
  for (auto const& item : of_vide.items) {
    if (item.row.in_case == "c1") {
      EXPECT_EQ(item.nearness, Nearness::mine);
    }
    if (item.row.in_case == "c2") {
      EXPECT_EQ(item.nearness, Nearness::unassigned);
    }
    if (item.row.in_case == "c3") {
      EXPECT_EQ(item.nearness, Nearness::others);
    }
  }
  EXPECT_TRUE(cases(of_vide).contains("c1"));
  EXPECT_TRUE(cases(of_vide).contains("c2"));
  EXPECT_TRUE(cases(of_vide).contains("c3"));
  EXPECT_TRUE(std::is_sorted(of_vide.items.begin(), of_vide.items.end(), [](auto const& a, auto const& b) {
    return std::tuple(a.part, a.nearness) < std::tuple(b.part, b.nearness);
  }));
}

TEST_P(Work, is_the_whole_authoritys_for_those_who_may_list_it) {
  auto const all = list(by_system, {.authority = "soc"});
  EXPECT_TRUE(all.is_of_all);
  auto found = cases(all);
  found.erase("");
  EXPECT_EQ(found, (std::set<std::string>{"c1", "c2", "c3", "c4"}));
  auto const one_unit = cases(list(by_system, {.authority = "soc", .filter = {.unit = "u2"}}));
  EXPECT_EQ(one_unit, (std::set<std::string>{"c4"}));
}

// Page by page it is the same, for everybody and however short the pages are.
TEST_P(Work, goes_on_after_a_key) {
  for (auto const& actor : {vide, same_unit, coordinator, by_system}) {
    auto const whole = told(list(actor, {.authority = "soc", .limit = 500}));
    for (std::size_t const limit : {1U, 2U, 3U, 7U}) {
      std::vector<std::string> page_by_page;
      std::string after;
      do {
        auto const page = list(actor, {.authority = "soc", .limit = limit, .after = after});
        for (auto& line : told(page)) page_by_page.push_back(std::move(line));
        after = page.next;
      } while (!after.empty() && page_by_page.size() < 1000);
      EXPECT_EQ(page_by_page, whole) << actor.id << " " << limit;
    }
  }
}

TEST_P(Work, what_a_file_is_needed_for_opens_no_case) {
  EXPECT_TRUE(queries.case_page(manager, "c1")->more_with_reason);
  EXPECT_TRUE(cases(list(manager, {.reason = "a meeting", .is_taken_out = true})).contains("c1"));
  EXPECT_TRUE(queries.case_page(manager, "c1")->more_with_reason);
}

// A file is read elsewhere: what is kept most closely, and whose identity is protected, stays inside.
TEST_P(Work, what_is_taken_out_is_without_what_stays_inside) {
  EXPECT_TRUE(cases(list(vide, {.is_taken_out = true})).contains("c1"));
  record(
      R"("type":"protection.set","case":"c1","subject":{"kind":"case","id":"c1"},"data":{"marking":"confidentiality_marking"})");
  EXPECT_TRUE(cases(list(vide)).contains("c1"));
  EXPECT_FALSE(cases(list(vide, {.is_taken_out = true})).contains("c1"));
}

// Rows of every pace on days before, of and after this week, so that a day stands in several parts of the list.
TEST_P(Work, goes_on_after_a_key_of_another_pace) {
  using obligation::Pace;
  auto views = std::vector{store->view({"case", "c3"})};
  auto& rows = views.front().obligations;
  auto const found = std::find_if(rows.begin(), rows.end(), [](auto const& row) {
    return row.authority == "soc" && row.owed && row.life == obligation::Life::open;
  });
  ASSERT_NE(found, rows.end());
  auto const pattern = *found;
  auto const today = calendar::day_in_sweden(now);
  auto number = 0;
  for (auto const pace : {Pace::strict, Pace::lenient, Pace::watched, Pace::waits, Pace::missed, Pace::settled}) {
    for (auto const away : {-40, -1, 0, 1, 9, 30}) {
      auto row = pattern;
      row.id = fmt::format("made/{}", ++number);
      row.pace = pace;
      if (pace == Pace::missed || pace == Pace::settled) row.life = obligation::Life::closed;
      row.due_on = today + std::chrono::days(away);
      rows.push_back(row);
    }
    auto row = pattern;
    row.id = fmt::format("made/{}", ++number);
    row.pace = pace;
    row.due_on.reset();
    row.details.watch.reset();
    rows.push_back(row);
  }
  sort(views.front());
  {
    auto const transaction = store->begin();
    transaction->put(views);
    transaction->commit();
  }
  auto const whole = told(list(vide, {.limit = 500}));
  EXPECT_GE(whole.size(), 35U);
  std::vector<calendar::Day> missed;
  for (auto const& item : list(vide, {.limit = 500}).items) {
    EXPECT_NE(item.row.pace, Pace::settled);
    EXPECT_EQ(item.part == obligation::ListPart::missed, item.row.pace == Pace::missed);
    if (item.row.pace == Pace::missed && item.row.due_on) missed.push_back(*item.row.due_on);
  }
  EXPECT_EQ(missed.size(), 6U);
  EXPECT_TRUE(std::is_sorted(missed.rbegin(), missed.rend())) << "the newest first";
  for (std::size_t const limit : {1U, 4U, 9U}) {
    std::vector<std::string> page_by_page;
    std::string after;
    do {
      auto const page = list(vide, {.limit = limit, .after = after});
      for (auto& line : told(page)) page_by_page.push_back(std::move(line));
      after = page.next;
    } while (!after.empty() && page_by_page.size() < 1000);
    EXPECT_EQ(page_by_page, whole) << limit;
  }
}

TEST_P(Work, is_as_much_as_is_wanted_of_it) {
  auto const count = [&](WorkListRequest const& request) { return list(vide, request).items.size(); };
  auto const all = count({});
  EXPECT_GT(all, 0U);
  EXPECT_EQ(
      count({.filter = {.about = WorkFilter::About::cases}}) + count({.filter = {.about = WorkFilter::About::no_case}}),
      all);
  EXPECT_EQ(count({.move = WorkListRequest::Move::ours}) + count({.move = WorkListRequest::Move::others}), all);
  EXPECT_EQ(count({.filter = {.agreement = "no-such"}}), 0U);
  auto const of_verb = [&](agreement::Verb verb) { return count({.filter = {.verb = verb}}); };
  EXPECT_EQ(of_verb(agreement::Verb::must) + of_verb(agreement::Verb::should) + of_verb(agreement::Verb::promise), all);
  auto const fresh = list(vide, {.only_new = true});
  EXPECT_TRUE(std::all_of(fresh.items.begin(), fresh.items.end(), [](auto const& item) { return item.is_new; }));
  EXPECT_GT(fresh.items.size(), 0U);
  auto const those = list(vide);
  EXPECT_EQ(fresh.items.size(), static_cast<std::size_t>(std::count_if(those.items.begin(), those.items.end(),
                                                                       [](auto const& item) { return item.is_new; })));
}

// By when it became known, whatever day it is of; on a Monday since Friday, and a week later nothing of it is new.
TEST_P(Work, is_new_when_it_has_become_known) {
  EXPECT_EQ(new_since(calendar::Day(std::chrono::year{2026} / 11 / 30)),
            calendar::Day(std::chrono::year{2026} / 11 / 27));
  auto const fresh = [&] { return cases(list(vide, {.only_new = true})); };
  EXPECT_TRUE(fresh().contains("c2")) << "it has just been recorded";
  now += std::chrono::days(14);
  office.now = now;
  EXPECT_FALSE(fresh().contains("c2"));
  record(R"("type":"placement.started","case":"c2","subject":{"kind":"placement","id":"p-late"},
    "data":{"form":"hvb","urgency":"acute"})");
  EXPECT_TRUE(fresh().contains("c2")) << "it happened in March, and was recorded now";
}

// What is counted is the whole, on whatever page; the page says where it stands, and which came before.
TEST_P(Work, is_counted_whole) {
  auto const all = list(vide, {.limit = 500});
  ASSERT_GE(all.items.size(), 3U);
  std::vector<std::string> afters = {{}};
  for (std::size_t number = 0;; ++number) {
    auto const page = list(vide, {.limit = 1, .after = afters.back(), .with_counts = true});
    ASSERT_TRUE(page.counts);
    EXPECT_EQ(page.counts->all, all.items.size());
    EXPECT_FALSE(page.counts->is_cut);
    for (std::size_t part = 0; part < obligation::list_parts; ++part) {
      auto const of = std::count_if(all.items.begin(), all.items.end(),
                                    [&](auto const& item) { return static_cast<std::size_t>(item.part) == part; });
      EXPECT_EQ(page.counts->parts[part], static_cast<std::size_t>(of));
    }
    EXPECT_EQ(page.before, number);
    EXPECT_EQ(page.previous, number == 0 ? std::nullopt : std::optional(afters[number - 1]));
    EXPECT_EQ(told(page).front(), told(all)[number]);
    if (page.next.empty()) break;
    afters.push_back(page.next);
  }
  EXPECT_EQ(afters.size(), all.items.size());
}

TEST_P(Work, is_counted_as_far_as_a_thousand) {
  std::vector<SubjectView> views = {store->view({"case", "c3"})};
  auto& rows = views.front().obligations;
  auto const found = std::find_if(rows.begin(), rows.end(), [](auto const& row) {
    return row.authority == "soc" && row.owed && row.life == obligation::Life::open;
  });
  ASSERT_NE(found, rows.end());
  auto const pattern = *found;
  for (int i = 0; i < 1100; ++i) {
    auto row = pattern;
    row.id = fmt::format("made/{:04}", i);
    rows.push_back(row);
  }
  sort(views.front());
  {
    auto const transaction = store->begin();
    transaction->put(views);
    transaction->commit();
  }
  std::size_t read = 0;
  WorkList page;
  do {
    page = list(vide, {.limit = 100, .after = page.next, .with_counts = true});
    EXPECT_EQ(page.counts->all, WorkListRequest::most_counted);
    EXPECT_TRUE(page.counts->is_cut);
    EXPECT_EQ(page.before, read + 100 <= 1000 ? std::optional(read) : std::nullopt);
    EXPECT_EQ(page.previous.has_value(), read > 0 && read < 1000);
    read += page.items.size();
  } while (!page.next.empty() && read < 2000);
  EXPECT_EQ(read, list(vide, {.limit = 1000}).items.size() +
                      list(vide, {.limit = 1000, .after = list(vide, {.limit = 1000}).next}).items.size());
}

// The questions put to the store do not grow with the cases.
TEST_P(Work, is_read_by_as_many_questions_however_many_cases_there_are) {
  auto const asked = [&] {
    CountingStore counting(*store);
    Looks counted(counting, world().policy, world().look_rules, [this] { return now; });
    Queries by_counting{counted, agreements, world().vocabulary, [this] { return now; }};
    EXPECT_TRUE(by_counting.work_list(vide, {.limit = 2}));
    return counting.asked;
  };
  auto const few = asked();
  for (int i = 0; i < 40; ++i) {
    auto const id = fmt::format("more-{}", i);
    record(fmt::format(R"("type":"case.opened","case":"{0}","subject":{{"kind":"case","id":"{0}"}},"unit":"{1}")", id,
                       i % 2 == 0 ? "u1" : "u2"));
    record(fmt::format(R"("type":"placement.started","case":"{0}","subject":{{"kind":"placement","id":"p-{0}"}},
      "data":{{"form":"hvb","urgency":"acute"}})",
                       id));
  }
  office.settle();
  EXPECT_EQ(asked(), few);
}

TEST_P(Work, follows_who_works_in_the_case) {
  auto const nearness = [&](Actor const& actor) {
    for (auto const& item : list(actor).items) {
      if (item.row.in_case == "c1") return static_cast<int>(item.nearness);
    }
    return -1;
  };
  EXPECT_EQ(nearness(vide), static_cast<int>(Nearness::mine));
  EXPECT_EQ(nearness(same_unit), static_cast<int>(Nearness::others));
  record(R"("type":"case.let_go","case":"c1","subject":{"kind":"case","id":"c1"},"data":{"staff":"m-vide"})");
  office.settle();
  EXPECT_EQ(nearness(vide), static_cast<int>(Nearness::unassigned));
}

TEST_P(Work, keeps_that_each_case_was_looked_at) {
  auto const found = cases(list(vide));
  auto const kept = store->looks().looks({.authority = "soc", .who = "m-vide"}, 1, {});
  std::set<std::string> shown;
  for (auto const& subject : kept.front().look.shown) {
    if (subject.kind == "case") shown.insert(subject.id);
  }
  auto expected = found;
  expected.erase("");
  EXPECT_EQ(shown, expected);
}

TEST_P(Work, is_explained_to_those_who_may_read_it) {
  auto const of_vide = list(vide);
  auto const item =
      std::find_if(of_vide.items.begin(), of_vide.items.end(), [](auto const& one) { return one.row.in_case == "c1"; });
  ASSERT_NE(item, of_vide.items.end());
  WorkPlace const place{"soc", item->of, item->row.id};
  std::string explained;
  auto const take = [&](obligation::Engine const&, obligation::Registry const&, obligation::VisibleEvents const&,
                        obligation::Obligation const& one, ObligationRow const& row) {
    EXPECT_EQ(one.id(), row.id);
    explained = one.id();
  };
  EXPECT_TRUE(queries.explain(vide, place, {}, take));
  EXPECT_EQ(explained, item->row.id);
  explained.clear();
  EXPECT_EQ(queries.explain(same_unit, place, {}, take).error().code, "not_involved");
  EXPECT_EQ(queries.explain(of_region, place, {}, take).error().code, "not_found");
  EXPECT_EQ(queries.explain({}, place, {}, take).error().code, "unauthorized");
  EXPECT_EQ(queries.explain(vide, {"soc", item->of, "no-such/p1"}, {}, take).error().code, "not_found");
  EXPECT_EQ(queries.explain(vide, {"soc", {"case", "no-such"}, item->row.id}, {}, take).error().code,
            queries.case_page(vide, "no-such").error().why.code);
  EXPECT_EQ(explained, "");
}

INSTANTIATE_TEST_SUITE_P(Databases, Work, testing::ValuesIn(databases::all_kinds), databases::called);

}  // namespace
}  // namespace overens::app
