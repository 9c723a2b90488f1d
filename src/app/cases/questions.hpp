#pragma once

#include <chrono>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/timeline.hpp"

namespace overens::app {

/// Something that one authority asks of another, and by when: a subject that begins with an event that goes to whom it
/// names (EventType::GoesTo::named), and that one of the events that end its kind answers.
struct UrgentQuestion {
  journal::SubjectRef subject;
  std::string in_case;
  event::EventType const* asked = nullptr;
  std::string from = {};                            ///< the authority that asks
  std::string to = {};                              ///< … and that is asked
  std::string unit = {};                            ///< of that; empty: none is named
  calendar::Instant at = {};                        ///< when it was asked
  std::optional<calendar::Instant> answer_by = {};  ///< nothing: it says no time
  std::chrono::minutes left = {};                   ///< until then, by now; below nothing: it is late
  event::EventType const* ended_by = nullptr;       ///< nullptr: it waits for an answer
  std::string event = {};                           ///< the id of what asks
};

/// Those that some events of a case say, in their order; the events as whoever asks may see them.
std::vector<UrgentQuestion> questions_in(std::vector<TimelineEvent> const& events, event::Vocabulary const& vocabulary,
                                         calendar::Instant now);

/// Leaves out the unit of one that went to whoever is named alone (`sent_to`: see SentByName).
void leave_out_unit(UrgentQuestion& question, std::set<std::string> const& sent_to);

}  // namespace overens::app
