#include "store/schema.hpp"

#include <algorithm>
#include <iterator>
#include <string>

namespace overens::store {
namespace {

using base::text;

constexpr Statement applied_until{"select coalesce(max(number), 0) from schema_file", 0};
constexpr Statement applied{"select number, name from schema_file order by number", 0};
constexpr Statement record_applied{"insert into schema_file (number, name) values (?1, ?2)", 2};
constexpr std::string_view list_of_files =
    "create table schema_file (number {number} primary key, name {text} not null) {rows};";

std::int64_t number_of(std::string_view file) {
  return std::stoll(std::string(file.substr(0, file.find('-'))));
}

std::string in_dialect(std::string_view sql, Dialect const& dialect) {
  std::string text(sql);
  for (auto const& [word, meaning] :
       {std::pair("{id}", dialect.id), std::pair("{number}", dialect.number), std::pair("{text}", dialect.text),
        std::pair("{bytes}", dialect.bytes), std::pair("{rows}", dialect.rows)}) {
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + meaning.size()))
      text.replace(at, std::string_view(word).size(), meaning);
  }
  return text;
}

bool has(std::vector<std::string> const& tables, std::string_view name) {
  return std::find(tables.begin(), tables.end(), name) != tables.end();
}

tl::unexpected<base::Refusal> foreign(std::string const& table) {
  return base::refuse("foreign_database", text("the database holds something else: it has the table {0}", table));
}

// The number of the last file that has been applied.
base::Expected<std::int64_t> applied_last(Connection& connection) {
  std::int64_t until = 0;
  connection.read(applied_until, {}, [&](std::size_t, SqlRow row) { until = row[0].number(); });
  if (auto const last = number_of(schema_files().back().first); until > last) {
    return base::refuse(
        "newer_database",
        text("the database has been used by a newer program (its schema is {0}, this program's is {1}): use that one",
             until, last));
  }
  return until;
}

base::Expected<void> apply(Connection& connection, bool create) {
  auto const tables = connection.tables();
  std::int64_t until = 0;
  if (has(tables, "schema_file")) {
    auto const last = applied_last(connection);
    if (!last) return tl::unexpected(last.error());
    until = *last;
  } else if (!tables.empty()) {
    return foreign(tables[0]);
  } else if (!create) {
    return base::refuse("no_journal", text("there is no journal in it"));
  } else {
    connection.script(in_dialect(list_of_files, connection.dialect()));
  }
  for (auto const& [name, sql] : schema_files()) {
    if (number_of(name) <= until) continue;
    connection.script(in_dialect(sql, connection.dialect()));
    SqlValue const recorded[] = {number_of(name), name};
    connection.write(record_applied, recorded);
  }
  return {};
}

}  // namespace

std::vector<std::string> schema_faults(Connection& connection) {
  auto parts = connection.parts([](Dialect const& dialect) {
    std::string script(list_of_files);
    for (auto const& [name, sql] : schema_files()) script.append(sql);
    return in_dialect(script, dialect);
  });
  std::vector<std::string> faults;
  std::set_symmetric_difference(parts.there.begin(), parts.there.end(), parts.expected.begin(), parts.expected.end(),
                                std::back_inserter(faults));
  auto const files = schema_files();
  std::size_t place = 0;
  connection.read(applied, {}, [&](std::size_t, SqlRow row) {
    auto const is_so = place < files.size() && row[0].number() == number_of(files[place].first) &&
                       row[1].bytes() == files[place].first;
    if (!is_so) faults.push_back("schema_file " + std::string(row[1].bytes()));
    ++place;
  });
  if (place < files.size()) faults.push_back("schema_file " + std::string(files[place].first));
  return faults;
}

base::Expected<void> check_readable(Connection& connection) {
  auto const tables = connection.tables();
  if (!has(tables, "schema_file")) {
    if (tables.empty()) return base::refuse("no_journal", text("there is no journal in it"));
    if (!has(tables, "stream") && !has(tables, "event")) return foreign(tables[0]);
    return base::refuse("damaged", text("the table {0} is missing", "schema_file"));
  }
  auto const last = applied_last(connection);
  if (!last) return tl::unexpected(last.error());
  if (*last < number_of(schema_files().back().first))
    return base::refuse("older_database", text("an older program has written it: start this one on it once"));
  return {};
}

base::Expected<void> migrate(Connection& connection, bool create) {
  connection.begin_writing();
  try {
    auto result = apply(connection, create);
    if (result) {
      connection.commit();
    } else {
      connection.rollback();
    }
    return result;
  } catch (...) {
    connection.rollback();
    throw;
  }
}

}  // namespace overens::store
