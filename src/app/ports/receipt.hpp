#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "calendar/swedish_time.hpp"

namespace overens::app {

/// Where an event of a command stands in the journal.
struct RecordedEvent {
  std::string id;
  std::string stream;
  std::uint64_t version = 0;  ///< of the stream, with this event

  bool operator==(RecordedEvent const&) const = default;
};

/// A command that has been carried out, as its events tell: asking again with the same id does nothing twice.
struct CommandReceipt {
  std::string command;  ///< its id
  std::string request;  ///< a hash of what was asked, to find an id used for something else
  calendar::Instant recorded = {};
  std::vector<RecordedEvent> events;

  bool operator==(CommandReceipt const&) const = default;
};

}  // namespace overens::app
