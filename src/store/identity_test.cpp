#include <fstream>
#include <sstream>

#include "store/backup.hpp"
#include "store/files.hpp"
#include "store/sample_test.hpp"
#include "store/transfer.hpp"
#include "store/verify.hpp"
#include "test/databases/scratch.hpp"

namespace overens::store {
namespace {

using app::IdentityVersion;
using app::PersonRef;
using databases::Kind;
using databases::Scratch;
using identity::Number;
using identity::NumberKind;
namespace fs = std::filesystem;

Number const number{NumberKind::personal, "189001019802"};
Number const other_number{NumberKind::personal, "201212121212"};
PersonRef const person{"soc", "p1"};

struct Identity : testing::TestWithParam<Kind> {
  Scratch scratch{GetParam()};
  std::unique_ptr<app::Store> store = scratch.open();
  app::IdentityStore& kept = store->identities();

  IdentityVersion say(std::uint64_t version, std::string name, std::optional<Number> by = number) {
    return {version, calendar::Instant(std::chrono::milliseconds(7)), "m1", {.name = std::move(name), .number = by}};
  }
  std::string name_of(PersonRef const& who, app::Store& in) {
    auto const found = in.identities().identities(std::span(&who, 1)).front();
    return found ? found->record.name : "nobody";
  }
  std::string name_of(PersonRef const& who) { return name_of(who, *store); }
  std::uint64_t damages(app::Store& in) {
    return verify(in, {}, [](double) {}).damages();
  }
};

TEST_P(Identity, is_kept_in_versions) {
  EXPECT_EQ(name_of(person), "nobody");
  EXPECT_TRUE(kept.put(person, say(1, "Prov Ett"), "c1"));
  EXPECT_TRUE(kept.put(person, say(2, "Prov Ett Ny"), "c2"));
  EXPECT_EQ(name_of(person), "Prov Ett Ny");
  auto const all = kept.versions(person);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].record, say(1, "Prov Ett").record);
  EXPECT_EQ(all[0].version, 1U);
  EXPECT_EQ(all[1].by, "m1");
  EXPECT_EQ(all[1].at, say(2, "").at);
  EXPECT_EQ(name_of({"hsn", "p1"}), "nobody") << "another authority's";
  EXPECT_EQ(damages(*store), 0U);
}

TEST_P(Identity, that_somebody_else_has_changed_is_not_written_over) {
  EXPECT_FALSE(kept.put(person, say(2, "Prov Två"), "c1"));
  EXPECT_TRUE(kept.put(person, say(1, "Prov Ett"), "c2"));
  EXPECT_FALSE(kept.put(person, say(1, "Prov Tre"), "c3"));
  EXPECT_TRUE(kept.put(person, say(1, "Prov Ett"), "c2")) << "the same command again";
  EXPECT_EQ(kept.versions(person).size(), 1U);
  EXPECT_EQ(name_of(person), "Prov Ett");
}

TEST_P(Identity, that_is_sent_once_more_is_kept_once_and_other_words_are_not_taken_for_it) {
  EXPECT_TRUE(kept.put(person, say(1, "Prov Ett"), "c1"));
  EXPECT_TRUE(kept.put(person, say(1, "Prov Ett"), "c1"));
  EXPECT_FALSE(kept.put(person, say(2, "Prov Ett Ny"), "c1"));
  EXPECT_FALSE(kept.put({"soc", "p2"}, say(1, "Prov Ett"), "c1"));
  EXPECT_EQ(kept.versions(person).size(), 1U);
  EXPECT_EQ(name_of(person), "Prov Ett");
}

