#include "app/timeline.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "app/entry_classes.hpp"
#include "app/record.hpp"
#include "app/subjects_of.hpp"
#include "event/known.hpp"
#include "event/reader.hpp"
#include "event/subject_link.hpp"
#include "journal/chain.hpp"
#include "journal/line.hpp"
#include "obligation/facts.hpp"

namespace overens::app {
namespace {

namespace known = event::known;

std::string said(event::Event const& event, char const* field) {
  auto const* value = event.value(field);
  return value == nullptr ? std::string() : std::string(value->text);
}

FieldValue kept(event::Value const& value) {
  return {value.field, value.number, std::string(value.text)};
}

journal::SubjectRef subject_of(std::string_view kind, std::string_view id) {
  return {std::string(event::same_kind(kind)), std::string(id)};
}

TimelineEvent as_recorded(event::Event const& event) {
  TimelineEvent made;
  made.id = event.id;
  made.type = event.type;
  made.happened = event.happened;
  made.recorded = event.recorded;
  made.owner = event.owner;
  made.as_told_by = event.as_told_by;
  made.unit = event.unit;
  made.actor = event.actor;
  made.in_case = event.in_case;
  made.subject = subject_of(event.subject.kind, event.subject.id);
  for (auto const& value : event.data) made.fields.push_back(kept(value));
  return made;
}

/// Reads the entries one after another and puts each where it belongs.
class Making {
 public:
  explicit Making(event::Vocabulary const& vocabulary) : vocabulary_(vocabulary), reader_(vocabulary) {}

  // Two rounds, since whether a change stands is known only when all have been read.
  void read(journal::Entry const& entry) {
    auto const* event = event_of(entry);
    if (event == nullptr) return;
    if (record_.add(entry, *event) == nullptr || !changed_by(*event).empty()) return;
    place_.emplace(entry.id, events_.size());
    events_.push_back(as_recorded(*event));
    events_.back().command = entry.command;
  }
  void apply(journal::Entry const& entry) {
    auto const* event = event_of(entry);
    if (event == nullptr) return;
    auto const found = place_.find(std::string(changed_by(*event)));
    auto const* change = record_.entry(entry.id);
    if (found == place_.end() || change == nullptr || record_.is_withdrawn(*change)) return;
    auto& changed = events_[found->second];
    if (changed.owner != event->owner) return;
    Change made{entry.id, event->recorded, std::string(event->actor)};
    if (event->type->name == known::withdrawn) {
      made.reason = said(*event, "reason");
      changed.withdrawn = std::move(made);
    } else {
      correct(changed, *event, made);
      changed.corrections.push_back(std::move(made));
    }
  }

  std::vector<TimelineEvent> all() { return std::move(events_); }
  std::vector<TimelineEvent> about(journal::SubjectRef const& of) {
    std::erase_if(events_, [&](TimelineEvent const& event) {
      if (event.subject == of || (of.kind == "case" && event.in_case == of.id)) return false;
      auto const names_it = [&](FieldValue const& value) {
        return value.field->type == event::DataField::Type::id && subject_of(value.field->of, value.text) == of;
      };
      auto const same = said_to_be_same(event, of.kind);
      return std::none_of(event.fields.begin(), event.fields.end(), names_it) &&
             std::find(same.begin(), same.end(), of.id) == same.end();
    });
    return std::move(events_);
  }

 private:
  event::Event const* event_of(journal::Entry const& entry) {
    if (journal::is_erased(entry)) return nullptr;
    line_ = journal::event_line(entry);
    auto const length = line_.size();
    line_.append(event::line_padding, ' ');
    auto const read = reader_.read(std::string_view(line_).substr(0, length));
    return read ? *read : nullptr;
  }

