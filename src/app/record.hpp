#pragma once

#include <deque>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "event/event.hpp"
#include "journal/entry.hpp"

namespace overens::app {

/// What has been recorded, as far as commands ask of it: events by id, what has been withdrawn, disclosures and
/// consents, who is registered. One stands on another: the few entries of a batch on those known to all.
class Record {
 public:
  explicit Record(Record const* beneath = nullptr) : beneath_(beneath) {}

  /// `event` is the entry as read. An entry that is there already is passed over: false.
  bool add(journal::Entry entry, event::Event const& event);

  journal::Entry const* entry(std::string_view id) const;
  std::deque<journal::Entry> const& entries() const { return entries_; }  ///< its own, not those beneath
  bool is_registered(std::string_view authority) const;
  /// Withdrawn by its owner, by a withdrawal that is not itself withdrawn.
  bool is_withdrawn(journal::Entry const& entry) const;

  /// The event that made a disclosure, or ended it, or withdrew a consent, unless it has been withdrawn.
  journal::Entry const* disclosure(std::string_view id) const { return standing(Matter::disclosure, id); }
  journal::Entry const* disclosure_ended(std::string_view id) const { return standing(Matter::disclosure_ended, id); }
  journal::Entry const* consent_withdrawn(std::string_view id) const { return standing(Matter::consent_withdrawn, id); }

 private:
  enum class Matter { disclosure, disclosure_ended, consent_withdrawn };
  journal::Entry const* standing(Matter matter, std::string_view id) const;
  template <class Do>
  bool any_withdrawal(std::string_view id, Do const& is) const;

  Record const* beneath_;
  std::deque<journal::Entry> entries_;
  std::map<std::string, journal::Entry const*, std::less<>> by_id_;
  std::multimap<std::string, journal::Entry const*, std::less<>> withdrawals_;  ///< by the event withdrawn
  std::multimap<std::pair<Matter, std::string>, journal::Entry const*> matters_;
  std::set<std::string, std::less<>> registered_;
};

}  // namespace overens::app
