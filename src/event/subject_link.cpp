#include "event/subject_link.hpp"

namespace overens::event {

bool carries(DataField const& field, std::string_view kind) {
  auto const wanted = same_kind(kind);
  return field.type == DataField::Type::id ? same_kind(field.of) == wanted
                                           : field.type == DataField::Type::party && wanted == "party";
}

SubjectLink subject_link(EventType const& type, std::string_view kind) {
  auto const wanted = same_kind(kind);
  if (!type.subject.empty() && same_kind(type.subject) == wanted) return {SubjectLink::By::subject, 0};
  if (wanted == "case")
    return type.in_case == Presence::none ? SubjectLink{} : SubjectLink{SubjectLink::By::in_case, 0};
  if (wanted == "person")
    return type.of_person == Presence::none ? SubjectLink{} : SubjectLink{SubjectLink::By::person, 0};
  SubjectLink found;
  for (auto const& field : type.data) {
    if (!carries(field, kind)) continue;
    auto const by = field.type == DataField::Type::id ? SubjectLink::By::id_field : SubjectLink::By::party_field;
    SubjectLink const own{by, field.symbol};
    if (field.name == kind) return own;
    if (found.by == SubjectLink::By::none) found = own;
  }
  if (found.by == SubjectLink::By::none && wanted == "unit") return {SubjectLink::By::unit, 0};
  return found;
}

}  // namespace overens::event
