#include "wording/simulation.hpp"

#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "wording/item_words.hpp"
#include "wording/obligations.hpp"

namespace overens::wording {
namespace {

using base::text;
using obligation::Counts;
using obligation::Tally;

/// Both sides of one norm; a side that lacks it has nothing.
struct Both {
  Tally::ByNorm const* today = nullptr;
  Tally::ByNorm const* then = nullptr;

  Counts before() const { return today == nullptr ? Counts() : today->counts; }
  Counts after() const { return then == nullptr ? Counts() : then->counts; }
  Tally::ByNorm const& any() const { return today != nullptr ? *today : *then; }
};

std::map<std::string, Both> beside(Simulation const& simulation) {
  std::map<std::string, Both> all;
  for (auto const& [id, one] : simulation.today.norms()) all[id].today = &one;
  for (auto const& [id, one] : simulation.then.norms()) all[id].then = &one;
  return all;
}

/// Counts by the bearer's name, since the two sides number their words for themselves.
std::map<std::string, Counts> by_name(Tally::ByNorm const* norm, BearerNames const& names) {
  std::map<std::string, Counts> all;
  if (norm == nullptr) return all;
  for (auto const& [bearer, counts] : norm->bearers) all[names.at(bearer)] += counts;
  return all;
}

std::string change(long before, long after) {
  if (before == after) return std::to_string(before);
  return fmt::format("{} → {} ({:+})", before, after, after - before);
}

std::vector<Line> cells(Counts const& before, Counts const& after) {
  return {plain(change(before.opened, after.opened)),     plain(change(before.met, after.met)),
          plain(change(before.late, after.late)),         plain(change(before.unmet, after.unmet)),
          plain(change(before.released, after.released)), plain(change(before.broken, after.broken))};
}

nlohmann::ordered_json json(Counts const& counts) {
  return {{"opened", counts.opened}, {"met", counts.met},           {"late", counts.late},
          {"unmet", counts.unmet},   {"released", counts.released}, {"broken", counts.broken}};
}

}  // namespace

void name_bearers(Tally const& tally, obligation::Engine const& engine, obligation::Registry const& registry,
                  BearerNames& names) {
  Language const swedish(Tongue::swedish);
  ObligationWords const words(swedish, engine, registry);
  for (auto const& [id, norm] : tally.norms()) {
    for (auto const& [bearer, counts] : norm.bearers) {
      if (names.contains(bearer)) continue;
      auto const is_party = registry.authority(bearer) == nullptr;
      names[bearer] = words.name(bearer, is_party);
    }
  }
}

namespace {

// What it is, and on what it is asked.
StructuredText opening(Simulation const& simulation, Language const& say) {
  auto const s = [&](base::Text const& t) { return say.say(t); };
  StructuredText out;
  out.title = s(text("What if: {0}", say.say(simulation.draft.title)));
  out.language = say.tongue() == Tongue::swedish ? "sv" : "en";
  out.note(
      plain(s(text("A draft, not an agreement. It is put in place of the version that held on {0}, for as long as that "
                   "one has held, and asked the same as it on that day.",
                   calendar::to_string(simulation.on)))));
  for (auto const& line : simulation.not_in_force) out.note(plain(line));
  if (!simulation.says.sv.empty()) out.paragraph(plain(say.say(simulation.says)));
  return out;
}

}  // namespace

StructuredText simulation(Simulation const& simulation, bool by_bearer, Language const& say) {
  auto const s = [&](base::Text const& t) { return say.say(t); };
  std::vector<std::string> const columns = {s(text("Opened")), s(text("Done")),     s(text("Late")),
                                            s(text("Unmet")),  s(text("Released")), s(text("Broken"))};
  auto const with = [&](std::string first) {
    std::vector<std::string> all = {std::move(first)};
    all.insert(all.end(), columns.begin(), columns.end());
    return all;
  };
  auto out = opening(simulation, say);
  out.paragraph(plain(s(text("The same events under today's agreement → under the draft."))));
  Counts before;
  Counts after;
  std::vector<std::vector<Line>> rows;
  long alike = 0;
  std::map<std::string, std::pair<Counts, Counts>> bearers;
  for (auto const& [id, both] : beside(simulation)) {
    before += both.before();
    after += both.after();
    auto const today = by_name(both.today, simulation.today_names);
    auto const then = by_name(both.then, simulation.then_names);
    for (auto const& [name, counts] : today) bearers[name].first += counts;
    for (auto const& [name, counts] : then) bearers[name].second += counts;
    if (both.before() == both.after() && today == then) {
      ++alike;
      continue;
    }
    auto const& any = both.any();
    auto title = say.say(any.norm->title);
    if (both.today == nullptr) title += " " + s(text("(only in the draft)"));
    if (both.then == nullptr) title += " " + s(text("(not in the draft)"));
    auto row = std::vector<Line>{plain(title)};
    for (auto& cell : cells(both.before(), both.after())) row.push_back(std::move(cell));
    rows.push_back(std::move(row));
    if (!by_bearer) continue;
    std::set<std::string> names;
    for (auto const& [name, counts] : today) names.insert(name);
    for (auto const& [name, counts] : then) names.insert(name);
    for (auto const& name : names) {
      auto const one = today.contains(name) ? today.at(name) : Counts();
      auto const other = then.contains(name) ? then.at(name) : Counts();
      auto line = std::vector<Line>{plain("– " + name)};
      for (auto& cell : cells(one, other)) line.push_back(std::move(cell));
      rows.push_back(std::move(line));
    }
  }
  out.heading(2, "all", s(text("In all")));
  auto total = std::vector<Line>{plain(s(text("All rules")))};
  for (auto& cell : cells(before, after)) total.push_back(std::move(cell));
  out.table({}, with(s(text("Rule"))), {std::move(total)});
  out.heading(2, "norms", s(text("Rules that differ")));
  if (rows.empty()) out.paragraph(plain(s(text("None: with these events the draft gives the same answer."))));
  out.table({}, with(s(text("Rule"))), std::move(rows));
  out.paragraph(plain(s(base::plural("One rule is alike in both.", "{0} rules are alike in both.", alike))));
  std::vector<std::vector<Line>> lines;
  for (auto const& [name, counts] : bearers) {
    auto line = std::vector<Line>{plain(name)};
    for (auto& cell : cells(counts.first, counts.second)) line.push_back(std::move(cell));
    lines.push_back(std::move(line));
  }
  out.heading(2, "bearers", s(text("By bearer")));
  out.paragraph(plain(s(text("What is owed together is counted for each of those who owe it."))));
  out.table({}, with(s(text("Who"))), std::move(lines));
  return out;
}

std::string simulation_json(Simulation const& simulation, Language const& say) {
  nlohmann::ordered_json all = {
      {"draft", simulation.draft.name()},
      {"title", say.say(simulation.draft.title)},
      {"on", calendar::to_string(simulation.on)},
      {"not_in_force", simulation.not_in_force},
      {"no_agreement_in_force",
       {{"today", simulation.today.without_agreement()}, {"draft", simulation.then.without_agreement()}}}};
  for (auto const& [id, both] : beside(simulation)) {
    nlohmann::ordered_json norm = {{"norm", id},
                                   {"title", say.say(both.any().norm->title)},
                                   {"today", json(both.before())},
                                   {"draft", json(both.after())}};
    auto const today = by_name(both.today, simulation.today_names);
    auto const then = by_name(both.then, simulation.then_names);
    for (auto const& [name, counts] : today) norm["bearers"][name]["today"] = json(counts);
    for (auto const& [name, counts] : then) norm["bearers"][name]["draft"] = json(counts);
    all["norms"].push_back(std::move(norm));
  }
  return all.dump();
}

}  // namespace overens::wording
