#pragma once

#include "app/command.hpp"
#include "app/record.hpp"
#include "event/vocabulary.hpp"

namespace overens::app {

/// The stream that the event of a command belongs to; that of the event that it changes, when it is there.
std::string const& stream_for(Record const& record, Command const& command);

/// Carries out a command: gives the entry to be sealed and appended after `head`, which is that of stream_for().
/// `event` is the command's, with stream, seq and recorded as they will stand. What happened is recorded, whether or
/// not it was as it should be; refused is what contradicts the record:
///
/// - `owner_not_registered`: no authority.registered names the owner (an authority may register itself)
/// - `id_taken`: there is an event with this id
/// - `version_conflict`: the stream is not at the version that was expected
/// - `unknown_event`, `unknown_disclosure`: the owner has none such; another authority's is as one that is not there
/// - `already_withdrawn`: it changes an event that has been withdrawn
/// - `nothing_corrected`, `bad_value`, `unknown_key`, `double_key`: the correction does not fit what it corrects
/// - `other_case`: the correction names another case than that of the event
/// - `disclosure_known`, `already_ended`: made twice, or ended twice
/// - `consent_withdrawn`: the disclosure rests on a consent that has been withdrawn
base::Expected<journal::Entry> handle(Record const& record, journal::Head const& head, Command const& command,
                                      event::Event const& event, event::Vocabulary const& vocabulary);

}  // namespace overens::app
