#include "store/backup.hpp"

#include <cstdio>

#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/damage.hpp"
#include "cli/opened.hpp"

namespace overens::cli {

using base::text;

int back_up(JournalOptions const& options, wording::Language const& say) {
  auto const act = [&] {
    remove_leftovers(options.file, say);
    auto const verifier = [&] {
      Progress progress(say.say(text("backing up")), options.quiet);
      return store::back_up(options.database.store, options.file, [&](double share) { progress.at(share); });
    }();
    if (!verifier) return refused_store(verifier.error(), say);
    auto const whole = print_verified(*verifier, false, say);
    fmt::print("{}\n",
               say.say(text("{0}: backed up. Where the streams end stands in {0}.heads: keep it apart", options.file)));
    return whole ? 0 : damaged;
  };
  return guarded(say, act);
}

int restore(JournalOptions const& options, wording::Language const& say) {
  auto const act = [&] {
    if (!store::is_postgres(options.database.store)) remove_leftovers(options.database.store, say);
    auto const verifier = [&] {
      Progress progress(say.say(text("restoring")), options.quiet);
      return store::restore(options.file, options.database.store, [&](double share) { progress.at(share); });
    }();
    if (!verifier) return refused_store(verifier.error(), say);
    fmt::print("{}\n", say.say(text("restored and verified: {0}", extent(*verifier))));
    return 0;
  };
  return guarded(say, act);
}

}  // namespace overens::cli
