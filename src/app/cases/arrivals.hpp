#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/ports/views.hpp"
#include "app/record.hpp"
#include "app/timeline.hpp"

namespace overens::app {

/// A disclosure that has come in and holds: what whoever sees to it has to know, and what has been done with it.
struct Arrival {
  journal::SubjectRef disclosure;
  std::string event = {};  ///< its id
  std::string from = {};
  calendar::Instant since = {};
  std::string basis = {};
  std::string purpose = {};
  std::string unit = {};                            ///< to which it was sent; empty: none was named
  std::vector<event::EventType const*> kinds = {};  ///< of what it holds, each once
  bool is_registered = false;
  bool is_not_ours = false;  ///< it has been answered so
  bool may_receive = false;  ///< whoever sees it may register it, or answer
};

/// What has come in to an authority of one case, by the events that it knows.
class ArrivalsOfCase {
 public:
  /// `stands`: how what it has received stands; nothing: it is its own.
  void take(Recorded const& event, std::optional<access::Relation> stands);
  ComeIn stand(CaseTeam const& team) const;

 private:
  std::set<std::string> live_;      // disclosures
  std::set<std::string> answered_;  // the same
  bool has_own_ = false;
};

/// Whether recording it makes the case one's own: not what is said of disclosures alone.
bool is_of_the_case(event::EventType const& type);

}  // namespace overens::app
