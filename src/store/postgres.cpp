#include "store/postgres.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <set>
#include <unordered_map>
#include <vector>

#include <endian.h>
#include <fmt/format.h>
#include <libpq-fe.h>
#include <poll.h>

#include "store/postgres_address.hpp"

namespace overens::store {
namespace {

using Clock = std::chrono::steady_clock;
using Result = std::unique_ptr<PGresult, decltype(&PQclear)>;

// PostgreSQL's numbers for the types that the program uses (pg_type.oid); they never change.
constexpr Oid bytes_type = 17;
constexpr Oid number_type = 20;
constexpr Oid text_type = 25;

// Only one transaction at a time may write, in any process: entries get their places in the journal in the order of the
// commits, and views are made of all that was written before. The number means nothing but this.
constexpr char const* begin_alone = "begin; select pg_advisory_xact_lock(8391602745)";

Oid type_of(SqlValue const& value) {
  switch (value.is()) {
    case SqlValue::Is::null:
      return 0;  // the server works it out
    case SqlValue::Is::number:
      return number_type;
    case SqlValue::Is::text:
      return text_type;
    case SqlValue::Is::bytes:
      return bytes_type;
  }
  return 0;
}

/// The values of one row as libpq wants them, all binary.
class Parameters {
 public:
  explicit Parameters(std::span<SqlValue const> values) : numbers_(values.size()) {
    for (auto const& value : values) {
      char const* at = value.bytes().data() == nullptr ? "" : value.bytes().data();
      auto length = static_cast<int>(value.bytes().size());
      if (value.is() == SqlValue::Is::number) {
        auto& number = numbers_[pointers_.size()];
        number = htobe64(static_cast<std::uint64_t>(value.number()));
        at = reinterpret_cast<char const*>(&number);
        length = sizeof number;
      }
      pointers_.push_back(value.is_null() ? nullptr : at);
      lengths_.push_back(length);
      formats_.push_back(1);
    }
  }
  bool send(PGconn* connection, char const* name) const {
    return PQsendQueryPrepared(connection, name, static_cast<int>(pointers_.size()), pointers_.data(), lengths_.data(),
                               formats_.data(), 1) == 1;
  }

 private:
  std::vector<std::uint64_t> numbers_;
  std::vector<char const*> pointers_;
  std::vector<int> lengths_, formats_;
};

SqlValue column(PGresult* result, int row, int place) {
  if (PQgetisnull(result, row, place) == 1) return {};
  std::string_view const bytes(PQgetvalue(result, row, place),
                               static_cast<std::size_t>(PQgetlength(result, row, place)));
  auto const type = PQftype(result, place);
  if (type == number_type) {
    std::uint64_t number = 0;
    std::memcpy(&number, bytes.data(), sizeof number);
    return static_cast<std::int64_t>(be64toh(number));
  }
  if (type == bytes_type) return std::as_bytes(std::span(bytes));
  return bytes;
}

constexpr Statement described{
    "with t as (select oid, relname::text as name from pg_class where relnamespace = current_schema()::regnamespace "
    "and relkind in ('r', 'p')) "
    "select 'column ' || t.name || ' ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || "
    "case when a.attnotnull then ' not null' else '' end from t join pg_attribute a on a.attrelid = t.oid "
    "where a.attnum > 0 and not a.attisdropped "
    "union all select 'index ' || t.name || ' (' || array_to_string(array(select coalesce(a.attname, '*') from "
    "unnest(i.indkey::int2[]) with ordinality k (attribute, place) left join pg_attribute a on a.attrelid = i.indrelid "
    "and a.attnum = k.attribute and k.attribute > 0 order by k.place), ', ') || ')' || case when i.indisunique then "
    "' unique' else '' end || case when i.indpred is not null then ' partial' else '' end from t join pg_index i "
    "on i.indrelid = t.oid where i.indisvalid "
    "union all select 'trigger ' || t.name || ' ' || g.tgname from t join pg_trigger g on g.tgrelid = t.oid "
    "where not g.tgisinternal "
    "union all select 'rule ' || t.name || ' ' || r.rulename from t join pg_rewrite r on r.ev_class = t.oid "
    "union all select 'policy ' || t.name || ' ' || p.polname from t join pg_policy p on p.polrelid = t.oid"};

class Postgres : public Connection {
 public:
  Postgres(std::string const& where, Use use, std::chrono::milliseconds patience) : patience_(patience) {
    // What libpq says of an address that it can't read holds the address, and with it the password.
    if (!is_clear_address(where))
      throw app::StoreFailed("PostgreSQL: the address can't be read; in it %, @, / and : are written %25 …");
    auto const seconds = std::to_string(std::max<long>(2, static_cast<long>(patience.count() / 1000)));
    auto const milliseconds = std::to_string(patience.count());
    char const* const names[] = {"connect_timeout",
                                 "tcp_user_timeout",
                                 "client_encoding",
                                 "application_name",
                                 "dbname",
                                 "target_session_attrs",
                                 nullptr};
    char const* const values[] = {seconds.c_str(), milliseconds.c_str(), "UTF8",
                                  "overens",       where.c_str(),        use == Use::write ? "read-write" : nullptr,
                                  nullptr};
    connection_ = PQconnectdbParams(names, values, 1);
    try {
      if (PQstatus(connection_) != CONNECTION_OK) lose("connecting");
      PQsetnonblocking(connection_, 1);
      PQsetNoticeProcessor(
          connection_, [](void*, char const*) {}, nullptr);
      // The server gives up before the program does, so that the program hears why. A commit waits for the disk
      // whatever the server's own setting says.
      simple(fmt::format(
          "set statement_timeout = {0}; set lock_timeout = {0}; set idle_in_transaction_session_timeout = {1};"
          "select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off'",
          patience.count() * 3 / 4, patience.count() * 2));
      if (use == Use::inspect) simple("set default_transaction_read_only = on");
    } catch (...) {
      PQfinish(connection_);
      throw;
    }
  }
  ~Postgres() override { PQfinish(connection_); }

