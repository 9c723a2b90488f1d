#include "store/encryption.hpp"

namespace overens::store {
namespace {

using base::text;

// One of each generation of the root key, which stands first in a wrapped key.
constexpr Statement some_stream_keys{
    "select s.name, s.owner, s.key from stream s join (select min(id) as id from stream where key is not null "
    "group by substr(key, 1, 4)) g on g.id = s.id"};
constexpr Statement some_person_keys{
    "select p.name, p.authority, p.key from person p join (select min(name) as name from person "
    "group by substr(key, 1, 4)) g on g.name = p.name"};
constexpr Statement stream_keys_after{
    "select name, owner, key from stream where key is not null and name > ?1 order by name limit ?2", 2};
constexpr Statement person_keys_after{"select name, authority, key from person where name > ?1 order by name limit ?2",
                                      2};
constexpr Statement all_keys{"select name, key from stream where key is not null order by name"};
// Changes nothing when somebody else has wrapped it meanwhile.
constexpr Statement renew_stream_key{"update stream set key = ?2 where name = ?1 and key = ?3", 3};
constexpr Statement renew_person_key{"update person set key = ?2 where name = ?1 and key = ?3", 3};

/// Where the data of an entry belongs: what is encrypted for one place is opened in no other.
std::string place_of(journal::Entry const& entry) {
  return std::string("event.data\n")
      .append(entry.owner)
      .append("\n")
      .append(entry.stream)
      .append("\n")
      .append(std::to_string(entry.seq))
      .append("\n")
      .append(entry.id);
}

SqlValue bytes_in(std::string const& bytes) {
  return std::as_bytes(std::span(bytes));
}

}  // namespace

std::string opens_person(std::string const& name) {
  return "person " + name;
}

std::vector<std::string> streams_with_altered_keys(Connection& connection) {
  constexpr std::size_t most = 100;
  std::vector<std::string> altered;
  connection.read(all_keys, {}, [&](std::size_t, SqlRow row) {
    if (altered.size() < most && !keys::KeyStore::is_whole(row[1].bytes())) altered.emplace_back(row[0].bytes());
  });
  return altered;
}

void Encryption::encrypt(journal::Entry& entry, journal::Head const& head) const {
  if (keys_ == nullptr || entry.shared || entry.data.empty()) return;
  if (head.key.empty()) {
    auto made = keys_->new_key(entry.owner, entry.stream);
    if (!made) throw app::StoreFailed("the key store has been changed, and can't be read");
    entry.key = std::move(*made);
  } else {
    entry.key = head.key;
  }
  auto const key = keys_->unwrap(entry.key, entry.owner, entry.stream);
  if (!key) throw app::Conflict("the key of a stream is not wrapped as it was");
  entry.encrypted = keys::encrypt(*key, entry.data, place_of(entry));
}

void Encryption::decrypt(journal::Entry& entry) const {
  if (keys_ == nullptr || entry.encrypted.empty()) return;
  auto const key = keys_->unwrap(entry.key, entry.owner, entry.stream);
  auto data = key ? keys::decrypt(*key, entry.encrypted, place_of(entry)) : std::nullopt;
  if (!data) throw app::StoreDamaged("an entry can't be opened with the keys that are here");
  entry.data = std::move(*data);
}

std::vector<journal::Entry> Encryption::decrypted(std::vector<journal::Entry> entries) const {
  for (auto& entry : entries) decrypt(entry);
  return entries;
}

std::string Encryption::recognised_by(std::string const& words) const {
  return keys_ == nullptr ? words : keys_->recognised_by(words);
}

base::Expected<void> Encryption::fits(Connection& connection) const {
  base::Expected<void> fitting;
  auto const look = [&](std::string_view key, std::string_view authority, std::string_view opens) {
    if (keys_ == nullptr) {
      fitting = base::refuse("keys_missing", text("what it holds is encrypted: say where its key store is"));
    } else if (!keys_->unwrap(key, authority, opens)) {
      fitting =
          base::refuse("keys_wrong", text("what it holds is encrypted by other keys than those in the key store"));
    }
  };
  connection.read(some_stream_keys, {},
                  [&](std::size_t, SqlRow row) { look(row[2].bytes(), row[1].bytes(), row[0].bytes()); });
  connection.read(some_person_keys, {}, [&](std::size_t, SqlRow row) {
    look(row[2].bytes(), row[1].bytes(), opens_person(std::string(row[0].bytes())));
  });
  return fitting;
}

Encryption::Renewed Encryption::renew(Connection& connection, Keyed which, std::string const& after,
                                      std::size_t most) const {
  if (keys_ == nullptr) throw app::StoreFailed("without a key store no key can be renewed");
  struct Wrapped {
    std::string name, before, now;
  };
  std::vector<Wrapped> old;
  Renewed renewed;
  auto const newest = keys_->newest();
  auto const is_stream = which == Keyed::streams;
  SqlValue const values[] = {after, std::uint64_t{most}};
  connection.read(is_stream ? stream_keys_after : person_keys_after, values, [&](std::size_t, SqlRow row) {
    ++renewed.seen;
    renewed.last = row[0].bytes();
    if (keys::KeyStore::generation_of(row[2].bytes()) == newest) return;
    auto now = keys_->rewrap(row[2].bytes(), row[1].bytes(), is_stream ? renewed.last : opens_person(renewed.last));
    if (!now) throw app::StoreDamaged("a key can't be opened with the keys that are here");
    old.push_back({renewed.last, std::string(row[2].bytes()), std::move(*now)});
  });
  if (renewed.seen < most) renewed.last.clear();
  renewed.wrapped = old.size();
  std::vector<SqlValue> rows;
  for (auto const& one : old) rows.insert(rows.end(), {one.name, bytes_in(one.now), bytes_in(one.before)});
  connection.write(is_stream ? renew_stream_key : renew_person_key, rows);
  return renewed;
}

}  // namespace overens::store
