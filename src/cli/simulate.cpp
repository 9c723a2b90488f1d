#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <thread>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "agreement/responsible.hpp"
#include "cli/commands.hpp"
#include "cli/hand_out.hpp"
#include "disk/files.hpp"
#include "obligation/tally.hpp"
#include "wording/obligations.hpp"
#include "wording/simulation.hpp"

namespace overens::cli {
namespace {

using base::text;

/// One way of having it: the agreements as they are, or with the draft instead of one of them.
struct World {
  std::unique_ptr<disk::Agreements> agreements;
  disk::LoadedDraft draft;
  std::vector<agreement::Pack const*> packs;
  std::unique_ptr<obligation::Engine> engine;
  obligation::Tally tally;
  wording::BearerNames names;
  disk::ReadLines read;
  std::string broken;  ///< why the file can't be read
};

// The draft stands in for the version in force on the day, as if it had held in its place for as long.
bool put_in_draft(World& world, std::string const& folder, std::string const& root, calendar::Day on,
                  wording::Language const& say) {
  base::Findings findings;
  auto draft = disk::load_draft(folder, world.agreements->vocabulary, root, findings);
  if (!print_findings(findings, say, false)) return false;
  if (!draft) return false;
  world.draft = std::move(*draft);
  auto& pack = *world.draft.pack;
  auto const* now = agreement::in_force(world.agreements->packs, pack.agreement, on);
  if (now != nullptr) {
    auto const prolonged = pack.validity.prolonged;
    pack.validity = now->validity;
    pack.validity.prolonged = prolonged;
  }
  world.packs.push_back(&pack);
  for (auto const* one : world.agreements->packs) {
    auto const replaced = now != nullptr ? one == now : one->agreement == pack.agreement;
    if (!replaced) world.packs.push_back(one);
  }
  return true;
}

void run(World& world, SimulateOptions const& options, obligation::Question const& question,
         std::function<void(double)> const& progress) {
  world.engine = std::make_unique<obligation::Engine>(world.packs, world.agreements->vocabulary);
  try {
    world.read = disk::read_events(
        options.events, world.agreements->vocabulary, false,
        [&](event::Event const& event) { world.engine->add(event); }, [&](double share) { progress(share / 2); });
  } catch (std::runtime_error const&) {
    world.broken = options.events;
    return;
  }
  obligation::Engine::Session session(*world.engine, question);
  session.all([&](obligation::Answer const& answer, std::uint32_t done) {
    world.tally.take(answer, question.on);
    progress(0.5 + 0.5 * static_cast<double>(done) / static_cast<double>(session.groups()));
    return true;
  });
  wording::name_bearers(world.tally, *world.engine, session.registry(), world.names);
}

}  // namespace

int simulate(SimulateOptions const& options, wording::Language const& say) {
  auto const on = pick_day(options.on, say);
  if (!on) return 2;
  World today;
  World draft;
  for (auto* world : {&today, &draft}) {
    world->agreements = disk::load_agreements(options.agreements);
    if (!print_findings(world->agreements->findings, say, false)) return 1;
  }
  today.packs = today.agreements->packs;
  if (!put_in_draft(draft, options.draft, options.agreements, *on, say)) return 1;
  obligation::Question question;
  question.on = calendar::Moment::whole(*on);
  {
    // Each reads the events for itself: they share nothing, and two cores do it in the time of one.
    Progress progress(say.say(text("working out both")), options.quiet);
    std::thread other([&] { run(draft, options, question, [](double) {}); });
    run(today, options, question, [&](double share) { progress.at(share); });
    other.join();
  }
  if (!today.broken.empty()) {
    fmt::print(stderr, "overens: {}\n", say.say(text("can't read the file {0}", today.broken)));
    return 1;
  }
  for (auto const& bad : today.read.first_bad)
    fmt::print(stderr, "{}:{}: {}\n", options.events, bad.line, say.say(bad.why.why));
  obligation::Engine::Session const session(*today.engine, question);
  auto const both = [&](wording::Language const& in) -> wording::Simulation {
    auto gone = wording::ObligationWords(in, *today.engine, session.registry()).not_in_force(*on);
    return {*draft.draft.pack, draft.draft.says, *on,         today.tally,
            today.names,       draft.tally,      draft.names, today.agreements->vocabulary,
            std::move(gone)};
  };
  auto const page = [&](wording::Language const& in) { return wording::simulation(both(in), options.by_bearer, in); };
  auto const code = options.json ? (fmt::print("{}\n", wording::simulation_json(both(say), say)), 0)
                                 : hand_out(page, options.html, say);
  return code != 0 ? code : today.read.bad > 0 ? 3 : 0;
}

}  // namespace overens::cli
