#include <algorithm>
#include <array>

#include "event/known.hpp"
#include "obligation/evaluate.hpp"

namespace overens::obligation {
namespace {

namespace known = event::known;

// The ladder of the agreement in force for the one who raised the dispute, by what the dispute is about.
std::pair<agreement::Pack const*, agreement::Ladder const*> ladder_for(Rulebook const& rules, Registry const& registry,
                                                                       VisibleEvents const& view, Act const& raised) {
  auto const party = registry.party_of(raised.acting(), raised.when.day);
  auto const& v = view.facts().vocabulary();
  auto const* about = raised.datum(v.type(known::dispute_raised)->field("about")->symbol);
  auto const word = about == nullptr ? std::string_view() : v.symbols().word(static_cast<base::Symbol>(about->value));
  for (auto const* pack : rules.packs()) {
    auto const version = registry.in_force(rules.agreement_index(pack->agreement), std::array{party}, raised.when.day);
    if (!version || rules.packs()[*version] != pack) continue;
    for (auto const& ladder : pack->ladders) {
      if (std::find(ladder.about.begin(), ladder.about.end(), word) != ladder.about.end()) return {pack, &ladder};
    }
  }
  return {nullptr, nullptr};
}

}  // namespace

std::vector<OnLadder> find_ladders(Rulebook const& rules, Registry const& registry, VisibleEvents const& view) {
  std::vector<OnLadder> all;
  auto const& v = view.facts().vocabulary();
  auto const& referred = *v.type(known::dispute_referred);
  auto const raised_type = v.type(known::dispute_raised)->number;
  for (auto i = view.first(raised_type); i != VisibleEvents::none; i = view.next(i)) {
    auto const& raised = view.act(i);
    if (raised.subject != view.key()) continue;
    auto const [pack, ladder] = ladder_for(rules, registry, view, raised);
    if (ladder == nullptr) continue;
    OnLadder on;
    std::optional<std::uint32_t> ended_by;
    on.ladder = ladder;
    on.pack = pack;
    on.subject_id = std::string(view.subject_id(raised));
    on.raised_by = i;
    on.since = raised.when;
    for (auto const& ends : v.kind("dispute")->ended_by) {
      for (auto e = view.first(v.type(ends)->number); e != VisibleEvents::none; e = view.next(e)) {
        if (view.act(e).subject == raised.subject) ended_by = std::min(ended_by.value_or(e), e);
      }
    }
    on.ended = ended_by.has_value();
    auto const* individual = raised.datum(v.type(known::dispute_raised)->field("individual")->symbol);
    auto const concerns_somebody = individual == nullptr || individual->value != 0;
    // It moves only on recorded events, and no more once it has ended; a rung left out is a departure.
    for (auto r = view.first(referred.number); r != VisibleEvents::none; r = view.next(r)) {
      auto const& act = view.act(r);
      if (act.subject != raised.subject || r < i || (ended_by && r > *ended_by)) continue;
      auto const* to = act.datum(referred.field("rung")->symbol);
      auto const word =
          to == nullptr ? std::string_view() : view.facts().words().word(static_cast<base::Symbol>(to->value));
      auto const found =
          std::find_if(ladder->rungs.begin(), ladder->rungs.end(), [&](auto const& rung) { return rung.id == word; });
      if (found == ladder->rungs.end()) {
        on.unknown_rungs.emplace_back(word);
        continue;
      }
      auto const rung = static_cast<std::size_t>(found - ladder->rungs.begin());
      for (auto skipped = on.rung + 1; skipped < rung; ++skipped) on.skipped.push_back(skipped);
      auto const* deidentified = act.datum(referred.field("deidentified")->symbol);
      if (found->deidentified && concerns_somebody && (deidentified == nullptr || deidentified->value == 0))
        on.not_deidentified.push_back(rung);
      on.rung = rung;
      on.since = act.when;
    }
    if (auto const& limit = ladder->rungs[on.rung].limit) {
      if (auto const due = calendar::due(on.since, {*limit, calendar::Roll::none}, pack->rules)) on.limit = *due;
    }
    all.push_back(std::move(on));
  }
  return all;
}

}  // namespace overens::obligation