TEST_P(Identity, is_found_by_the_exact_number_in_its_authority) {
  ASSERT_TRUE(kept.put(person, say(1, "Prov Ett"), "c1"));
  ASSERT_TRUE(kept.put({"soc", "p2"}, say(1, "Prov Två", other_number), "c2"));
  ASSERT_TRUE(kept.put({"soc", "p3"}, say(1, "Prov Tre", std::nullopt), "c3"));
  ASSERT_TRUE(kept.put({"hsn", "p1"}, say(1, "Prov Ett"), "c4"));
  EXPECT_EQ(kept.with_number("soc", number), std::vector{person});
  EXPECT_EQ(kept.persons_recognised(kept.recognised(number)), (std::vector<PersonRef>{{"hsn", "p1"}, {"soc", "p1"}}));
  EXPECT_TRUE(kept.persons_recognised("").empty());
  EXPECT_EQ(kept.with_number("hsn", number), (std::vector{PersonRef{"hsn", "p1"}}));
  EXPECT_TRUE(kept.with_number("school", number).empty());
  ASSERT_TRUE(kept.put(person, say(2, "Prov Ett", other_number), "c5"));
  EXPECT_TRUE(kept.with_number("soc", number).empty()) << "it was somebody else's";
  EXPECT_EQ(kept.with_number("soc", other_number).size(), 2U);
  auto const index = [&](std::string const& of) {
    return scratch.alter("select number from person where name = '" + of + "'");
  };
  EXPECT_NE(index("soc/p2"), index("hsn/p1"));
  EXPECT_NE(index("soc/p1"), "201212121212");
  EXPECT_EQ(index("soc/p3"), "");
}

TEST_P(Identity, shows_whatever_was_altered) {
  ASSERT_TRUE(kept.put(person, say(1, "Prov Ett"), "c1"));
  ASSERT_TRUE(kept.put(person, say(2, "Prov Två"), "c2"));
  auto const altered = [&](std::string const& table, std::string const& change, std::string const& back) {
    scratch.alter("update " + table + " set " + change);
    auto const found = damages(*scratch.open({.open = Open::inspect}));
    scratch.alter("update " + table + " set " + back);
    EXPECT_EQ(damages(*store), 0U);
    return found;
  };
  auto const first = scratch.alter("select number from identity where version = 1");
  EXPECT_EQ(altered("person", "number = ''", "number = '" + first + "'"), 1U);
  EXPECT_EQ(altered("identity", "number = '' where version = 1", "number = '" + first + "' where version = 1"), 1U);
  EXPECT_EQ(altered("person", "version = 1", "version = 2"), 1U);
  auto const bytes = [&](std::string const& column) {
    auto const hex = GetParam() == Kind::postgres ? "encode(" + column + ", 'hex')" : "hex(" + column + ")";
    return scratch.alter("select " + hex + " from " + (column == "key" ? "person" : "identity where version = 1"));
  };
  auto const put = [&](std::string const& hex) {
    return GetParam() == Kind::postgres ? "decode('" + hex + "', 'hex')" : "x'" + hex + "'";
  };
  for (auto const* column : {"encrypted", "key"}) {
    auto const is_key = column == std::string("key");
    auto const was = bytes(column);
    auto flipped = was;
    flipped[20] = flipped[20] == '0' ? '1' : '0';
    std::string const where = is_key ? "" : " where version = 1";
    EXPECT_EQ(altered(is_key ? "person" : "identity", column + (" = " + put(flipped)) + where,
                      column + (" = " + put(was)) + where),
              1U)
        << column;
  }
  scratch.alter("delete from identity where version = 2");
  EXPECT_EQ(damages(*store), 1U);
}

TEST_P(Identity, can_not_be_moved_to_another_person) {
  ASSERT_TRUE(kept.put(person, say(1, "Prov Ett"), "c1"));
  ASSERT_TRUE(kept.put({"soc", "p2"}, say(1, "Prov Två"), "c2"));
  scratch.alter("update person set key = (select key from person where name = 'soc/p2') where name = 'soc/p1'");
  EXPECT_THROW(name_of(person), app::StoreDamaged);
}

TEST_P(Identity, goes_with_a_backup_and_comes_back) {
  ASSERT_TRUE(kept.put(person, say(1, "Prov Ett"), "c1"));
  ASSERT_TRUE(kept.put(person, say(2, "Prov Två"), "c2"));
  auto const entries = Sample().entries(4, 2);
  auto transaction = store->begin();
  transaction->append(entries);
  transaction->commit();
  auto const file = fs::temp_directory_path() / ("overens-identity-" + std::to_string(::getpid()) + ".db");
  ASSERT_TRUE(back_up(scratch.where(), file, [](double) {}));
  Scratch other(GetParam());
  auto const where = GetParam() == Kind::postgres ? other.where() : file.string() + ".again";
  ASSERT_TRUE(restore(file, where, [](double) {}));
  auto const again = open_store(where, {.open = Open::existing, .keys = scratch.keys()});
  ASSERT_TRUE(again);
  EXPECT_EQ(name_of(person, **again), "Prov Två");
  EXPECT_EQ((*again)->identities().versions(person).size(), 2U);
  EXPECT_EQ(damages(**again), 0U);
  for (auto const* end : {"", ".heads", ".again"}) fs::remove(file.string() + end);
}

