#pragma once

#include "app/ports/account_store.hpp"
#include "store/kept_keys.hpp"

namespace overens::store {

/// The tables account, recovery_code, invitation, session, pending_sign_in and failure.
class Accounts : public app::AccountStore {
 public:
  /// The pools must outlive it.
  Accounts(Pool& readers, Pool& writers, KeptKeys& keys) : readers_(readers), writers_(writers), keys_(keys) {}

  std::optional<account::Account> account(std::string const& id) override;
  std::vector<account::Account> accounts_named(std::string const& issuer, std::string const& name) override;
  std::vector<account::Account> open_accounts() override;
  std::vector<account::Account> accounts_of(std::string const& authority) override;
  std::vector<account::Account> accounts_of_staff(std::string const& authority, std::string const& staff) override;
  void add(account::Account const& account) override;
  void remove(std::string const& account) override;
  bool set_credentials(account::Account const& account, std::vector<std::string> const& recovery_codes,
                       std::string const& invitation) override;
  void close(std::string const& account) override;
  bool use_code(std::string const& account, std::int64_t step) override;
  bool use_recovery_code(std::string const& account, std::string const& hash) override;
  void invite(account::Invitation const& invitation) override;
  std::optional<account::Invitation> invitation(std::string const& hash) override;
  void open(account::KeptSession const& session) override;
  std::optional<account::KeptSession> session(std::string const& hash) override;
  std::vector<account::KeptSession> sessions_of(std::string const& account) override;
  void used(std::string const& session, calendar::Instant at) override;
  void confirmed(std::string const& session, calendar::Instant at) override;
  void choose(std::string const& session, std::string const& account, std::string const& commission) override;
  void end_session(std::string const& session) override;
  void end_sessions_of(std::string const& issuer, std::string const& subject,
                       std::string const& provider_session) override;
  void keep(account::PendingSignIn const& pending) override;
  std::optional<account::PendingSignIn> take(std::string const& state_hash) override;
  void forget_before(calendar::Instant at) override;
  void change_failures(std::span<std::string const> keys,
                       std::function<void(std::span<account::Failures>)> const& judge) override;

  /// Encrypts the names that an earlier version of the program wrote down as they are.
  static void encrypt_names(Connection& connection, KeptKeys const& keys);

 private:
  /// As they are kept.
  struct NamesAtProvider {
    std::string subject;
    std::string session;
  };
  NamesAtProvider names_at_provider(std::string const& subject, std::string const& session) const;
  /// With its name as it was given, and the secret of its codes as the app knows it.
  account::Account opened(account::Account account);
  std::vector<account::Account> opened(std::vector<account::Account> accounts);
  Pool& readers_;
  Pool& writers_;
  KeptKeys& keys_;
};

}  // namespace overens::store
