#pragma once

#include "access/decide.hpp"
#include "app/command.hpp"
#include "app/entry_classes.hpp"
#include "app/ports/store.hpp"
#include "event/vocabulary.hpp"

namespace overens::app {

// What an event is an object of to access::decide(). What changes an event is of that one's class: whoever may record
// something may put it right.

/// Of what has been recorded. What the parties share is so marked.
access::Object object_of(journal::Entry const& entry, EntryClasses const& classes);

/// Of what is owed in a case, which is its authority's own; what the parties share is nobody's alone.
access::Object object_of_row(ObligationRow const& row);

/// An object, and the case that it is in; empty: none.
struct ObjectInCase {
  access::Object object;
  std::string in_case = {};
  event::EventType const* changes = nullptr;  ///< the type of what it corrects or withdraws
};

/// Of an event of a command, by its place. What it changes is looked for among the command's earlier events and in the
/// source; another authority's, and one that there is not, are notes alike. Throws StoreFailed.
ObjectInCase object_of(Command const& command, std::size_t place, EntrySource& source,
                       event::Vocabulary const& vocabulary);

}  // namespace overens::app
