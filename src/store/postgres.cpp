#include "store/postgres.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <unordered_map>
#include <vector>

#include <endian.h>
#include <fmt/format.h>
#include <libpq-fe.h>
#include <poll.h>

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

Oid type_of(Value const& value) {
  switch (value.is()) {
    case Value::Is::null:
      return 0;  // the server works it out
    case Value::Is::number:
      return number_type;
    case Value::Is::text:
      return text_type;
    case Value::Is::bytes:
      return bytes_type;
  }
  return 0;
}

/// The values of one row as libpq wants them, all binary.
class Parameters {
 public:
  explicit Parameters(std::span<Value const> values) : numbers_(values.size()) {
    for (auto const& value : values) {
      char const* at = value.bytes().data() == nullptr ? "" : value.bytes().data();
      auto length = static_cast<int>(value.bytes().size());
      if (value.is() == Value::Is::number) {
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

Value column(PGresult* result, int row, int place) {
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

class Postgres : public Connection {
 public:
  Postgres(std::string const& where, Use use, std::chrono::milliseconds patience) : patience_(patience) {
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
    } catch (...) {
      PQfinish(connection_);
      throw;
    }
  }
  ~Postgres() override { PQfinish(connection_); }

  void run(Statement const& statement, std::span<Value const> values, Take const& take) override {
    auto const rows = statement.parameters == 0 ? 1 : values.size() / statement.parameters;
    if (rows == 0) return;
    InPipeline const pipeline(*this);
    auto& prepared =
        prepared_.try_emplace(&statement, Prepared{fmt::format("s{}", prepared_.size()), false}).first->second;
    if (!prepared.done) send_prepare(statement, prepared.name, values.first(statement.parameters));
    for (std::size_t row = 0; row < rows; ++row) {
      Parameters const parameters(values.subspan(row * statement.parameters, statement.parameters));
      if (!parameters.send(connection_, prepared.name.c_str())) lose("sending");
    }
    if (PQpipelineSync(connection_) != 1) lose("sending");
    auto const until = Clock::now() + patience_;
    Result refused(nullptr, &PQclear);
    auto const accept = [&](Result result) {
      auto const status = PQresultStatus(result.get());
      if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return true;
      if (status != PGRES_PIPELINE_ABORTED && !refused) refused = std::move(result);
      return false;
    };
    if (!prepared.done) prepared.done = accept(next(until));
    for (std::size_t row = 0; row < rows; ++row) {
      auto result = next(until);
      hand_out(result.get(), row, take);
      accept(std::move(result));
    }
    if (PQresultStatus(next_result(until).get()) != PGRES_PIPELINE_SYNC) lose("ending a pipeline");
    if (refused) fail(refused.get(), statement.sql);
  }

  void script(std::string const& sql) override {
    simple("set local statement_timeout = 0; " + sql, std::chrono::hours(24));
  }

  void begin_writing() override { simple(begin_alone); }
  void begin_reading() override { simple("begin isolation level repeatable read read only"); }

  void commit() override {
    Result result(nullptr, &PQclear);
    try {
      result = simple("commit");
    } catch (ConnectionLost const& lost) {
      throw app::StoreFailed(lost.what(), true);
    }
    // A transaction in which something had failed is rolled back, and PostgreSQL sees nothing wrong in that.
    if (std::string_view(PQcmdStatus(result.get())) != "COMMIT")
      throw app::StoreFailed("PostgreSQL: commit: rolled back");
  }

  void rollback() noexcept override {
    try {
      if (!lost_ && PQtransactionStatus(connection_) != PQTRANS_IDLE) simple("rollback");
    } catch (...) {
      lost_ = true;
    }
  }

  bool usable() const override {
    return !lost_ && PQstatus(connection_) == CONNECTION_OK && PQtransactionStatus(connection_) == PQTRANS_IDLE;
  }

  Dialect dialect() const override {
    // Ids are compared by their bytes, as SQLite does and C++ does.
    return {"bigint generated by default as identity primary key", "bigint", "text collate \"C\"", "bytea", ""};
  }

  std::vector<std::string> tables() override {
    static constexpr Statement listed{"select tablename::text from pg_tables where schemaname = current_schema()"};
    std::vector<std::string> names;
    run(listed, {}, [&](std::size_t, Row row) { names.emplace_back(row[0].bytes()); });
    return names;
  }

 private:
  struct Prepared {
    std::string name;
    bool done;
  };

  /// Pipeline mode for the time of one exchange. Left before its end, by an exception, nobody knows what is on its way.
  class InPipeline {
   public:
    explicit InPipeline(Postgres& postgres) : postgres_(postgres) {
      if (PQenterPipelineMode(postgres.connection_) != 1) postgres.lose("entering a pipeline");
    }
    ~InPipeline() {
      if (PQexitPipelineMode(postgres_.connection_) != 1) postgres_.lost_ = true;
    }
    InPipeline(InPipeline const&) = delete;
    InPipeline& operator=(InPipeline const&) = delete;

   private:
    Postgres& postgres_;
  };

  void send_prepare(Statement const& statement, std::string const& name, std::span<Value const> first_row) {
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
    throw ConnectionLost(fmt::format("PostgreSQL: {}: {}", doing, PQerrorMessage(connection_)));
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
    throw app::StoreFailed(what);
  }

  PGconn* connection_ = nullptr;
  std::chrono::milliseconds patience_;
  bool lost_ = false;
  std::unordered_map<Statement const*, Prepared> prepared_;
  std::vector<Value> columns_;
};

}  // namespace

std::unique_ptr<Connection> connect_postgres(std::string const& where, Use use, std::chrono::milliseconds patience) {
  return std::make_unique<Postgres>(where, use, patience);
}

}  // namespace overens::store
