#pragma once

#include <string>
#include <vector>

#include "agreement/pack.hpp"
#include "event/vocabulary.hpp"

namespace overens::obligation {

/// What an act must say in a field for a condition to be true of it.
struct FieldAsked {
  enum class Is {
    fixed,     ///< all of the values
    one_of,    ///< any of them
    at_least,  ///< a number
    forum      ///< a forum that has one of the roles
  };
  std::string field;  ///< of the event's data, or by_kind, unit_kind
  Is is = Is::fixed;
  std::vector<std::string> values;
  long least = 0;

  bool operator==(FieldAsked const&) const = default;
};

/// The values of a field with any of which a condition is true, or for `has` with all of them: those that the
/// vocabulary has. None where any number or word may do.
std::vector<std::string> values_that_do(agreement::Where const& where, event::EventType const& type,
                                        event::Vocabulary const& vocabulary);

/// What is asked for in several conditions that must all be so, with as few acts as will do.
std::vector<agreement::Condition> in_few_acts(std::vector<agreement::Condition> const& parts);

/// An act by which somebody can go on with what they owe.
struct Way {
  enum class Does {
    own_part,  ///< the step that is theirs
    meets,
    releases,
    moves  ///< its last day, where the agreement lets those who owe it agree on another
  };
  Does does = Does::meets;
  event::EventType const* type = nullptr;
  std::vector<FieldAsked> asked;
  int times = 1;           ///< it takes so many of them
  bool is_one_of = false;  ///< others are needed besides
  /// The kinds of authority that record it, where the asker's is none of them; empty: the asker can record it.
  std::vector<std::string> recorded_by = {};

  /// The fields that can have one value only, and it.
  std::vector<std::pair<std::string, std::string>> filled_in() const;
};

/// Who asks for a way.
struct WayAsker {
  std::vector<std::string> roles = {};  ///< in which they owe it
  std::string authority_kind = {};      ///< empty: not known
};

/// The acts by which a duty can be gone on with, in the order in which they should be offered: the asker's own part,
/// what meets it, what releases it, and last what moves its last day on. From the norm's own conditions, so that a new
/// norm has its ways at once. What only others record comes in its place, marked. What breaks or uses is left out:
/// those are no duties.
std::vector<Way> ways(agreement::Norm const& norm, WayAsker const& asker, event::Vocabulary const& vocabulary);

}  // namespace overens::obligation
