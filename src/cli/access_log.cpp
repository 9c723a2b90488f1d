#include <algorithm>
#include <cstdio>

#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/damage.hpp"
#include "cli/opened.hpp"
#include "cli/terminal.hpp"
#include "store/look_file.hpp"
#include "store/look_verify.hpp"

namespace overens::cli {
namespace {

using base::plural;
using base::text;

constexpr std::size_t looks_at_a_time = 1000;

/// Since when looks must be kept, by the agreements' folder; after having said what is wrong with that, nothing.
std::optional<calendar::Instant> kept_from(JournalOptions const& options, wording::Language const& say) {
  auto const agreements = disk::load_agreements(options.agreements);
  if (!print_findings(agreements->findings, say, false)) return std::nullopt;
  return agreements->look_rules.kept_from(calendar::day_in_sweden(this_moment()));
}

void print_damage(journal::LookVerifier const& verifier, wording::Language const& say) {
  for (auto const& damage : verifier.first()) {
    auto const where = damage.stream.empty() ? say.say(text("the access log"))
                       : damage.seq == 0     ? say.say(text("chain {0}", damage.stream))
                                             : say.say(text("chain {0}, look {1}", damage.stream, damage.seq));
    print_fitted("{}: {}\n", where, say.say(text_of_look(damage)));
  }
  if (verifier.damages() > verifier.first().size())
    print_fitted("{}\n", say.say(text("and {0} more", verifier.damages() - verifier.first().size())));
}

}  // namespace

int verify_access_log(JournalOptions const& options, wording::Language const& say) {
  auto const since = kept_from(options, say);
  auto const earlier = options.heads.empty() ? std::optional(journal::Heads()) : read_heads(options.heads, say);
  if (!since || !earlier) return could_not_look;
  return with_store(options.database, {.open = store::Open::inspect}, say, [&](app::Store& store) {
    auto const verifier = [&] {
      Progress progress(say.say(text("verifying the access log")), options.quiet);
      return store::verify_looks(store, *since, earlier->looks, [&](double share) { progress.at(share); });
    }();
    print_damage(verifier, say);
    print_fitted(
        "{}\n", say.say(text("read: {0} in {1}", plural("one look", "{0} looks", static_cast<long>(verifier.entries())),
                             plural("one chain", "{0} chains", static_cast<long>(verifier.chains())))));
    if (verifier.erased() > 0)
      print_fitted("{}\n",
                   say.say(plural("the content of one look has been erased", "the content of {0} looks has been erased",
                                  static_cast<long>(verifier.erased()))));
    auto const whole = verifier.damages() == 0;
    print_fitted(
        "{}\n",
        say.say(!whole ? text("The access log is damaged.")
                : options.heads.empty()
                    ? text("The access log is whole. That no chain was cut off or taken out shows only with "
                           "--heads, from overens journal heads, a backup or an export.")
                    : text("The access log is whole, and holds all that it held when the heads were written.")));
    return whole ? 0 : damaged;
  });
}

int export_access_log(JournalOptions const& options, wording::Language const& say) {
  return with_store(
      options.database, {.open = store::Open::existing, .may_be_closed = true}, say, [&](app::Store& store) {
        auto const written = store::export_looks(store, options.file);
        fmt::print("{}\n",
                   say.say(plural("{1}: one look", "{1}: {0} looks", static_cast<long>(written), options.file)));
        return 0;
      });
}

int erase_access_log(JournalOptions const& options, wording::Language const& say) {
  auto const since = kept_from(options, say);
  if (!since) return could_not_look;
  return with_store(
      options.database, {.open = store::Open::existing, .may_be_closed = true}, say, [&](app::Store& store) {
        std::size_t erased = 0;
        for (std::size_t some = 1; some > 0; erased += some) some = store.looks().erase_before(*since, looks_at_a_time);
        fmt::print("{}\n",
                   say.say(plural("the content of one look from before {1} has been erased",
                                  "the content of {0} looks from before {1} has been erased", static_cast<long>(erased),
                                  calendar::to_string(calendar::day_in_sweden(*since)))));
        return 0;
      });
}

}  // namespace overens::cli
