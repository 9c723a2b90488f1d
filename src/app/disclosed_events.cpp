#include "app/disclosed_events.hpp"

#include <algorithm>

#include "app/case_workspace.hpp"
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

DisclosedEvents disclosed_events(SharedState const& known, EntrySource& source, std::string const& in_case,
                                 std::string const& authority, calendar::Day on, MaySeeHidden const& may_see) {
  DisclosedEvents all;
  journal::SubjectRef const subject{"case", in_case};
  auto entries = source.entries_about(std::span(&subject, 1));
  HiddenEntries const hidden(entries, known.vocabulary(), on);
  hidden.leave_out(entries, may_see);
  auto const is_disclosure = [](auto const& entry) { return entry.type == event::known::disclosure_made; };
  if (std::none_of(entries.begin(), entries.end(), is_disclosure)) return all;
  auto const sent = sent_by_name(entries);
  std::set<std::string, std::less<>> hidden_ids;
  for (auto const& entry : entries) {
    if (hidden.holds(entry)) hidden_ids.insert(entry.id);
  }
  CaseWorkspace workspace(known, on, may_see);
  workspace.gather(source, {subject});
  auto const& engine = workspace.settled();
  auto const own = engine.authority(authority);
  auto const group = workspace.group_of(subject);
  if (own == 0 || group == obligation::Facts::everything) return all;
  obligation::Engine::Session session(engine, {calendar::Moment::whole(on), calendar::Instant::max(), own});
  auto const& view = session.know(group);
  auto const& facts = engine.facts();
  auto const word = [&](base::Symbol symbol) { return std::string(facts.words().word(symbol)); };
  for (auto const to : view.receivers()) {
    for (auto const* fact : view.members()) {
      auto const receipt = to == own || fact->owner == own ? view.receipt(to, *fact) : std::nullopt;
      if (!receipt) continue;
      std::string id(facts.name(fact->id));
      auto const readers = sent.find(id);
      DisclosedEvent one{word(fact->owner), word(to), relation_of(receipt->stands),
                         obligation::instant_of(receipt->since), receipt->by->basis->id};
      if (readers != sent.end()) one.sent_to = readers->second;
      one.is_hidden = hidden_ids.contains(facts.name(receipt->by->fact->id));
      // Of what is hidden no unit is told.
      if (one.is_hidden) std::erase_if(one.sent_to, [](std::string const& reader) { return !is_person(reader); });
      all.emplace(std::move(id), std::move(one));
    }
  }
  return all;
}

}  // namespace overens::app
