#include "store/journal.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "journal/chain.hpp"
#include "journal/stream.hpp"

namespace overens::store {
namespace {

constexpr Statement head_of{"select version, hash, key from stream where name = ?1", 1};
constexpr Statement heads_after{"select name, version, hash from stream where name > ?1 order by name limit ?2", 2};
constexpr Statement by_id{OVERENS_SELECT_ENTRY "where e.id = ?1", 1};
constexpr Statement entries_about_one{
    OVERENS_SELECT_ENTRY
    "join event_subject a on a.position = e.position join subject t on t.id = a.subject "
    "where t.kind = ?1 and t.name = ?2 order by e.position",
    2};
constexpr Statement of_command{
    "select e.command, e.request, e.recorded, e.id, s.name, e.seq from event e join stream s on s.id = e.stream "
    "where e.command = ?1 order by e.position",
    1};
constexpr Statement hash_at{
    "select e.hash from event e join stream s on s.id = e.stream where s.name = ?1 and e.seq = ?2", 2};
constexpr Statement last{"select coalesce(max(position), 0) from event"};
constexpr Statement after{OVERENS_SELECT_ENTRY "where e.position > ?1 order by e.position limit ?2", 2};
constexpr Statement shared{OVERENS_SELECT_ENTRY "where e.shared = 1 and e.position > ?1 order by e.position limit ?2",
                           2};

// Each changes nothing when the stream is not as it should be.
constexpr Statement begin_stream{
    "insert into stream (name, owner, version, hash, key) values (?1, ?2, ?3, ?4, ?5) on conflict do nothing", 5};
// The key that stands there stays: it may have been wrapped anew meanwhile.
constexpr Statement go_on_with_stream{
    "update stream set version = ?2, hash = ?3, key = coalesce(key, ?5) where name = ?1 and version = ?4", 5};
constexpr Statement add_event{
    "insert into event (position, stream, seq, id, type, recorded, command, request, shared, subjects, envelope, data, "
    "salt, data_hash, hash, marks, encrypted, scope) values (?1, (select id from stream where name = ?2), ?3, ?4, ?5, "
    "?6, ?7, "
    "?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, "
    "?18 * (select id from stream where name = ?2))",
    18};
constexpr Statement add_subject{"insert into subject (kind, name) values (?1, ?2) on conflict do nothing", 2};
constexpr Statement add_event_subject{
    "insert into event_subject (subject, position) select id, ?3 from subject where kind = ?1 and name = ?2 "
    "on conflict do nothing",
    3};

std::vector<journal::Entry> run(Connection& connection, Statement const& statement, std::span<SqlValue const> values) {
  std::vector<journal::Entry> read;
  connection.read(statement, values, [&](std::size_t, SqlRow row) { read.push_back(read_entry(row)); });
  return read;
}

SqlValue bytes_or_null(std::string_view bytes) {
  return bytes.empty() ? SqlValue() : SqlValue(std::as_bytes(std::span(bytes)));
}

}  // namespace

std::vector<journal::Head> read_heads(Connection& connection, std::span<std::string const> streams) {
  std::vector<journal::Head> heads;
  for (auto const& name : streams) heads.push_back({name, 0, {}});
  std::vector<SqlValue> const values(streams.begin(), streams.end());
  connection.read(head_of, values, [&](std::size_t i, SqlRow row) {
    heads[i].version = static_cast<std::uint64_t>(row[0].number());
    heads[i].hash = bytes_of<std::tuple_size_v<journal::Hash>>(row[1]);
    heads[i].key = row[2].bytes();
  });
  return heads;
}

std::vector<journal::Entry> read_entries(Connection& connection, std::span<std::string const> ids) {
  std::vector<SqlValue> const values(ids.begin(), ids.end());
  return run(connection, by_id, values);
}

std::vector<journal::Entry> read_subjects(Connection& connection, std::span<journal::SubjectRef const> what) {
  std::vector<SqlValue> values;
  for (auto const& subject : what) values.insert(values.end(), {subject.kind, subject.id});
  auto found = run(connection, entries_about_one, values);
  std::stable_sort(found.begin(), found.end(), [](auto const& a, auto const& b) { return a.position < b.position; });
  auto const is_same = [](auto const& a, auto const& b) { return a.position == b.position; };
  found.erase(std::unique(found.begin(), found.end(), is_same), found.end());
  return found;
}

std::vector<app::CommandReceipt> read_receipts(Connection& connection, std::span<std::string const> commands) {
  std::vector<app::CommandReceipt> receipts;
  std::vector<SqlValue> const values(commands.begin(), commands.end());
  connection.read(of_command, values, [&](std::size_t, SqlRow row) {
    auto const is_it = [&](app::CommandReceipt const& one) {
      return one.command == row[0].bytes() && one.request == row[1].bytes();
    };
    auto of = std::find_if(receipts.rbegin(), receipts.rend(), is_it);
    if (of == receipts.rend()) {
      receipts.push_back({std::string(row[0].bytes()),
                          std::string(row[1].bytes()),
                          calendar::Instant(std::chrono::milliseconds(row[2].number())),
                          {}});
      of = receipts.rbegin();
    }
    of->events.push_back(
        {std::string(row[3].bytes()), std::string(row[4].bytes()), static_cast<std::uint64_t>(row[5].number())});
  });
  return receipts;
}

void append(Connection& connection, std::span<journal::Entry const> entries) {
  struct Part {
    std::uint64_t before;  // the version that the stream must have
    journal::Entry const* last;
    std::string_view key = {};  // that something in it is encrypted with
  };
  std::map<std::string_view, Part> streams;
  auto position = last_position(connection);
  std::vector<std::string> lines;  // kept while the values refer to them
  lines.reserve(entries.size());
  std::vector<SqlValue> events, subjects, indexed;
  for (auto const& e : entries) {
    auto& part = streams.try_emplace(e.stream, Part{e.seq - 1, nullptr}).first->second;
    if (part.last != nullptr && e.seq != part.last->seq + 1)
      throw app::Conflict(fmt::format("entry {} of a stream comes after entry {}", e.seq, part.last->seq));
    part.last = &e;
    if (!e.key.empty()) part.key = e.key;
    ++position;
    lines.push_back(subject_lines(e.subjects));
    auto const erased = e.kept().empty() && e.salt == journal::Salt{};
    auto const plain = e.encrypted.empty() && !e.data.empty();
    events.insert(
        events.end(),
        {position, e.stream, e.seq, e.id, e.type, std::int64_t{e.recorded.time_since_epoch().count()}, e.command,
         e.request, e.shared, lines.back(), e.envelope, plain ? SqlValue(e.data) : SqlValue(),
         erased ? SqlValue() : SqlValue(std::span<std::byte const>(e.salt)), std::span<std::byte const>(e.data_hash),
         std::span<std::byte const>(e.hash), std::span<std::byte const>(e.marks), bytes_or_null(e.encrypted),
         journal::is_hidden_stream(e.stream)});
    for (auto const& subject : e.subjects) {
      subjects.insert(subjects.end(), {subject.kind, subject.id});
      indexed.insert(indexed.end(), {subject.kind, subject.id, position});
    }
  }
  std::vector<SqlValue> begun, gone_on;
  for (auto const& [name, part] : streams) {
    std::span<std::byte const> const hash(part.last->hash);
    auto const key = bytes_or_null(part.key);
    if (part.before == 0) {
      begun.insert(begun.end(), {name, part.last->owner, part.last->seq, hash, key});
    } else {
      gone_on.insert(gone_on.end(), {name, part.last->seq, hash, part.before, key});
    }
  }
  connection.write(begin_stream, begun, Connection::Each::must_change);
  connection.write(go_on_with_stream, gone_on, Connection::Each::must_change);
  connection.write(add_event, events);
  connection.write(add_subject, subjects);
  connection.write(add_event_subject, indexed);
}

std::vector<journal::Head> all_heads(Connection& connection) {
  constexpr std::size_t piece = 10'000;  // so that no single answer takes long
  std::vector<journal::Head> heads;
  for (std::size_t before = 0;; before = heads.size()) {
    auto const name = heads.empty() ? std::string() : heads.back().stream;
    SqlValue const values[] = {name, std::uint64_t{piece}};
    connection.read(heads_after, values, [&](std::size_t, SqlRow row) {
      heads.push_back({std::string(row[0].bytes()), static_cast<std::uint64_t>(row[1].number()),
                       bytes_of<std::tuple_size_v<journal::Hash>>(row[2])});
    });
    if (heads.size() - before < piece) return heads;
  }
}

std::uint64_t last_position(Connection& connection) {
  std::uint64_t position = 0;
  connection.read(last, {}, [&](std::size_t, SqlRow row) { position = static_cast<std::uint64_t>(row[0].number()); });
  return position;
}

bool ends_well(Connection& connection, std::size_t most) {
  auto const end = last_position(connection);
  auto const begin = end - std::min<std::uint64_t>(end, most);
  auto const entries = entries_after(connection, begin, most);
  std::vector<std::string> streams;
  std::map<std::string, journal::Head> heads;
  for (auto const& e : entries) {
    if (heads.try_emplace(e.stream, journal::Head{e.stream, e.seq - 1, {}}).second) streams.push_back(e.stream);
  }
  std::vector<SqlValue> before;
  for (auto const& name : streams) before.insert(before.end(), {name, heads[name].version});
  connection.read(hash_at, before, [&](std::size_t i, SqlRow row) {
    heads[streams[i]].hash = bytes_of<std::tuple_size_v<journal::Hash>>(row[0]);
  });
  auto position = begin;
  for (auto const& e : entries) {
    auto& head = heads[e.stream];
    if (e.position != ++position || !journal::faults(head, e).empty()) return false;
    head = journal::after(e);
  }
  auto const ends = read_heads(connection, streams);
  return position == end && std::all_of(ends.begin(), ends.end(), [&](journal::Head const& stored) {
           auto const& head = heads[stored.stream];
           return head.version == stored.version && head.hash == stored.hash;
         });
}

std::vector<journal::Entry> entries_after(Connection& connection, std::uint64_t position, std::size_t most) {
  SqlValue const values[] = {position, std::uint64_t{most}};
  return run(connection, after, values);
}

std::vector<journal::Entry> shared_after(Connection& connection, std::uint64_t position, std::size_t most) {
  SqlValue const values[] = {position, std::uint64_t{most}};
  return run(connection, shared, values);
}

}  // namespace overens::store
