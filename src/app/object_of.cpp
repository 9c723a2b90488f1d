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

}  // namespace

access::Object object_of(journal::Entry const& entry, EntryClasses const& classes) {
  return {classes.of(entry), entry.shared ? std::string() : entry.owner};
}

access::Object object_of(Command const& command, std::size_t place, EntrySource& source,
                         event::Vocabulary const& vocabulary) {
  auto const& asked = command.events[place];
  auto const& event = *asked.event;
  access::Object object{event::secrecy_of(*event.type, event.data), std::string(event.owner)};
  if (asked.changes.empty()) return object;
  for (auto const& earlier : std::span(command.events).first(place)) {
    auto const& changed = *earlier.event;
    if (changed.id != asked.changes) continue;
    object.object_class =
        class_of_change(event::secrecy_of(*changed.type, changed.data), changed.type, event, vocabulary);
    return object;
  }
  for (auto const& changed : source.entries(std::span(&asked.changes, 1))) {
    if (changed.owner != object.owner) continue;
    auto const of_changed = EntryClasses(std::span(&changed, 1), vocabulary).of(changed);
    object.object_class = class_of_change(of_changed, vocabulary.type(changed.type), event, vocabulary);
  }
  return object;
}

}  // namespace overens::app
