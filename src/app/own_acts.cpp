#include "app/own_acts.hpp"

#include <algorithm>
#include <tuple>

#include "app/hidden.hpp"
#include "base/add_once.hpp"
#include "event/known.hpp"
#include "event/secrecy.hpp"

namespace overens::app {
namespace {

using access::Action;

tl::unexpected<base::Refusal> no_such_deed() {
  return base::refuse("not_found", base::text("there is nothing at this address"));
}

access::Object object_of(event::OwnAct const& act, event::Vocabulary const& vocabulary, std::string const& authority) {
  return {event::closest_secrecy_of(*vocabulary.type(act.event)), authority, {}, true, false, {act.part}};
}

// What an event of the type is the last of, as it stands.
std::vector<journal::SubjectRef> last_of(std::string const& type, std::string const& kind,
                                         std::vector<TimelineEvent> const& newest_first) {
  std::vector<journal::SubjectRef> seen;
  std::vector<journal::SubjectRef> all;
  for (auto const& event : newest_first) {
    auto const is_later = std::find(seen.begin(), seen.end(), event.subject) != seen.end();
    if (event.withdrawn || event.subject.kind != kind || is_later) continue;
    seen.push_back(event.subject);
    if (event.type->name == type) all.push_back(event.subject);
  }
  return all;
}

/// The case in which it is recorded, as the authority has it.
struct OwnPlace {
  std::string in_case = {};  ///< empty: there is none
  bool is_protected = false;
};

// In that of what it is about; or in one of theirs, rather an open one that a unit has.
OwnPlace place_of(Store& store, event::Vocabulary const& vocabulary, calendar::Day today, OwnDeed const& deed) {
  auto const cases = cases_of(store, vocabulary, deed.person);
  OwnPlace place;
  auto heads = store.case_heads(deed.person.authority, cases);
  for (auto const& head : heads) place.is_protected = place.is_protected || head.team.is_protected;
  if (deed.about.empty()) {
    auto const worth = [](CaseHead const& head) {
      return std::tuple(!head.closed, !head.team.unit.empty(), head.in_case);
    };
    auto const best = std::max_element(heads.begin(), heads.end(), [&](CaseHead const& one, CaseHead const& other) {
      return worth(one) < worth(other);
    });
    if (best != heads.end()) place.in_case = best->in_case;
    return place;
  }
  auto const& kind = vocabulary.type(deed.act.event)->subject;
  for (auto const& in_case : cases) {
    journal::SubjectRef const subject{"case", in_case};
    auto entries = not_hidden(store.entries_about(std::span(&subject, 1)), vocabulary, today);
    std::erase_if(entries, [&](journal::Entry const& entry) { return entry.owner != deed.person.authority; });
    auto events = standing_events(std::move(entries), vocabulary);
    std::reverse(events.begin(), events.end());
    auto const about = last_of(deed.act.after, kind, events);
    if (std::find(about.begin(), about.end(), journal::SubjectRef{kind, deed.about}) != about.end())
      place.in_case = in_case;
  }
  return place;
}

event::Draft draft_of(OwnDeed const& deed, std::string const& in_case, event::Vocabulary const& vocabulary,
                      calendar::Day today) {
  auto const& type = *vocabulary.type(deed.act.event);
  event::Draft draft;
  draft.type = type.name;
  draft.happened = calendar::to_string(today);
  draft.owner = deed.person.authority;
  draft.in_case = in_case;
  draft.subject_kind = type.subject;
  draft.subject_id = deed.about.empty() ? deed.command : deed.about;
  for (auto const& [field, value] : deed.act.says) {
    auto const is_truth = type.field(field)->type == event::DataField::Type::boolean;
    draft.data.push_back({field, {is_truth ? event::DraftValue(value == "true") : event::DraftValue(value)}, false});
  }
  draft.data.insert(draft.data.end(), deed.says.begin(), deed.says.end());
  return draft;
}

}  // namespace

std::vector<OwnOffer> own_offers(access::Policy const& policy, access::Actor const& actor,
                                 event::Vocabulary const& vocabulary, std::string const& authority,
                                 access::AccessFacts const& facts, std::vector<TimelineEvent> const& events) {
  std::vector<OwnOffer> offers;
  for (auto const& act : vocabulary.own_acts) {
    if (!access::decide(policy, actor, Action::own_act, object_of(act, vocabulary, authority), facts).allowed) continue;
    OwnOffer offer{&act};
    if (!act.after.empty()) {
      offer.about = last_of(act.after, vocabulary.type(act.event)->subject, events);
      if (offer.about.empty()) continue;
    }
    offers.push_back(std::move(offer));
  }
  return offers;
}

base::Expected<void> OwnActs::record(access::Actor const& actor, OwnDeed const& deed) {
  auto const& vocabulary = processor_.vocabulary();
  auto const& persons = actor.persons;
  if (std::find(persons.begin(), persons.end(), deed.person.name()) == persons.end()) return no_such_deed();
  try {
    auto const place = place_of(processor_.recorded(), vocabulary, processor_.today(), deed);
    auto const object = object_of(deed.act, vocabulary, deed.person.authority);
    auto decision = access::decide(
        looks_.policy(), actor, Action::own_act, object,
        {.relation = access::Relation::individual, .is_protected = place.is_protected, .on = processor_.today()});
    if (!decision.allowed) {
      looks_.keep_denial(actor, Action::own_act, object, decision);
      return tl::unexpected(std::move(decision.why));
    }
    if (place.in_case.empty()) return no_such_deed();
    auto const draft = draft_of(deed, place.in_case, vocabulary, processor_.today());
    auto command = make_command(deed.command, std::span(&draft, 1), vocabulary);
    if (!command) return tl::unexpected(command.error());
    command->actor = event::known::by_the_individual;
    auto const result = std::move(processor_.carry_out({*command}).front());
    agreements_.look_again();
    if (result.refused) return tl::unexpected<base::Refusal>(*result.refused);
    return {};
  } catch (StoreFailed const&) {
    return tl::unexpected(unavailable());
  }
}

}  // namespace overens::app
