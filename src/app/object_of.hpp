#pragma once

#include "access/decide.hpp"
#include "app/command.hpp"
#include "app/entry_classes.hpp"
#include "app/store.hpp"
#include "event/vocabulary.hpp"

namespace overens::app {

// What an event is an object of to access::decide(). What changes an event is of that one's class: whoever may record
// something may put it right.

/// Of what has been recorded. What the parties share has no owner.
access::Object object_of(journal::Entry const& entry, EntryClasses const& classes);

/// Of an event of a command, by its place. What it changes is looked for among the command's earlier events and in the
/// source; another authority's, and one that there is not, are notes alike. Throws StoreFailed.
access::Object object_of(Command const& command, std::size_t place, EntrySource& source,
                         event::Vocabulary const& vocabulary);

}  // namespace overens::app
