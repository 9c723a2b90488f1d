#include <cstdio>

#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/opened.hpp"
#include "store/key_file.hpp"

namespace overens::cli {

using base::plural;
using base::text;

namespace {

int with_keys(JournalOptions const& options, wording::Language const& say,
              std::function<int(app::Store&, keys::KeyStore&)> const& act) {
  auto const& where = options.database.store;
  auto const& named = options.database.keys;
  // That there is no such database is said before that it has no key store.
  if (auto const there = store::open_store(where, {.open = store::Open::existing, .may_be_closed = true}); !there)
    return refused_store(there.error(), say);
  auto const keys = keys::KeyStore::open(named.empty() ? store::usual_key_file(where) : std::filesystem::path(named));
  if (!keys) return refused_store(keys.error(), say);
  return guarded(say, [&] {
    auto const store = store::open_store(where, {.open = store::Open::existing, .keys = *keys});
    return store ? act(**store, **keys) : refused_store(store.error(), say);
  });
}

}  // namespace

int rotate_keys(JournalOptions const& options, wording::Language const& say) {
  return with_keys(options, say, [&](app::Store& store, keys::KeyStore& keys) {
    // An earlier one that was broken off has left keys that an older root key wraps: those first.
    auto wrapped = keys.oldest() == keys.newest() ? 0 : store.renew_keys([](std::uint64_t) {});
    if (wrapped == 0) {
      if (auto const added = keys.add_generation(); !added) return refused_store(added.error(), say);
      Progress progress(say.say(text("wrapping the keys anew")), options.quiet);
      auto const total = static_cast<double>(store.heads().heads.size());
      wrapped = store.renew_keys(
          [&](std::uint64_t done) { progress.at(total == 0 ? 1 : std::min(1.0, static_cast<double>(done) / total)); });
    }
    fmt::print("{}\n",
               say.say(plural("one key is wrapped anew, by root key {1}", "{0} keys are wrapped anew, by root key {1}",
                              static_cast<long>(wrapped), keys.newest())));
    fmt::print("{}\n",
               say.say(text("Back the key store up now. overens keys forget takes the earlier root keys away, when "
                            "no backup that may be needed is opened by them.")));
    return 0;
  });
}

int forget_keys(JournalOptions const& options, wording::Language const& say) {
  return with_keys(options, say, [&](app::Store& store, keys::KeyStore& keys) {
    if (auto const left = store.renew_keys([](std::uint64_t) {}); left > 0)
      complain(
          plural("one key was still wrapped by an earlier root key, and is wrapped anew",
                 "{0} keys were still wrapped by an earlier root key, and are wrapped anew", static_cast<long>(left)),
          say);
    if (auto const forgotten = keys.forget_before(keys.newest()); !forgotten)
      return refused_store(forgotten.error(), say);
    fmt::print("{}\n", say.say(text("root key {0} is the only one now", keys.newest())));
    return 0;
  });
}

}  // namespace overens::cli
