#include "app/cases/disclosed_events.hpp"

#include <algorithm>

#include "app/cases/case_person.hpp"
#include "app/cases/case_workspace.hpp"
#include "app/hidden.hpp"
#include "event/known.hpp"

namespace overens::app {

access::Relation relation_of(obligation::Receipt::Stands stands) {
  using enum obligation::Receipt::Stands;
  switch (stands) {
    case live:
      return access::Relation::live_disclosure;
    case ended:
      return access::Relation::ended_disclosure;
    case without_consent:
      return access::Relation::withdrawn_consent;
  }
  return access::Relation::nobody;
}

namespace {

/// What the entries of a case say besides what the gate does.
struct OfCase {
  SentTo sent;
  std::set<std::string, std::less<>> hidden;
};

DisclosedEvents events_of(obligation::Engine const& engine, obligation::VisibleEvents const& view, base::Symbol own,
                          OfCase const& of_case) {
  DisclosedEvents all;
  auto const& facts = engine.facts();
  auto const word = [&](base::Symbol symbol) { return std::string(facts.words().word(symbol)); };
  for (auto const to : view.receivers()) {
    for (auto const* fact : view.members()) {
      auto const receipt = to == own || fact->owner == own ? view.receipt(to, *fact) : std::nullopt;
      if (!receipt) continue;
      std::string id(facts.name(fact->id));
      auto const readers = of_case.sent.find(id);
      DisclosedEvent one{word(fact->owner), word(to), relation_of(receipt->stands),
                         obligation::instant_of(receipt->since), receipt->by->basis->id};
      if (readers != of_case.sent.end()) one.sent_to = readers->second;
      one.is_hidden = of_case.hidden.contains(facts.name(receipt->by->fact->id));
      // Of what is hidden no unit is told.
      if (one.is_hidden) std::erase_if(one.sent_to, [](std::string const& reader) { return !is_person(reader); });
      all.emplace(std::move(id), std::move(one));
    }
  }
  return all;
}

}  // namespace

std::map<std::string, DisclosedEvents> disclosed_events(SharedState const& known, EntrySource& source,
                                                        std::span<std::string const> cases,
                                                        std::string const& authority, calendar::Day on,
                                                        MaySeeHidden const& may_see) {
  std::map<std::string, OfCase> with_disclosures;
  std::vector<journal::SubjectRef> about;
  for (auto& [in_case, entries] : entries_of_cases(source, cases)) {
    HiddenEntries const hidden(entries, known.vocabulary(), on);
    hidden.leave_out(entries, may_see);
    auto const is_disclosure = [](auto const& entry) { return entry.type == event::known::disclosure_made; };
    if (std::none_of(entries.begin(), entries.end(), is_disclosure)) continue;
    auto& one = with_disclosures[in_case];
    one.sent = sent_to_of(entries);
    for (auto const& entry : entries) {
      if (hidden.holds(entry)) one.hidden.insert(entry.id);
    }
    about.push_back({"case", in_case});
  }
  std::map<std::string, DisclosedEvents> all;
  if (about.empty()) return all;
  CaseWorkspace workspace(known, on, may_see);
  workspace.gather(source, about);
  auto const& engine = workspace.settled();
  auto const own = engine.authority(authority);
  if (own == 0) return all;
  obligation::Engine::Session session(engine, {calendar::Moment::whole(on), calendar::Instant::max(), own});
  for (auto const& [in_case, of_case] : with_disclosures) {
    auto const group = workspace.group_of({"case", in_case});
    if (group == obligation::Facts::everything) continue;
    all.emplace(in_case, events_of(engine, session.know(group), own, of_case));
  }
  return all;
}

}  // namespace overens::app
