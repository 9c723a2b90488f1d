#include "app/queries.hpp"

#include "app/world_test.hpp"

namespace overens::app {
namespace {

using access::Actor;

Actor const visitor;
Actor const developer{Actor::Kind::developer, "developer"};
Actor const soc{Actor::Kind::system, "journal-system", {"soc"}, "importer"};
Actor const two{Actor::Kind::system, "journal-system", {"soc", "hsn"}, "importer"};

struct Asked : testing::TestWithParam<databases::Kind> {
  Asked() { office.register_authorities(); }

  void record(std::string const& json) {
    auto const result = office.ask(json);
    ASSERT_FALSE(result.refused) << base::english(result.refused->why);
  }
  void place(std::string const& id) {
    record(fmt::format(R"({{"command":"{0}","do":"record","type":"placement.started","owner":"soc",
      "happened":"2026-03-09","case":"case-{0}","subject":{{"kind":"placement","id":"p-{0}"}},
      "data":{{"form":"hvb","urgency":"acute"}}}})",
                       id));
  }
  /// On the forum, with what stands in `data`.
  void forum(std::string const& id, std::string const& type, std::string const& data,
             std::string const& owner = "soc") {
    record(fmt::format(R"({{"command":"{}","do":"record","type":"forum.{}","owner":"{}","happened":"2026-03-09",
      "actor":"someone","subject":{{"kind":"forum","id":"f1"}},"data":{}}})",
                       id, type, owner, data));
  }
  template <class Page>
  static std::string code(base::Expected<Page> const& page) {
    return page ? "" : page.error().code;
  }

  databases::Scratch scratch{GetParam()};
  std::unique_ptr<Store> store = scratch.open();
  Office office{*store};
  AgreementStatus agreements{*store, {world().packs, world().vocabulary, {}}};
  Looks looks{*store, world().policy, world().look_rules, [] { return noon; }};
  Queries queries{looks, agreements, world().vocabulary, [] { return noon; }};
  journal::SubjectRef const f1{"forum", "f1"};
};

TEST_P(Asked, lists_are_of_an_authority_that_the_actor_speaks_for) {
  EXPECT_EQ(code(queries.obligations(visitor, {"soc"})), "unauthorized");
  EXPECT_EQ(code(queries.cases(soc, {"hsn"})), "forbidden");
  EXPECT_EQ(code(queries.cases(soc, {"nobody"})), "forbidden");
  EXPECT_EQ(queries.cases(soc, {})->authority, "soc");
  EXPECT_EQ(code(queries.cases(two, {})), "missing_key");
  EXPECT_EQ(queries.cases(two, {"hsn"})->authority, "hsn");
  EXPECT_EQ(code(queries.obligations(developer, {})), "missing_key");
  EXPECT_EQ(queries.obligations(developer, {"soc"})->authority, "soc");
}

TEST_P(Asked, the_list_of_an_authority_that_nobody_has_registered_is_not_an_empty_one) {
  EXPECT_EQ(code(queries.obligations(developer, {"scoial"})), "owner_not_registered");
  EXPECT_EQ(code(queries.cases(developer, {"scoial"})), "owner_not_registered");
}

TEST_P(Asked, a_registration_that_was_withdrawn_is_none) {
  EXPECT_EQ(code(queries.cases(two, {"hsn"})), "");
  record(R"({"command":"w1","do":"withdraw","owner":"hsn","happened":"2026-03-09",
             "data":{"event":"reg-hsn","reason":"duplicate"}})");
  agreements.look_again();
  EXPECT_EQ(code(queries.cases(two, {"hsn"})), "owner_not_registered");
}

TEST_P(Asked, a_list_that_lacks_rows_is_not_shown) {
  place("1");
  forum("f-1", "founded", R"({"role":"steering","agreement":"sjoland","name":"Gruppen"})");
  office.settle();
  EXPECT_FALSE(queries.obligations(soc, {})->obligations.empty());
  {
    auto const transaction = store->begin();  // as an import does
    put_off_views(*transaction);
    transaction->commit();
  }
  EXPECT_EQ(code(queries.obligations(soc, {})), "views_being_made");
  EXPECT_EQ(code(queries.cases(soc, {})), "views_being_made");
  EXPECT_EQ(code(queries.subject(developer, f1)), "views_being_made");
  SharedState known(office.basis);
  rebuild(*store, known, calendar::day_in_sweden(noon), [](std::uint64_t) {});
  EXPECT_EQ(code(queries.obligations(soc, {})), "");
  EXPECT_EQ(code(queries.cases(soc, {})), "");
  EXPECT_EQ(code(queries.subject(developer, f1)), "");
}

TEST_P(Asked, limits_and_keys_that_nobody_gave_are_refused) {
  for (auto const& bad : {ListRequest{"soc", 0}, ListRequest{"soc", 1001}, ListRequest{"soc", 10, "x"}}) {
    EXPECT_EQ(code(queries.obligations(soc, bad)), "bad_value");
    EXPECT_EQ(code(queries.cases(soc, bad)), "bad_value");
  }
}