  void read(Statement const& statement, std::span<SqlValue const> values, Take const& take) override {
    if (send(statement, values, &take, Each::may_change_nothing)) receive(Clock::now() + patience_);
  }
  void write(Statement const& statement, std::span<SqlValue const> values, Each each) override {
    send(statement, values, nullptr, each);
  }

  void script(std::string const& sql) override {
    receive_sent();
    simple("set local statement_timeout = 0; " + sql, std::chrono::hours(24));
  }

  void begin_writing() override { simple(begin_alone); }
  void begin_appending() override { simple("begin"); }
  void begin_reading() override { simple("begin isolation level repeatable read read only"); }

  // With what is still on its way, in one exchange: when any of that fails, the commit is passed over. But not when
  // something changes nothing that should have, which PostgreSQL does not take for a failure.
  void commit() override {
    static constexpr Statement commit{"commit"};
    auto const must_change = [](Sent const& one) { return one.each == Each::must_change; };
    if (std::any_of(sent_.begin(), sent_.end(), must_change)) receive_sent();
    try {
      send(commit, {}, nullptr, Each::may_change_nothing);
      receive(Clock::now() + patience_);
    } catch (ConnectionLost const& lost) {
      throw app::StoreFailed(lost.what(), true);
    }
    // A transaction in which something had failed is rolled back, and PostgreSQL sees nothing wrong in that.
    if (last_command_ != "COMMIT") throw app::StoreFailed("PostgreSQL: commit: rolled back");
  }

  void rollback() noexcept override {
    try {
      if (!sent_.empty()) receive_sent();
    } catch (...) {  // what failed is rolled back
    }
    try {
      if (!lost_ && PQtransactionStatus(connection_) != PQTRANS_IDLE) simple("rollback");
    } catch (...) {
      lost_ = true;
    }
  }

  bool usable() const override {
    return !lost_ && sent_.empty() && PQstatus(connection_) == CONNECTION_OK &&
           PQtransactionStatus(connection_) == PQTRANS_IDLE;
  }

  Dialect dialect() const override {
    // Ids are compared by their bytes, as SQLite does and C++ does.
    return {"bigint generated by default as identity primary key", "bigint", "text collate \"C\"", "bytea", ""};
  }

  // As a database in memory is described that the same schema has made. Other tables in it are nobody's business.
  Parts parts(std::function<std::string(Dialect const&)> const& schema) override {
    Parts parts;
    parts.expected = parts_after(schema({"bigint primary key", "bigint", "text", "bytea", ""}), false);
    auto const table = [](std::string const& part) {
      auto const begin = part.find(' ') + 1;
      return part.substr(begin, part.find(' ', begin) - begin);
    };
    std::set<std::string> ours;
    for (auto const& part : parts.expected) ours.insert(table(part));
    read(described, {}, [&](std::size_t, SqlRow row) {
      std::string part(row[0].bytes());
      if (ours.contains(table(part))) parts.there.push_back(std::move(part));
    });
    std::sort(parts.there.begin(), parts.there.end());
    std::sort(parts.expected.begin(), parts.expected.end());
    return parts;
  }

