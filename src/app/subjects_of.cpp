#include "app/subjects_of.hpp"

#include <algorithm>

#include "app/cases/sent_to.hpp"
#include "event/id.hpp"
#include "event/known.hpp"
#include "event/subject_link.hpp"
#include "obligation/facts.hpp"

namespace overens::app {
namespace {

namespace known = event::known;
using journal::SubjectRef;

std::string of_person(std::string_view owner, std::string_view person) {
  return std::string(owner).append("/").append(person);
}

// Staff and commissions: what is said of them is known inside their authority.
bool is_of_organisation(event::Vocabulary const& vocabulary, std::string_view kind) {
  return !kind.empty() && std::any_of(vocabulary.types.begin(), vocabulary.types.end(),
                                      [&](auto const& type) { return type.internal && type.subject == kind; });
}

// One name for a kind that has two.
SubjectRef named(std::string_view kind, std::string_view id) {
  return {std::string(event::same_kind(kind)), std::string(id)};
}

void of_change(event::Event const& event, Recorded const& changes, std::vector<SubjectRef>& all) {
  all.insert(all.end(), changes.subjects.begin(), changes.subjects.end());
  if (auto const in_case = event.said("case"); !in_case.empty()) all.push_back(named("case", in_case));
  auto const& kind = changes.type->subject;
  if (auto const subject = event.said("subject"); !subject.empty() && !kind.empty())
    all.push_back(named(kind, subject));
}

}  // namespace

std::vector<SubjectRef> subjects_of(event::Event const& event, event::Vocabulary const& vocabulary,
                                    Recorded const* changes) {
  std::vector<SubjectRef> all;
  if (!event.in_case.empty()) all.push_back(named("case", event.in_case));
  if (!event.person.empty()) all.push_back({"person", of_person(event.owner, event.person)});
  if (event.type->internal) all.push_back({organisation_kind, std::string(event.owner)});
  auto const& subject = event.subject;
  if (!subject.kind.empty() && (event.in_case.empty() || obligation::outside_cases(vocabulary, subject.kind)))
    all.push_back(named(subject.kind, subject.id));
  for (auto const& value : event.data) {
    auto const& field = *value.field;
    // Who works in a case is found with the case: what is found with a member of staff is read at each of their
    // requests.
    if (!event.in_case.empty() && is_of_organisation(vocabulary, field.of)) continue;
    if (field.type == event::DataField::Type::id && obligation::outside_cases(vocabulary, field.of))
      all.push_back(named(field.of, value.text));
  }
  if (event.type->name == known::disclosure_made) {
    for (auto const& value : event.data) {
      if (value.field->name == "readers") all.push_back({reader_kind, name_of_reader(event.said("to"), value.text)});
      if (value.field->name == "unit") all.push_back({reader_kind, name_of_reading_unit(event.said("to"), value.text)});
    }
  }
  if (event.type->name == known::same_as) {
    auto const kind = event.said("kind");
    for (auto const* field : {"one", "other"})
      all.push_back(named(kind, kind == "person" ? of_person(event.owner, event.said(field)) : event.said(field)));
  }
  if (changes != nullptr) of_change(event, *changes, all);
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

bool is_shared(event::Event const& event, Recorded const* changes) {
  return event.type->shared || (changes != nullptr && changes->shared);
}

std::string_view changed_by(event::Event const& event) {
  auto const changes = event.type->name == known::corrected || event.type->name == known::withdrawn;
  return changes ? event.said("event") : std::string_view();
}

std::string_view event_meant_by(event::Event const& event) {
  auto const hides = event.type->name == known::record_hidden || event.type->name == known::record_shown;
  return hides ? event.said("event") : changed_by(event);
}

bool is_private(event::Vocabulary const& vocabulary, std::string_view kind) {
  auto const* known_kind = vocabulary.kind(kind);
  if (known_kind != nullptr && known_kind->individual) return true;
  return std::any_of(vocabulary.types.begin(), vocabulary.types.end(),
                     [&](auto const& type) { return type.subject == kind && !type.shared; });
}

bool can_stand_alone(event::Vocabulary const& vocabulary, std::string_view kind) {
  auto const* known = vocabulary.kind(kind);
  return known != nullptr && known->individual && !known->many.sv.empty();
}

bool is_subject_id(std::string_view word) {
  auto const slash = word.find('/');
  if (slash == std::string_view::npos) return event::is_id(word);
  return event::is_id(word.substr(0, slash)) && event::is_id(word.substr(slash + 1));
}

}  // namespace overens::app
