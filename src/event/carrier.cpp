#include "event/carrier.hpp"

namespace overens::event {

bool carries(DataField const& field, std::string_view kind) {
  auto const wanted = same_kind(kind);
  return field.type == DataField::Type::id ? same_kind(field.of) == wanted
                                           : field.type == DataField::Type::party && wanted == "party";
}

Carrier carrier(EventType const& type, std::string_view kind) {
  auto const wanted = same_kind(kind);
  if (!type.subject.empty() && same_kind(type.subject) == wanted) return {Carrier::By::subject, 0};
  if (wanted == "case") return type.in_case == Presence::none ? Carrier{} : Carrier{Carrier::By::in_case, 0};
  if (wanted == "person") return type.of_person == Presence::none ? Carrier{} : Carrier{Carrier::By::person, 0};
  Carrier found;
  for (auto const& field : type.data) {
    if (!carries(field, kind)) continue;
    auto const by = field.type == DataField::Type::id ? Carrier::By::id_field : Carrier::By::party_field;
    Carrier const own{by, field.symbol};
    if (field.name == kind) return own;
    if (found.by == Carrier::By::none) found = own;
  }
  if (found.by == Carrier::By::none && wanted == "unit") return {Carrier::By::unit, 0};
  return found;
}

}  // namespace overens::event
