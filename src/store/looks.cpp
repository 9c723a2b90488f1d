#include "store/looks.hpp"

#include <map>

#include <fmt/format.h>

#include "store/entries.hpp"
#include "store/typed_rows.hpp"

namespace overens::store {
namespace {

using journal::LookChain;
using journal::LookEntry;

constexpr std::size_t looks_at_a_time = 1000;

constexpr Statement last_chain{"select coalesce(max(number), 0) from look_chain"};
constexpr Statement add_chain{"insert into look_chain (number, authority, length, hash) values (?1, ?2, ?3, ?4)", 4};
constexpr Statement go_on_with_chain{"update look_chain set length = ?2, hash = ?3 where number = ?1 and length = ?4",
                                     4};
constexpr Statement add_look{
    "insert into look (chain, seq, authority, at, who, action, content, salt, content_hash, hash) "
    "values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    10};
constexpr Statement add_look_subject{
    "insert into look_subject (authority, kind, name, at, chain, seq) values (?1, ?2, ?3, ?4, ?5, ?6) "
    "on conflict do nothing",
    6};

#define OVERENS_SELECT_LOOK \
  "select l.chain, l.seq, l.authority, l.at, l.who, l.action, l.content, l.salt, l.content_hash, l.hash from look l "
// ?1 authority, ?2 from, ?3 before, ?4 after: its time, ?5 chain and ?6 seq, ?7 how many, ?8 not by, ?9 action
#define OVERENS_LATEST_LOOKS                                                                      \
  "l.content is not null and l.at >= ?2 and l.at < ?3 and (l.at, l.chain, l.seq) < (?4, ?5, ?6) " \
  "and (?8 = '' or l.who <> ?8) and (?9 = '' or l.action = ?9) order by l.at desc, l.chain desc, l.seq desc limit ?7"
constexpr Statement looks_of_authority{OVERENS_SELECT_LOOK "where l.authority = ?1 and " OVERENS_LATEST_LOOKS, 9};
constexpr Statement looks_of_staff{
    OVERENS_SELECT_LOOK "where l.authority = ?1 and l.who = ?10 and " OVERENS_LATEST_LOOKS, 10};
constexpr Statement looks_at_subject{
    OVERENS_SELECT_LOOK
    "join look_subject s on s.authority = l.authority and s.at = l.at and s.chain = l.chain and s.seq = l.seq "
    "where l.authority = ?1 and s.authority = ?1 and s.kind = ?10 and s.name = ?11 and (?12 = '' or l.who = ?12) "
    "and s.at >= ?2 and s.at < ?3 and " OVERENS_LATEST_LOOKS,
    12};
constexpr Statement last_look_at{OVERENS_SELECT_LOOK
                                 "join look_subject s on s.chain = l.chain and s.seq = l.seq "
                                 "where s.authority = ?1 and s.kind = ?2 and s.name = ?3 and l.action = ?4 "
                                 "order by s.at desc, s.chain desc, s.seq desc limit 1",
                                 4};
constexpr Statement those_who_saw_many{
    "select l.who from look l join look_subject s on s.authority = l.authority and s.chain = l.chain and s.seq = l.seq "
    "and s.at = l.at where l.authority = ?1 and l.at >= ?2 and l.at < ?3 and s.authority = ?1 and s.at >= ?2 and "
    "s.at < ?3 and s.kind in ('case', 'person') "
    "and (?4 = '' or l.who <> ?4) group by l.who having count(distinct s.kind || ' ' || s.name) > ?5 order by l.who",
    5};
constexpr Statement all_chains{"select number, authority, length, hash from look_chain order by number"};
constexpr Statement looks_of_chain{OVERENS_SELECT_LOOK "where l.chain = ?1 and l.seq > ?2 order by l.seq limit ?3", 3};
constexpr Statement look_index_after{
    "select authority, kind, name, at, chain, seq from look_subject "
    "where (authority, kind, name, at, chain, seq) > (?1, ?2, ?3, ?4, ?5, ?6) "
    "order by authority, kind, name, at, chain, seq limit ?7",
    7};
constexpr Statement looks_before{OVERENS_SELECT_LOOK "where l.at < ?1 and l.content is not null limit ?2", 2};
constexpr Statement erase_look{
    "update look set who = null, action = null, content = null, salt = null where chain = ?1 and seq = ?2", 2};
constexpr Statement erase_look_subject{
    "delete from look_subject where authority = ?1 and kind = ?2 and name = ?3 and at = ?4 and chain = ?5 and seq = ?6",
    6};

std::string key_of_looks(LookEntry const& entry) {
  return std::string(keys_of_looks) + entry.authority;
}

std::string place_of_look(LookEntry const& entry) {
  return fmt::format("look.reason\n{}\n{}\n{}", entry.authority, entry.chain, entry.seq);
}

std::uint64_t count_of(SqlValue const& value) {
  return static_cast<std::uint64_t>(value.number());
}

LookEntry read_look_row(SqlRow row) {
  LookEntry entry{.chain = count_of(row[0]),
                  .seq = count_of(row[1]),
                  .authority = std::string(row[2].bytes()),
                  .at = instant(row[3]),
                  .content = std::string(row[6].bytes()),
                  .salt = bytes_of<std::tuple_size_v<journal::Salt>>(row[7]),
                  .content_hash = bytes_of<std::tuple_size_v<journal::Hash>>(row[8]),
                  .hash = bytes_of<std::tuple_size_v<journal::Hash>>(row[9])};
  if (auto look = journal::read_look(entry.content)) entry.look = std::move(*look);
  // What it is searched by is its content said again.
  entry.is_found_as_said = entry.look.who == row[4].bytes() && entry.look.action == row[5].bytes();
  return entry;
}

std::vector<LookEntry> read_looks(Connection& connection, Statement const& statement,
                                  std::span<SqlValue const> values) {
  std::vector<LookEntry> found;
  connection.read(statement, values, [&](std::size_t, SqlRow row) { found.push_back(read_look_row(row)); });
  return found;
}

// What entries are found by, a row for each thing that they showed.
std::vector<SqlValue> index_rows(std::span<LookEntry const> entries) {
  std::vector<SqlValue> rows;
  for (auto const& entry : entries) {
    for (auto const& one : entry.look.shown)
      rows.insert(rows.end(), {entry.authority, one.kind, one.id, milliseconds(entry.at), entry.chain, entry.seq});
  }
  return rows;
}

void write_looks(Connection& connection, std::span<LookEntry const> entries) {
  struct Reached {
    std::uint64_t before;
    LookEntry const* last;
  };
  std::map<std::uint64_t, Reached> chains;
  std::vector<SqlValue> looks;
  for (auto const& entry : entries) {
    chains.try_emplace(entry.chain, Reached{entry.seq - 1, nullptr}).first->second.last = &entry;
    auto const or_null = [&](auto const& value) { return entry.is_erased() ? SqlValue() : SqlValue(value); };
    looks.insert(looks.end(),
                 {entry.chain, entry.seq, entry.authority, milliseconds(entry.at), or_null(entry.look.who),
                  or_null(entry.look.action), or_null(entry.content), or_null(std::span<std::byte const>(entry.salt)),
                  std::span<std::byte const>(entry.content_hash), std::span<std::byte const>(entry.hash)});
  }
  std::vector<SqlValue> gone_on;
  for (auto const& [number, reached] : chains)
    gone_on.insert(gone_on.end(),
                   {number, reached.last->seq, std::span<std::byte const>(reached.last->hash), reached.before});
  connection.write(go_on_with_chain, gone_on, Connection::Each::must_change);
  connection.write(add_look, looks);
  connection.write(add_look_subject, index_rows(entries));
}

void add(Connection& connection, LookChain const& chain) {
  journal::Hash const none = {};
  SqlValue const values[] = {chain.number, chain.authority, std::int64_t{0}, std::span<std::byte const>(none)};
  connection.write(add_chain, values);
}

}  // namespace

LookChain LookTables::open_chain(std::string const& authority) {
  return in_transaction(writers_, &Connection::begin_writing, [&](Connection& c) {
    LookChain chain{.authority = authority};
    c.read(last_chain, {}, [&](std::size_t, SqlRow row) { chain.number = count_of(row[0]) + 1; });
    add(c, chain);
    return chain;
  });
}

void LookTables::append(std::span<LookEntry const> entries) {
  in_transaction(appenders_, &Connection::begin_appending, [&](Connection& c) {
    write_looks(c, entries);
    return true;
  });
}

std::vector<LookEntry> LookTables::looks(app::LookFilter const& filter, std::size_t limit,
                                         std::optional<app::LookKey> const& after) {
  auto const from = after.value_or(app::LookKey{calendar::Instant::max(), 0, 0});
  std::vector<SqlValue> values = {filter.authority,
                                  milliseconds(filter.from),
                                  milliseconds(filter.before),
                                  milliseconds(from.at),
                                  from.chain,
                                  from.seq,
                                  std::uint64_t{limit},
                                  filter.not_by,
                                  filter.action};
  auto const* statement = &looks_of_authority;
  if (filter.shown) {
    statement = &looks_at_subject;
    values.insert(values.end(), {filter.shown->kind, filter.shown->id, filter.who});
  } else if (!filter.who.empty()) {
    statement = &looks_of_staff;
    values.emplace_back(filter.who);
  }
  auto found = readers_.with([&](Connection& c) { return read_looks(c, *statement, values); });
  for (auto& entry : found)
    entry.look.reason = keys_.decrypt(key_of_looks(entry), entry.authority, place_of_look(entry), entry.look.reason);
  return found;
}

void LookTables::encrypt(LookEntry& entry) {
  entry.look.reason = keys_.encrypt(key_of_looks(entry), entry.authority, place_of_look(entry), entry.look.reason);
}

std::vector<KeptKey> LookTables::keys() {
  return readers_.with([](Connection& c) { return read_kept_keys(c); });
}

std::vector<std::optional<LookEntry>> LookTables::last_of(std::string const& authority, std::string const& action,
                                                          std::span<journal::SubjectRef const> shown) {
  return readers_.with([&](Connection& c) {
    std::vector<SqlValue> values;
    for (auto const& one : shown) values.insert(values.end(), {authority, one.kind, one.id, action});
    std::vector<std::optional<LookEntry>> found(shown.size());
    c.read(last_look_at, values, [&](std::size_t i, SqlRow row) { found[i] = read_look_row(row); });
    return found;
  });
}

std::vector<LookEntry> LookTables::saw_many(app::LookFilter const& within, long more_than) {
  std::vector<std::string> who;
  readers_.with([&](Connection& c) {
    who.clear();
    SqlValue const values[] = {within.authority, milliseconds(within.from), milliseconds(within.before), within.not_by,
                               std::int64_t{more_than}};
    c.read(those_who_saw_many, values, [&](std::size_t, SqlRow row) { who.emplace_back(row[0].bytes()); });
  });
  std::vector<LookEntry> last;
  for (auto const& one : who) {
    auto filter = within;
    filter.who = one;
    for (auto& entry : looks(filter, 1, {})) last.push_back(std::move(entry));
  }
  return last;
}

std::vector<LookChain> LookTables::chains() {
  return readers_.with([](Connection& c) {
    std::vector<LookChain> found;
    c.read(all_chains, {}, [&](std::size_t, SqlRow row) {
      found.push_back({count_of(row[0]), std::string(row[1].bytes()), count_of(row[2]),
                       bytes_of<std::tuple_size_v<journal::Hash>>(row[3])});
    });
    return found;
  });
}

std::vector<LookEntry> LookTables::of_chain(std::uint64_t chain, std::uint64_t after, std::size_t most) {
  return readers_.with([&](Connection& c) {
    SqlValue const values[] = {chain, after, std::uint64_t{most}};
    return read_looks(c, looks_of_chain, values);
  });
}

void LookTables::index(std::function<void(journal::SubjectRef const&, LookEntry const&)> const& take) {
  LookEntry of{.at = calendar::Instant::min()};
  journal::SubjectRef shown;
  for (auto found = looks_at_a_time; found == looks_at_a_time;) {
    found = readers_.with([&](Connection& c) {
      std::size_t rows = 0;
      auto const authority = of.authority;
      auto const before = shown;
      SqlValue const values[] = {
          authority, before.kind, before.id, milliseconds(of.at), of.chain, of.seq, std::uint64_t{looks_at_a_time}};
      c.read(look_index_after, values, [&](std::size_t, SqlRow row) {
        of.authority = row[0].bytes();
        shown = {std::string(row[1].bytes()), std::string(row[2].bytes())};
        of.at = instant(row[3]);
        of.chain = count_of(row[4]);
        of.seq = count_of(row[5]);
        take(shown, of);
        ++rows;
      });
      return rows;
    });
  }
}

std::size_t LookTables::erase_before(calendar::Instant at, std::size_t most) {
  return in_transaction(writers_, &Connection::begin_writing, [&](Connection& c) {
    SqlValue const values[] = {milliseconds(at), std::uint64_t{most}};
    auto const old = read_looks(c, looks_before, values);
    std::vector<SqlValue> erased;
    for (auto const& entry : old) erased.insert(erased.end(), {entry.chain, entry.seq});
    c.write(erase_look_subject, index_rows(old));
    c.write(erase_look, erased);
    return old.size();
  });
}

void copy_looks(Connection& connection, app::LookSource& other) {
  put_kept_keys(connection, other.keys());
  for (auto const& chain : other.chains()) {
    add(connection, chain);
    std::uint64_t reached = 0;
    while (reached < chain.length) {
      auto const most = std::min<std::uint64_t>(looks_at_a_time, chain.length - reached);
      auto const entries = other.of_chain(chain.number, reached, most);
      if (entries.empty()) throw app::StoreFailed("looks are missing in the access journal: verify it");
      write_looks(connection, entries);
      reached = entries.back().seq;
    }
  }
}

}  // namespace overens::store
