#pragma once

#include "event/vocabulary.hpp"

namespace overens::event {

/// How an event tells which subject of a kind it is about.
struct SubjectLink {
  enum class By { none, subject, in_case, person, unit, id_field, party_field };
  By by = By::none;
  base::Symbol field = 0;  ///< id_field, party_field: its name
};

/// By its subject, its case, its person, a field that holds an id of that kind (one that is called like the kind before
/// others: `municipality` before `convened_by`), or its unit, in that order.
SubjectLink subject_link(EventType const& type, std::string_view kind);

/// True when the field holds an id of the kind.
bool carries(DataField const& field, std::string_view kind);

/// Municipalities are parties: one id, whichever word is used.
inline std::string_view same_kind(std::string_view kind) {
  return kind == "municipality" ? "party" : kind;
}

}  // namespace overens::event
