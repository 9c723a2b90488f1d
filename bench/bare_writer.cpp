#include "bare_writer.hpp"

#include <algorithm>
#include <stdexcept>

#include <nlohmann/json.hpp>
#include <sqlite3.h>

#include "app/stored_json.hpp"
#include "journal/chain.hpp"

namespace overens::bench {

class BareWriter::Statement {
 public:
  Statement(sqlite3* database, char const* sql) {
    if (sqlite3_prepare_v2(database, sql, -1, &statement_, nullptr) != SQLITE_OK)
      throw std::runtime_error(sqlite3_errmsg(database));
  }
  ~Statement() { sqlite3_finalize(statement_); }
  Statement(Statement const&) = delete;
  Statement& operator=(Statement const&) = delete;

  template <class... Values>
  void run(Values const&... values) {
    int place = 0;
    (bind(++place, values), ...);
    if (sqlite3_step(statement_) != SQLITE_DONE)
      throw std::runtime_error(sqlite3_errmsg(sqlite3_db_handle(statement_)));
    sqlite3_reset(statement_);
  }

 private:
  void bind(int place, std::string const& text) {
    sqlite3_bind_text(statement_, place, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
  }
  template <std::size_t N>
  void bind(int place, std::array<std::byte, N> const& bytes) {
    sqlite3_bind_blob(statement_, place, bytes.data(), static_cast<int>(N), SQLITE_STATIC);
  }
  void bind(int place, std::optional<calendar::Day> const& day) {
    if (day) {
      sqlite3_bind_int64(statement_, place, day->time_since_epoch().count());
    } else {
      sqlite3_bind_null(statement_, place);
    }
  }
  template <std::integral Number>
  void bind(int place, Number number) {
    sqlite3_bind_int64(statement_, place, static_cast<std::int64_t>(number));
  }

  sqlite3_stmt* statement_ = nullptr;
};

BareWriter::BareWriter(std::string const& path) {
  if (sqlite3_open(path.c_str(), &database_) != SQLITE_OK) throw std::runtime_error("no database");
  run("pragma journal_mode = wal");
  run("pragma synchronous = full; pragma foreign_keys = on; pragma cache_size = -32000");
  stream_ = made(
      "insert into stream (name, owner, version, hash) values (?1, ?2, ?3, ?4) "
      "on conflict (name) do update set version = excluded.version, hash = excluded.hash");
  event_ = made(
      "insert into event (position, stream, seq, id, type, recorded, command, request, shared, subjects, envelope, "
      "data, "
      "salt, data_hash, hash, marks) values (?1, (select id from stream where name = ?2), ?3, ?4, ?5, ?6, ?7, ?8, ?9, "
      "?10, ?11, ?12, ?13, ?14, ?15, ?16)");
  subject_ = made("insert into subject (kind, name) values (?1, ?2) on conflict do nothing");
  about_ =
      made("insert into event_subject (subject, position) select id, ?3 from subject where kind = ?1 and name = ?2");
  gone_ = made(
      "delete from obligation where subject = (select id from subject where kind = ?1 and name = ?2) and authority = "
      "?3 "
      "and id = ?4");
  row_ = made(
      "insert into obligation (subject, authority, id, in_case, norm, agreement, bearers, owed, life, outcome, "
      "opened_on, due_on, details) values ((select id from subject where kind = ?1 and name = ?2), ?3, ?4, ?5, ?6, ?7, "
      "?8, ?9, ?10, ?11, ?12, ?13, ?14) on conflict (subject, authority, id) do update set in_case = excluded.in_case, "
      "norm = excluded.norm, agreement = excluded.agreement, bearers = excluded.bearers, owed = excluded.owed, "
      "life = excluded.life, outcome = excluded.outcome, opened_on = excluded.opened_on, due_on = excluded.due_on, "
      "details = excluded.details");
  head_ = made(
      "insert into case_head (subject, authority, in_case, events, first_on, last_on, closed, open, next_due_on) "
      "values ((select id from subject where kind = ?1 and name = ?2), ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) "
      "on conflict (subject, authority) do update set in_case = excluded.in_case, events = excluded.events, "
      "first_on = excluded.first_on, last_on = excluded.last_on, closed = excluded.closed, open = excluded.open, "
      "next_due_on = excluded.next_due_on");
}

BareWriter::~BareWriter() {
  statements_.clear();
  sqlite3_close(database_);
}

BareWriter::Statement* BareWriter::made(char const* sql) {
  return statements_.emplace_back(std::make_unique<Statement>(database_, sql)).get();
}

void BareWriter::run(char const* sql) {
  if (sqlite3_exec(database_, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
    throw std::runtime_error(sqlite3_errmsg(database_));
}

Changes Comparing::changes(Batch batch) {
  auto const has = [](auto const& list, auto const& one) {
    return std::find(list.begin(), list.end(), one) != list.end();
  };
  auto const written = [](journal::SubjectRef const& of, app::ObligationRow const& row) {
    return Row{of,
               row,
               app::as_json(row.bearers).dump(),
               std::string(to_string(row.life)),
               std::string(to_string(row.outcome)),
               app::as_json(row.details).dump()};
  };
  Changes changed;
  changed.entries = std::move(batch.entries);
  for (auto& view : batch.views) {
    auto& before = kept_[view.of];
    for (auto const& row : before.obligations) {
      auto const same = [&](app::ObligationRow const& now) {
        return now.authority == row.authority && now.id == row.id;
      };
      if (std::none_of(view.obligations.begin(), view.obligations.end(), same))
        changed.gone.push_back(written(view.of, row));
    }
    for (auto const& row : view.obligations) {
      if (!has(before.obligations, row)) changed.rows.push_back(written(view.of, row));
    }
    for (auto const& head : view.heads) {
      if (!has(before.heads, head)) changed.heads.emplace_back(view.of, head);
    }
    if (before.of.kind.empty()) changed.subjects.push_back(view.of);
    before = std::move(view);
  }
  return changed;
}

void BareWriter::put_entry(journal::Entry const& written) {
  auto entry = written;
  auto& head = heads_[entry.stream];
  head = journal::seal(entry, head, entry.salt);
  std::string about;
  for (auto const& one : entry.subjects) about += one.kind + " " + one.id + "\n";
  ++position_;
  event_->run(position_, entry.stream, entry.seq, entry.id, entry.type, entry.recorded.time_since_epoch().count(),
              entry.command, entry.request, entry.shared, about, entry.envelope, entry.data, entry.salt,
              entry.data_hash, entry.hash, entry.marks);
  for (auto const& one : entry.subjects) {
    subject_->run(one.kind, one.id);
    about_->run(one.kind, one.id, position_);
  }
}

void BareWriter::write(Changes const& batch) {
  run("begin immediate");
  std::map<std::string, journal::Entry const*> last;
  for (auto const& entry : batch.entries) last[entry.stream] = &entry;
  for (auto const& [stream, entry] : last) stream_->run(stream, entry->owner, entry->seq, entry->hash);
  for (auto const& entry : batch.entries) put_entry(entry);
  for (auto const& [of, row, bearers, life, outcome, details] : batch.gone)
    gone_->run(of.kind, of.id, row.authority, row.id);
  for (auto const& of : batch.subjects) subject_->run(of.kind, of.id);
  for (auto const& [of, row, bearers, life, outcome, details] : batch.rows)
    row_->run(of.kind, of.id, row.authority, row.id, row.in_case, row.norm, row.agreement, bearers, row.owed, life,
              outcome, row.opened_on, row.due_on, details);
  for (auto const& [of, head] : batch.heads)
    head_->run(of.kind, of.id, head.authority, head.in_case, head.events, std::optional(head.first_on),
               std::optional(head.last_on), head.closed, head.open, head.next_due_on);
  run("commit");
}

}  // namespace overens::bench
