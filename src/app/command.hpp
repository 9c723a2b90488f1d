#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/sight.hpp"
#include "event/draft.hpp"
#include "event/owned_event.hpp"
#include "journal/entry.hpp"

namespace overens::app {

/// An event to be recorded, found to fit the vocabulary.
struct NewEvent {
  event::OwnedEvent event;  ///< stream, seq and, unless it was recorded elsewhere, recorded are for the writer to say
  std::string data;         ///< as it is kept: a JSON object without blanks; empty: none
  std::string stream;       ///< that it belongs to, unless it changes another event
  std::string changes;      ///< the event that it corrects or withdraws; empty: none
  std::vector<std::string> refers_to;         ///< events that it changes or discloses
  std::vector<journal::SubjectRef> subjects;  ///< without those of an event that it changes
  bool follows = false;  ///< it comes of the others by itself, and was not asked for: who may do those may do it
};

/// The last event of a subject that somebody has seen. `event` is empty when there was none.
struct LastSeen {
  journal::SubjectRef subject;
  std::string event;
  /// The event is the last that was seen of the whole case that the subject stands in: much is recorded there by
  /// others, and only what is about the subject itself matters.
  bool is_of_case = false;
};

class Transaction;

/// What is kept with a command's events but beside the journal, in their transaction: all of it or nothing. Asked when
/// they may be recorded, before they are, and again when the transaction is; why they may not, or nothing. Not asked
/// when the command had been carried out before. When it refuses it has written nothing.
using Beside = std::function<std::optional<base::Refusal>(Transaction&)>;

/// Events asked to be recorded, all of them or none. Whether they fit what is already recorded is for handle() to say.
struct Command {
  std::string id;                ///< the only one in the world: asked twice, the command is carried out once
  std::string request;           ///< a hash of what is asked, the same however it is written
  std::string actor;             ///< who asks, for the envelope of its events; empty: as the events say
  std::vector<NewEvent> events;  ///< at least one; a later one may refer to an earlier
  std::optional<std::uint64_t> expected_version;  ///< of the stream of the first event, before it
  std::optional<LastSeen> expected_last;  ///< by the owner of the first event: shared events and its own; of a case,
                                          ///< those that `sight` reads
  Sight sight = {};                       ///< what whoever asks may see of what is hidden
  bool recorded_elsewhere = false;        ///< the events say themselves when they were recorded
  Beside beside = {};
};

inline constexpr std::size_t most_events = 100;              ///< of one command
inline constexpr std::size_t most_imported_events = 20'000;  ///< of one that a whole table becomes

/// An id by chance, of a command or of something that begins: no other has it.
std::string id_by_chance();

/// A command that records these. An event without an id gets that of the command, or when there are several, the
/// command's with their place behind it: `c7.1`, `c7.2`. Refused as event::Reader does, and with `missing_key` (no
/// event) and `too_many`; `field` names the key, behind the event's place when there are several: `2.happened`.
base::Expected<Command> make_command(std::string id, std::span<event::Draft const> drafts,
                                     event::Vocabulary const& vocabulary, std::size_t most = most_events);

/// An event recorded elsewhere, such as a line of a file, to be taken in as it stands: it keeps its id and when it was
/// recorded. Its id is the command's. Refused as event::Reader does.
base::Expected<Command> import_event(std::string_view line, event::Vocabulary const& vocabulary);

/// Says which event of the command a refusal is about, when there are several.
base::Refusal in_event(base::Refusal refusal, std::size_t place, std::size_t of_how_many);

}  // namespace overens::app
