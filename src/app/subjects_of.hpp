#pragma once

#include <vector>

#include "app/record.hpp"

namespace overens::app {

/// An authority's own staff and commissions are found together, by the authority's id and this kind.
inline constexpr char const* organisation_kind = "organisation";

/// What is disclosed to somebody by name is found by name_of_reader() and this kind.
inline constexpr char const* reader_kind = "reader";

/// What an event is looked for by: its case, its person, its subject where that may stand in no case, and the ids in
/// its data that name such subjects; a disclosure by whom it names to receive it. A correction or withdrawal is also
/// about what the event that it changes is about
/// (`changes`), and where it moves that to. Each once, in order.
std::vector<journal::SubjectRef> subjects_of(event::Event const& event, event::Vocabulary const& vocabulary,
                                             Recorded const* changes = nullptr);

/// Can belong to somebody's case, and has a page of its own where it does not.
bool can_stand_alone(event::Vocabulary const& vocabulary, std::string_view kind);

/// An id, after an authority's and a slash where it is known inside one alone. Anything else is somebody's own words.
bool is_subject_id(std::string_view word);

/// Of a type that everybody knows, or a change of such an event.
bool is_shared(event::Event const& event, Recorded const* changes = nullptr);

/// The event that a correction or withdrawal changes; empty for other events.
std::string_view changed_by(event::Event const& event);

/// The event that a correction, a withdrawal, or what hides or shows another, is of; empty for other events.
std::string_view event_meant_by(event::Event const& event);

/// Whether entries about this kind of subject can be unknown to some authorities: those are read when they are needed,
/// what is known to all stays in memory.
bool is_private(event::Vocabulary const& vocabulary, std::string_view kind);

}  // namespace overens::app
