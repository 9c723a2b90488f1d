#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "event/reader.hpp"
#include "journal/entry.hpp"

namespace overens::app {

/// Something asked to be recorded, read and found to fit the vocabulary. Whether it fits what is already recorded is
/// for handle() to say.
///
/// As JSON: {"command", "do", "type"?, "owner", "as_told_by"?, "unit"?, "actor"?, "case"?, "person"?, "subject"?,
/// "happened", "data"?, "expected_version"?}. `command` is an id, the only one in the world: asked twice, the command
/// is carried out once. `do` is "record", with the `type` of the event, or a word of command_kinds() that stands for a type.
/// The other keys are those of an event (doc/events-envelope.md); the event gets the command's id.
struct Command {
  std::string id;
  std::string request;  ///< a hash of what is asked, the same however it is written
  std::string line;     ///< the event as event::Reader reads it, without stream and seq; padded, see event()
  std::size_t length = 0;
  std::string data;  ///< the JSON object `data` as it is kept, without blanks; empty when there is none
  event::EventType const* type = nullptr;
  std::string owner;
  std::string stream;                             ///< of its event, unless it changes another
  std::string changes;                            ///< the event that it corrects or withdraws; empty: none
  std::vector<std::string> refers_to;             ///< events that it changes or discloses
  std::vector<journal::SubjectRef> subjects;              ///< without what an event that it changes is about
  std::optional<std::uint64_t> expected_version;  ///< of the stream, before this event
  bool recorded_elsewhere = false;                ///< the event says itself when it was recorded

  std::string_view event() const { return std::string_view(line).substr(0, length); }
};

/// A word of `do`, and the event type that it records.
struct CommandKind {
  std::string_view word;
  std::string_view type;
};
/// All but "record".
std::vector<CommandKind> const& command_kinds();

/// Reads one command or a list of them, each by itself: one that can't be read does not hold up the others. Refused as
/// a whole with `not_json` when the bytes are neither an object nor a list of objects; `too_many` when the list is
/// longer than most_at_once. Each with what event::Reader refuses, `unknown_command`, and of this shape `missing_key`,
/// `unknown_key`, `double_key` and `bad_value`; `field` names the key.
struct ReadCommand {
  std::string id;  ///< as far as it could be read
  base::Expected<Command> command;
};
inline constexpr std::size_t most_at_once = 1000;
base::Expected<std::vector<ReadCommand>> read_commands(std::string_view json, event::Vocabulary const& vocabulary);

/// An event recorded elsewhere, such as a line of a file, to be taken in as it stands: it keeps its id and when it was
/// recorded. Its id is the command's. Refused as event::Reader does.
base::Expected<Command> import_event(std::string_view line, event::Vocabulary const& vocabulary);

}  // namespace overens::app
