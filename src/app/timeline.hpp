#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/cases/disclosed_events.hpp"
#include "event/event.hpp"
#include "event/plain_values.hpp"
#include "journal/entry.hpp"

namespace overens::app {

/// One value of an event's data, kept beyond the line that it was read from; see event::Value.
struct FieldValue {
  event::DataField const* field = nullptr;
  std::int64_t number = 0;
  std::string text = {};
};

/// A correction or withdrawal that stands: it has not itself been withdrawn.
struct Change {
  std::string id;  ///< of its event
  calendar::Instant recorded = {};
  std::string actor;
  std::string reason = {};  ///< a withdrawal's, as its code
  /// What a correction took the place of: when it happened, and of each field that it changed the values that stood
  /// there; none: nothing did.
  struct Before {
    event::DataField const* field = nullptr;
    std::vector<FieldValue> values = {};
  };
  std::optional<calendar::Moment> happened_before = {};
  std::vector<Before> before = {};
};

/// Something recorded, as it stands now: what its owner corrected is corrected.
struct TimelineEvent {
  std::string id;
  std::string command = {};  ///< with whose other events it was recorded at once
  event::EventType const* type = nullptr;
  calendar::Moment happened = {};
  calendar::Instant recorded = {};
  std::string owner;
  std::string as_told_by;  ///< the authority that acted, when it is not the owner; empty otherwise
  std::string unit;
  std::string actor;
  std::string in_case = {};             ///< that it stands in
  journal::SubjectRef subject;          ///< its own, which may be another than that of the time line
  std::vector<FieldValue> fields = {};  ///< in the order in which they were written; a list gives one for each item
  std::vector<Change> corrections = {};
  std::optional<Change> withdrawn = {};
  std::optional<DisclosedEvent> received =
      {};                                 ///< by which the one it is shown to knows it, when it is another authority's
  bool may_correct = false;               ///< whoever it is shown to
  bool may_withdraw = false;              ///< the same
  bool may_disclose = false;              ///< the same
  bool is_sensitive = false;              ///< kept most closely
  std::vector<DisclosedEvent> sent = {};  ///< of one's own in a case: to each receiver
  std::vector<std::string> should_have =
      {};  ///< authorities and parties that it names for that, or has something to do
};

/// The ids of that kind that the event says are one and the same; none: it says so of none.
std::vector<std::string> said_to_be_same(TimelineEvent const& event, std::string_view kind);

/// Leaves values out of what the event says, and of what it said before.
template <class Is>
void leave_out_fields(TimelineEvent& event, Is const& is) {
  std::erase_if(event.fields, is);
  for (auto& correction : event.corrections) {
    std::erase_if(correction.before, [&](Change::Before const& one) { return is(FieldValue{one.field}); });
  }
}

/// All that the entries say, each event as it stands, in the order recorded.
std::vector<TimelineEvent> standing_events(std::vector<journal::Entry> entries, event::Vocabulary const& vocabulary);

/// The event's values by name; of a list as event::add() says.
event::PlainValues plain_values(TimelineEvent const& event);

/// What the entries, each given once, say of a subject, in the order recorded. Corrections and withdrawals stand at the
/// event that they change; an event that is not about the subject, or not any more, is left out. Entries that can't be
/// read, or whose data has been erased, are left out.
std::vector<TimelineEvent> timeline(std::vector<journal::Entry> entries, journal::SubjectRef const& of,
                                    event::Vocabulary const& vocabulary);

/// What a subject is called by what its time line said last; empty: it has no name.
std::string name_in(std::vector<TimelineEvent> const& events, journal::SubjectRef const& subject);

/// One of the subjects of a kind.
struct SubjectSummary {
  journal::SubjectRef subject;
  std::string name;
  std::vector<FieldValue> fields;              ///< as the first event about it said, and was corrected
  std::optional<calendar::Moment> begun = {};  ///< when that happened
};
/// By its time line; nothing when that says nothing that stands.
std::optional<SubjectSummary> summary_of(std::vector<TimelineEvent> const& events, journal::SubjectRef const& subject);

}  // namespace overens::app