TEST_P(Asked, pages_follow_each_other_without_gap_or_overlap) {
  for (auto const* id : {"c1", "c2", "c3", "c4", "c5"}) place(id);
  office.settle();  // what recurs stands in the views once a round has made them
  std::vector<std::string> whole, paged;
  auto const all = queries.obligations(soc, {"soc", 1000});
  for (auto const& row : all->obligations) whole.push_back(row.in_case + row.id);
  EXPECT_EQ(all->next, "");
  ASSERT_GT(whole.size(), 5U);
  std::string after;
  do {
    auto const page = queries.obligations(soc, {"soc", 2, after});
    ASSERT_LE(page->obligations.size(), 2U);
    for (auto const& row : page->obligations) paged.push_back(row.in_case + row.id);
    after = page->next;
  } while (!after.empty());
  EXPECT_EQ(paged, whole);
  auto const first = queries.cases(soc, {"soc", 4});
  auto const rest = queries.cases(soc, {"soc", 4, first->next});
  EXPECT_EQ(first->cases.size(), 4U);
  EXPECT_EQ(rest->cases.size(), 1U);
  EXPECT_EQ(rest->next, "");
}

TEST_P(Asked, a_subject_shows_what_was_recorded_as_it_stands) {
  forum("f-1", "founded", R"({"role":"steering","agreement":"sjoland","name":"Gruppen"})");
  forum("m-1", "met", R"({"for_period":"2026"})");
  forum("m-2", "met", R"({"for_period":"2025"})", "hsn");
  record(R"({"command":"k-1","do":"correct","owner":"soc","happened":"2026-03-20",
    "data":{"event":"m-1","happened":"2026-03-11","data":{"for_period":"2026-01"}}})");
  record(R"({"command":"w-1","do":"withdraw","owner":"hsn","happened":"2026-03-20",
    "data":{"event":"m-2","reason":"duplicate"}})");
  EXPECT_EQ(code(queries.subject(visitor, f1)), "unauthorized");
  auto const page = queries.subject(soc, f1);
  ASSERT_TRUE(page);
  EXPECT_EQ(page->name, "Gruppen");
  EXPECT_EQ(page->version, "w-1");
  ASSERT_EQ(page->events.size(), 3U);
  auto const& [withdrawn, corrected, founded] = std::tie(page->events[0], page->events[1], page->events[2]);
  EXPECT_EQ(withdrawn.id, "m-2");
  EXPECT_EQ(withdrawn.withdrawn->id, "w-1");
  EXPECT_EQ(withdrawn.withdrawn->reason, "duplicate");
  EXPECT_EQ(corrected.id, "m-1");
  EXPECT_EQ(corrected.actor, "someone");
  EXPECT_EQ(calendar::to_string(corrected.happened.day), "2026-03-11");
  ASSERT_EQ(corrected.corrections.size(), 1U);
  ASSERT_EQ(corrected.fields.size(), 1U);
  EXPECT_EQ(corrected.fields[0].text, "2026-01");
  EXPECT_EQ(founded.type->name, "forum.founded");
  EXPECT_TRUE(founded.corrections.empty());
}

TEST_P(Asked, a_change_that_was_withdrawn_is_no_change) {
  forum("m-1", "met", R"({"for_period":"2026"})");
  record(R"({"command":"w-1","do":"withdraw","owner":"soc","happened":"2026-03-20",
    "data":{"event":"m-1","reason":"duplicate"}})");
  record(R"({"command":"w-2","do":"withdraw","owner":"soc","happened":"2026-03-20",
    "data":{"event":"w-1","reason":"duplicate"}})");
  auto const page = queries.subject(soc, f1);
  ASSERT_EQ(page->events.size(), 1U);
  EXPECT_FALSE(page->events[0].withdrawn);
  EXPECT_EQ(page->version, "w-2");
}

TEST_P(Asked, what_was_moved_to_another_subject_stands_there) {
  forum("f-1", "founded", R"({"role":"steering","agreement":"sjoland"})");
  forum("m-1", "met", "{}");
  record(R"({"command":"k-1","do":"correct","owner":"soc","happened":"2026-03-20",
    "data":{"event":"m-1","subject":"f2"}})");
  EXPECT_EQ(queries.subject(soc, f1)->events.size(), 1U);
  auto const there = queries.subject(soc, {"forum", "f2"});
  ASSERT_TRUE(there);
  ASSERT_EQ(there->events.size(), 1U);
  EXPECT_EQ(there->events[0].id, "m-1");
  EXPECT_EQ(there->version, "k-1");
}

TEST_P(Asked, what_is_not_shared_or_not_there_is_not_found) {
  place("c1");
  EXPECT_EQ(code(queries.subject(soc, {"case", "case-c1"})), "not_found");
  EXPECT_EQ(code(queries.subject(soc, f1)), "not_found");
  EXPECT_EQ(code(queries.subject(soc, {"no-kind", "f1"})), "not_found");
}

TEST_P(Asked, the_subjects_of_a_kind_are_listed_by_name) {
  forum("f-1", "founded", R"({"role":"steering","agreement":"sjoland","name":"B"})");
  record(R"({"command":"f-2","do":"record","type":"forum.founded","owner":"hsn","happened":"2026-03-09",
    "subject":{"kind":"forum","id":"f2"},"data":{"role":"local","agreement":"sjoland","name":"A"}})");
  EXPECT_EQ(code(queries.subjects(visitor, "forum")), "unauthorized");
  auto const all = queries.subjects(developer, "forum");
  ASSERT_EQ(all->size(), 2U);
  EXPECT_EQ((*all)[0].name, "A");
  EXPECT_EQ((*all)[1].subject, f1);
  EXPECT_TRUE(queries.subjects(developer, "case")->empty());
}

INSTANTIATE_TEST_SUITE_P(Databases, Asked, testing::ValuesIn(databases::all_kinds), databases::called);

}  // namespace
}  // namespace overens::app
