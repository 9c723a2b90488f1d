// What has come in from others: by whom, when, on which basis and for what, and what has been done with it.

#include <algorithm>

#include "app/cases/arrivals.hpp"
#include "app/queries.hpp"
#include "base/add_once.hpp"
#include "event/known.hpp"

namespace overens::app {

using access::Action;
using access::ObjectClass;
namespace known = event::known;

namespace {

std::string said_in(TimelineEvent const& event, std::string_view field) {
  for (auto const& value : event.fields) {
    if (value.field->name == field) return value.text;
  }
  return {};
}

std::vector<event::EventType const*> kinds_in(TimelineEvent const& disclosure, std::vector<TimelineEvent> const& events,
                                              event::Vocabulary const& vocabulary) {
  std::vector<event::EventType const*> kinds;
  for (auto const& value : disclosure.fields) {
    if (value.field->name == "types") base::add_once(kinds, vocabulary.type(value.text));
    if (value.field->name != "items") continue;
    for (auto const& event : events) {
      if (event.id == value.text && event.owner == disclosure.owner && !event.withdrawn)
        base::add_once(kinds, event.type);
    }
  }
  return kinds;
}

}  // namespace

// Whoever sees to what has come in knows how it came, and not what it says: who is to have it they could not tell
// otherwise.
std::vector<Arrival> Queries::arrivals(Store& store, AccessCheck& check, CaseHead const& head, Shown& shown) const {
  journal::SubjectRef const subject{"case", head.in_case};
  access::Object const core{ObjectClass::coordination, head.authority};
  auto entries = store.entries_about(std::span(&subject, 1));
  HiddenEntries const hidden(entries, vocabulary_, calendar::day_in_sweden(clock_()));
  hidden.leave_out(entries, [&](HiddenFacts const& facts) { return check.may_see(facts); });
  EntryClasses const classes(entries, vocabulary_);
  auto const may_receive = check.decide(Action::receive, core, head);
  auto const events = standing_events(entries, vocabulary_);
  std::vector<Arrival> all;
  for (auto const& entry : entries) {
    if (entry.type != known::disclosure_made || entry.owner == head.authority) continue;
    auto recorded = check.recorded(entry, classes, head.in_case);
    if (!recorded.received || recorded.received->stands != access::Relation::live_disclosure) continue;
    auto const is_hidden = hidden.holds(entry);
    if (is_hidden) recorded.object.object_class = ObjectClass::sensitive;
    auto const may_read = check.decide(Action::read, recorded);
    auto const is_theirs = may_receive.allowed && !is_hidden;
    if (!may_read.allowed && !is_theirs) continue;
    auto const found =
        std::find_if(events.begin(), events.end(), [&](TimelineEvent const& one) { return one.id == entry.id; });
    if (found == events.end() || found->withdrawn) continue;
    if (may_read.allowed)
      show_part(shown, recorded.object, may_read, recorded.in_case);
    else
      shown.part(core, may_receive);
    Arrival one{found->subject,           found->id,
                recorded.received->from,  recorded.received->since,
                recorded.received->basis, said_in(*found, "purpose"),
                said_in(*found, "unit"),  kinds_in(*found, events, vocabulary_)};
    one.may_receive = is_theirs;
    for (auto const& other : events) {
      if (other.owner != head.authority || other.withdrawn || other.subject != found->subject) continue;
      one.is_registered = one.is_registered || other.type->name == known::disclosure_registered;
      one.is_not_ours = one.is_not_ours || other.type->name == known::disclosure_not_ours;
    }
    all.push_back(std::move(one));
  }
  return all;
}

// What is hidden is kept as looks apart, as it is on the page of its case.
void Queries::add_arrivals(Store& store, AccessCheck& check, std::set<std::string> const& shown_apart, CasePage& page,
                           Shown& shown) const {
  for (auto const& head : page.cases) {
    Shown apart;
    auto const is_apart = shown_apart.contains(head.in_case);
    auto found = arrivals(store, check, head, is_apart ? apart : shown);
    if (is_apart) shown.hidden_parts_of(apart);
    if (!found.empty()) page.came_by[head.in_case] = std::move(found);
  }
}

}  // namespace overens::app
