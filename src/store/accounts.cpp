#include "store/accounts.hpp"

#include "store/typed_rows.hpp"

namespace overens::store {
namespace {

#define OVERENS_SELECT_ACCOUNT \
  "select id, issuer, name, authority, staff, password, code_secret, last_code_step, made, closed from account "
constexpr Statement account_by_id{OVERENS_SELECT_ACCOUNT "where id = ?1", 1};
constexpr Statement accounts_by_name{
    OVERENS_SELECT_ACCOUNT "where issuer = ?1 and name = ?2 and closed = 0 order by authority", 2};
constexpr Statement accounts_by_authority{OVERENS_SELECT_ACCOUNT "where authority = ?1 order by name, issuer", 1};
constexpr Statement accounts_by_staff{
    OVERENS_SELECT_ACCOUNT "where authority = ?1 and staff = ?2 order by name, issuer", 2};
constexpr Statement accounts_open{OVERENS_SELECT_ACCOUNT "where closed = 0 order by name, issuer"};
constexpr Statement add_account{
    "insert into account (id, issuer, name, authority, staff, password, code_secret, last_code_step, made, closed) "
    "values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 0)",
    9};
constexpr Statement set_password{
    "update account set password = ?2, code_secret = ?3, last_code_step = ?4 where id = ?1", 4};
constexpr Statement remove_account{"delete from account where id = ?1", 1};
constexpr Statement clear_credentials{"update account set password = '', code_secret = '' where id = ?1", 1};
constexpr Statement close_account{"update account set closed = 1, password = '', code_secret = '' where id = ?1", 1};
// A statement that gives what it changed tells whether it has changed anything.
constexpr Statement use_step{
    "update account set last_code_step = ?2 where id = ?1 and last_code_step < ?2 and closed = 0 returning id", 2};
constexpr Statement use_up_recovery_code{"delete from recovery_code where account = ?1 and hash = ?2 returning account",
                                         2};
constexpr Statement drop_recovery_codes{"delete from recovery_code where account = ?1", 1};
constexpr Statement add_recovery_code{"insert into recovery_code (account, hash) values (?1, ?2)", 2};
constexpr Statement use_up_invitation{"delete from invitation where hash = ?1 and account = ?2 returning account", 2};
constexpr Statement drop_invitations{"delete from invitation where account = ?1", 1};
constexpr Statement add_invitation{"insert into invitation (hash, account, made, code_secret) values (?1, ?2, ?3, ?4)",
                                   4};
constexpr Statement invitation_by_hash{"select hash, account, made, code_secret from invitation where hash = ?1", 1};
constexpr Statement add_session{
    "insert into session (hash, account, commission, opened, used, confirmed, subject, provider_session) "
    "values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    8};
#define OVERENS_SELECT_SESSION \
  "select hash, account, commission, opened, used, confirmed, subject, provider_session from session "
constexpr Statement session_by_hash{OVERENS_SELECT_SESSION "where hash = ?1", 1};
constexpr Statement sessions_by_account{OVERENS_SELECT_SESSION "where account = ?1 order by used desc, hash", 1};
constexpr Statement drop_sessions_by_provider{
    "delete from session where account in (select id from account where issuer = ?1) "
    "and (?2 = '' or subject = ?2) and (?3 = '' or provider_session = ?3) and ?2 || ?3 <> ''",
    3};
constexpr Statement add_pending{
    "insert into pending_sign_in (state, provider, browser, nonce, verifier, return_to, fresh, begun) "
    "values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    8};
constexpr Statement take_pending{
    "delete from pending_sign_in where state = ?1 "
    "returning provider, state, browser, nonce, verifier, return_to, fresh, begun",
    1};
constexpr Statement forget_pending{"delete from pending_sign_in where begun < ?1", 1};
constexpr Statement session_used{"update session set used = ?2 where hash = ?1 and used < ?2", 2};
constexpr Statement session_confirmed{"update session set used = ?2, confirmed = ?2 where hash = ?1", 2};
constexpr Statement session_chooses{"update session set account = ?2, commission = ?3 where hash = ?1", 3};
constexpr Statement drop_session{"delete from session where hash = ?1", 1};
constexpr Statement drop_sessions{"delete from session where account = ?1", 1};
constexpr Statement forget_sessions{"delete from session where opened < ?1", 1};
constexpr Statement forget_invitations{"delete from invitation where made < ?1", 1};
constexpr Statement forget_failures{"delete from failure where last < ?1", 1};
constexpr Statement failures_of{"select count, last from failure where hash = ?1", 1};
constexpr Statement put_failures{
    "insert into failure (hash, count, last) values (?1, ?2, ?3) "
    "on conflict (hash) do update set count = excluded.count, last = excluded.last",
    3};
constexpr Statement drop_failures{"delete from failure where hash = ?1", 1};

account::Account read_account(SqlRow row) {
  return {.id = words(row[0]),
          .issuer = words(row[1]),
          .name = words(row[2]),
          .authority = words(row[3]),
          .staff = words(row[4]),
          .password = words(row[5]),
          .code_secret = words(row[6]),
          .last_code_step = row[7].number(),
          .made = instant(row[8]),
          .closed = row[9].number() != 0};
}
account::KeptSession read_session(SqlRow row) {
  return {words(row[0]),   words(row[1]),   words(row[2]), instant(row[3]),
          instant(row[4]), instant(row[5]), words(row[6]), words(row[7])};
}

// The secret of one-time codes is the one thing here that must be known again: it stands encrypted for its place.
std::string place_of_secret(char const* table, std::string const& id) {
  return std::string(table) + ".code_secret\n" + id;
}

}  // namespace

account::Account Accounts::opened(account::Account account) {
  account.code_secret = keys_.decrypt(key_of_accounts, {}, place_of_secret("account", account.id), account.code_secret);
  return account;
}

std::vector<account::Account> Accounts::opened(std::vector<account::Account> accounts) {
  for (auto& one : accounts) one = opened(std::move(one));
  return accounts;
}

std::optional<account::Account> Accounts::account(std::string const& id) {
  auto found = readers_.with([&](Connection& c) {
    SqlValue const values[] = {id};
    return read_one(c, account_by_id, values, read_account);
  });
  return found ? std::optional(opened(std::move(*found))) : std::nullopt;
}

std::vector<account::Account> Accounts::accounts_named(std::string const& issuer, std::string const& name) {
  return opened(readers_.with([&](Connection& c) {
    SqlValue const values[] = {issuer, name};
    return read_all(c, accounts_by_name, values, read_account);
  }));
}

std::vector<account::Account> Accounts::open_accounts() {
  return opened(readers_.with([&](Connection& c) { return read_all(c, accounts_open, {}, read_account); }));
}

std::vector<account::Account> Accounts::accounts_of(std::string const& authority) {
  return opened(readers_.with([&](Connection& c) {
    SqlValue const values[] = {authority};
    return read_all(c, accounts_by_authority, values, read_account);
  }));
}

std::vector<account::Account> Accounts::accounts_of_staff(std::string const& authority, std::string const& staff) {
  return opened(readers_.with([&](Connection& c) {
    SqlValue const values[] = {authority, staff};
    return read_all(c, accounts_by_staff, values, read_account);
  }));
}

void Accounts::remove(std::string const& account) {
  write(writers_, [&](Connection& c) {
    run(c, remove_account, account);
    return true;
  });
}

void Accounts::add(account::Account const& account) {
  auto const secret = keys_.encrypt(key_of_accounts, {}, place_of_secret("account", account.id), account.code_secret);
  write(writers_, [&](Connection& c) {
    SqlValue const values[] = {
        account.id,       account.issuer, account.name,           account.authority,         account.staff,
        account.password, secret,         account.last_code_step, milliseconds(account.made)};
    c.write(add_account, values);
    return true;
  });
}

bool Accounts::set_credentials(account::Account const& account, std::vector<std::string> const& recovery_codes,
                               std::string const& invitation) {
  auto const secret = keys_.encrypt(key_of_accounts, {}, place_of_secret("account", account.id), account.code_secret);
  return write(writers_, [&](Connection& c) {
    SqlValue const used[] = {invitation, account.id};
    if (!changes(c, use_up_invitation, used)) return false;
    SqlValue const values[] = {account.id, account.password, secret, account.last_code_step};
    c.write(set_password, values);
    run(c, drop_recovery_codes, account.id);
    std::vector<SqlValue> codes;
    for (auto const& code : recovery_codes) codes.insert(codes.end(), {account.id, code});
    c.write(add_recovery_code, codes);
    run(c, drop_sessions, account.id);
    return true;
  });
}

void Accounts::close(std::string const& account) {
  write(writers_, [&](Connection& c) {
    for (auto const* statement : {&close_account, &drop_recovery_codes, &drop_invitations, &drop_sessions})
      run(c, *statement, account);
    return true;
  });
}

bool Accounts::use_code(std::string const& account, std::int64_t step) {
  return write(writers_, [&](Connection& c) {
    SqlValue const values[] = {account, step};
    return changes(c, use_step, values);
  });
}

bool Accounts::use_recovery_code(std::string const& account, std::string const& hash) {
  return write(writers_, [&](Connection& c) {
    SqlValue const values[] = {account, hash};
    return changes(c, use_up_recovery_code, values);
  });
}

void Accounts::invite(account::Invitation const& invitation) {
  auto const secret =
      keys_.encrypt(key_of_accounts, {}, place_of_secret("invitation", invitation.hash), invitation.code_secret);
  write(writers_, [&](Connection& c) {
    for (auto const* statement : {&clear_credentials, &drop_recovery_codes, &drop_invitations, &drop_sessions})
      run(c, *statement, invitation.account);
    SqlValue const values[] = {invitation.hash, invitation.account, milliseconds(invitation.made), secret};
    c.write(add_invitation, values);
    return true;
  });
}

std::optional<account::Invitation> Accounts::invitation(std::string const& hash) {
  auto found = readers_.with([&](Connection& c) {
    SqlValue const values[] = {hash};
    return read_one(c, invitation_by_hash, values, [](SqlRow row) {
      return account::Invitation{words(row[0]), words(row[1]), instant(row[2]), words(row[3])};
    });
  });
  if (found)
    found->code_secret =
        keys_.decrypt(key_of_accounts, {}, place_of_secret("invitation", found->hash), found->code_secret);
  return found;
}

void Accounts::open(account::KeptSession const& session) {
  write(writers_, [&](Connection& c) {
    SqlValue const values[] = {session.hash,
                               session.account,
                               session.commission,
                               milliseconds(session.opened),
                               milliseconds(session.used),
                               milliseconds(session.confirmed),
                               session.subject,
                               session.provider_session};
    c.write(add_session, values);
    return true;
  });
}

std::optional<account::KeptSession> Accounts::session(std::string const& hash) {
  return readers_.with([&](Connection& c) {
    SqlValue const values[] = {hash};
    return read_one(c, session_by_hash, values, read_session);
  });
}

std::vector<account::KeptSession> Accounts::sessions_of(std::string const& account) {
  return readers_.with([&](Connection& c) {
    SqlValue const values[] = {account};
    return read_all(c, sessions_by_account, values, read_session);
  });
}

void Accounts::used(std::string const& session, calendar::Instant at) {
  write(writers_, [&](Connection& c) {
    SqlValue const values[] = {session, milliseconds(at)};
    c.write(session_used, values);
    return true;
  });
}

void Accounts::confirmed(std::string const& session, calendar::Instant at) {
  write(writers_, [&](Connection& c) {
    SqlValue const values[] = {session, milliseconds(at)};
    c.write(session_confirmed, values);
    return true;
  });
}

void Accounts::choose(std::string const& session, std::string const& account, std::string const& commission) {
  write(writers_, [&](Connection& c) {
    SqlValue const values[] = {session, account, commission};
    c.write(session_chooses, values);
    return true;
  });
}

void Accounts::end_session(std::string const& session) {
  write(writers_, [&](Connection& c) {
    run(c, drop_session, session);
    return true;
  });
}

void Accounts::end_sessions_of(std::string const& issuer, std::string const& subject,
                               std::string const& provider_session) {
  write(writers_, [&](Connection& c) {
    SqlValue const values[] = {issuer, subject, provider_session};
    c.write(drop_sessions_by_provider, values);
    return true;
  });
}

void Accounts::keep(account::PendingSignIn const& pending) {
  write(writers_, [&](Connection& c) {
    // Whoever comes to the address makes a row: those that nobody can answer any more go at once.
    SqlValue const too_old[] = {milliseconds(pending.begun_at - account::PendingSignIn::lasts)};
    c.write(forget_pending, too_old);
    SqlValue const values[] = {
        pending.state_hash, pending.provider_id, pending.browser_hash, pending.nonce,
        pending.verifier,   pending.return_to,   pending.is_fresh,     milliseconds(pending.begun_at)};
    c.write(add_pending, values);
    return true;
  });
}

std::optional<account::PendingSignIn> Accounts::take(std::string const& state_hash) {
  std::optional<account::PendingSignIn> taken;
  write(writers_, [&](Connection& c) {
    SqlValue const values[] = {state_hash};
    taken = read_one(c, take_pending, values, [](SqlRow row) {
      return account::PendingSignIn{.provider_id = words(row[0]),
                                    .state_hash = words(row[1]),
                                    .browser_hash = words(row[2]),
                                    .nonce = words(row[3]),
                                    .verifier = words(row[4]),
                                    .return_to = words(row[5]),
                                    .is_fresh = row[6].number() != 0,
                                    .begun_at = instant(row[7])};
    });
    return true;
  });
  return taken;
}

void Accounts::forget_before(calendar::Instant at) {
  write(writers_, [&](Connection& c) {
    SqlValue const values[] = {milliseconds(at)};
    for (auto const* statement : {&forget_sessions, &forget_invitations, &forget_pending, &forget_failures})
      c.write(*statement, values);
    return true;
  });
}

void Accounts::change_failures(std::span<std::string const> keys,
                               std::function<void(std::span<account::Failures>)> const& judge) {
  write(writers_, [&](Connection& c) {
    std::vector<account::Failures> failures;
    for (auto const& key : keys) failures.push_back({key});
    std::vector<SqlValue> const values(keys.begin(), keys.end());
    c.read(failures_of, values, [&](std::size_t i, SqlRow row) {
      failures[i].count = row[0].number();
      failures[i].last = instant(row[1]);
    });
    judge(failures);
    std::vector<SqlValue> put, dropped;
    for (std::size_t i = 0; i < keys.size(); ++i) {
      if (failures[i].count == 0)
        dropped.insert(dropped.end(), {keys[i]});
      else
        put.insert(put.end(), {keys[i], std::int64_t{failures[i].count}, milliseconds(failures[i].last)});
    }
    c.write(put_failures, put);
    c.write(drop_failures, dropped);
    return true;
  });
}

}  // namespace overens::store
