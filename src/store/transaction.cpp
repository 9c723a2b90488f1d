#include "store/transaction.hpp"

#include "store/accounts.hpp"
#include "store/identity.hpp"
#include "store/individual_codes.hpp"
#include "store/journal.hpp"
#include "store/looks.hpp"
#include "store/views.hpp"

namespace overens::store {
namespace {

constexpr Statement set_note{
    "insert into progress (name, value) values (?1, ?2) on conflict (name) do update set value = excluded.value", 2};

/// The connection of a transaction that somebody else has begun and ends: what is a transaction by itself elsewhere is
/// a part of it.
class WithinTransaction : public Connection {
 public:
  explicit WithinTransaction(Connection& connection) : of_(connection) {}

  void read(Statement const& statement, std::span<SqlValue const> values, Take const& take) override {
    of_.read(statement, values, take);
  }
  void write(Statement const& statement, std::span<SqlValue const> values, Each each) override {
    of_.write(statement, values, each);
  }
  void script(std::string const& sql) override { of_.script(sql); }
  void begin_writing() override {}
  void begin_reading() override {}
  void commit() override {}
  void rollback() noexcept override {}  // whoever has begun it does that, since what failed is thrown on to there
  bool usable() const override { return true; }
  Dialect dialect() const override { return of_.dialect(); }
  std::vector<std::string> tables() override { return of_.tables(); }
  Parts parts(std::function<std::string(Dialect const&)> const& schema) override { return of_.parts(schema); }
  std::vector<std::string> own_faults() override { return of_.own_faults(); }

 private:
  Connection& of_;
};

/// What stands beside the journal, as a transaction has it.
struct Beside {
  Beside(Connection& connection, KeptKeys& kept_keys, std::shared_ptr<keys::KeyStore> const& keys)
      : pool(1, {}, [&connection] { return std::make_unique<WithinTransaction>(connection); }),
        identities(pool, pool, keys),
        individual_codes(pool, pool),
        accounts(pool, pool, kept_keys) {}

  Pool pool;
  IdentityTables identities;
  IndividualCodeTable individual_codes;
  Accounts accounts;
};

class Writing : public app::Transaction {
 public:
  Writing(Pool::Lease lease, Encryption const& encryption, KeptKeys& kept_keys,
          std::shared_ptr<keys::KeyStore> const& keys)
      : lease_(std::move(lease)), encryption_(encryption), beside_(*lease_, kept_keys, keys) {
    lease_->begin_writing();
  }
  ~Writing() override {
    if (!ended_) lease_->rollback();
  }

  std::vector<app::CommandReceipt> receipts(std::span<std::string const> commands) override {
    return read_receipts(*lease_, commands);
  }
  std::vector<journal::Head> heads(std::span<std::string const> streams) override {
    return read_heads(*lease_, streams);
  }
  std::vector<journal::Entry> entries(std::span<std::string const> ids) override {
    return encryption_.decrypted(read_entries(*lease_, ids));
  }
  std::vector<journal::Entry> entries_about(std::span<journal::SubjectRef const> what) override {
    return encryption_.decrypted(read_subjects(*lease_, what));
  }
  std::string recognised_by(std::string const& words) const override { return encryption_.recognised_by(words); }
  void encrypt(journal::Entry& entry, journal::Head const& head) override { encryption_.encrypt(entry, head); }
  void append(std::span<journal::Entry const> entries) override { store::append(*lease_, entries); }
  void put(std::span<app::SubjectView const> views, std::span<app::SubjectView const* const> before) override {
    write_views(*lease_, views, before);
  }
  void set_progress(std::string const& name, std::string const& value) override {
    SqlValue const values[] = {name, value};
    lease_->write(set_note, values);
  }
  void copy_looks(app::LookSource& from) override { store::copy_looks(*lease_, from); }
  void copy_persons(app::IdentityStore& from) override { store::copy_persons(*lease_, from); }
  void clear_views() override { store::clear_views(*lease_); }
  app::IdentityStore& identities() override { return beside_.identities; }
  app::IndividualCodeStore& individual_codes() override { return beside_.individual_codes; }
  app::AccountStore& accounts() override { return beside_.accounts; }
  void commit() override {
    lease_->commit();
    ended_ = true;
  }

 private:
  Pool::Lease lease_;
  Encryption const& encryption_;
  Beside beside_;
  bool ended_ = false;
};

}  // namespace

std::unique_ptr<app::Transaction> begin(Pool& writers, Encryption const& encryption, KeptKeys& kept_keys,
                                        std::shared_ptr<keys::KeyStore> const& keys) {
  {
    auto lease = writers.take();
    auto const used = lease.used();
    try {
      return std::make_unique<Writing>(std::move(lease), encryption, kept_keys, keys);
    } catch (ConnectionLost const&) {
      if (!used) throw;
    }
  }
  writers.drop_idle();
  return std::make_unique<Writing>(writers.take(), encryption, kept_keys, keys);
}

}  // namespace overens::store
