#include "app/handle.hpp"

#include <algorithm>
#include <map>

#include "app/fits/fitting.hpp"
#include "app/hidden.hpp"
#include "app/subjects_of.hpp"
#include "event/known.hpp"
#include "journal/line.hpp"
#include "journal/stream.hpp"

namespace overens::app {
namespace {

using base::refuse;
using base::text;
namespace known = event::known;

std::optional<CommandRefusal> other_version(Record const& record, VersionOf const& version_of, Command const& command,
                                            event::Vocabulary const& vocabulary) {
  if (!command.expected_version) return std::nullopt;
  auto const stream = stream_for(record, command.events.front(), vocabulary);
  auto const version = version_of(stream);
  if (version == *command.expected_version) return std::nullopt;
  auto why =
      text("{0} is at version {1}, not {2}: somebody has written since", stream, version, *command.expected_version);
  return CommandRefusal{{"version_conflict", std::move(why), "expected_version"}, version};
}

// Of a subject in a case: what has been recorded of it after the last event of the case that was seen, and that whoever
// asks reads. An event that is not there was not seen.
Recorded const* since_seen(Record const& record, Command const& command) {
  auto const& subject = command.expected_last->subject;
  auto const* last_seen = record.entry(command.expected_last->event);
  std::string in_case(command.events.front().event->in_case);
  for (std::size_t i = 0; last_seen != nullptr && in_case.empty() && i < last_seen->subjects.size(); ++i) {
    if (last_seen->subjects[i].kind == "case") in_case = last_seen->subjects[i].id;
  }
  auto const is_seen = [&](Recorded const& one) {
    auto const is_its_own = one.type->subject == subject.kind && one.subject == subject.id;
    return is_its_own && (one.is_hidden || command.sight.reads.contains(one.secrecy));
  };
  auto const* last = record.last_of_itself(command.events.front().event->owner, {"case", in_case}, is_seen);
  auto const is_later = last != nullptr && (last_seen == nullptr || Record::is_earlier(*last_seen, *last));
  return is_later ? last : nullptr;
}

std::optional<CommandRefusal> other_last(Record const& record, Command const& command) {
  if (!command.expected_last) return std::nullopt;
  auto const& [subject, seen, is_of_case] = *command.expected_last;
  auto const* last =
      is_of_case ? since_seen(record, command) : record.last_known_to(command.events.front().event->owner, subject);
  auto id = last == nullptr ? std::string() : last->id;
  if (is_of_case ? last == nullptr : id == seen) return std::nullopt;
  auto why = text("something has been recorded of {0} since", subject.id);
  return CommandRefusal{{"version_conflict", std::move(why), "expected_last"}, std::nullopt, std::move(id)};
}

// What has happened is not to come, nor later today; what can be known beforehand has a type that is planned.
base::Expected<void> has_happened(Record const& record, NewEvent const& of, event::Event const& event) {
  auto const today = calendar::day_in_sweden(event.recorded);
  auto const is_to_come = [&](event::EventType const& type, std::optional<calendar::Moment> const& at) {
    return at && !type.planned && (at->day > today || (at->at && *at->at > event.recorded));
  };
  auto const* changed = of.changes.empty() ? nullptr : record.entry(of.changes);
  auto const corrected = calendar::parse_moment(event.said("happened"));
  if (!is_to_come(*event.type, event.happened) && (changed == nullptr || !is_to_come(*changed->type, corrected)))
    return {};
  return refuse("not_yet", text("it has not happened yet: that is later than now"), "happened");
}

base::Expected<void> checked(Record const& record, event::Event const& event, RuleSet const& rules) {
  if (record.entry(event.id) != nullptr) return tl::unexpected(unusable(event.id, "id"));
  auto const registers_itself = event.type->name == known::authority_registered && event.subject.id == event.owner;
  if (!registers_itself && record.standing(known::authority_registered, event.owner) == nullptr)
    return refuse("owner_not_registered", text("the authority {0} is not registered", event.owner), "owner");
  return fits(record, event, rules);
}

// What hides an event is found with all that has changed it.
void add_subjects_of_changes(std::vector<journal::SubjectRef>& subjects, Record const& record, Recorded const& hidden) {
  for (auto const* by : record.all_standing(known::corrected, hidden.id, hidden.owner))
    subjects.insert(subjects.end(), by->subjects.begin(), by->subjects.end());
  std::sort(subjects.begin(), subjects.end());
  subjects.erase(std::unique(subjects.begin(), subjects.end()), subjects.end());
}

/// The entry of an event that fits, but for its seals.
void complete(journal::Entry& entry, Record const& record, NewEvent const& of, event::Event const& event,
              event::Vocabulary const& vocabulary) {
  auto const* changes = of.changes.empty() ? nullptr : record.entry(of.changes);
  auto const meant_by = event_meant_by(event);
  auto const* meant = meant_by.empty() ? nullptr : record.entry(meant_by);
  entry.id = event.id;
  entry.type = event.type->name;
  entry.owner = event.owner;
  entry.shared = is_shared(event, changes);
  entry.subjects = meant == nullptr ? of.subjects : subjects_of(event, vocabulary, meant);
  if (meant != changes) add_subjects_of_changes(entry.subjects, record, *meant);
  entry.envelope = journal::envelope_of(event);
  entry.data = of.data;
}

}  // namespace

base::Refusal unusable(std::string_view id, char const* field) {
  return {"id_unusable", text("the id {0} can't be used: choose another", id), field};
}

std::string stream_for(Record const& record, NewEvent const& event, event::Vocabulary const& vocabulary) {
  auto const* entry = event.changes.empty() ? nullptr : record.entry(event.changes);
  auto const& stream = entry != nullptr && entry->owner == event.event->owner ? entry->stream : event.stream;
  auto const is_beside = !journal::is_hidden_stream(stream) && is_hidden(record, *event.event, vocabulary);
  return is_beside ? journal::hidden_stream_of(stream) : stream;
}

event::Event event_in(Command const& command, std::size_t place, journal::Entry const& entry) {
  auto event = *command.events[place].event;
  event.stream = entry.stream;
  event.seq = entry.seq;
  event.recorded = entry.recorded;
  if (!command.actor.empty()) event.actor = command.actor;
  return event;
}

tl::expected<std::vector<journal::Entry>, CommandRefusal> handle(Record const& record, VersionOf const& version_of,
                                                                 Command const& command, calendar::Instant now,
                                                                 RuleSet const& rules) {
  if (auto refused = other_version(record, version_of, command, rules.vocabulary))
    return tl::unexpected(std::move(*refused));
  if (auto refused = other_last(record, command)) return tl::unexpected(std::move(*refused));
  Record with_earlier(&record);
  std::map<std::string, std::uint64_t> versions;
  std::vector<journal::Entry> entries;
  for (auto const& one : command.events) {
    journal::Entry entry;
    entry.stream = stream_for(with_earlier, one, rules.vocabulary);
    auto const version = versions.try_emplace(entry.stream, 0).first;
    if (version->second == 0) version->second = version_of(entry.stream);
    entry.seq = ++version->second;
    entry.recorded = command.recorded_elsewhere ? one.event->recorded : now;
    auto const event = event_in(command, entries.size(), entry);
    if (auto const fitting = checked(with_earlier, event, rules); !fitting)
      return tl::unexpected(CommandRefusal{in_event(fitting.error(), entries.size() + 1, command.events.size())});
    auto const happened = command.recorded_elsewhere ? base::Expected<void>() : has_happened(with_earlier, one, event);
    if (!happened)
      return tl::unexpected(CommandRefusal{in_event(happened.error(), entries.size() + 1, command.events.size())});
    entry.command = command.id;
    entry.request = command.request;
    complete(entry, with_earlier, one, event, rules.vocabulary);
    with_earlier.add(entry, event, journal::is_hidden_stream(entry.stream));
    entries.push_back(std::move(entry));
  }
  return entries;
}

}  // namespace overens::app
