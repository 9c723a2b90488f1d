#include "app/entry_classes.hpp"

#include <gtest/gtest.h>

#include "app/world_test.hpp"

namespace overens::app {
namespace {

using event::ObjectClass;

journal::Entry noted(std::string id, std::string type, std::string data) {
  journal::Entry entry;
  entry.id = std::move(id);
  entry.type = std::move(type);
  entry.owner = "soc";
  entry.data = std::move(data);
  entry.subjects = {{"case", "c1"}};
  return entry;
}

TEST(EntryClasses, a_code_can_tell_more_than_its_type) {
  std::vector<journal::Entry> const entries = {noted("a", "signal.noted", R"({"signal":"accident"})"),
                                               noted("b", "signal.noted", R"({"signal":"suicide_attempt"})"),
                                               noted("c", "case.opened", ""), noted("d", "lvm.planned", "")};
  EntryClasses const classes(entries, world().vocabulary);
  EXPECT_EQ(classes.of(entries[0]), ObjectClass::notes);
  EXPECT_EQ(classes.of(entries[1]), ObjectClass::sensitive);
  EXPECT_EQ(classes.of(entries[2]), ObjectClass::coordination);
  EXPECT_EQ(classes.of(entries[3]), ObjectClass::sensitive);
}

TEST(EntryClasses, what_changes_an_event_is_kept_as_that_one) {
  std::vector<journal::Entry> const entries = {
      noted("a", "signal.noted", R"({"signal":"suicide_attempt"})"),
      noted("b", "signal.noted", R"({"signal":"crime"})"),
      noted("x", "event.withdrawn", R"({"event":"a","reason":"duplicate"})"),
      noted("y", "event.corrected", R"({"event":"a","happened":"2026-01-02"})"),
      noted("z", "event.corrected", R"({"event":"b","happened":"2026-01-02"})")};
  EntryClasses const classes(entries, world().vocabulary);
  EXPECT_EQ(classes.of(entries[2]), ObjectClass::sensitive);
  EXPECT_EQ(classes.of(entries[3]), ObjectClass::sensitive);
  EXPECT_EQ(classes.of(entries[4]), ObjectClass::notes);
}

TEST(EntryClasses, a_correction_that_tells_more_closes_all_of_it) {
  std::vector<journal::Entry> entries = {
      noted("a", "signal.noted", R"({"signal":"accident"})"),
      noted("x", "event.corrected", R"({"event":"a","data":{"signal":"family_violence"}})")};
  EntryClasses const classes(entries, world().vocabulary);
  EXPECT_EQ(classes.of(entries[0]), ObjectClass::sensitive);
  EXPECT_EQ(classes.of(entries[1]), ObjectClass::sensitive);
  entries[1].owner = "hsn";  // nobody corrects what another authority has recorded
  EntryClasses const of_others(entries, world().vocabulary);
  EXPECT_EQ(of_others.of(entries[0]), ObjectClass::notes);
}

}  // namespace
}  // namespace overens::app
