#include <cstdio>

#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/hand_out.hpp"
#include "wording/agreement_document.hpp"
#include "wording/comparison.hpp"

namespace overens::cli {

int show_agreement(QuestionOptions const& options, std::string const& which, std::string const& html,
                   wording::Language const& say) {
  auto prepared = prepare(options, say);
  if (!prepared) return prepared.error();
  auto const on = prepared->question.on.day;
  auto const pack = pick_version(*prepared->agreements, which, on, say);
  if (!pack) return pack.error();
  obligation::Engine::Session const session(*prepared->engine, prepared->question);
  for (auto const& life : session.registry().lifecycles()) {
    if (life.versions().front()->agreement != (*pack)->agreement) continue;
    return hand_out(
        [&](wording::Language const& in) {
          return wording::agreement_document(**pack, life, on, prepared->agreements->vocabulary, in);
        },
        html, say);
  }
  return 1;
}

int diff_agreements(DiffOptions const& options, wording::Language const& say) {
  auto const all = disk::load_agreements(options.agreements);
  if (!print_findings(all->findings, say, false)) return 1;
  auto const on = pick_day(options.on, say);
  if (!on) return 2;
  auto const before = pick_version(*all, options.before, *on, say);
  if (!before) return before.error();
  auto const after = pick_version(*all, options.after, *on, say);
  if (!after) return after.error();
  return hand_out(
      [&](wording::Language const& in) {
        return wording::comparison(**before, **after, options.all, all->vocabulary, in);
      },
      options.html, say);
}

}  // namespace overens::cli
