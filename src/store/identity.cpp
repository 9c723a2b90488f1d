#include "store/identity.hpp"

#include <algorithm>

#include "store/encryption.hpp"
#include "store/entries.hpp"
#include "store/typed_rows.hpp"

namespace overens::store {
namespace {

using app::IdentityVersion;
using app::KeptPerson;
using app::PersonRef;

constexpr std::size_t persons_at_a_time = 500;

constexpr Statement last_said{
    "select i.version, p.key, i.encrypted from person p join identity i on i.person = p.name and i.version = p.version "
    "where p.name = ?1",
    1};
constexpr Statement all_said{
    "select i.version, p.key, i.encrypted from person p join identity i on i.person = p.name where p.name = ?1 "
    "order by i.version",
    1};
constexpr Statement with_index{"select name from person where authority = ?1 and number = ?2 order by name", 2};
// From each to the next by the index: they are few, and the persons many.
constexpr Statement all_authorities{
    "with recursive one (authority) as (select min(authority) from person union all select (select min(p.authority) "
    "from "
    "person p where p.authority > one.authority) from one where one.authority is not null) "
    "select authority from one where authority is not null"};
constexpr Statement asked_before{"select person, version, encrypted from identity where command = ?1", 1};
constexpr Statement head_of_person{"select version, hash, key from person where name = ?1", 1};
constexpr Statement persons_after{
    "select name, authority, key, number, version, hash from person where name > ?1 order by name limit ?2", 2};
constexpr Statement one_person{"select name, authority, key, number, version, hash from person where name = ?1", 1};
constexpr Statement versions_of{
    "select number, command, encrypted, hash from identity where person = ?1 order by version", 1};
constexpr Statement begin_person{
    "insert into person (name, authority, key, number, version, hash) values (?1, ?2, ?3, ?4, ?5, ?6)", 6};
constexpr Statement go_on_with_person{"update person set number = ?2, version = ?3, hash = ?4 where name = ?1", 4};
constexpr Statement add_version{
    "insert into identity (person, version, number, command, encrypted, hash) values (?1, ?2, ?3, ?4, ?5, ?6)", 6};

std::span<std::byte const> as_bytes(std::string const& bytes) {
  return std::as_bytes(std::span(bytes));
}

std::string place_of(std::string const& person, std::string const& authority, std::uint64_t version) {
  return "identity.encrypted\n" + authority + "\n" + person + "\n" + std::to_string(version);
}

bool is_whole(KeptPerson const& person) {
  return app::is_as_written(person, keys::KeyStore::is_whole(person.key));
}

KeptPerson read_person(SqlRow row) {
  return {.name = words(row[0]),
          .authority = words(row[1]),
          .key = words(row[2]),
          .number = words(row[3]),
          .hash = bytes_of<std::tuple_size_v<journal::Hash>>(row[5]),
          .version = static_cast<std::uint64_t>(row[4].number())};
}

void read_versions(Connection& connection, std::span<KeptPerson> persons) {
  std::vector<SqlValue> names;
  for (auto const& person : persons) names.emplace_back(person.name);
  connection.read(versions_of, names, [&](std::size_t i, SqlRow row) {
    persons[i].versions.push_back(
        {words(row[0]), words(row[1]), words(row[2]), bytes_of<std::tuple_size_v<journal::Hash>>(row[3])});
  });
}

std::vector<KeptPerson> kept_after(Connection& connection, std::string const& after) {
  SqlValue const values[] = {after, std::uint64_t{persons_at_a_time}};
  auto persons = read_all(connection, persons_after, values, read_person);
  read_versions(connection, persons);
  return persons;
}

// From the version after those that stand there.
void write_versions(Connection& connection, KeptPerson const& person, std::size_t there) {
  auto const& last = person.versions.back();
  auto const many = std::uint64_t{person.versions.size()};
  auto const hash = std::span<std::byte const>(last.hash);
  if (there == 0) {
    SqlValue const values[] = {person.name, person.authority, as_bytes(person.key), last.number, many, hash};
    connection.write(begin_person, values);
  } else {
    SqlValue const values[] = {person.name, last.number, many, hash};
    connection.write(go_on_with_person, values);
  }
  std::vector<SqlValue> rows;
  for (auto i = there; i < person.versions.size(); ++i) {
    auto const& one = person.versions[i];
    rows.insert(rows.end(), {person.name, std::uint64_t{i + 1}, one.number, one.command, as_bytes(one.encrypted),
                             std::span<std::byte const>(one.hash)});
  }
  connection.write(add_version, rows);
}

}  // namespace

std::vector<std::string> persons_altered(Connection& connection) {
  constexpr std::size_t most = 100;
  std::vector<std::string> altered;
  std::string after;
  for (auto found = persons_at_a_time; found == persons_at_a_time;) {
    auto const persons = kept_after(connection, after);
    for (auto const& one : persons) {
      if (altered.size() < most && !is_whole(one)) altered.push_back(one.name);
    }
    found = persons.size();
    if (found > 0) after = persons.back().name;
  }
  return altered;
}

void copy_persons(Connection& connection, app::IdentityStore& other) {
  other.all([&](KeptPerson const& person) { write_versions(connection, person, 0); });
}

keys::KeyStore& IdentityTables::keys() const {
  if (keys_ == nullptr) throw app::StoreFailed("without a key store nothing can be said of who somebody is");
  return *keys_;
}

std::string IdentityTables::recognised(identity::Number const& number) const {
  return keys().recognised_by("person.number\n" + number.digits);
}

std::string IdentityTables::index_of(std::string const& authority, std::string const& recognised) const {
  return keys().recognised_by("person.number of\n" + authority + "\n" + recognised);
}

IdentityVersion IdentityTables::open(PersonRef const& person, std::uint64_t version, std::string_view key,
                                     std::string_view encrypted) const {
  auto const opened = keys().unwrap(key, person.authority, opens_person(person.name()));
  auto const content =
      opened ? keys::decrypt(*opened, encrypted, place_of(person.name(), person.authority, version)) : std::nullopt;
  auto said = content ? app::read_identity(*content) : std::nullopt;
  if (!said) throw app::StoreDamaged("who somebody is can't be opened with the keys that are here");
  said->version = version;
  return std::move(*said);
}

std::vector<std::optional<IdentityVersion>> IdentityTables::identities(std::span<PersonRef const> persons) {
  return readers_.with([&](Connection& c) {
    std::vector<std::string> names;
    for (auto const& one : persons) names.push_back(one.name());
    std::vector<SqlValue> const values(names.begin(), names.end());
    std::vector<std::optional<IdentityVersion>> found(persons.size());
    c.read(last_said, values, [&](std::size_t i, SqlRow row) {
      found[i] = open(persons[i], static_cast<std::uint64_t>(row[0].number()), row[1].bytes(), row[2].bytes());
    });
    return found;
  });
}

std::vector<IdentityVersion> IdentityTables::versions(PersonRef const& person) {
  return readers_.with([&](Connection& c) {
    auto const name = person.name();
    SqlValue const values[] = {name};
    return read_all(c, all_said, values, [&](SqlRow row) {
      return open(person, static_cast<std::uint64_t>(row[0].number()), row[1].bytes(), row[2].bytes());
    });
  });
}

std::vector<PersonRef> IdentityTables::with_number(std::string const& authority, identity::Number const& number) {
  auto const index = index_of(authority, recognised(number));
  return readers_.with([&](Connection& c) {
    SqlValue const values[] = {authority, index};
    return read_all(c, with_index, values, [&](SqlRow row) {
      return PersonRef{authority, std::string(row[0].bytes().substr(authority.size() + 1))};
    });
  });
}

std::vector<PersonRef> IdentityTables::persons_recognised(std::string const& number) {
  return readers_.with([&](Connection& c) {
    auto const authorities = read_all(c, all_authorities, {}, [](SqlRow row) { return words(row[0]); });
    std::vector<std::string> indices;
    for (auto const& authority : authorities) indices.push_back(index_of(authority, number));
    std::vector<SqlValue> values;
    for (std::size_t i = 0; i < authorities.size(); ++i) values.insert(values.end(), {authorities[i], indices[i]});
    std::vector<PersonRef> found;
    c.read(with_index, values, [&](std::size_t i, SqlRow row) {
      found.push_back({authorities[i], std::string(row[0].bytes().substr(authorities[i].size() + 1))});
    });
    return found;
  });
}

bool IdentityTables::put(PersonRef const& person, IdentityVersion const& said, std::string const& command) {
  KeptPerson::Version next{
      .number = said.record.number ? index_of(person.authority, recognised(*said.record.number)) : "",
      .command = keys().recognised_by("identity.command\n" + command),
      .encrypted = {}};
  auto const name = person.name();
  return write(writers_, [&](Connection& c) {
    KeptPerson kept{.name = name, .authority = person.authority};
    SqlValue const whose[] = {name};
    c.read(head_of_person, whose, [&](std::size_t, SqlRow row) {
      kept.version = static_cast<std::uint64_t>(row[0].number());
      kept.hash = bytes_of<std::tuple_size_v<journal::Hash>>(row[1]);
      kept.key = row[2].bytes();
    });
    // Sent once more it is kept already; the same id with other words, as after going back to the form, is another.
    std::optional<bool> is_same;
    SqlValue const asked[] = {next.command};
    c.read(asked_before, asked, [&](std::size_t, SqlRow row) {
      is_same =
          row[0].bytes() == name &&
          open(person, static_cast<std::uint64_t>(row[1].number()), kept.key, row[2].bytes()).record == said.record;
    });
    if (is_same) return *is_same;
    if (said.version != kept.version + 1) return false;
    if (kept.key.empty()) kept.key = keys().new_key(person.authority, opens_person(name)).value_or("");
    auto const key = keys().unwrap(kept.key, person.authority, opens_person(name));
    if (!key) throw app::StoreDamaged("the key of a person can't be opened with the keys that are here");
    next.encrypted = keys::encrypt(*key, app::to_json(said), place_of(name, person.authority, said.version));
    next.hash = app::hash_of(kept.hash, name, said.version, next);
    kept.versions.resize(kept.version);  // stand there already
    kept.versions.push_back(next);
    write_versions(c, kept, kept.version);
    return true;
  });
}

void IdentityTables::all(std::function<void(KeptPerson const&)> const& take) {
  std::string after;
  for (auto found = persons_at_a_time; found == persons_at_a_time;) {
    auto const persons = readers_.with([&](Connection& c) { return kept_after(c, after); });
    for (auto const& one : persons) take(one);
    found = persons.size();
    if (found > 0) after = persons.back().name;
  }
}

bool IdentityTables::take_over(KeptPerson const& person) {
  if (!is_whole(person) || !keys().unwrap(person.key, person.authority, opens_person(person.name))) return false;
  return write(writers_, [&](Connection& c) {
    SqlValue const whose[] = {person.name};
    auto there = read_all(c, one_person, whose, read_person);
    read_versions(c, there);
    auto const known = there.empty() ? std::size_t{0} : there.front().versions.size();
    auto const both = std::min(known, person.versions.size());
    if (!std::equal(person.versions.begin(), person.versions.begin() + static_cast<std::ptrdiff_t>(both),
                    there.empty() ? person.versions.begin() : there.front().versions.begin()))
      return false;
    if (known < person.versions.size()) write_versions(c, person, known);
    return true;
  });
}

}  // namespace overens::store
