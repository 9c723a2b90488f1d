#include "app/object_of.hpp"

#include <algorithm>
#include <optional>
#include <span>

#include "app/entry_classes.hpp"
#include "app/hidden.hpp"
#include "app/organisation/staff_rights.hpp"
#include "app/subjects_of.hpp"
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

// About one such thing and nothing else.
bool stands_alone(journal::Entry const& entry, event::Vocabulary const& vocabulary) {
  return entry.subjects.size() == 1 && can_stand_alone(vocabulary, entry.subjects.front().kind);
}

struct Changed {
  event::Event const* within = nullptr;  ///< an earlier event of the command
  std::optional<journal::Entry> recorded = {};
};

// Whose commission it is, and of which unit, as it was given.
void say_whose(access::Object& object, std::string const& commission, EntrySource& source,
               event::Vocabulary const& vocabulary) {
  journal::SubjectRef const subject{"commission", commission};
  auto const known = organisation_of(source.entries_about(std::span(&subject, 1)), object.owner, vocabulary);
  for (auto const& one : known.commissions()) {
    if (one.id != commission) continue;
    object.unit = one.unit;
    object.holder = one.staff;
  }
}

// A change of a change is one of what that changes.
Changed changed_in_the_end(Command const& command, std::size_t place, EntrySource& source) {
  auto id = command.events[place].changes;
  for (;;) {
    auto const earlier = std::span(command.events).first(place);
    auto const within =
        std::find_if(earlier.begin(), earlier.end(), [&](auto const& one) { return one.event->id == id; });
    if (within != earlier.end()) {
      if (within->changes.empty()) return {&*within->event, {}};
      id = within->changes;
      continue;
    }
    auto found = source.entries(std::span(&id, 1));
    if (found.empty()) return {};
    auto next = changed_by(found.front());
    if (next.empty() || next == id) return {nullptr, std::move(found.front())};
    id = std::move(next);
  }
}

}  // namespace

access::Object object_of(journal::Entry const& entry, EntryClasses const& classes) {
  access::Object object{classes.of(entry), entry.owner};
  object.is_shared = entry.shared;
  object.in_case = !case_of(entry).empty();
  object.stands_alone = stands_alone(entry, classes.vocabulary());
  if (entry.shared) object.unit = id_of(entry, "unit");
  return object;
}

access::Object object_of_row(ObligationRow const& row) {
  if (row.details.secrecy == ObjectClass::governance) return {ObjectClass::governance};
  access::Object object{row.details.secrecy, row.authority, {}, !row.in_case.empty()};
  object.stands_alone = row.in_case.empty();
  return object;
}

ObjectInCase object_of(Command const& command, std::size_t place, EntrySource& source,
                       event::Vocabulary const& vocabulary) {
  auto const& asked = command.events[place];
  auto const& event = *asked.event;
  ObjectInCase made{{event::secrecy_of(*event.type, event.data), std::string(event.owner)}, std::string(event.in_case)};
  auto& object = made.object;
  if (event.type->shared && event.subject.kind == "unit") object.unit = event.subject.id;
  object.in_case = !made.in_case.empty();
  object.stands_alone = made.in_case.empty() && can_stand_alone(vocabulary, event.subject.kind);
  if (event.type->internal && event.subject.kind == "commission")
    say_whose(object, std::string(event.subject.id), source, vocabulary);
  if (asked.changes.empty()) return made;
  auto const [within, recorded] = changed_in_the_end(command, place, source);
  if (within != nullptr) {
    object.object_class =
        class_of_change(event::secrecy_of(*within->type, within->data), within->type, event, vocabulary);
    made.changes = within->type;
  } else if (recorded && recorded->owner == object.owner) {
    auto const about =
        source.entries_about(recorded->subjects);  // with the corrections that may have made it tell more
    object.object_class = class_of_change(EntryClasses(about, vocabulary).of(*recorded),
                                          vocabulary.type(recorded->type), event, vocabulary);
    if (recorded->shared) object.unit = id_of(*recorded, "unit");
    if (auto const id = id_of(*recorded, "commission"); !id.empty()) say_whose(object, id, source, vocabulary);
    made.changes = vocabulary.type(recorded->type);
    made.in_case = case_of(*recorded);
    object.in_case = !made.in_case.empty();
    object.stands_alone = stands_alone(*recorded, vocabulary) && event.said("case").empty();
  }
  return made;
}

}  // namespace overens::app
