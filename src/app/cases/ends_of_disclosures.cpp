#include "app/cases/ends_of_disclosures.hpp"

#include <algorithm>
#include <set>

#include "app/entry_classes.hpp"
#include "app/hidden.hpp"
#include "app/timeline.hpp"
#include "event/known.hpp"

namespace overens::app {
namespace {

namespace known = event::known;
using Ids = std::set<std::string, std::less<>>;

Ids withdrawn_by(Command const& command) {
  Ids ids;
  for (auto const& one : command.events) {
    if (one.event->type->name == known::withdrawn) ids.insert(one.changes);
  }
  return ids;
}

// All that it discloses is withdrawn, and it is not itself.
bool holds_nothing_else(TimelineEvent const& disclosure, Ids const& withdrawn) {
  if (disclosure.withdrawn || withdrawn.contains(disclosure.id)) return false;
  return std::all_of(disclosure.fields.begin(), disclosure.fields.end(), [&](FieldValue const& value) {
    return value.field->name != "types" && (value.field->name != "items" || withdrawn.contains(value.text));
  });
}

event::Draft end_of(TimelineEvent const& disclosure) {
  event::Draft draft;
  draft.type = known::disclosure_ended;
  draft.owner = disclosure.owner;
  draft.in_case = disclosure.in_case;
  draft.subject_kind = disclosure.subject.kind;
  draft.subject_id = disclosure.subject.id;
  return draft;
}

}  // namespace

std::vector<event::Draft> ends_of_disclosures(Command const& command, EntrySource& source,
                                              event::Vocabulary const& vocabulary) {
  auto const withdrawn = withdrawn_by(command);
  if (withdrawn.empty()) return {};
  std::set<journal::SubjectRef> cases;
  std::string owner;
  for (auto const& entry : source.entries(std::vector<std::string>(withdrawn.begin(), withdrawn.end()))) {
    auto const* const type = vocabulary.type(entry.type);
    if (type == nullptr || type->goes_to == event::EventType::GoesTo::nobody) continue;
    owner = entry.owner;
    cases.insert({"case", case_of(entry)});
  }
  std::vector<event::Draft> all;
  for (auto const& in_case : cases) {
    auto const events = standing_events(source.entries_about(std::span(&in_case, 1)), vocabulary);
    for (auto const& one : events) {
      if (one.type->name != known::disclosure_made || one.owner != owner || !holds_nothing_else(one, withdrawn))
        continue;
      auto const ends_it = [&](TimelineEvent const& other) {
        return other.type->name == known::disclosure_ended && other.subject == one.subject && other.owner == owner &&
               !other.withdrawn;
      };
      if (std::none_of(events.begin(), events.end(), ends_it)) all.push_back(end_of(one));
    }
  }
  return all;
}

}  // namespace overens::app
