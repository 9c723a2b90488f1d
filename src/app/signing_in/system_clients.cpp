#include "app/signing_in/system_clients.hpp"

#include <algorithm>

#include "account/secret.hpp"
#include "app/ports/store.hpp"
#include "calendar/swedish_time.hpp"
#include "event/id.hpp"

namespace overens::app {
namespace {

using base::text;

constexpr auto lasts = std::chrono::days(365);

std::string kept_key(std::string_view key) {
  return account::hash_of(key, "system client");
}

base::Expected<void> may_be_added(NewClient const& asked, calendar::Day today, event::Vocabulary const& vocabulary) {
  if (!event::is_id(asked.name))
    return base::refuse("bad_value", text("A system's name is an id: 1–64 letters, digits and . _ : -"), "name");
  if (vocabulary.code("system_roles", asked.role) == nullptr)
    return base::refuse("bad_value", text("{0} is no role of system_roles", asked.role), "role");
  if (asked.authorities.empty())
    return base::refuse("bad_value", text("A system speaks for one authority or several"), "authority");
  auto const bad = std::find_if_not(asked.authorities.begin(), asked.authorities.end(), event::is_id);
  if (bad != asked.authorities.end())
    return base::refuse("bad_value", text("{0} can't be the id of an authority", *bad), "authority");
  if (asked.through && *asked.through < today)
    return base::refuse("bad_value", text("The key's last day has passed already"), "through");
  return {};
}

}  // namespace

calendar::Day SystemClients::today() const {
  return calendar::day_in_sweden(clock_());
}

base::Expected<std::string> SystemClients::add(NewClient const& asked, event::Vocabulary const& vocabulary) {
  if (auto const may = may_be_added(asked, today(), vocabulary); !may) return tl::unexpected(may.error());
  return or_unavailable([&]() -> base::Expected<std::string> {
    auto key = account::make_secret();
    try {
      clients_.add({.name = asked.name,
                    .role = asked.role,
                    .authorities = asked.authorities,
                    .key_hash = kept_key(key),
                    .through = asked.through.value_or(today() + lasts),
                    .made = clock_()});
    } catch (Conflict const&) {
      return base::refuse("client_known",
                          text("There is, or was, a system named {0}: it stands in the journal, and "
                               "another needs another name",
                               asked.name),
                          "name");
    }
    return key;
  });
}

base::Expected<void> SystemClients::close(std::string const& name) {
  return or_unavailable([&]() -> base::Expected<void> {
    if (clients_.close_client(name)) return {};
    return base::refuse("unknown_client", text("There is no system named {0}", name), "name");
  });
}

std::optional<access::Actor> SystemClients::actor(std::string_view key) {
  auto const found = clients_.client_with(kept_key(key));
  auto const on = today();
  if (!found || !account::is_good(*found, on)) return std::nullopt;
  if (found->used_on != on) clients_.used(found->name, on);
  return access::Actor{access::Actor::Kind::system, found->name, found->authorities, found->role};
}

}  // namespace overens::app
