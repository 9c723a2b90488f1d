// Sessions, sign-ins under way and failed tries: what comes and goes with those who sign in.

#include "store/accounts.hpp"
#include "store/typed_rows.hpp"

namespace overens::store {
namespace {

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
    "insert into pending_sign_in (state, provider, browser, nonce, verifier, return_to, fresh, begun, network) "
    "values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    9};
// Those that are more than may be under way, the oldest of them: one is made at a time.
constexpr Statement drop_pending_of_network{
    "delete from pending_sign_in where state in "
    "(select state from pending_sign_in where network = ?1 order by begun desc, state limit 100 offset ?2)",
    2};
constexpr Statement drop_pending{
    "delete from pending_sign_in where state in "
    "(select state from pending_sign_in order by begun desc, state limit 100 offset ?1)",
    1};
constexpr Statement take_pending{
    "delete from pending_sign_in where state = ?1 "
    "returning provider, state, browser, nonce, verifier, return_to, fresh, begun",
    1};
constexpr Statement forget_pending{"delete from pending_sign_in where begun < ?1", 1};
constexpr Statement session_used{"update session set used = ?2 where hash = ?1 and used < ?2", 2};
constexpr Statement session_confirmed{"update session set used = ?2, confirmed = ?2 where hash = ?1", 2};
constexpr Statement session_chooses{"update session set account = ?2, commission = ?3 where hash = ?1", 3};
constexpr Statement drop_session{"delete from session where hash = ?1", 1};
constexpr Statement forget_sessions{"delete from session where opened < ?1", 1};
constexpr Statement forget_invitations{"delete from invitation where made < ?1", 1};
constexpr Statement forget_failures{"delete from failure where last < ?1", 1};
constexpr Statement failures_of{"select count, last from failure where hash = ?1", 1};
constexpr Statement put_failures{
    "insert into failure (hash, count, last) values (?1, ?2, ?3) "
    "on conflict (hash) do update set count = excluded.count, last = excluded.last",
    3};
constexpr Statement drop_oldest_failures{
    "delete from failure where hash in (select hash from failure order by last desc, hash limit 100 offset ?1)", 1};
constexpr Statement drop_failures{"delete from failure where hash = ?1", 1};

account::KeptSession read_session(SqlRow row) {
  return {words(row[0]),   words(row[1]),   words(row[2]), instant(row[3]),
          instant(row[4]), instant(row[5]), words(row[6]), words(row[7])};
}

}  // namespace

// They are asked for as they were said, and never shown.
Accounts::NamesAtProvider Accounts::names_at_provider(std::string const& subject, std::string const& session) const {
  return {subject.empty() ? std::string() : keys_.recognised_by("subject\n" + subject),
          session.empty() ? std::string() : keys_.recognised_by("session\n" + session)};
}

void Accounts::open(account::KeptSession const& session) {
  write(writers_, [&](Connection& c) {
    auto const kept = names_at_provider(session.subject, session.provider_session);
    SqlValue const values[] = {session.hash,
                               session.account,
                               session.commission,
                               milliseconds(session.opened),
                               milliseconds(session.used),
                               milliseconds(session.confirmed),
                               kept.subject,
                               kept.session};
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
    auto const kept = names_at_provider(subject, provider_session);
    SqlValue const values[] = {issuer, kept.subject, kept.session};
    c.write(drop_sessions_by_provider, values);
    return true;
  });
}

void Accounts::keep(account::PendingSignIn const& pending) {
  auto const network = keys_.recognised_by("network\n" + pending.network);
  write(writers_, [&](Connection& c) {
    // Whoever comes to the address makes a row: those that nobody can answer any more go at once.
    SqlValue const too_old[] = {milliseconds(pending.begun_at - account::PendingSignIn::lasts)};
    c.write(forget_pending, too_old);
    SqlValue const values[] = {
        pending.state_hash, pending.provider_id, pending.browser_hash,           pending.nonce, pending.verifier,
        pending.return_to,  pending.is_fresh,    milliseconds(pending.begun_at), network};
    c.write(add_pending, values);
    SqlValue const of_network[] = {network, std::uint64_t{account::PendingSignIn::most_of_network}};
    c.write(drop_pending_of_network, of_network);
    SqlValue const of_all[] = {std::uint64_t{account::PendingSignIn::most}};
    c.write(drop_pending, of_all);
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
  // A hash that anybody could make of a name would tell who has tried.
  std::vector<std::string> kept;
  for (auto const& key : keys) kept.push_back(keys_.recognised_by("failure\n" + key));
  write(writers_, [&](Connection& c) {
    std::vector<account::Failures> failures;
    for (auto const& key : keys) failures.push_back({key});
    std::vector<SqlValue> const values(kept.begin(), kept.end());
    c.read(failures_of, values, [&](std::size_t i, SqlRow row) {
      failures[i].count = row[0].number();
      failures[i].last = instant(row[1]);
    });
    judge(failures);
    std::vector<SqlValue> put, dropped;
    for (std::size_t i = 0; i < keys.size(); ++i) {
      if (failures[i].count == 0)
        dropped.insert(dropped.end(), {kept[i]});
      else
        put.insert(put.end(), {kept[i], std::int64_t{failures[i].count}, milliseconds(failures[i].last)});
    }
    c.write(put_failures, put);
    SqlValue const most[] = {std::uint64_t{account::most_failures}};
    if (!put.empty()) c.write(drop_oldest_failures, most);
    c.write(drop_failures, dropped);
    return true;
  });
}

}  // namespace overens::store
