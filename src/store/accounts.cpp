#include "store/accounts.hpp"

#include <algorithm>
#include <tuple>

#include "store/typed_rows.hpp"

namespace overens::store {
namespace {

#define OVERENS_SELECT_ACCOUNT \
  "select id, issuer, name, authority, staff, password, code_secret, last_code_step, made, closed from account "
constexpr Statement account_by_id{OVERENS_SELECT_ACCOUNT "where id = ?1", 1};
constexpr Statement accounts_by_name{OVERENS_SELECT_ACCOUNT "where known_by = ?1 and known_by <> '' and closed = 0", 1};
constexpr Statement accounts_by_authority{OVERENS_SELECT_ACCOUNT "where authority = ?1", 1};
constexpr Statement accounts_by_staff{OVERENS_SELECT_ACCOUNT "where authority = ?1 and staff = ?2", 2};
constexpr Statement accounts_open{OVERENS_SELECT_ACCOUNT "where closed = 0"};
constexpr Statement add_account{
    "insert into account "
    "(id, issuer, name, known_by, authority, staff, password, code_secret, last_code_step, made, closed) "
    "values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 0)",
    10};
constexpr Statement accounts_in_the_open{"select id, issuer, name from account where known_by = ''"};
constexpr Statement put_name{"update account set name = ?2, known_by = ?3 where id = ?1", 3};
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
constexpr Statement drop_sessions{"delete from session where account = ?1", 1};
constexpr Statement drop_calendars{"delete from calendar_address where account = ?1", 1};
constexpr Statement drop_mail_wishes{"delete from mail_wish where account = ?1", 1};

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
// What must be known again, the name and the secret of one-time codes, stands encrypted for its place.
std::string place_of_secret(char const* table, std::string const& id) {
  return std::string(table) + ".code_secret\n" + id;
}
std::string place_of_name(std::string const& id) {
  return "account.name\n" + id;
}

std::string known_name(std::string const& issuer, std::string const& name) {
  return "account\n" + issuer + '\n' + name;
}

void sort_by_name(std::vector<account::Account>& accounts) {
  std::sort(accounts.begin(), accounts.end(), [](auto const& a, auto const& b) {
    return std::tie(a.name, a.issuer, a.authority) < std::tie(b.name, b.issuer, b.authority);
  });
}

}  // namespace

account::Account Accounts::opened(account::Account account) {
  account.code_secret = keys_.decrypt(key_of_accounts, {}, place_of_secret("account", account.id), account.code_secret);
  account.name = keys_.decrypt(key_of_accounts, {}, place_of_name(account.id), account.name);
  return account;
}

std::vector<account::Account> Accounts::opened(std::vector<account::Account> accounts) {
  for (auto& one : accounts) one = opened(std::move(one));
  sort_by_name(accounts);
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
  auto const known_by = keys_.recognised_by(known_name(issuer, name));
  return opened(readers_.with([&](Connection& c) {
    SqlValue const values[] = {known_by};
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
  auto const name = keys_.encrypt(key_of_accounts, {}, place_of_name(account.id), account.name);
  auto const known_by = keys_.recognised_by(known_name(account.issuer, account.name));
  write(writers_, [&](Connection& c) {
    SqlValue const values[] = {account.id,
                               account.issuer,
                               name,
                               known_by,
                               account.authority,
                               account.staff,
                               account.password,
                               secret,
                               account.last_code_step,
                               milliseconds(account.made)};
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
    for (auto const* statement :
         {&close_account, &drop_recovery_codes, &drop_invitations, &drop_sessions, &drop_calendars, &drop_mail_wishes})
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
    for (auto const* statement :
         {&clear_credentials, &drop_recovery_codes, &drop_invitations, &drop_sessions, &drop_calendars})
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

void Accounts::encrypt_names(Connection& connection, KeptKeys const& keys) {
  struct Open {
    std::string id, issuer, name;
  };
  auto const open = read_all(connection, accounts_in_the_open, {}, [](SqlRow row) {
    return Open{words(row[0]), words(row[1]), words(row[2])};
  });
  if (open.empty()) return;
  in_transaction(connection, &Connection::begin_writing, [&](Connection& c) {
    for (auto const& one : open) {
      auto const name = keys.encrypt_for(c, key_of_accounts, {}, place_of_name(one.id), one.name);
      auto const known_by = keys.recognised_by(known_name(one.issuer, one.name));
      SqlValue const values[] = {one.id, name, known_by};
      c.write(put_name, values);
    }
    return true;
  });
}

}  // namespace overens::store
