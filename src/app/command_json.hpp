#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/command.hpp"

namespace overens::app {

/// A word of `do`, and the event type that it records.
struct CommandKind {
  std::string_view word;
  std::string_view type;
};
/// All but "record".
std::vector<CommandKind> const& command_kinds();

/// Commands as JSON: {"command", "do", "type"?, "owner", "happened", "data"? …}, or with several events {"command",
/// "events": [{"do", "type"?, "owner", "happened" …} …]}; and with either "expected_version"? and "expected_last"?:
/// {"subject": {"kind", "id"}, "event"?}. `do` is "record", with the `type` of the event, or a word of command_kinds()
/// that stands for a type; it may be left out where `type` stands. The other keys are those of an event
/// (doc/events-envelope.md).
///
/// Reads one command or a list of them, each by itself: one that can't be read does not hold up the others. Refused as
/// a whole with `not_json` when the bytes are neither an object nor a list of objects; `too_many` when the list is
/// longer than most_at_once. Each with what make_command() refuses, `unknown_command`, and of this shape `missing_key`,
/// `unknown_key`, `double_key` and `bad_value`.
struct ReadCommand {
  std::string id;  ///< as far as it could be read
  base::Expected<Command> command;
};
inline constexpr std::size_t most_at_once = 1000;
base::Expected<std::vector<ReadCommand>> read_commands(std::string_view json, event::Vocabulary const& vocabulary);

}  // namespace overens::app