  void correct(TimelineEvent& changed, event::Event const& event, Change& change) const {
    if (auto const happened = calendar::parse_moment(said(event, "happened")))
      change.happened_before = std::exchange(changed.happened, *happened);
    if (auto unit = said(event, "unit"); !unit.empty()) changed.unit = std::move(unit);
    if (auto const subject = said(event, "subject"); !subject.empty())
      changed.subject = subject_of(changed.type->subject, subject);
    if (auto in_case = said(event, "case"); !in_case.empty()) changed.in_case = std::move(in_case);
    auto const data = said(event, "data");
    if (data.empty()) return;
    auto const values = obligation::corrected_data(vocabulary_, *changed.type, data);
    if (!values) return;
    for (auto const& value : *values) take_before(changed, value.field, change);
    for (auto const& value : *values) changed.fields.push_back(kept(value));
  }

  // Of a list each item is a value of its own.
  static void take_before(TimelineEvent& changed, event::DataField const* field, Change& change) {
    auto const is_taken = [&](Change::Before const& one) { return one.field == field; };
    if (std::any_of(change.before.begin(), change.before.end(), is_taken)) return;
    Change::Before before{field};
    for (auto const& value : changed.fields) {
      if (value.field == field) before.values.push_back(value);
    }
    std::erase_if(changed.fields, [&](FieldValue const& value) { return value.field == field; });
    change.before.push_back(std::move(before));
  }

  event::Vocabulary const& vocabulary_;
  event::Reader reader_;
  std::string line_;
  Record record_;
  std::vector<TimelineEvent> events_;
  std::unordered_map<std::string, std::size_t> place_;
};

}  // namespace

namespace {

Making made(std::vector<journal::Entry> entries, event::Vocabulary const& vocabulary) {
  auto const earlier = [](journal::Entry const& a, journal::Entry const& b) { return a.recorded < b.recorded; };
  std::stable_sort(entries.begin(), entries.end(), earlier);
  Making making(vocabulary);
  for (auto const& entry : entries) making.read(entry);
  for (auto const& entry : entries) {
    if (is_change(entry)) making.apply(entry);
  }
  return making;
}

}  // namespace

std::vector<TimelineEvent> standing_events(std::vector<journal::Entry> entries, event::Vocabulary const& vocabulary) {
  return made(std::move(entries), vocabulary).all();
}

std::vector<std::string> said_to_be_same(TimelineEvent const& event, std::string_view kind) {
  std::vector<std::string> ids;
  for (auto const& value : event.fields) {
    if (value.field->says != event::DataField::Says::registration) continue;
    auto const is_the_kind = [&](FieldValue const& other) {
      return other.field->type == event::DataField::Type::code && other.field->of == value.field->of &&
             other.text == kind;
    };
    if (std::any_of(event.fields.begin(), event.fields.end(), is_the_kind)) ids.push_back(value.text);
  }
  return ids;
}

event::PlainValues plain_values(TimelineEvent const& event) {
  event::PlainValues values;
  for (auto const& one : event.fields) event::add(values, *one.field, event::plain(*one.field, one.number, one.text));
  return values;
}

std::vector<TimelineEvent> timeline(std::vector<journal::Entry> entries, journal::SubjectRef const& of,
                                    event::Vocabulary const& vocabulary) {
  return made(std::move(entries), vocabulary).about(of);
}

std::string name_in(std::vector<TimelineEvent> const& events, journal::SubjectRef const& subject) {
  std::string name;
  for (auto const& event : events) {
    if (event.subject != subject || event.withdrawn) continue;
    for (auto const& value : event.fields) {
      if (value.field->name == "name") name = value.text;
    }
  }
  return name;
}

std::optional<SubjectSummary> summary_of(std::vector<TimelineEvent> const& events, journal::SubjectRef const& subject) {
  auto const first = std::find_if(events.begin(), events.end(), [&](TimelineEvent const& event) {
    return event.subject == subject && !event.withdrawn;
  });
  if (first == events.end()) return std::nullopt;
  return SubjectSummary{subject, name_in(events, subject), first->fields, first->happened};
}

}  // namespace overens::app
