// What a store must do, on each database.
#include <filesystem>

#include <gtest/gtest.h>

#include "store/sample_test.hpp"
#include "test/databases/scratch.hpp"

namespace overens::store {
namespace {

using databases::all_kinds;
using databases::Kind;
using databases::Scratch;
using Positions = std::vector<std::uint64_t>;

class Stores : public testing::TestWithParam<Kind> {
 protected:
  Scratch scratch{GetParam()};
  std::unique_ptr<app::Store> store = scratch.open();
};

std::vector<std::string> ids(std::vector<journal::Entry> const& entries) {
  std::vector<std::string> found;
  for (auto const& e : entries) found.push_back(e.id);
  return found;
}
using Ids = std::vector<std::string>;

TEST_P(Stores, gives_back_what_was_appended) {
  Sample sample;
  auto const entries = sample.entries(20, 3);
  auto transaction = store->begin();
  transaction->append(entries);
  transaction->commit();
  transaction.reset();
  std::size_t n = 0;
  store->all(0, [&](std::uint64_t position, journal::Entry const& e) {
    EXPECT_EQ(position, n + 1);
    expect_same(e, entries[n++]);
    return true;
  });
  EXPECT_EQ(n, entries.size());
  EXPECT_EQ(store->last_position(), 20U);
  store->all(18, [&](std::uint64_t position, journal::Entry const&) {
    EXPECT_GT(position, 18U);
    return --n > 19;  // stops when told
  });
  EXPECT_EQ(n, 19U);
}

TEST_P(Stores, rolls_back_what_is_not_committed) {
  Sample sample;
  auto const entries = sample.entries(3, 1);
  {
    auto transaction = store->begin();
    transaction->append(entries);
  }
  EXPECT_EQ(store->last_position(), 0U);
  auto transaction = store->begin();
  EXPECT_TRUE(transaction->receipts(Ids{"c1"}).empty());
  EXPECT_EQ(transaction->heads(Ids{entries[0].stream})[0].version, 0U);
  transaction->append(entries);
  transaction->commit();
  EXPECT_EQ(store->last_position(), 3U);
}

TEST_P(Stores, knows_heads_entries_and_what_they_are_about) {
  Sample sample;
  auto const entries = sample.entries(12, 3);
  auto transaction = store->begin();
  transaction->append(entries);
  auto const heads = transaction->heads(Ids{"soc:case-2", "soc:case-9", "soc:case-0"});
  ASSERT_EQ(heads.size(), 3U);
  EXPECT_EQ(heads[0].version, 4U);
  EXPECT_EQ(heads[0].hash, entries[11].hash);
  EXPECT_EQ(heads[1].version, 0U);
  EXPECT_EQ(heads[1].hash, journal::Hash{});
  EXPECT_EQ(heads[1].stream, "soc:case-9");
  EXPECT_EQ(heads[2].hash, entries[9].hash);
  EXPECT_EQ(ids(transaction->entries(Ids{"e5", "none", "e2"})), (Ids{"e5", "e2"}));
  std::vector<journal::SubjectRef> const what = {{"case", "case-1"}, {"person", "soc/p1"}, {"case", "none"}};
  EXPECT_EQ(ids(transaction->entries_about(what)), (Ids{"e2", "e5", "e8", "e11"}));
  transaction->commit();
  transaction.reset();
  auto const all = store->heads();
  EXPECT_EQ(all.position, 12U);
  ASSERT_EQ(all.heads.size(), 3U);
  EXPECT_EQ(all.heads[2].stream, "soc:case-2");
  EXPECT_EQ(all.heads[2].version, 4U);
  EXPECT_EQ(all.heads[2].hash, entries[11].hash);
  EXPECT_EQ(store->ids_of("case", "", 10), (Ids{"case-0", "case-1", "case-2"}));
  EXPECT_EQ(store->ids_of("case", "case-0", 1), (Ids{"case-1"}));
  EXPECT_EQ(store->ids_of("forum", "", 10), Ids{});
}

TEST_P(Stores, finds_what_an_authority_has_in_no_case) {
  Sample sample;
  auto entries = sample.entries(4, 1);
  entries[0].subjects = {{"deviation", "d1"}};
  entries[1].subjects = {{"case", "case-1"}, {"deviation", "d2"}};
  entries[2].subjects = {{"authority", "a"}, {"case", "case-1"}, {"deviation", "d3"}};
  entries[3].subjects = {{"deviation", "d4"}};
  auto transaction = store->begin();
  transaction->append(entries);
  transaction->commit();
  EXPECT_EQ(store->ids_in_no_case("deviation", entries[0].owner, "", 10), (Ids{"d1", "d4"}));
  EXPECT_EQ(store->ids_in_no_case("deviation", entries[0].owner, "d1", 10), Ids{"d4"});
  EXPECT_EQ(store->ids_in_no_case("deviation", entries[0].owner, "", 1), Ids{"d1"});
  EXPECT_EQ(store->ids_in_no_case("deviation", "", "", 10), (Ids{"d1", "d4"}));
  EXPECT_EQ(store->ids_in_no_case("deviation", "somebody-else", "", 10), Ids{});
  EXPECT_EQ(store->ids_in_no_case("forum", "", "", 10), Ids{});
}

TEST_P(Stores, keeps_bytes_as_they_are) {
  Sample sample;
  auto entry = sample.entries(1, 1)[0];
  entry.data = "{\"note\": \"å\\u0000 \xF0\x9F\x98\x80 'x' \\\\ ?1 $1\"}";
  journal::seal(entry, {entry.stream, 0, {}}, sample.salt());
  auto transaction = store->begin();
  transaction->append(std::vector{entry});
  transaction->set_progress("x", "y'");
  transaction->set_progress("x", "z");
  transaction->commit();
  transaction = nullptr;
  transaction = store->begin();
  expect_same(transaction->entries(Ids{entry.id})[0], entry);
  EXPECT_EQ(transaction->receipts(Ids{"c1", "none"}), std::vector{sample_receipt(1)});
  EXPECT_EQ(store->progress("x"), "z");
  EXPECT_EQ(store->progress("none"), "");
}

TEST_P(Stores, refuses_what_does_not_follow) {
  Sample sample;
  auto const entries = sample.entries(6, 2);
  auto const append = [&](std::vector<journal::Entry> const& what) {
    auto transaction = store->begin();
    transaction->append(what);
    transaction->commit();
  };
  EXPECT_THROW(append({entries[2]}), app::Conflict);              // a gap
  EXPECT_THROW(append({entries[0], entries[0]}), app::Conflict);  // twice
  append({entries[0]});
  EXPECT_THROW(append({entries[0]}), app::Conflict);
  auto same_id = entries[1];
  same_id.id = entries[0].id;
  EXPECT_THROW(append({same_id}), app::Conflict);  // one id in another stream
  append({entries[1], entries[2], entries[3], entries[4]});
  EXPECT_EQ(store->last_position(), 5U);  // and what was refused left no gap
}

TEST_P(Stores, hands_out_shared_entries_from_a_position) {
  Sample sample;
  auto entries = sample.entries(9, 1);  // every third is shared
  auto transaction = store->begin();
  transaction->append(entries);
  transaction->commit();
  transaction.reset();
  Ids found;
  auto const take = [&](journal::Entry const& e) { found.push_back(e.id); };
  EXPECT_EQ(store->shared(0, take), 9U);
  EXPECT_EQ(found, (Ids{"e1", "e4", "e7"}));
  found.clear();
  EXPECT_EQ(store->shared(4, take), 9U);
  EXPECT_EQ(found, (Ids{"e7"}));
  EXPECT_EQ(store->shared(9, take), 9U);
}

TEST_P(Stores, reads_many_pieces) {
  Sample sample;
  auto const entries = sample.entries(2500, 7);
  auto transaction = store->begin();
  transaction->append(entries);
  transaction->commit();
  transaction.reset();
  std::size_t n = 0;
  store->all(0, [&](std::uint64_t, journal::Entry const& e) { return e.id == entries[n++].id; });
  EXPECT_EQ(n, entries.size());
}

TEST_P(Stores, puts_views_in_the_place_of_views) {
  auto const put = [&](std::vector<app::SubjectView> const& views) {
    auto transaction = store->begin();
    transaction->put(views);
    transaction->commit();
  };
  auto view = sample_view("case-1");
  auto other = sample_view("case-2");
  put({view, other});
  EXPECT_EQ(store->view(view.of).obligations, view.obligations);
  EXPECT_EQ(store->view(view.of).heads, view.heads);
  view.obligations.erase(view.obligations.begin());
  view.obligations[0].life = obligation::Life::closed;
  view.obligations[1].due_on.reset();
  view.heads[0].next_due_on.reset();
  view.heads[0].events = 77;
  view.heads.pop_back();
  put({view});
  EXPECT_EQ(store->view(view.of).obligations, view.obligations);
  EXPECT_EQ(store->view(view.of).heads, view.heads);
  EXPECT_EQ(store->view(other.of).obligations, other.obligations);
  put({{other.of, {}, {}}});
  EXPECT_TRUE(store->view(other.of).obligations.empty());
  EXPECT_TRUE(store->view(other.of).heads.empty());
}

TEST_P(Stores, lists_what_is_open_by_due_day) {
  auto transaction = store->begin();
  transaction->put(std::vector{sample_view("case-1"), sample_view("case-2")});
  transaction->commit();
  transaction.reset();
  Ids found;
  for (auto const& row : store->open_obligations("soc", 100, {})) found.push_back(row.in_case + " " + row.id);
  EXPECT_EQ(found, (Ids{"case-1 n-late/1", "case-2 n-late/1", "case-1 n-soon/1", "case-2 n-soon/1",
                        "case-1 n-some-day/1", "case-2 n-some-day/1"}));
  Ids page_by_page;
  std::optional<app::ObligationKey> after;
  for (auto page = store->open_obligations("soc", 1, after); !page.empty();
       page = store->open_obligations("soc", 1, after)) {
    auto const& row = page.front();
    page_by_page.push_back(row.in_case + " " + row.id);
    after = {row.due_on, row.in_case, row.id};
  }
  EXPECT_EQ(page_by_page, found);
  EXPECT_TRUE(store->open_obligations("hsn", 100, {}).empty());  // its own row waits for others
  auto const cases = store->cases("soc", 10, {});
  ASSERT_EQ(cases.size(), 2U);
  EXPECT_EQ(cases[0], sample_view("case-1").heads[1]);
  EXPECT_EQ(store->case_head("hsn", "case-2"), sample_view("case-2").heads[0]);
  EXPECT_EQ(store->case_head("hsn", "case-3"), std::nullopt);
  EXPECT_EQ(store->cases("soc", 10, app::CaseKey{cases[0].next_due_on, cases[0].in_case}), (std::vector{cases[1]}));
  EXPECT_TRUE(store->cases("soc", 10, app::CaseKey{cases[1].next_due_on, cases[1].in_case}).empty());
}

TEST_P(Stores, opens_again_with_all_that_was_written) {
  Sample sample;
  auto transaction = store->begin();
  transaction->append(sample.entries(3, 1));
  transaction->commit();
  transaction.reset();
  store.reset();
  store = scratch.open();
  EXPECT_EQ(store->last_position(), 3U);
}

INSTANTIATE_TEST_SUITE_P(Databases, Stores, testing::ValuesIn(all_kinds), databases::called);

}  // namespace
}  // namespace overens::store