  std::vector<std::string> own_faults() override { return {}; }  // it reads its pages with checksums, where told to

  std::vector<std::string> tables() override {
    static constexpr Statement listed{"select tablename::text from pg_tables where schemaname = current_schema()"};
    std::vector<std::string> names;
    read(listed, {}, [&](std::size_t, SqlRow row) { names.emplace_back(row[0].bytes()); });
    return names;
  }

 private:
  struct Prepared {
    std::string name;
    bool done;
  };

  /// A statement that has been sent, and what is to come back: an answer for each row.
  struct Sent {
    Statement const* statement;
    Prepared* prepares;  ///< it was prepared by the way: one more answer, before the others
    std::size_t rows;
    Take const* take;  ///< nullptr: nobody waits for what it gives
    Each each;
  };

  // False when there is no row.
  bool send(Statement const& statement, std::span<SqlValue const> values, Take const* take, Each each) {
    auto const rows = statement.parameters == 0 ? 1 : values.size() / statement.parameters;
    if (rows == 0) return false;
    if (sent_.empty() && PQenterPipelineMode(connection_) != 1) lose("entering a pipeline");
    auto& prepared =
        prepared_.try_emplace(&statement, Prepared{fmt::format("s{}", prepared_.size()), false}).first->second;
    // Once in a pipeline, though it is not known yet whether that will do.
    auto const is_on_its_way =
        std::any_of(sent_.begin(), sent_.end(), [&](Sent const& s) { return s.prepares == &prepared; });
    auto const prepares = !prepared.done && !is_on_its_way;
    if (prepares) send_prepare(statement, prepared.name, values.first(statement.parameters));
    sent_.push_back({&statement, prepares ? &prepared : nullptr, rows, take, each});
    for (std::size_t row = 0; row < rows; ++row) {
      Parameters const parameters(values.subspan(row * statement.parameters, statement.parameters));
      if (!parameters.send(connection_, prepared.name.c_str())) lose("sending");
    }
    return true;
  }

  void receive_sent() {
    if (!sent_.empty()) receive(Clock::now() + patience_);
  }

  // All answers to what has been sent. Left before its end, by an exception, nobody knows what is on its way.
  void receive(Clock::time_point until) {
    lost_ = true;
    if (PQpipelineSync(connection_) != 1) lose("sending");
    Result refused(nullptr, &PQclear);  // what went wrong first: the rest may follow from it
    char const* refused_sql = "";
    char const* unchanged_sql = nullptr;
    auto const accept = [&](Result result, Sent const& of) {
      auto const status = PQresultStatus(result.get());
      if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return true;
      if (status != PGRES_PIPELINE_ABORTED && !refused && unchanged_sql == nullptr) {
        refused = std::move(result);
        refused_sql = of.statement->sql;
      }
      return false;
    };
    for (auto const& one : sent_) {
      if (one.prepares != nullptr) one.prepares->done = accept(next(until), one);
      for (std::size_t row = 0; row < one.rows; ++row) {
        auto result = next(until);
        if (one.take != nullptr) hand_out(result.get(), row, *one.take);
        auto const* const command = PQcmdStatus(result.get());
        last_command_ = command == nullptr ? "" : command;
        auto const changes = std::string_view(PQcmdTuples(result.get())) != "0";
        if (!accept(std::move(result), one)) continue;
        if (one.each == Each::must_change && !changes && !refused && unchanged_sql == nullptr)
          unchanged_sql = one.statement->sql;
      }
    }
    if (PQresultStatus(next_result(until).get()) != PGRES_PIPELINE_SYNC) lose("ending a pipeline");
    sent_.clear();
    lost_ = PQexitPipelineMode(connection_) != 1;
    if (refused) fail(refused.get(), refused_sql);
    if (unchanged_sql != nullptr) throw app::Conflict(fmt::format("PostgreSQL: {}: changes nothing", unchanged_sql));
  }

