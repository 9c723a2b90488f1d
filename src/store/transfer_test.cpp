// A journal that moves keeps its chain, and every step can be interrupted and done again.
#include "store/transfer.hpp"

#include <atomic>
#include <csignal>
#include <fstream>
#include <sstream>
#include <thread>

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/bounded_line.hpp"
#include "journal/heads.hpp"
#include "store/backup.hpp"
#include "store/files.hpp"
#include "store/sample_test.hpp"
#include "store/verify.hpp"
#include "test/databases/scratch.hpp"

namespace overens::store {
namespace {

using databases::all_kinds;
using databases::Kind;
using databases::name;
using databases::Scratch;
namespace fs = std::filesystem;

auto const unheard = [](double) {};

std::string bytes_of_file(fs::path const& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}

void write_file(fs::path const& path, std::string const& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

event::Vocabulary const& vocabulary() {
  static auto const loaded = [] {
    std::vector<base::SourceFile> files;
    for (auto const& entry : fs::directory_iterator(OVERENS_ROOT "/agreements/vocabulary"))
      files.push_back({entry.path().filename().string(), bytes_of_file(entry.path())});
    base::Findings findings;
    return event::load_vocabulary(files, findings);
  }();
  return loaded;
}

class Transfer : public testing::TestWithParam<Kind> {
 protected:
  Scratch scratch{GetParam()};
  Scratch files{Kind::sqlite};  // for its folder
  fs::path folder = fs::path(files.where()).parent_path();
  std::unique_ptr<app::Store> store = scratch.open();
  Sample sample;

  void append(int many) {
    auto transaction = store->begin();
    transaction->append(sample.entries(many, 3));
    transaction->commit();
  }
  journal::Heads heads_in(fs::path const& file) {
    return journal::read_heads(bytes_of_file(heads_beside(file)))->heads;
  }
};

std::uint64_t damages(app::Store& store, std::optional<journal::Heads> const& heads) {
  return verify(store, heads, unheard).damages();
}

TEST_P(Transfer, exports_and_goes_on_where_it_stopped) {
  append(1500);
  auto const file = folder / "a.jsonl";
  EXPECT_EQ(export_journal(*store, file, unheard), 1500U);
  auto const whole = bytes_of_file(file);
  EXPECT_EQ(std::count(whole.begin(), whole.end(), '\n'), 1500);
  EXPECT_EQ(damages(*store, heads_in(file)), 0U);
  for (auto const cut : {std::size_t{0}, std::size_t{1}, whole.size() / 2, whole.size() - 1}) {
    write_file(file, whole.substr(0, cut));
    EXPECT_EQ(export_journal(*store, file, unheard), 1500U);
    EXPECT_EQ(bytes_of_file(file), whole);
  }
  append(3);
  EXPECT_EQ(export_journal(*store, file, unheard), 1503U);
  EXPECT_TRUE(bytes_of_file(file).starts_with(whole));
  EXPECT_EQ(heads_in(file).position, 1503U);
}

TEST_P(Transfer, does_not_go_on_with_what_is_something_else) {
  append(3);
  auto const file = folder / "a.jsonl";
  ASSERT_TRUE(export_journal(*store, file, unheard));
  auto const whole = bytes_of_file(file);
  std::string const long_line(base::longest_line + 1, 'x');
  auto const first = whole.find('\n') + 1;
  for (std::string const& other :
       {std::string("a letter\n"), std::string("a letter"), std::string("{}\n{}\n{}\n{}\n"), long_line + "\n",
        whole + "a letter", whole + whole.substr(0, 9), whole.substr(0, first) + "a letter",
        whole.substr(0, first) + long_line + "\n" + whole.substr(first)}) {
    SCOPED_TRACE(other.substr(0, 40));
    write_file(file, other);
    auto const written = export_journal(*store, file, unheard);
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, "other_journal");
    EXPECT_TRUE(bytes_of_file(file) == other) << "it was written over";
  }
}

TEST_P(Transfer, imports_into_either_database_with_the_chain) {
  append(1500);
  auto const file = folder / "a.jsonl";
  ASSERT_TRUE(export_journal(*store, file, unheard));
  EXPECT_TRUE(is_exported(file));
  for (auto const kind : all_kinds) {
    Scratch const other(kind);
    auto const to = other.open();
    auto const whole = bytes_of_file(file);
    write_file(folder / "part.jsonl", whole.substr(0, whole.size() / 2));  // interrupted: the last line is no line
    write_file(heads_beside(folder / "part.jsonl"), bytes_of_file(heads_beside(file)));
    auto const part = *import_journal(*to, vocabulary(), folder / "part.jsonl", unheard);
    ASSERT_TRUE(part.stopped);
    EXPECT_EQ(part.stopped->code, "not_json");
    auto const rest = *import_journal(*to, vocabulary(), file, unheard);
    EXPECT_FALSE(rest.stopped) << rest.stopped->code << " " << rest.lines;
    EXPECT_EQ(rest.known, part.taken);
    EXPECT_EQ(rest.taken + rest.known, 1500U);
    EXPECT_EQ(damages(*to, heads_in(file)), 0U);
    EXPECT_EQ(to->ids_of("case", "", 9), (std::vector<std::string>{"case-0", "case-1", "case-2"}));
    ASSERT_TRUE(export_journal(*to, folder / (name(kind) + ".jsonl"), unheard));
    auto const again = *import_journal(*to, vocabulary(), file, unheard);
    EXPECT_EQ(again.known, 1500U);
  }
}

TEST_P(Transfer, keeps_apart_what_is_for_practice) {
  append(3);
  auto const real = folder / "real.jsonl";
  ASSERT_TRUE(export_journal(*store, real, unheard));
  auto const mark = [](app::Store& one) {
    auto const transaction = one.begin();
    transaction->set_progress(app::for_practice, "yes");
    transaction->commit();
  };
  mark(*store);
  auto const practice = folder / "practice.jsonl";
  ASSERT_TRUE(export_journal(*store, practice, unheard));
  auto const taken = [&](app::Store& to, fs::path const& file) {
    auto const imported = import_journal(to, vocabulary(), file, unheard);
    return imported ? fmt::to_string(imported->taken + imported->known) : imported.error().code;
  };
  Scratch const one(GetParam());
  auto const marked = one.open();
  EXPECT_EQ(taken(*marked, practice), "3");
  EXPECT_TRUE(is_for_practice(*marked)) << "an empty one becomes so";
  EXPECT_EQ(taken(*marked, practice), "3") << "again";
  EXPECT_EQ(taken(*marked, real), "practice");
  Scratch const other(GetParam());
  auto const unmarked = other.open();
  EXPECT_EQ(taken(*unmarked, real), "3");
  EXPECT_FALSE(is_for_practice(*unmarked));
  EXPECT_EQ(taken(*unmarked, practice), "practice");
  Scratch const third(GetParam());
  auto const empty = third.open();
  mark(*empty);
  EXPECT_EQ(taken(*empty, real), "practice") << "also where nothing has been practised yet";
  fs::remove(heads_beside(practice));
  EXPECT_EQ(taken(*marked, practice), "no_heads") << "nothing says what it is";
  write_file(heads_beside(practice), "overens heads 1\nposition 3\nstreams 0\nlooks 0\n");
  EXPECT_EQ(taken(*marked, practice), "old_heads");
}

TEST_P(Transfer, stops_at_a_line_that_was_altered) {
  append(30);
  auto const file = folder / "a.jsonl";
  ASSERT_TRUE(export_journal(*store, file, unheard));
  auto const whole = bytes_of_file(file);
  auto const refused = [&](std::string const& was, std::string const& is) {
    auto altered = whole;
    auto const at = altered.find(was);
    EXPECT_NE(at, std::string::npos) << was;
    altered.replace(at, was.size(), is);
    write_file(folder / "b.jsonl", altered);
    write_file(heads_beside(folder / "b.jsonl"), bytes_of_file(heads_beside(file)));
    Scratch const other(GetParam());
    auto const to = other.open();
    auto const imported = *import_journal(*to, vocabulary(), folder / "b.jsonl", unheard);
    EXPECT_EQ(damages(*to, {}), 0U);
    EXPECT_EQ(to->last_position(), imported.taken);
    return imported.stopped ? fmt::format("{} {}", imported.lines, imported.stopped->code) : "taken in";
  };
  EXPECT_EQ(refused(R"("region_share":7)", R"("region_share":8)"), "6 does_not_follow");
  EXPECT_EQ(refused(R"({"event":{"id":"e9")", R"({"event":{"id":"e8")"), "8 other_event");
  EXPECT_EQ(refused(R"({"event":{"id":"e9")", R"({"event":{"id":"f9")"), "8 does_not_follow");
  auto const line = whole.find(R"({"event":{"id":"e12")");
  auto const removed = whole.substr(line, whole.find('\n', line) + 1 - line);
  EXPECT_EQ(refused(removed, ""), "13 does_not_follow");  // e15 comes next in the stream
  // What it is found by is not in the chain, so it is worked out anew, whatever the line says.
  EXPECT_EQ(refused(R"("subjects":[["case","case-0"])", R"("subjects":[["case","case-1"])"), "taken in");
}

TEST_P(Transfer, backs_up_while_others_write_and_restores) {
  append(1200);
  std::atomic<bool> enough = false;
  std::thread writer([&] {
    while (!enough) append(2);
  });
  auto const file = folder / "backup";
  auto const made = back_up(scratch.where(), file, unheard);
  enough = true;
  writer.join();
  ASSERT_TRUE(made) << base::english(made.error().why);
  EXPECT_EQ(made->damages(), 0U);
  EXPECT_GE(made->entries(), 1200U);
  EXPECT_EQ(back_up(scratch.where(), file, unheard).error().code, "is_there");
  append(2);
  EXPECT_EQ(damages(*store, heads_in(file)), 0U);
  for (auto const kind : all_kinds) {
    Scratch const other(kind);
    auto const restored = restore(file, other.where(), unheard);
    ASSERT_TRUE(restored) << base::english(restored.error().why);
    EXPECT_EQ(restored->entries(), made->entries());
    auto const to = other.open({.keys = scratch.keys()});  // what was encrypted goes with its keys
    EXPECT_EQ(damages(*to, heads_in(file)), 0U);
    auto transaction = to->begin();
    auto const done = transaction->receipts(std::vector<std::string>{"c1"});
    EXPECT_EQ(done, std::vector{sample_receipt(1)});
    transaction.reset();
    EXPECT_EQ(restore(file, other.where(), unheard).error().code, "is_there");
  }
}

TEST_P(Transfer, leaves_nothing_behind_when_a_backup_is_interrupted) {
  append(9);
  auto const file = folder / "backup";
  auto const stops = [](double share) {
    if (share > 0.7) throw std::runtime_error("while what was copied is verified");
  };
  EXPECT_THROW(static_cast<void>(back_up(scratch.where(), file, stops)), std::runtime_error);
  for (auto const& left : fs::directory_iterator(folder)) ADD_FAILURE() << left.path();
}

TEST_P(Transfer, restores_nothing_that_is_damaged) {
  append(9);
  auto const file = folder / "backup";
  ASSERT_TRUE(back_up(scratch.where(), file, unheard));
  auto const whole = bytes_of_file(file);
  auto altered = whole;
  altered[altered.find("\"region_share\":6")] = '\'';
  write_file(file, altered);
  for (auto const kind : all_kinds) {
    Scratch const other(kind);
    auto const restored = restore(file, other.where(), unheard);
    ASSERT_FALSE(restored);
    EXPECT_EQ(restored.error().code, "damaged");
    EXPECT_FALSE(kind == Kind::sqlite && fs::exists(other.where()));
    EXPECT_TRUE(remove_unfinished(folder_of(other.where())).empty());
  }
  write_file(file, whole);
  append(3);
  write_file(heads_beside(file), journal::heads_text({store->heads()}));  // of a later day: its end is missing
  Scratch const other(Kind::sqlite);
  EXPECT_EQ(restore(file, other.where(), unheard).error().code, "damaged");
}

TEST_P(Transfer, leaves_nothing_behind_when_a_restore_is_interrupted) {
  append(1500);
  auto const file = folder / "backup";
  ASSERT_TRUE(back_up(scratch.where(), file, unheard));
  Scratch const other(Kind::postgres);
  other.open().reset();
  other.alter(
      "create function no_room() returns trigger as 'begin raise exception ''no room''; end' language plpgsql; "
      "create trigger no_room before insert on event for each row when (new.position > 1200) execute function "
      "no_room(); "
      "alter table event enable always trigger no_room");
  EXPECT_THROW(static_cast<void>(restore(file, other.where(), unheard)), app::StoreFailed);
  EXPECT_EQ(other.alter("select count(*) from event"), "0");
  other.alter("drop trigger no_room on event");
  auto const restored = restore(file, other.where(), unheard);
  ASSERT_TRUE(restored) << base::english(restored.error().why);
  EXPECT_EQ(restored->entries(), 1500U);
}

TEST_P(Transfer, takes_away_what_a_kill_has_left_and_nothing_that_is_being_made) {
  auto const file = folder / "backup";
  auto const killed = ::fork();
  if (killed == 0) {
    Unfinished const made(file);
    write_file(made.path(), "half");
    write_file(made.path().string() + "-journal", "half");
    ::kill(::getpid(), SIGKILL);
  }
  ::waitpid(killed, nullptr, 0);
  write_file(folder / "of-somebody-else.part", "");
  Unfinished const under_way(folder / "another");
  EXPECT_THROW(Unfinished(folder / "another"), app::StoreFailed) << "two make the same";
  auto const left = folder / "backup.overens-part";
  ASSERT_TRUE(fs::exists(left));
  EXPECT_EQ(remove_unfinished(folder), std::vector{left});
  EXPECT_FALSE(fs::exists(left) || fs::exists(left.string() + "-journal"));
  EXPECT_TRUE(fs::exists(under_way.path()) && fs::exists(folder / "of-somebody-else.part"));
  EXPECT_TRUE(remove_unfinished(folder / "nothing").empty());
}

TEST_P(Transfer, goes_over_what_a_kill_has_left_under_the_same_name) {
  append(3);
  auto const file = folder / "backup";
  write_file(file.string() + ".overens-part", std::string(100'000, 'x'));
  write_file(file.string() + ".overens-part-journal", "half");
  ASSERT_TRUE(back_up(scratch.where(), file, unheard));
  write_whole(file, "short");
  EXPECT_EQ(bytes_of_file(file), "short");
  EXPECT_TRUE(remove_unfinished(folder).empty());
}

INSTANTIATE_TEST_SUITE_P(Databases, Transfer, testing::ValuesIn(all_kinds), databases::called);

}  // namespace
}  // namespace overens::store
