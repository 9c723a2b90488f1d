#pragma once

#include <deque>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "event/event.hpp"
#include "event/plain_values.hpp"
#include "journal/entry.hpp"

namespace overens::app {

/// What of an entry is asked for again and again.
struct Recorded {
  std::string id;
  event::EventType const* type = nullptr;
  std::string owner;
  std::string stream;
  bool shared = false;
  std::uint64_t position = 0;  ///< in the journal; 0: not written yet
  std::uint64_t seq = 0;       ///< in its stream
  calendar::Instant recorded = {};
  std::vector<journal::SubjectRef> subjects;
  std::string subject = {};                                ///< the id of its own subject; empty: it has none
  std::string actor = {};                                  ///< who recorded it; empty: not said
  std::string unit = {};                                   ///< that the event names as the one that acted
  event::ObjectClass secrecy = event::ObjectClass::notes;  ///< of what it said when it was recorded
  bool is_hidden = false;                                  ///< see HiddenEntries
  std::string data = {};  ///< kept of what later events are held against: authorities, units, what begins a shared
                          ///< subject, staff, commissions, who has a case, consents, and what changes others
};

Recorded recorded(journal::Entry const& entry, event::EventType const& type);

/// What a correction, by its data, puts in the place of what was recorded; empty: it says something else.
std::string corrected_json(std::string_view correction);

/// What has been recorded, as far as commands ask of it: events by id, and by type and subject. One stands on another:
/// a command's own events on those read for a batch, and these on those known to all.
class Record {
 public:
  explicit Record(Record const* beneath = nullptr) : beneath_(beneath) {}

  /// `event` is the entry as read. An entry that is there already is passed over: nullptr.
  Recorded const* add(journal::Entry const& entry, event::Event const& event, bool is_hidden = false);

  Recorded const* entry(std::string_view id) const;
  /// It stands here, and not beneath: of a command, it is one of its own earlier events.
  bool holds_itself(Recorded const& entry) const { return by_id_.contains(entry.id); }
  std::size_t size() const { return entries_.size(); }  ///< without those beneath

  /// An event of the type about the subject, of the owner or when none is named of anybody, that has not been
  /// withdrawn; nullptr when there is none.
  Recorded const* standing(std::string_view type, std::string_view subject, std::string_view owner = {}) const;
  /// All of them, in the order recorded.
  std::vector<Recorded const*> all_standing(std::string_view type, std::string_view subject,
                                            std::string_view owner = {}) const;
  /// The same of all that are about something, whatever else they are about, in no order.
  std::vector<Recorded const*> all_standing_about(std::string_view type, journal::SubjectRef const& about,
                                                  std::string_view owner) const;
  /// Of all standing ones of these types, the one recorded last.
  Recorded const* last_standing(std::initializer_list<std::string_view> types, std::string_view subject,
                                std::string_view owner) const;
  /// What the event says, as its owner has corrected it. Of an event whose data is kept.
  event::PlainValues said(Recorded const& entry, event::Vocabulary const& vocabulary) const;
  /// How closely it is kept: as it was recorded, or as it was corrected if that says more.
  event::ObjectClass secrecy(Recorded const& entry, event::Vocabulary const& vocabulary) const;
  /// Withdrawn by its owner, by a withdrawal that is not itself withdrawn.
  bool is_withdrawn(Recorded const& entry) const;
  /// Of the events about the subject that the authority knows as its own or as shared, the one recorded last; nullptr
  /// when there is none.
  Recorded const* last_known_to(std::string_view authority, journal::SubjectRef const& subject) const;
  /// The same of those that `is_seen` says so of, with what has changed them; of a case, where they are numbered.
  Recorded const* last_of_itself(std::string_view authority, journal::SubjectRef const& subject,
                                 std::function<bool(Recorded const&)> const& is_seen) const;
  /// Whether the first was recorded before the second, of the same case.
  static bool is_earlier(Recorded const& one, Recorded const& other);
  /// All about the subject that has not been withdrawn, in the order added.
  std::vector<Recorded const*> all_about(journal::SubjectRef const& subject) const;
  /// There are events of the subject, and all of them are hidden.
  bool is_known_by_hidden_only(std::string_view kind, std::string_view id) const;

 private:
  struct Key {
    std::string_view type;  ///< of an event, or the kind of a subject
    std::string_view id;
    bool operator==(Key const&) const = default;
  };
  struct Hash {
    std::size_t operator()(Key const& key) const {
      std::hash<std::string_view> const hash;
      return hash(key.id) * 31 + hash(key.type);
    }
  };
  using Entries = std::unordered_map<Key, std::vector<Recorded const*>, Hash>;
  using Is = std::function<bool(Recorded const&)>;
  /// The first that fits, here or beneath.
  Recorded const* find(std::string_view type, std::string_view subject, Is const& is) const;

  Record const* beneath_;
  std::deque<Recorded> entries_;
  std::deque<std::string> ids_;  ///< that the keys refer to
  std::unordered_map<std::string_view, Recorded const*> by_id_;
  Entries by_type_;                                     ///< type and id of the subject, or of the event that is changed
  Entries by_subject_;                                  ///< kind and id of what it is about
  std::unordered_map<Key, bool, Hash> is_hidden_only_;  ///< by kind and id of the event's own subject
};

}  // namespace overens::app
