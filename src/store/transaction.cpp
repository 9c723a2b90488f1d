#include "store/transaction.hpp"

#include "store/identity.hpp"
#include "store/journal.hpp"
#include "store/looks.hpp"
#include "store/views.hpp"

namespace overens::store {
namespace {

constexpr Statement set_note{
    "insert into progress (name, value) values (?1, ?2) on conflict (name) do update set value = excluded.value", 2};

class Writing : public app::Transaction {
 public:
  Writing(Pool::Lease lease, Encryption const& encryption) : lease_(std::move(lease)), encryption_(encryption) {
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
  void commit() override {
    lease_->commit();
    ended_ = true;
  }

 private:
  Pool::Lease lease_;
  Encryption const& encryption_;
  bool ended_ = false;
};

}  // namespace

std::unique_ptr<app::Transaction> begin(Pool& writers, Encryption const& encryption) {
  {
    auto lease = writers.take();
    auto const used = lease.used();
    try {
      return std::make_unique<Writing>(std::move(lease), encryption);
    } catch (ConnectionLost const&) {
      if (!used) throw;
    }
  }
  writers.drop_idle();
  return std::make_unique<Writing>(writers.take(), encryption);
}

}  // namespace overens::store