  void send_prepare(Statement const& statement, std::string const& name, std::span<SqlValue const> first_row) {
    std::vector<Oid> types;
    for (auto const& value : first_row) types.push_back(type_of(value));
    std::string sql = statement.sql;
    for (auto& c : sql) c = c == '?' ? '$' : c;
    if (PQsendPrepare(connection_, name.c_str(), sql.c_str(), static_cast<int>(types.size()), types.data()) != 1)
      lose("preparing");
  }

  void hand_out(PGresult* result, std::size_t row, Take const& take) {
    if (PQresultStatus(result) != PGRES_TUPLES_OK) return;
    for (int i = 0; i < PQntuples(result); ++i) {
      columns_.clear();
      for (int place = 0; place < PQnfields(result); ++place) columns_.push_back(column(result, i, place));
      take(row, columns_);
    }
  }

  /// One exchange without parameters; gives the last result.
  Result simple(std::string const& sql) { return simple(sql, patience_); }
  Result simple(std::string const& sql, std::chrono::milliseconds patience) {
    if (PQsendQuery(connection_, sql.c_str()) != 1) lose("sending");
    auto const until = Clock::now() + patience;
    Result last(nullptr, &PQclear);
    Result refused(nullptr, &PQclear);
    for (auto result = next_result(until); result; result = next_result(until)) {
      (PQresultStatus(result.get()) == PGRES_FATAL_ERROR ? refused : last) = std::move(result);
    }
    if (refused) fail(refused.get(), sql.substr(0, 60));
    return last;
  }

  /// The result of the next statement in the pipeline, and the nothing after it.
  Result next(Clock::time_point until) {
    auto result = next_result(until);
    if (result && PQresultStatus(result.get()) != PGRES_PIPELINE_SYNC) next_result(until);
    return result;
  }

  Result next_result(Clock::time_point until) {
    for (;;) {
      auto const unsent = PQflush(connection_);
      if (unsent < 0) lose("sending");
      if (unsent == 0 && PQisBusy(connection_) == 0) return {PQgetResult(connection_), &PQclear};
      auto const left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now()).count();
      if (left <= 0) lose("no answer in time");
      pollfd socket{PQsocket(connection_), static_cast<short>(POLLIN | (unsent > 0 ? POLLOUT : 0)), 0};
      if (poll(&socket, 1, static_cast<int>(std::min<long>(left, 60'000))) < 0 && errno != EINTR) lose("waiting");
      if ((socket.revents & ~POLLOUT) != 0 && PQconsumeInput(connection_) != 1) lose("receiving");
    }
  }

  [[noreturn]] void lose(char const* doing) {
    lost_ = true;
    // Its first line: the next ones are advice.
    std::string_view const said(PQerrorMessage(connection_));
    throw ConnectionLost(fmt::format("PostgreSQL: {}: {}", doing, said.substr(0, said.find('\n'))));
  }

  // Only the first line of what PostgreSQL says: its details show values.
  [[noreturn]] void fail(PGresult* result, std::string_view doing) {
    auto const field = [&](int code) {
      auto const* const said = PQresultErrorField(result, code);
      return std::string(said == nullptr ? "" : said);
    };
    auto const state = field(PG_DIAG_SQLSTATE);
    auto const what = fmt::format("PostgreSQL: {}: {} ({})", doing, field(PG_DIAG_MESSAGE_PRIMARY), state);
    if (state == "23505" || state == "40001" || state == "40P01") throw app::Conflict(what);
    // 08: connection; 57P: the server is going down; 25006: a standby, which was the primary when it was connected to;
    // 25P03: idle for too long in a transaction; 26000, 0A000: the server has forgotten what was prepared.
    for (auto const* const gone : {"08", "57P", "25006", "25P03", "26000", "0A000"}) {
      if (!state.starts_with(gone) && PQstatus(connection_) == CONNECTION_OK) continue;
      lost_ = true;
      throw ConnectionLost(what);
    }
    if (state == "XX001" || state == "XX002") throw app::StoreDamaged(what);
    throw app::StoreFailed(what);
  }

  PGconn* connection_ = nullptr;
  std::chrono::milliseconds patience_;
  bool lost_ = false;
  std::unordered_map<Statement const*, Prepared> prepared_;
  std::vector<Sent> sent_;
  std::string last_command_;
  std::vector<SqlValue> columns_;
};

}  // namespace

std::unique_ptr<Connection> connect_postgres(std::string const& where, Use use, std::chrono::milliseconds patience) {
  return std::make_unique<Postgres>(where, use, patience);
}

}  // namespace overens::store
