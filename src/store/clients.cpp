#include "store/clients.hpp"

#include <iterator>
#include <sstream>

#include <fmt/ranges.h>

#include "store/typed_rows.hpp"

namespace overens::store {
namespace {

#define OVERENS_SELECT_CLIENT \
  "select name, role, authorities, key_hash, through, used_on, made, closed from system_client "
constexpr Statement all_clients{OVERENS_SELECT_CLIENT "order by name"};
constexpr Statement client_by_key{OVERENS_SELECT_CLIENT "where key_hash = ?1", 1};
constexpr Statement add_client{
    "insert into system_client (name, role, authorities, key_hash, through, made, closed) "
    "values (?1, ?2, ?3, ?4, ?5, ?6, 0)",
    6};
constexpr Statement client_used{"update system_client set used_on = ?2 where name = ?1 and coalesce(used_on, 0) < ?2",
                                2};
constexpr Statement client_closed{"update system_client set closed = 1 where name = ?1 returning name", 1};

std::int64_t day_number(calendar::Day day) {
  return day.time_since_epoch().count();
}
calendar::Day day_of_number(SqlValue const& value) {
  return calendar::Day(std::chrono::days(value.number()));
}

account::SystemClient read_client(SqlRow row) {
  std::istringstream authorities(words(row[2]));
  return {.name = words(row[0]),
          .role = words(row[1]),
          .authorities = {std::istream_iterator<std::string>(authorities), {}},
          .key_hash = words(row[3]),
          .through = day_of_number(row[4]),
          .used_on = row[5].is_null() ? std::nullopt : std::optional(day_of_number(row[5])),
          .made = instant(row[6]),
          .closed = row[7].number() != 0};
}

}  // namespace

void Clients::add(account::SystemClient const& client) {
  write(writers_, [&](Connection& c) {
    auto const authorities = fmt::format("{}", fmt::join(client.authorities, " "));
    SqlValue const values[] = {
        client.name, client.role, authorities, client.key_hash, day_number(client.through), milliseconds(client.made)};
    c.write(add_client, values);
    return true;
  });
}

std::vector<account::SystemClient> Clients::clients() {
  return readers_.with([&](Connection& c) { return read_all(c, all_clients, {}, read_client); });
}

std::optional<account::SystemClient> Clients::client_with(std::string const& key_hash) {
  return readers_.with([&](Connection& c) {
    SqlValue const values[] = {key_hash};
    return read_one(c, client_by_key, values, read_client);
  });
}

void Clients::used(std::string const& name, calendar::Day on) {
  write(writers_, [&](Connection& c) {
    SqlValue const values[] = {name, day_number(on)};
    c.write(client_used, values);
    return true;
  });
}

bool Clients::close_client(std::string const& name) {
  return write(writers_, [&](Connection& c) {
    SqlValue const values[] = {name};
    return changes(c, client_closed, values);
  });
}

}  // namespace overens::store
