#pragma once

#include <chrono>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/record.hpp"
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
  /// By what, when and by which authority it was ended; nothing: it waits for an answer.
  struct Ended {
    event::EventType const* by = nullptr;  ///< nullptr: it was withdrawn
    std::string event;                     ///< its id, or the withdrawal's
    std::string owner;
    calendar::Instant at = {};
    std::string reason = {};  ///< of a withdrawal, as its code
    std::string actor = {};   ///< who did it, for their own authority alone; empty: not said
    std::string who = {};     ///< … by name
    std::string unit = {};    ///< … for which unit they worked; empty: that is not known, or not told
  };
  std::optional<Ended> ended = {};
  std::string event = {};  ///< the id of what asks
};

/// Those that some events of a case say, in their order; the events as whoever asks may see them.
std::vector<UrgentQuestion> questions_in(std::vector<TimelineEvent> const& events, event::Vocabulary const& vocabulary,
                                         calendar::Instant now);

/// Whether somebody has asked others something and has not been told that it has ended, by the events that they know.
class WaitingQuestions {
 public:
  explicit WaitingQuestions(std::string const& asker) : asker_(asker) {}
  void take(Recorded const& event);
  bool any() const;

 private:
  std::string const& asker_;
  std::set<std::string> asked_;  // subjects
  std::set<std::string> ended_;
};

/// The same of those that were withdrawn, of what stands for whoever asks no longer: that they were and when, and
/// nothing of what was asked.
std::vector<UrgentQuestion> withdrawn_questions_in(std::vector<TimelineEvent> const& events,
                                                   event::Vocabulary const& vocabulary);

/// Leaves out the unit of one that went to whoever is named alone (`sent_to`: see SentTo).
void leave_out_unit(UrgentQuestion& question, std::set<std::string> const& sent_to);

}  // namespace overens::app
