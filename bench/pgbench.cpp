#include "pgbench.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <stdexcept>

#include <fmt/format.h>

#include "store/open.hpp"

namespace overens::bench {
namespace {

namespace fs = std::filesystem;

constexpr int uncounted = 3;

// Colons would be variables to pgbench.
std::string literal(std::string_view text) {
  std::string all = "'";
  for (auto const c : text) {
    if (c == '\'') all += '\'';
    if (c == ':') {
      all += "' || chr(58) || '";
    } else {
      all += c;
    }
  }
  return all + "'";
}

std::string bytes(std::span<std::byte const> hash) {
  std::string hex;
  for (auto const byte : hash) hex += fmt::format("{:02x}", static_cast<unsigned>(byte));
  return fmt::format("decode('{}', 'hex')", hex);
}

std::string number(std::optional<calendar::Day> const& day) {
  return day ? std::to_string(day->time_since_epoch().count()) : "null::bigint";
}

std::string subject(journal::SubjectRef const& of) {
  return fmt::format("(select id from subject where kind = {} and name = {})", literal(of.kind), literal(of.id));
}

void run(std::string const& command) {
  if (std::system(command.c_str()) != 0) throw std::runtime_error("failed: " + command);
}

fs::path programs() {
  for (auto version = 30; version >= 15; --version) {
    auto const folder = fs::path(fmt::format("/usr/lib/postgresql/{}/bin", version));
    if (fs::exists(folder / "pgbench")) return folder;
  }
  throw std::runtime_error("pgbench is needed: install postgresql-15");
}

}  // namespace

Pgbench::Pgbench(Folder const& folder, std::string const& database)
    : database_(database),
      setup_(folder.file("setup.sql")),
      script_(folder.file("batch.sql")),
      log_(folder.file("pgbench")) {
  if (!store::open_store(database)) throw std::runtime_error("the database can't be used: " + database);
}

void Pgbench::use(Changes const& batch) {
  commands_ = batch.entries.size();
  std::ofstream setup(setup_);
  std::set<std::string> streams;
  std::set<journal::SubjectRef> subjects;
  for (auto const& entry : batch.entries) {
    streams.insert(entry.stream);
    subjects.insert(entry.subjects.begin(), entry.subjects.end());
  }
  for (auto const& row : batch.rows) subjects.insert(row.of);
  for (auto const& [of, head] : batch.heads) subjects.insert(of);
  for (auto const& stream : streams)
    setup << fmt::format(
        "insert into stream (name, owner, version, hash) values ({}, 'soc', 1, {}) on conflict do nothing;\n",
        literal(stream), bytes(journal::Hash{}));
  for (auto const& of : subjects)
    setup << fmt::format("insert into subject (kind, name) values ({}, {}) on conflict do nothing;\n", literal(of.kind),
                         literal(of.id));
  setup.close();
  write_script(batch);
  run(fmt::format("'{}' -X -q -1 -v ON_ERROR_STOP=1 -f '{}' '{}'", (programs() / "psql").string(), setup_, database_));
}

// :t is the number of the transaction, which makes what must be the only one so.
void Pgbench::write_script(Changes const& batch) const {
  std::ofstream out(script_);
  out << "\\set t :t + 1\nbegin;\nselect pg_advisory_xact_lock(8391602745);\n\\startpipeline\n";
  std::set<std::string> streams;
  for (auto const& entry : batch.entries) {
    if (!streams.insert(entry.stream).second) continue;
    out << fmt::format("update stream set version = version + 1, hash = {} where name = {} returning 1;\n",
                       bytes(entry.hash), literal(entry.stream));
  }
  std::size_t place = 0;
  for (auto const& e : batch.entries) {
    ++place;
    std::string about;
    for (auto const& one : e.subjects) about += one.kind + " " + one.id + " ";
    out << fmt::format(
        "insert into event (position, stream, seq, id, type, recorded, command, request, shared, subjects, "
        "envelope, data, salt, data_hash, hash, marks) values (:t * 1000 + {0}, (select id from stream where name = "
        "{1}), :t * 1000 + {0}, {2} || :t, {3}, {4}, {5} || :t, {6}, {7}, {8}, {9}, {10}, {11}, {12}, {13}, {14});\n",
        place, literal(e.stream), literal(e.id), literal(e.type), e.recorded.time_since_epoch().count(),
        literal(e.command), literal(e.request), e.shared ? 1 : 0, literal(about), literal(e.envelope),
        e.data.empty() ? "null" : literal(e.data), bytes(e.salt), bytes(e.data_hash), bytes(e.hash), bytes(e.marks));
  }
  for (auto const& e : batch.entries) {
    for (auto const& of : e.subjects)
      out << fmt::format("insert into subject (kind, name) values ({}, {}) on conflict do nothing;\n", literal(of.kind),
                         literal(of.id));
  }
  place = 0;
  for (auto const& e : batch.entries) {
    ++place;
    for (auto const& of : e.subjects)
      out << fmt::format(
          "insert into event_subject (subject, position) select id, :t * 1000 + {} from subject where kind = {} and "
          "name = {} "
          "on conflict do nothing;\n",
          place, literal(of.kind), literal(of.id));
  }
  for (auto const& [of, row, bearers, life, outcome, details] : batch.gone)
    out << fmt::format("delete from obligation where subject = {} and authority = {} and id = {};\n", subject(of),
                       literal(row.authority), literal(row.id));
  for (auto const& [of, row, bearers, life, outcome, details] : batch.rows)
    out << fmt::format(
        "insert into obligation (subject, authority, id, in_case, norm, agreement, bearers, owed, life, outcome, "
        "opened_on, due_on, details) values ({}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {} + :t::bigint, {}) on "
        "conflict "
        "(subject, authority, id) do update set in_case = excluded.in_case, norm = excluded.norm, "
        "agreement = excluded.agreement, bearers = excluded.bearers, owed = excluded.owed, life = excluded.life, "
        "outcome = excluded.outcome, opened_on = excluded.opened_on, due_on = excluded.due_on, details = "
        "excluded.details;\n",
        subject(of), literal(row.authority), literal(row.id), literal(row.in_case), literal(row.norm),
        literal(row.agreement), literal(bearers), row.owed ? 1 : 0, literal(life), literal(outcome),
        number(row.opened_on), number(row.due_on), literal(details));
  for (auto const& [of, head] : batch.heads)
    out << fmt::format(
        "insert into case_head (subject, authority, in_case, events, first_on, last_on, closed, open, next_due_on) "
        "values ({}, {}, {}, {} + :t::bigint, {}, {}, {}, {}, {}) on conflict (subject, authority) do update set "
        "in_case = excluded.in_case, events = excluded.events, first_on = excluded.first_on, "
        "last_on = excluded.last_on, closed = excluded.closed, open = excluded.open, "
        "next_due_on = excluded.next_due_on;\n",
        subject(of), literal(head.authority), literal(head.in_case), head.events, number(head.first_on),
        number(head.last_on), head.closed ? 1 : 0, head.open, number(head.next_due_on));
  out << "\\endpipeline\ncommit;\n";
}

double Pgbench::rate(int transactions) {
  for (auto const& entry : fs::directory_iterator(fs::path(log_).parent_path())) {
    if (entry.path().filename().string().starts_with("pgbench.")) fs::remove(entry.path());
  }
  run(fmt::format("'{}' -n -M prepared -c 1 -t {} -D t={} -f '{}' --log --log-prefix='{}' '{}' > '{}.out' 2>&1",
                  (programs() / "pgbench").string(), transactions + uncounted, done_, script_, log_, database_, log_));
  done_ += transactions + uncounted;
  double seconds = 0;
  int counted = 0;
  for (auto const& entry : fs::directory_iterator(fs::path(log_).parent_path())) {
    auto const name = entry.path().filename().string();
    if (!name.starts_with("pgbench.") || name == "pgbench.out") continue;
    std::ifstream in(entry.path());
    for (std::string line; std::getline(in, line);) {
      std::istringstream fields(line);
      long client = 0;
      long transaction = 0;
      double microseconds = 0;
      fields >> client >> transaction >> microseconds;
      if (++counted > uncounted) seconds += microseconds / 1e6;
    }
  }
  if (counted != transactions + uncounted) throw std::runtime_error("pgbench stopped early: see " + log_ + ".out");
  return static_cast<double>(commands_) * transactions / seconds;
}

}  // namespace overens::bench
