#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/findings.hpp"
#include "calendar/recipe.hpp"

namespace overens::agreement {

/// What a field of an event must be. Besides the fields of its data: `by_kind` (kind of the authority that acted),
/// `unit_kind` (kind of the unit).
struct Where {
  enum class Is { any_of, none_of, has, at_least, forum };
  std::string field;
  Is is = Is::any_of;
  /// any_of: one of these; has: every one; none_of: none of them, also when it is left out; forum: a forum that has
  /// the role, the pack's own id of it.
  std::vector<std::string> words;
  long least = 0;  ///< at_least

  bool operator==(Where const&) const = default;
};

/// When something is so: one event, or any or all of several conditions. The one form used everywhere in a norm.
struct Condition {
  enum class Form { event, any, all };
  Form form = Form::event;
  std::vector<Condition> parts;  ///< any, all

  std::string event;
  std::vector<Where> where;
  std::string since;                     ///< "opening", "ever" or an event type; empty: the default of the slot
  std::string before;                    ///< "opening" or an event type: counts only before the first of them
  std::optional<calendar::Span> within;  ///< at most so far from the opening, before or after
  int times = 1;                         ///< becomes true with the n-th
  std::string distinct;                  ///< count only different values of: a data field, `authority` or `party`
  std::string not_ended_by;        ///< does not count once an event of this type has followed for the same subject …
  std::vector<Where> ended_where;  ///< … with these fields
  std::string reason;              ///< release: why the duty fell away
  std::string of;                  ///< steps: the role whose part this is
  base::Place place;
};

/// The event types a condition names.
std::vector<std::string> events_of(Condition const& condition);

}  // namespace overens::agreement
