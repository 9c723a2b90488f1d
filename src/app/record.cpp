#include "app/record.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "app/subjects_of.hpp"
#include "event/known.hpp"
#include "event/secrecy.hpp"
#include "obligation/facts.hpp"

namespace overens::app {
namespace {

// What is not written yet comes after all that is.
bool is_before(Recorded const& a, Recorded const& b) {
  return a.position != 0 && (b.position == 0 || a.position < b.position);
}

bool is_of_team(event::EventType const& type) {
  return type.name == event::known::case_unit_set || type.name == event::known::case_taken_on ||
         type.name == event::known::case_let_go;
}

bool is_of_protection(event::EventType const& type) {
  return type.name == event::known::protection_set || type.name == event::known::protection_lowering_asked ||
         type.name == event::known::protection_lowered;
}

bool is_held_against(event::EventType const& type) {
  auto const begins_shared = type.shared && type.starts;
  return type.internal || is_of_team(type) || is_of_protection(type) || type.subject == "unit" || begins_shared ||
         type.name == event::known::authority_registered || type.name == event::known::disclosure_made ||
         type.name == event::known::consent_given || type.name == event::known::corrected ||
         type.name == event::known::withdrawn;
}

}  // namespace

std::string corrected_json(std::string_view correction) {
  auto const whole = nlohmann::json::parse(correction, nullptr, false);
  if (!whole.is_object()) return {};
  auto const data = whole.find("data");
  return data == whole.end() ? std::string() : data->dump();
}

Recorded recorded(journal::Entry const& entry, event::EventType const& type) {
  Recorded made;
  made.id = entry.id;
  made.type = &type;
  made.owner = entry.owner;
  made.stream = entry.stream;
  made.shared = entry.shared;
  made.position = entry.position;
  made.seq = entry.seq;
  made.recorded = entry.recorded;
  made.subjects = entry.subjects;
  made.secrecy = type.secrecy;
  if (is_held_against(type)) made.data = entry.data;
  return made;
}

Recorded const* Record::add(journal::Entry const& entry, event::Event const& event, bool is_hidden) {
  if (this->entry(entry.id) != nullptr) return nullptr;
  auto* const kept = &entries_.emplace_back(recorded(entry, *event.type));
  kept->seq = entry.seq;
  kept->subject = event.subject.id;
  kept->actor = event.actor;
  kept->unit = event.unit;
  kept->secrecy = event::secrecy_of(*event.type, event.data);
  kept->is_hidden = is_hidden;
  by_id_.emplace(kept->id, kept);
  auto const meant = event_meant_by(event);
  std::string_view const subject = ids_.emplace_back(meant.empty() ? event.subject.id : meant);
  if (!subject.empty()) by_type_[{kept->type->name, subject}].push_back(kept);
  if (!event.subject.kind.empty()) {
    auto const [place, is_first] = is_hidden_only_.try_emplace({kept->type->subject, subject}, is_hidden);
    place->second = place->second && is_hidden;
  }
  for (auto const& about : kept->subjects) by_subject_[{about.kind, about.id}].push_back(kept);
  return kept;
}

Recorded const* Record::entry(std::string_view id) const {
  auto const found = by_id_.find(id);
  if (found != by_id_.end()) return found->second;
  return beneath_ == nullptr ? nullptr : beneath_->entry(id);
}

Recorded const* Record::find(std::string_view type, std::string_view subject, Is const& is) const {
  if (auto const here = by_type_.find({type, subject}); here != by_type_.end()) {
    auto const found =
        std::find_if(here->second.begin(), here->second.end(), [&](auto const* one) { return is(*one); });
    if (found != here->second.end()) return *found;
  }
  return beneath_ == nullptr ? nullptr : beneath_->find(type, subject, is);
}

Recorded const* Record::standing(std::string_view type, std::string_view subject, std::string_view owner) const {
  return find(type, subject,
              [&](Recorded const& one) { return (owner.empty() || one.owner == owner) && !is_withdrawn(one); });
}

std::vector<Recorded const*> Record::all_standing(std::string_view type, std::string_view subject,
                                                  std::string_view owner) const {
  std::vector<Recorded const*> all;
  find(type, subject, [&](Recorded const& one) {
    if ((owner.empty() || one.owner == owner) && !is_withdrawn(one)) all.push_back(&one);
    return false;
  });
  std::stable_sort(all.begin(), all.end(), [](auto const* a, auto const* b) { return is_before(*a, *b); });
  return all;
}

std::vector<Recorded const*> Record::all_standing_about(std::string_view type, journal::SubjectRef const& about,
                                                        std::string_view owner) const {
  std::vector<Recorded const*> all;
  for (auto const* record = this; record != nullptr; record = record->beneath_) {
    auto const found = record->by_subject_.find({about.kind, about.id});
    if (found == record->by_subject_.end()) continue;
    for (auto const* one : found->second) {
      if (one->type->name == type && one->owner == owner && !is_withdrawn(*one)) all.push_back(one);
    }
  }
  return all;
}

Recorded const* Record::last_standing(std::initializer_list<std::string_view> types, std::string_view subject,
                                      std::string_view owner) const {
  Recorded const* last = nullptr;
  auto const place = [](Recorded const& one) { return std::pair(one.recorded, one.seq); };
  for (auto const type : types) {
    for (auto const* one : all_standing(type, subject, owner)) {
      if (last == nullptr || place(*last) < place(*one)) last = one;
    }
  }
  return last;
}

event::PlainValues Record::said(Recorded const& entry, event::Vocabulary const& vocabulary) const {
  event::PlainValues values;
  auto const take = [&](std::string const& data) {
    auto const read = obligation::corrected_data(vocabulary, *entry.type, data);
    if (!read) return;
    for (auto& [name, value] : event::plain_values(*read)) values.insert_or_assign(name, value);
  };
  take(entry.data);
  for (auto const* by : all_standing(event::known::corrected, entry.id, entry.owner)) take(corrected_json(by->data));
  return values;
}

event::ObjectClass Record::secrecy(Recorded const& entry, event::Vocabulary const& vocabulary) const {
  auto secrecy = entry.secrecy;
  if (!entry.type->can_tell_more()) return secrecy;
  for (auto const* by : all_standing(event::known::corrected, entry.id, entry.owner)) {
    auto const values = obligation::corrected_data(vocabulary, *entry.type, corrected_json(by->data));
    if (values) secrecy = event::closer(secrecy, event::secrecy_of(*entry.type, *values));
  }
  return secrecy;
}

bool Record::is_withdrawn(Recorded const& entry) const {
  auto const withdraws = [&](Recorded const& by) { return by.owner == entry.owner && !is_withdrawn(by); };
  return find(event::known::withdrawn, entry.id, withdraws) != nullptr;
}

Recorded const* Record::last_known_to(std::string_view authority, journal::SubjectRef const& subject) const {
  auto const* last = beneath_ == nullptr ? nullptr : beneath_->last_known_to(authority, subject);
  auto const here = by_subject_.find({subject.kind, subject.id});
  if (here == by_subject_.end()) return last;
  for (auto const* one : here->second) {
    auto const knows = one->shared || one->owner == authority;
    if (knows && (last == nullptr || !is_before(*one, *last))) last = one;
  }
  return last;
}

// What was appended here has no position yet; in one case each has its number.
bool Record::is_earlier(Recorded const& one, Recorded const& other) {
  return std::pair(one.recorded, one.seq) < std::pair(other.recorded, other.seq);
}

Recorded const* Record::last_of_itself(std::string_view authority, journal::SubjectRef const& subject,
                                       std::function<bool(Recorded const&)> const& is_seen) const {
  Recorded const* last = nullptr;
  auto const consider = [&](Recorded const* one) {
    if (last == nullptr || is_earlier(*last, *one)) last = one;
  };
  for (auto const* record = this; record != nullptr; record = record->beneath_) {
    auto const found = record->by_subject_.find({subject.kind, subject.id});
    if (found == record->by_subject_.end()) continue;
    for (auto const* one : found->second) {
      if ((!one->shared && one->owner != authority) || !is_seen(*one)) continue;
      consider(one);
      for (auto const* type : {event::known::corrected, event::known::withdrawn}) {
        for (auto const* change : all_standing(type, one->id, one->owner)) consider(change);
      }
    }
  }
  return last;
}

std::vector<Recorded const*> Record::all_about(journal::SubjectRef const& subject) const {
  auto all = beneath_ == nullptr ? std::vector<Recorded const*>() : beneath_->all_about(subject);
  auto const here = by_subject_.find({subject.kind, subject.id});
  if (here == by_subject_.end()) return all;
  std::copy_if(here->second.begin(), here->second.end(), std::back_inserter(all),
               [&](Recorded const* one) { return !is_withdrawn(*one); });
  return all;
}

bool Record::is_known_by_hidden_only(std::string_view kind, std::string_view id) const {
  auto is_known = false;
  for (auto const* record = this; record != nullptr && !kind.empty(); record = record->beneath_) {
    auto const found = record->is_hidden_only_.find({kind, id});
    if (found != record->is_hidden_only_.end() && !found->second) return false;
    is_known = is_known || found != record->is_hidden_only_.end();
  }
  return is_known;
}

}  // namespace overens::app
