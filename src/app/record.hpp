#pragma once

#include <deque>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "event/event.hpp"
#include "journal/entry.hpp"

namespace overens::app {

/// What of an entry is asked for again and again.
struct Recorded {
  std::string id;
  event::EventType const* type = nullptr;
  std::string owner;
  std::string stream;
  bool shared = false;
  std::vector<journal::SubjectRef> subjects;
};

Recorded recorded(journal::Entry const& entry, event::EventType const& type);

/// What has been recorded, as far as commands ask of it: events by id, what has been withdrawn, disclosures and
/// consents, who is registered. One stands on another: those read for a batch on those known to all.
class Record {
 public:
  explicit Record(Record const* beneath = nullptr) : beneath_(beneath) {}

  /// `event` is the entry as read. An entry that is there already is passed over: nullptr.
  Recorded const* add(journal::Entry const& entry, event::Event const& event);

  Recorded const* entry(std::string_view id) const;
  std::size_t size() const { return entries_.size(); }  ///< without those beneath
  bool is_registered(std::string_view authority) const;
  /// Withdrawn by its owner, by a withdrawal that is not itself withdrawn.
  bool is_withdrawn(Recorded const& entry) const;

  /// The event that made a disclosure, or ended it, or withdrew a consent, unless it has been withdrawn.
  Recorded const* disclosure(std::string_view id) const { return standing(&Record::disclosures_, id); }
  Recorded const* disclosure_ended(std::string_view id) const { return standing(&Record::disclosures_ended_, id); }
  Recorded const* consent_withdrawn(std::string_view id) const { return standing(&Record::consents_withdrawn_, id); }

 private:
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  using ById = std::unordered_multimap<std::string, Recorded const*, Hash, std::equal_to<>>;
  Recorded const* standing(ById Record::*matter, std::string_view id) const;
  bool any_withdrawal(std::string_view id, std::function<bool(Recorded const&)> const& is) const;

  Record const* beneath_;
  std::deque<Recorded> entries_;
  std::unordered_map<std::string_view, Recorded const*> by_id_;
  ById withdrawals_;  ///< by the event withdrawn
  ById disclosures_, disclosures_ended_, consents_withdrawn_;
  std::unordered_set<std::string, Hash, std::equal_to<>> registered_;
};

}  // namespace overens::app
