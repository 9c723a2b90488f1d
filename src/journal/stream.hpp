#pragma once

#include <string>
#include <string_view>

#include "event/event.hpp"

namespace overens::journal {

/// "<owner>:<case>".
std::string stream_of_case(std::string_view owner, std::string_view in_case);
/// "<owner>:<kind>.<id>".
std::string stream_of_subject(std::string_view owner, std::string_view kind, std::string_view id);
// Either is an id of the envelope. Where the name would be longer than an id may be, or could be read in two ways
// (an owner with ":" in its id, a case called "forum.1"), it is ":" and 48 hexadecimal digits of a hash of its parts.

/// The stream that an event belongs to: of its case; without one of its subject, its person or its unit; otherwise of
/// its owner. A correction belongs to the stream of what it corrects, which the event alone does not tell.
std::string stream_of(event::Event const& event);

/// Where what is hidden is written, beside that stream, so that nothing of that tells of it: "::" and 48 hexadecimal
/// digits of a hash of the stream's name.
std::string hidden_stream_of(std::string_view stream);
bool is_hidden_stream(std::string_view stream);

}  // namespace overens::journal
