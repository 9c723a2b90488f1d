#include "store/sqlite.hpp"

#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

namespace overens::store {
namespace {

[[noreturn]] void fail(sqlite3* db, int code, std::string_view doing, bool unknown = false) {
  auto const what = fmt::format("SQLite: {}: {} ({})", doing, db == nullptr ? "" : sqlite3_errmsg(db), code);
  if (code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY) throw app::Conflict(what);
  auto const kind = code & 0xFF;
  if (kind == SQLITE_CORRUPT || kind == SQLITE_NOTADB || kind == SQLITE_FORMAT) throw app::StoreDamaged(what);
  throw app::StoreFailed(what, unknown);
}

/// Always reset: a statement that is left half read keeps the write-ahead log from being cut.
class Running {
 public:
  explicit Running(sqlite3_stmt* statement) : statement_(statement) {}
  ~Running() {
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
  }
  Running(Running const&) = delete;
  Running& operator=(Running const&) = delete;

 private:
  sqlite3_stmt* statement_;
};

void bind(sqlite3_stmt* statement, int place, SqlValue const& value) {
  switch (value.is()) {
    case SqlValue::Is::null:
      sqlite3_bind_null(statement, place);
      return;
    case SqlValue::Is::number:
      sqlite3_bind_int64(statement, place, value.number());
      return;
    case SqlValue::Is::text:
      sqlite3_bind_text64(statement, place, value.bytes().data() == nullptr ? "" : value.bytes().data(),
                          value.bytes().size(), SQLITE_STATIC, SQLITE_UTF8);
      return;
    case SqlValue::Is::bytes:
      sqlite3_bind_blob64(statement, place, value.bytes().data(), value.bytes().size(), SQLITE_STATIC);
      return;
  }
}

SqlValue column(sqlite3_stmt* statement, int place) {
  switch (sqlite3_column_type(statement, place)) {
    case SQLITE_NULL:
      return {};
    case SQLITE_INTEGER:
      return std::int64_t{sqlite3_column_int64(statement, place)};
    case SQLITE_TEXT: {
      auto const* const text = reinterpret_cast<char const*>(sqlite3_column_text(statement, place));
      return std::string_view(text, static_cast<std::size_t>(sqlite3_column_bytes(statement, place)));
    }
    default: {
      auto const* const bytes = static_cast<std::byte const*>(sqlite3_column_blob(statement, place));
      return std::span(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement, place)));
    }
  }
}

void close_file(int opened) {
  if (opened >= 0) ::close(opened);
}

constexpr Statement exact_parts{
    "select type || ' ' || name || ' ' || tbl_name || ' ' || coalesce(sql, '') from sqlite_schema "
    "where name not like 'sqlite_stat%' order by 1"};
constexpr char const* parts_in_words =
    "select 'column ' || m.name || ' ' || c.name || ' ' || lower(c.type) || "
    "case when c.\"notnull\" or c.pk > 0 then ' not null' else '' end as part "
    "from sqlite_schema m, pragma_table_info(m.name) c where m.type = 'table' "
    "union all select 'index ' || m.name || ' (' || (select group_concat(coalesce(x.name, '*'), ', ') from "
    "pragma_index_xinfo(l.name) x where x.key) || ')' || case when l.\"unique\" then ' unique' else '' end || "
    "case when l.partial then ' partial' else '' end from sqlite_schema m, pragma_index_list(m.name) l "
    "where m.type = 'table' order by 1";

