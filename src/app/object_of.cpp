#include "app/object_of.hpp"

#include <algorithm>
#include <span>

#include "app/entry_classes.hpp"
#include "event/secrecy.hpp"
#include "obligation/facts.hpp"

namespace overens::app {
namespace {

using access::ObjectClass;

// What a correction says in the place of what was said may tell more than that did.
ObjectClass class_of_change(ObjectClass of_changed, event::EventType const* type, event::Event const& change,
                            event::Vocabulary const& vocabulary) {
  auto const data = change.said("data");
  if (type == nullptr || data.empty()) return of_changed;
  auto const values = obligation::corrected_data(vocabulary, *type, data);
  return values ? event::closer(of_changed, event::secrecy_of(*type, *values)) : of_changed;
}

std::string id_of(journal::Entry const& entry, std::string_view kind) {
  auto const found = std::find_if(entry.subjects.begin(), entry.subjects.end(),
                                  [&](auto const& subject) { return subject.kind == kind; });
  return found == entry.subjects.end() ? std::string() : found->id;
}

}  // namespace

access::Object object_of(journal::Entry const& entry, EntryClasses const& classes) {
  access::Object object{classes.of(entry), entry.owner};
  object.is_shared = entry.shared;
  object.in_case = !case_of(entry).empty();
  if (entry.shared) object.unit = id_of(entry, "unit");
  return object;
}

std::string case_of(journal::Entry const& entry) {
  return id_of(entry, "case");
}

ObjectInCase object_of(Command const& command, std::size_t place, EntrySource& source,
                       event::Vocabulary const& vocabulary) {
  auto const& asked = command.events[place];
  auto const& event = *asked.event;
  ObjectInCase made{{event::secrecy_of(*event.type, event.data), std::string(event.owner)}, std::string(event.in_case)};
  auto& object = made.object;
  if (event.type->shared && event.subject.kind == "unit") object.unit = event.subject.id;
  object.in_case = !made.in_case.empty();
  if (asked.changes.empty()) return made;
  for (auto const& earlier : std::span(command.events).first(place)) {
    auto const& changed = *earlier.event;
    if (changed.id != asked.changes) continue;
    object.object_class =
        class_of_change(event::secrecy_of(*changed.type, changed.data), changed.type, event, vocabulary);
    made.changes = changed.type;
    return made;
  }
  for (auto const& changed : source.entries(std::span(&asked.changes, 1))) {
    if (changed.owner != object.owner) continue;
    auto const of_changed = EntryClasses(std::span(&changed, 1), vocabulary).of(changed);
    object.object_class = class_of_change(of_changed, vocabulary.type(changed.type), event, vocabulary);
    if (changed.shared) object.unit = id_of(changed, "unit");
    made.changes = vocabulary.type(changed.type);
    made.in_case = case_of(changed);
    object.in_case = !made.in_case.empty();
  }
  return made;
}

}  // namespace overens::app