TEST_P(Identity, is_exported_encrypted_and_taken_in) {
  ASSERT_TRUE(kept.put(person, say(1, "Prov Ett"), "c1"));
  auto const file = fs::temp_directory_path() / ("overens-persons-" + std::to_string(::getpid()));
  EXPECT_EQ(export_persons(*store, file), 1U);
  std::ostringstream lines;
  lines << std::ifstream(persons_beside(file)).rdbuf();
  EXPECT_EQ(lines.str().find("Prov"), std::string::npos);
  Scratch other(GetParam());
  auto const taken = open_store(other.where(), {.keys = scratch.keys()});
  ASSERT_TRUE(taken);
  EXPECT_EQ(import_persons(**taken, file), 1U);
  EXPECT_EQ(name_of(person, **taken), "Prov Ett");
  ASSERT_TRUE(kept.put(person, say(2, "Prov Två"), "c2"));
  EXPECT_EQ(export_persons(*store, file), 1U);
  EXPECT_EQ(import_persons(**taken, file), 1U) << "with what is new";
  EXPECT_EQ(name_of(person, **taken), "Prov Två");
  EXPECT_EQ(import_persons(**taken, file), 1U) << "and once more";
  ASSERT_TRUE((*taken)->identities().put(person, say(3, "Prov Tre"), "c3"));
  ASSERT_TRUE(kept.put(person, say(3, "Prov Annan"), "c4"));
  EXPECT_EQ(export_persons(*store, file), 1U);
  EXPECT_FALSE(import_persons(**taken, file)) << "they have gone different ways";
  Scratch strange(GetParam());
  EXPECT_FALSE(import_persons(*strange.open(), file)) << "other keys";
  EXPECT_EQ(import_persons(*store, file.string() + "-none"), 0U);
  fs::remove(persons_beside(file));
}

TEST_P(Identity, goes_on_while_its_key_is_renewed) {
  ASSERT_TRUE(kept.put(person, say(1, "Prov Ett"), "c1"));
  ASSERT_TRUE(kept.put({"soc", "p2"}, say(1, "Prov Två"), "c2"));
  auto const before = scratch.alter("select number from person where name = 'soc/p1'");
  auto const rotating = *keys::KeyStore::open(scratch.key_file());
  auto const other = open_store(scratch.where(), {.open = Open::existing, .keys = rotating});
  ASSERT_TRUE(other);
  ASSERT_TRUE(rotating->add_generation());
  EXPECT_EQ((*other)->renew_keys([](std::uint64_t) {}), 3U);
  EXPECT_EQ((*other)->renew_keys([](std::uint64_t) {}), 0U);
  ASSERT_TRUE(rotating->forget_before(rotating->newest()));
  auto const again = scratch.open({.keys = *keys::KeyStore::open(scratch.key_file())});
  EXPECT_EQ(name_of(person, *again), "Prov Ett");
  EXPECT_EQ(again->identities().with_number("soc", number).size(), 2U) << "found as before";
  EXPECT_EQ(scratch.alter("select number from person where name = 'soc/p1'"), before);
  EXPECT_EQ(damages(*again), 0U);
}

TEST_P(Identity, alone_shows_that_the_keys_are_missing) {
  ASSERT_TRUE(kept.put(person, say(1, "Prov Ett"), "c1"));
  auto const closed = open_store(scratch.where(), {.open = Open::existing});
  ASSERT_FALSE(closed);
  EXPECT_EQ(closed.error().code, "keys_missing");
}

INSTANTIATE_TEST_SUITE_P(Databases, Identity, testing::ValuesIn(databases::all_kinds), databases::called);

}  // namespace
}  // namespace overens::store
