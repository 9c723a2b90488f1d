#include "app/hidden.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "app/entry_classes.hpp"
#include "app/subjects_of.hpp"
#include "app/timeline.hpp"
#include "event/known.hpp"
#include "event/secrecy.hpp"
#include "journal/line.hpp"
#include "journal/stream.hpp"
#include "obligation/facts.hpp"

namespace overens::app {
namespace {

namespace known = event::known;
using journal::Entry;

bool hides_or_shows(Entry const& entry) {
  return entry.type == known::record_hidden || entry.type == known::record_shown;
}

bool lists_events(std::string_view type) {
  return type == known::disclosure_made || type == known::erased;
}

// Those that hide and show others, as they stand, in the order recorded.
std::vector<TimelineEvent> hidings(std::span<Entry const> entries, event::Vocabulary const& vocabulary) {
  if (std::none_of(entries.begin(), entries.end(), hides_or_shows)) return {};
  std::vector<Entry> some;
  for (auto const& entry : entries) {
    if (hides_or_shows(entry) || (journal::is_hidden_stream(entry.stream) && is_change(entry))) some.push_back(entry);
  }
  auto all = standing_events(std::move(some), vocabulary);
  std::erase_if(all, [](TimelineEvent const& one) {
    auto const is_one = one.type->name == known::record_hidden || one.type->name == known::record_shown;
    return !is_one || one.withdrawn;
  });
  return all;
}

void leave_out_items(Entry& entry, std::function<bool(std::string const&)> const& is_hidden) {
  auto data = nlohmann::ordered_json::parse(entry.data, nullptr, false);
  auto const items = data.is_object() ? data.find("items") : data.end();
  if (items == data.end() || !items->is_array()) return;
  nlohmann::ordered_json left = nlohmann::ordered_json::array();
  for (auto const& item : *items) {
    if (!item.is_string() || !is_hidden(item.get<std::string>())) left.push_back(item);
  }
  if (left.size() == items->size()) return;
  *items = std::move(left);
  entry.data = data.dump();
}

// What a correction says in the place of what was said.
bool says_more(event::EventType const& corrected, event::Event const& correction, event::Vocabulary const& vocabulary) {
  auto const values = obligation::corrected_data(vocabulary, corrected, correction.said("data"));
  return values && event::secrecy_of(corrected, *values) == event::ObjectClass::sensitive;
}

bool changes_hidden(Record const& record, event::Event const& event, event::Vocabulary const& vocabulary) {
  auto const* changed = record.entry(changed_by(event));
  if (changed == nullptr || changed->shared) return false;
  auto const is_correction = event.type->name == known::corrected && !event.said("data").empty();
  return changed->is_hidden || (is_correction && says_more(*changed->type, event, vocabulary));
}

bool names_hidden(Record const& record, event::Event const& event) {
  if (record.is_known_by_hidden_only(event.subject.kind, event.subject.id)) return true;
  return std::any_of(event.data.begin(), event.data.end(), [&](event::Value const& value) {
    if (value.field->type == event::DataField::Type::id)
      return record.is_known_by_hidden_only(value.field->of, value.text);
    auto const* item =
        lists_events(event.type->name) && value.field->name == "items" ? record.entry(value.text) : nullptr;
    return item != nullptr && item->is_hidden;
  });
}

}  // namespace

std::string case_of(Entry const& entry) {
  auto const found = std::find_if(entry.subjects.begin(), entry.subjects.end(),
                                  [](auto const& subject) { return subject.kind == "case"; });
  return found == entry.subjects.end() ? std::string() : found->id;
}

bool Sight::sees(HiddenFacts const& hidden) const {
  if (named_in.contains(hidden.in_case)) return true;  // of what is another's, what has been disclosed
  return hidden.owner == owner && works_in.contains(hidden.in_case) && hidden.readers.contains(staff);
}

HiddenEntries::HiddenEntries(std::span<Entry const> entries, event::Vocabulary const& vocabulary, calendar::Day on)
    : sent_(app::sent_to_of(entries)) {
  for (auto const& one : hidings(entries, vocabulary)) {
    auto const values = plain_values(one);
    auto const& id = event::said(values, "event");
    auto const through = calendar::parse_day(event::said(values, "through"));
    raised_.erase(id);
    if (one.type->name == known::record_shown || (through && on > *through)) continue;
    auto& readers = raised_[id];
    for (auto const& field : one.fields) {
      if (field.field->name == "readers") readers.insert(field.text);
    }
  }
  if (!raised_.empty()) follow_references(entries);
}

// Round by round: a correction may itself be corrected.
void HiddenEntries::follow_references(std::span<Entry const> entries) {
  for (auto found = true; found;) {
    found = false;
    for (auto const& entry : entries) {
      if (journal::is_hidden_stream(entry.stream) || raised_.contains(entry.id)) continue;
      std::vector<std::string> names;
      if (is_change(entry)) names.push_back(changed_by(entry));
      if (lists_events(entry.type)) names = journal::words_of(entry.data, "items");
      auto const is_hidden = [&](std::string const& name) { return raised_.contains(name); };
      if (names.empty() || !std::all_of(names.begin(), names.end(), is_hidden)) continue;
      // Seen by those who may see all of it.
      auto readers = raised_[names.front()];
      for (auto const& name : names)
        std::erase_if(readers, [&](std::string const& one) { return !raised_[name].contains(one); });
      raised_.emplace(entry.id, std::move(readers));
      found = true;
    }
  }
}

bool HiddenEntries::holds(Entry const& entry) const {
  return !entry.shared && (journal::is_hidden_stream(entry.stream) || raised_.contains(entry.id));
}

HiddenFacts HiddenEntries::facts(Entry const& entry) const {
  auto const raised = raised_.find(entry.id);
  auto const sent = sent_.find(entry.id);
  std::set<std::string> const nobody;
  auto persons = sent == sent_.end() ? nobody : sent->second;
  std::erase_if(persons, [](std::string const& reader) { return !is_person(reader); });
  return {entry.owner, case_of(entry), raised == raised_.end() ? nobody : raised->second, std::move(persons)};
}

std::vector<Entry> HiddenEntries::leave_out(std::vector<Entry>& entries, MaySeeHidden const& may_see) const {
  auto const is_seen = [&](Entry const& entry) { return !holds(entry) || may_see(facts(entry)); };
  auto const first_gone = std::stable_partition(entries.begin(), entries.end(), is_seen);
  std::vector<Entry> gone(std::make_move_iterator(first_gone), std::make_move_iterator(entries.end()));
  entries.erase(first_gone, entries.end());
  std::set<std::string, std::less<>> ids;
  for (auto const& entry : gone) ids.insert(entry.id);
  for (auto& entry : entries) {
    if (!ids.empty() && lists_events(entry.type))
      leave_out_items(entry, [&](std::string const& id) { return ids.contains(id); });
  }
  return gone;
}

std::vector<Entry> not_hidden(std::vector<Entry> entries, event::Vocabulary const& vocabulary, calendar::Day on) {
  HiddenEntries(entries, vocabulary, on).leave_out(entries, [](HiddenFacts const&) { return false; });
  return entries;
}

std::vector<Entry> SeenEntries::entries(std::span<std::string const> ids) {
  auto found = source_.entries(ids);
  std::vector<journal::SubjectRef> about;
  for (auto const& entry : found) {
    if (!entry.shared) about.insert(about.end(), entry.subjects.begin(), entry.subjects.end());
  }
  auto const all = source_.entries_about(about);
  HiddenEntries(all, vocabulary_, on_).leave_out(found, may_see_);
  return found;
}

std::vector<Entry> SeenEntries::entries_about(std::span<journal::SubjectRef const> what) {
  auto found = source_.entries_about(what);
  HiddenEntries(found, vocabulary_, on_).leave_out(found, may_see_);
  return found;
}

bool is_hidden(Record const& record, event::Event const& event, event::Vocabulary const& vocabulary) {
  if (event.type->shared || event.type->internal) return false;
  return event::secrecy_of(*event.type, event.data) == event::ObjectClass::sensitive ||
         changes_hidden(record, event, vocabulary) || names_hidden(record, event);
}

}  // namespace overens::app
