#include "store/schema.hpp"

#include <algorithm>
#include <chrono>
#include <string>

namespace overens::store {
namespace {

using base::text;

constexpr Statement applied_until{"select coalesce(max(number), 0) from schema_file", 0};
constexpr Statement record_applied{"insert into schema_file (number, name, applied) values (?1, ?2, ?3)", 3};

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

base::Expected<void> apply(Connection& connection, bool create) {
  auto const tables = connection.tables();
  auto const files = schema_files();
  std::int64_t until = 0;
  if (std::find(tables.begin(), tables.end(), "schema_file") != tables.end()) {
    connection.read(applied_until, {}, [&](std::size_t, Row row) { until = row[0].number(); });
  } else if (!tables.empty()) {
    return base::refuse("foreign_database", text("the database holds something else: it has the table {0}", tables[0]));
  } else if (!create) {
    return base::refuse("no_journal", text("there is no journal in it"));
  } else {
    connection.script(
        in_dialect("create table schema_file (number {number} primary key, name {text} not null, applied {number} not "
                   "null) {rows}",
                   connection.dialect()));
  }
  if (until > number_of(files.back().first)) {
    return base::refuse(
        "newer_database",
        text("the database has been used by a newer program (its schema is {0}, this program's is {1}): use that one",
             until, number_of(files.back().first)));
  }
  for (auto const& [name, sql] : files) {
    if (number_of(name) <= until) continue;
    connection.script(in_dialect(sql, connection.dialect()));
    auto const now =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch());
    Value const recorded[] = {number_of(name), name, std::int64_t{now.count()}};
    connection.write(record_applied, recorded);
  }
  return {};
}

}  // namespace

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
