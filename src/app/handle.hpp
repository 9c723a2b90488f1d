#pragma once

#include <functional>

#include "app/command.hpp"
#include "app/record.hpp"
#include "app/rule_set.hpp"
#include "event/vocabulary.hpp"

namespace overens::app {

/// Why a command was not carried out.
struct CommandRefusal : base::Refusal {
  std::optional<std::uint64_t> version = std::nullopt;  ///< `version_conflict` with an expected version: what it is
  std::optional<std::string> last = std::nullopt;       ///< … with an expected last event: which it is; empty: none
};

/// `id_unusable`: an id that has been used for something else. Whoever has used it, the answer is the same, so that
/// nobody learns of what is recorded elsewhere.
base::Refusal unusable(std::string_view id, char const* field);

/// The stream that an event belongs to; that of the event that it changes, when it is there. Beside it when the event
/// is to be hidden: see is_hidden().
std::string stream_for(Record const& record, NewEvent const& event, event::Vocabulary const& vocabulary);

/// An event of the command as it stands in its entry: with its place in the stream, when it was recorded and for whom.
/// Views into both.
event::Event event_in(Command const& command, std::size_t place, journal::Entry const& entry);

/// Tells at which version a stream is.
using VersionOf = std::function<std::uint64_t(std::string const& stream)>;

/// Carries out a command: gives the entries to be sealed and appended, one for each event, in order. What happened is
/// recorded, whether or not it was as it should be; refused is what contradicts the record, or an earlier event of the
/// same command:
///
/// - `version_conflict`: the stream, or what has been recorded of the subject, is not as was expected; of what stands
/// in
///   a case, whoever asks can see it
/// - `owner_not_registered`: no authority.registered that stands names the owner (an authority may register itself)
/// - `id_unusable`: there is an event with this id
/// - `not_yet`: its day, or what a correction puts in its place, is to come, and its type is not planned; not of what
///   was recorded elsewhere
/// - what fits() refuses
tl::expected<std::vector<journal::Entry>, CommandRefusal> handle(Record const& record, VersionOf const& version_of,
                                                                 Command const& command, calendar::Instant now,
                                                                 RuleSet const& rules);

}  // namespace overens::app
