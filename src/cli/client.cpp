#include <algorithm>
#include <cstdio>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/signing_in/system_clients.hpp"
#include "cli/commands.hpp"
#include "cli/county.hpp"
#include "cli/opened.hpp"
#include "event/known.hpp"

namespace overens::cli {

using base::text;

namespace {

bool is_registered(app::Store& store, std::string const& authority) {
  journal::SubjectRef const about{"authority", authority};
  auto const entries = store.entries_about(std::span(&about, 1));
  return std::any_of(entries.begin(), entries.end(),
                     [](auto const& entry) { return entry.type == event::known::authority_registered; });
}

base::Text state_of(account::SystemClient const& client, calendar::Day today) {
  if (client.closed) return text("closed");
  auto const last = calendar::to_string(client.through);
  if (!account::is_good(client, today)) return text("its key was good through {0}", last);
  if (!client.used_on) return text("good through {0}, never used", last);
  return text("good through {0}, last used on {1}", last, calendar::to_string(*client.used_on));
}

}  // namespace

int add_client(ClientOptions const& options, wording::Language const& say) {
  auto const agreements = disk::load_agreements(options.agreements);
  if (!print_findings(agreements->findings, say, false)) return could_not_look;
  auto asked = options.client;
  if (!options.through.empty()) {
    asked.through = calendar::parse_day(options.through);
    if (!asked.through) {
      complain(text("--through: {0} is not a day such as 2026-01-31", options.through), say);
      return could_not_look;
    }
  }
  return with_store(options.database, {}, say, [&](app::Store& store) {
    auto const key = app::SystemClients(store.clients(), this_moment).add(asked, agreements->vocabulary);
    if (!key) return refuse_with(key.error(), say);
    for (auto const& authority : asked.authorities) {
      if (!is_registered(store, authority))
        complain(text("The authority {0} is not registered here: if it is meant, the system registers it first "
                      "(authority.registered); otherwise close this key and give another.",
                      authority),
                 say);
    }
    // The key alone on standard output, so that it can be led into a file without anybody having seen it.
    fmt::print("{}\n", *key);
    complain(text("This is the key of {0}. It is kept nowhere here and can't be shown again.", asked.name), say);
    return 0;
  });
}

int close_client(ClientOptions const& options, wording::Language const& say) {
  return with_store(options.database, {.open = store::Open::existing}, say, [&](app::Store& store) {
    auto const closed = app::SystemClients(store.clients(), this_moment).close(options.client.name);
    if (!closed) return refuse_with(closed.error(), say);
    fmt::print("{}\n", say.say(text("The key of {0} opens nothing any more", options.client.name)));
    return 0;
  });
}

int list_clients(ClientOptions const& options, wording::Language const& say) {
  return with_store(options.database, {.open = store::Open::existing}, say, [&](app::Store& store) {
    auto const clients = store.clients().clients();
    auto const today = calendar::day_in_sweden(this_moment());
    for (auto const& one : clients)
      fmt::print("{}  {}  {}  {}\n", one.name, one.role, fmt::join(one.authorities, " "),
                 say.say(state_of(one, today)));
    if (clients.empty()) fmt::print("{}\n", say.say(text("No other system has a key")));
    return 0;
  });
}

}  // namespace overens::cli
