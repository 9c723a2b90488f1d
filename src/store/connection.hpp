#pragma once

#include <concepts>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/ports/store.hpp"

namespace overens::store {

/// A value on its way to or from a database. Views into bytes that somebody else keeps.
class SqlValue {
 public:
  enum class Is { null, number, text, bytes };

  SqlValue() = default;
  SqlValue(std::int64_t number) : is_(Is::number), number_(number) {}
  SqlValue(std::uint64_t number) : SqlValue(static_cast<std::int64_t>(number)) {}
  template <std::same_as<bool> Flag>  // and nothing that only can be made one, such as a pointer
  SqlValue(Flag flag) : SqlValue(std::int64_t{flag ? 1 : 0}) {}
  SqlValue(std::string_view text) : is_(Is::text), bytes_(text) {}
  SqlValue(std::string const& text) : SqlValue(std::string_view(text)) {}
  SqlValue(std::span<std::byte const> bytes)
      : is_(Is::bytes), bytes_(reinterpret_cast<char const*>(bytes.data()), bytes.size()) {}

  Is is() const { return is_; }
  bool is_null() const { return is_ == Is::null; }
  std::int64_t number() const { return number_; }
  std::string_view bytes() const { return bytes_; }  ///< also of a text

 private:
  Is is_ = Is::null;
  std::int64_t number_ = 0;
  std::string_view bytes_;
};

/// A row that a statement gave; valid until the next.
using SqlRow = std::span<SqlValue const>;

/// A statement of the program: one object each, which connections prepare once and know by its address. Its parameters
/// are written ?1, ?2 …
struct Statement {
  char const* sql;
  std::size_t parameters = 0;
};

/// The connection is gone: another may do.
struct ConnectionLost : app::StoreFailed {
  using StoreFailed::StoreFailed;
};

/// How a database writes what the schema leaves open.
struct Dialect {
  std::string_view id, number, text, bytes, rows;
};

/// What a database is made of: a line for each table, column, index, trigger …, in order.
struct Parts {
  std::vector<std::string> there, expected;
};

/// One connection, used by one thread at a time. Everything throws app::StoreFailed; app::Conflict where a value that
/// must be the only one stands already.
class Connection {
 public:
  virtual ~Connection() = default;

  /// Runs a statement once for each row of `values` (as many as it has parameters), all of them in one exchange where
  /// the database can; `take` gets the row's number and what it gave, in order. It must not use the connection.
  using Take = std::function<void(std::size_t, SqlRow)>;
  virtual void read(Statement const& statement, std::span<SqlValue const> values, Take const& take) = 0;
  /// The same for a statement that gives nothing. It may wait to be sent with the next read or the commit, within the
  /// same exchange; what is wrong with it is then thrown by that. `each`: app::Conflict when a row changes nothing.
  enum class Each { may_change_nothing, must_change };
  virtual void write(Statement const& statement, std::span<SqlValue const> values,
                     Each each = Each::may_change_nothing) = 0;

  /// Several statements at once, without parameters.
  virtual void script(std::string const& sql) = 0;

  /// Begins a transaction that may write, when no other does, in any process. Reads see what was written before it.
  virtual void begin_writing() = 0;
  /// Begins a transaction that adds to what nobody else writes: others may write meanwhile, where the database can do
  /// that.
  virtual void begin_appending() { begin_writing(); }
  /// Begins a transaction whose reads all see the same.
  virtual void begin_reading() = 0;
  virtual void commit() = 0;
  /// Never throws: what can't be rolled back can't be used either.
  virtual void rollback() noexcept = 0;

  /// False when it is lost, or in a state that nobody knows.
  virtual bool usable() const = 0;
  /// Throws when what it was opened on has been removed, moved or replaced, where that can happen. Asked once each time
  /// it is taken to be used: what is read meanwhile asks no more.
  virtual void check_in_place() {}
  virtual Dialect dialect() const = 0;
  /// The tables that are there, of this program or any other.
  virtual std::vector<std::string> tables() = 0;
  /// What it is made of, and what it would be when `schema` had just made it.
  virtual Parts parts(std::function<std::string(Dialect const&)> const& schema) = 0;
  /// What the database's own check finds, at most a hundred lines.
  virtual std::vector<std::string> own_faults() = 0;
};

}  // namespace overens::store