class Sqlite : public Connection {
 public:
  Sqlite(std::shared_ptr<FileInPlace> file, Use use, bool may_create, std::chrono::milliseconds patience)
      : file_(std::move(file)),
        log_(std::filesystem::path(file_->path()) += "-wal"),
        index_(std::filesystem::path(file_->path()) += "-shm") {
    auto const& path = file_->path();
    auto const create = may_create && !file_->is_known();
    if (file_->is_known()) check_in_place();
    // Nobody but the owner reads what is about people: the files beside it are made like it.
    if (create) close_file(::open(path.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600));
    open(path, use == Use::inspect ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | (create ? SQLITE_OPEN_CREATE : 0));
    try {
      if (use == Use::inspect) look_without_writing(path);
      sqlite3_extended_result_codes(db_, 1);
      sqlite3_busy_timeout(db_, static_cast<int>(patience.count()));
      // A statement that names a column that is not there must fail, and never be taken for a text.
      sqlite3_db_config(db_, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
      sqlite3_db_config(db_, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
      sqlite3_db_config(db_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
      if (use == Use::write) use_log(patience);
      if (use == Use::inspect) script("pragma cell_size_check = on");
      script("pragma synchronous = full; pragma foreign_keys = on; pragma trusted_schema = off");
      script(use == Use::write ? "pragma cache_size = -32000" : "pragma cache_size = -8000; pragma query_only = on");
      check_in_place();
    } catch (...) {
      close();
      throw;
    }
  }
  ~Sqlite() override { close(); }

  void read(Statement const& statement, std::span<SqlValue const> values, Take const& take) override {
    run(statement, values, [&](std::size_t row, sqlite3_stmt* prepared) {
      auto code = sqlite3_step(prepared);
      for (; code == SQLITE_ROW; code = sqlite3_step(prepared)) {
        columns_.clear();
        for (int i = 0; i < sqlite3_column_count(prepared); ++i) columns_.push_back(column(prepared, i));
        take(row, columns_);
      }
      return code;
    });
  }

  void write(Statement const& statement, std::span<SqlValue const> values, Each each) override {
    run(statement, values, [&](std::size_t, sqlite3_stmt* prepared) {
      auto const code = sqlite3_step(prepared);
      if (code == SQLITE_DONE && each == Each::must_change && sqlite3_changes64(db_) == 0)
        throw app::Conflict(fmt::format("SQLite: {}: changes nothing", statement.sql));
      return code;
    });
  }

  void script(std::string const& sql) override {
    auto const code = sqlite3_exec(db_, sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) fail(db_, code, sql.substr(0, 60));
  }

  void begin_writing() override {
    script("begin immediate");
    is_writing_ = true;
  }
  void begin_reading() override {
    script("begin");
    is_writing_ = false;
  }

  void commit() override {
    if (is_writing_) check_in_place();
    auto const code = sqlite3_exec(db_, "commit", nullptr, nullptr, nullptr);
    if (code == SQLITE_OK && !is_writing_) return;
    if (code == SQLITE_OK) return check_in_place(true);
    // What was handed to the file may be there after a restart, whatever the file system answered.
    fail(db_, code, "commit", (code & 0xFF) == SQLITE_IOERR);
  }

  void rollback() noexcept override {
    if (sqlite3_get_autocommit(db_) == 0) sqlite3_exec(db_, "rollback", nullptr, nullptr, nullptr);
  }

  bool usable() const override { return sqlite3_get_autocommit(db_) != 0; }
  void check_in_place() override { check_in_place(false); }

  Dialect dialect() const override { return {"integer primary key", "integer", "text", "blob", "strict"}; }

  Parts parts(std::function<std::string(Dialect const&)> const& schema) override {
    std::vector<std::string> there;
    read(exact_parts, {}, [&](std::size_t, SqlRow row) { there.emplace_back(row[0].bytes()); });
    return {std::move(there), parts_after(schema(dialect()), true)};
  }

  std::vector<std::string> own_faults() override {
    static constexpr Statement whole{"pragma integrity_check(100)"};
    static constexpr Statement linked{
        "select \"table\" || ' ' || rowid || ': no ' || \"parent\" from pragma_foreign_key_check limit 100"};
    std::vector<std::string> faults;
    read(whole, {}, [&](std::size_t, SqlRow row) {
      if (row[0].bytes() != "ok") faults.emplace_back(row[0].bytes());
    });
    read(linked, {}, [&](std::size_t, SqlRow row) { faults.emplace_back(row[0].bytes()); });
    return faults;
  }

  std::vector<std::string> tables() override {
    static constexpr Statement listed{
        "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'"};
    std::vector<std::string> names;
    read(listed, {}, [&](std::size_t, SqlRow row) { names.emplace_back(row[0].bytes()); });
    return names;
  }

 private:
  void open(std::string const& name, int flags) {
    auto const code = sqlite3_open_v2(name.c_str(), &db_, flags | SQLITE_OPEN_NOMUTEX, nullptr);
    if (code == SQLITE_OK) return;
    auto const what = fmt::format("SQLite: {}: {}", name, sqlite3_errmsg(db_));
    sqlite3_close_v2(std::exchange(db_, nullptr));  // whoever catches it may close too
    throw app::StoreFailed(what);
  }

  // Of a file that has gone nothing that is written will be there after a restart. Once a transaction has been
  // committed it is not known where.
  void check_in_place(bool unknown) {
    if (file_->is_same() && log_.is_same() && index_.is_same()) return;
    throw app::StoreFailed("SQLite: the file has been removed, moved or replaced since it was opened", unknown);
  }

  // A database with a write-ahead log is read with an index of the log that every reader may write to. Where nothing
  // may be written it can be read as it stands, if there is no log: then nobody has it open.
  void look_without_writing(std::filesystem::path const& path) {
    auto const code = sqlite3_exec(db_, "select 1 from sqlite_schema", nullptr, nullptr, nullptr) & 0xFF;
    if (code != SQLITE_CANTOPEN && code != SQLITE_READONLY) return;
    std::error_code missing;
    if (auto const log = std::filesystem::file_size(path.string() + "-wal", missing); !missing && log > 0)
      throw LogUnreadable("SQLite: the write-ahead log can't be read here without writing");
    sqlite3_close_v2(std::exchange(db_, nullptr));
    std::string name = "file:";
    for (auto const c : path.string()) name += fmt::format("%{:02x}", static_cast<unsigned char>(c));
    open(name + "?immutable=1", SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
  }

  // `step` takes a statement with its values to its end.
  template <class TakeRow>
  void run(Statement const& statement, std::span<SqlValue const> values, TakeRow const& step) {
    auto* const prepared = prepare(statement);
    auto const rows = statement.parameters == 0 ? 1 : values.size() / statement.parameters;
    for (std::size_t row = 0; row < rows; ++row) {
      Running const running(prepared);
      for (std::size_t i = 0; i < statement.parameters; ++i)
        bind(prepared, static_cast<int>(i) + 1, values[row * statement.parameters + i]);
      auto const code = step(row, prepared);
      if (code != SQLITE_DONE) fail(db_, code, statement.sql);
    }
  }

  sqlite3_stmt* prepare(Statement const& statement) {
    auto& prepared = prepared_[&statement];
    if (prepared != nullptr) return prepared;
    auto const code = sqlite3_prepare_v3(db_, statement.sql, -1, SQLITE_PREPARE_PERSISTENT, &prepared, nullptr);
    if (code != SQLITE_OK) fail(db_, code, statement.sql);
    return prepared;
  }

  // SQLite doesn't wait by itself for others who have a new file open: the change of its mode needs it alone.
  void use_log(std::chrono::milliseconds patience) {
    static constexpr Statement set{"pragma journal_mode = wal"};
    auto const until = std::chrono::steady_clock::now() + patience;
    while ((sqlite3_exec(db_, set.sql, nullptr, nullptr, nullptr) & 0xFF) == SQLITE_BUSY &&
           std::chrono::steady_clock::now() < until)
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    std::string mode;
    read(set, {}, [&](std::size_t, SqlRow row) { mode = row[0].bytes(); });
    if (mode != "wal") throw app::StoreFailed("SQLite: no write-ahead log can be kept here");
    script("pragma journal_size_limit = 67108864");
  }

  void close() noexcept {
    for (auto const& [statement, prepared] : prepared_) sqlite3_finalize(prepared);
    sqlite3_close_v2(db_);
  }

  std::shared_ptr<FileInPlace> file_;  // of all connections of a program; the others as long as this connection lives
  FileInPlace log_, index_;
  sqlite3* db_ = nullptr;
  bool is_writing_ = false;  // its transaction may write
  std::unordered_map<Statement const*, sqlite3_stmt*> prepared_;
  std::vector<SqlValue> columns_;
};

}  // namespace

std::vector<std::string> parts_after(std::string const& script, bool exactly) {
  sqlite3* memory = nullptr;
  auto const opened = sqlite3_open(":memory:", &memory);
  std::unique_ptr<sqlite3, int (*)(sqlite3*)> const close(memory, &sqlite3_close);
  std::vector<std::string> parts;
  auto const take = [](void* into, int, char** values, char**) {
    static_cast<std::vector<std::string>*>(into)->emplace_back(values[0]);
    return 0;
  };
  auto code = opened == SQLITE_OK ? sqlite3_exec(memory, script.c_str(), nullptr, nullptr, nullptr) : opened;
  if (code == SQLITE_OK) code = sqlite3_exec(memory, exactly ? exact_parts.sql : parts_in_words, take, &parts, nullptr);
  if (code != SQLITE_OK) fail(memory, code, "describing the schema");
  return parts;
}

bool FileInPlace::is_known() const {
  std::lock_guard const lock(mutex_);
  return file_.has_value();
}

bool FileInPlace::is_same() {
  struct stat found = {};
  auto const is_there = ::stat(path_.c_str(), &found) == 0;
  std::lock_guard const lock(mutex_);
  auto const file = std::pair<std::uint64_t, std::uint64_t>(found.st_dev, found.st_ino);
  if (!file_ && is_there) file_ = file;
  return !file_ || (is_there && *file_ == file);
}

std::unique_ptr<Connection> connect_sqlite(std::shared_ptr<FileInPlace> const& file, Use use, bool create,
                                           std::chrono::milliseconds patience) {
  return std::make_unique<Sqlite>(file, use, create, patience);
}

void copy_sqlite(std::filesystem::path const& from, std::filesystem::path const& to,
                 std::function<void(double)> const& progress) {
  sqlite3* source = nullptr;
  sqlite3* target = nullptr;
  std::unique_ptr<sqlite3*, void (*)(sqlite3**)> const close_source(&source, [](sqlite3** db) { sqlite3_close(*db); });
  std::unique_ptr<sqlite3*, void (*)(sqlite3**)> const close_target(&target, [](sqlite3** db) { sqlite3_close(*db); });
  auto code = sqlite3_open_v2(from.c_str(), &source, SQLITE_OPEN_READWRITE, nullptr);
  if (code != SQLITE_OK) fail(source, code, "opening what is to be copied");
  sqlite3_busy_timeout(source, 8000);
  close_file(::open(to.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600));
  code = sqlite3_open_v2(to.c_str(), &target, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
  if (code != SQLITE_OK) fail(target, code, "opening the copy");
  // One read transaction over the whole copying: a page written meanwhile would otherwise begin it anew, for ever on a
  // busy database.
  code = sqlite3_exec(source, "begin; select count(*) from sqlite_schema", nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail(source, code, "reading what is to be copied");
  auto* const copying = sqlite3_backup_init(target, "main", source, "main");
  if (copying == nullptr) fail(target, sqlite3_extended_errcode(target), "copying");
  do {
    code = sqlite3_backup_step(copying, 1024);
    auto const pages = sqlite3_backup_pagecount(copying);
    progress(pages == 0 ? 1 : 1 - static_cast<double>(sqlite3_backup_remaining(copying)) / pages);
  } while (code == SQLITE_OK);
  auto const ended = sqlite3_backup_finish(copying);
  if (code != SQLITE_DONE || ended != SQLITE_OK) fail(target, code, "copying");
}

}  // namespace overens::store
