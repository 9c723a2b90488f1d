#pragma once

#include <map>
#include <set>
#include <span>
#include <string>

#include "access/facts.hpp"
#include "app/sight.hpp"
#include "obligation/disclosures.hpp"

namespace overens::app {

class EntrySource;
class SharedState;

/// What one authority has disclosed to another.
struct DisclosedEvent {
  std::string from = {};
  std::string to = {};
  access::Relation stands = access::Relation::live_disclosure;  ///< to it now, of the one that received it
  calendar::Instant since = {};
  std::string basis = {};              ///< of the disclosure by which it stands so: one of disclosure_bases
  std::set<std::string> sent_to = {};  ///< whom disclosures of it name: see SentTo
  bool is_hidden = false;              ///< the disclosure is
};

/// By the event's id, each receiver.
using DisclosedEvents = std::multimap<std::string, DisclosedEvent, std::less<>>;

/// What has been disclosed of each of these cases by the authority and to it, as the gate knows it on the day
/// (obligation::Disclosures): also of what is hidden, as far as it may be seen. Of those that nothing has been
/// disclosed of: nothing. All of them are asked for at once. Throws StoreFailed.
std::map<std::string, DisclosedEvents> disclosed_events(SharedState const& known, EntrySource& source,
                                                        std::span<std::string const> cases,
                                                        std::string const& authority, calendar::Day on,
                                                        MaySeeHidden const& may_see);

/// How what an authority has received stands to it.
access::Relation relation_of(obligation::Receipt::Stands stands);

}  // namespace overens::app
