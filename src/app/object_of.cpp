#include "app/object_of.hpp"

#include <algorithm>
#include <span>

#include "access/of_event.hpp"
#include "app/subjects_of.hpp"

namespace overens::app {
namespace {

using access::ObjectClass;

bool is_of_the_organisation(std::vector<journal::SubjectRef> const& about) {
  return std::any_of(about.begin(), about.end(), [](auto const& one) { return one.kind == organisation_kind; });
}

ObjectClass class_of_entry(journal::Entry const& entry, event::Vocabulary const& vocabulary) {
  if (entry.shared) return ObjectClass::governance;
  if (is_of_the_organisation(entry.subjects)) return ObjectClass::internal;
  auto const* const type = vocabulary.type(entry.type);
  return type == nullptr ? ObjectClass::notes : access::class_of(*type);
}

}  // namespace

access::Object object_of(journal::Entry const& entry, event::Vocabulary const& vocabulary) {
  return {class_of_entry(entry, vocabulary), entry.shared ? std::string() : entry.owner};
}

access::Object object_of(Command const& command, std::size_t place, EntrySource& source,
                         event::Vocabulary const& vocabulary) {
  auto const& asked = command.events[place];
  auto const& event = *asked.event;
  access::Object object{access::class_of(*event.type), std::string(event.owner)};
  if (asked.changes.empty()) return object;
  for (auto const& earlier : std::span(command.events).first(place)) {
    if (earlier.event->id == asked.changes) return {access::class_of(*earlier.event->type), object.owner};
  }
  for (auto const& changed : source.entries(std::span(&asked.changes, 1))) {
    if (changed.owner == object.owner) object.object_class = class_of_entry(changed, vocabulary);
  }
  return object;
}

}  // namespace overens::app
