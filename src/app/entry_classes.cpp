#include "app/entry_classes.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "app/record.hpp"
#include "app/subjects_of.hpp"
#include "event/known.hpp"
#include "event/secrecy.hpp"
#include "obligation/facts.hpp"

namespace overens::app {
namespace {

using event::ObjectClass;
using journal::Entry;

bool is_of_the_organisation(Entry const& entry) {
  return std::any_of(entry.subjects.begin(), entry.subjects.end(),
                     [](auto const& one) { return one.kind == organisation_kind; });
}

// Of a change by itself: it says of another event only whether all know of it, or its authority alone.
ObjectClass class_of_type(Entry const& entry, event::Vocabulary const& vocabulary) {
  auto const* const type = vocabulary.type(entry.type);
  if (entry.shared) return is_change(entry) || type == nullptr ? ObjectClass::governance : type->secrecy;
  if (is_of_the_organisation(entry)) return ObjectClass::internal;
  return type == nullptr ? ObjectClass::notes : type->secrecy;
}

ObjectClass class_of_data(event::Vocabulary const& vocabulary, event::EventType const& type, std::string const& json) {
  auto const values = obligation::corrected_data(vocabulary, type, json);
  return values ? event::secrecy_of(type, *values) : type.secrecy;
}

}  // namespace

bool is_change(Entry const& entry) {
  return entry.type == event::known::corrected || entry.type == event::known::withdrawn;
}

std::string changed_by(Entry const& change) {
  if (!is_change(change)) return {};
  auto const data = nlohmann::json::parse(change.data, nullptr, false);
  return data.is_object() ? data.value("event", std::string()) : std::string();
}

EntryClasses::EntryClasses(std::span<Entry const> entries, event::Vocabulary const& vocabulary)
    : vocabulary_(vocabulary) {
  std::map<std::string_view, Entry const*> by_id;
  for (auto const& entry : entries) {
    by_id.emplace(entry.id, &entry);
    auto const* const type = vocabulary.type(entry.type);
    if (is_change(entry)) {
      auto changed = changed_by(entry);
      auto const further = changed_.find(changed);
      changed_[entry.id] = further == changed_.end() ? std::move(changed) : further->second;
    }
    if (type != nullptr && type->can_tell_more()) by_id_[entry.id] = class_of_data(vocabulary, *type, entry.data);
  }
  for (auto const& entry : entries) {
    if (entry.shared || entry.type != event::known::corrected) continue;
    auto const changed = by_id.find(changed_by(entry));
    if (changed == by_id.end() || changed->second->owner != entry.owner) continue;
    auto const* const type = vocabulary.type(changed->second->type);
    if (type == nullptr || !type->can_tell_more()) continue;
    auto& known = by_id_[changed->second->id];
    known = event::closer(known, class_of_data(vocabulary, *type, corrected_json(entry.data)));
  }
  for (auto const& entry : entries) {
    if (entry.shared || !is_change(entry)) continue;
    auto const changed = by_id.find(changed_by(entry));
    if (changed != by_id.end()) by_id_[entry.id] = of(*changed->second);
  }
}

ObjectClass EntryClasses::of(Entry const& entry) const {
  auto const found = by_id_.find(entry.id);
  return found == by_id_.end() ? class_of_type(entry, vocabulary_) : found->second;
}

std::string const& EntryClasses::changed_in_the_end(Entry const& entry) const {
  auto const found = changed_.find(entry.id);
  return found == changed_.end() ? entry.id : found->second;
}

}  // namespace overens::app
