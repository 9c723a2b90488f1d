#include "event/carrier.hpp"

namespace overens::event {

Carrier carrier(EventType const& type, std::string_view kind) {
  auto const wanted = same_kind(kind);
  if (!type.subject.empty() && same_kind(type.subject) == wanted) return {Carrier::By::subject, 0};
  if (wanted == "case") return type.in_case == Presence::none ? Carrier{} : Carrier{Carrier::By::in_case, 0};
  if (wanted == "person") return type.of_person == Presence::none ? Carrier{} : Carrier{Carrier::By::person, 0};
  for (auto const& field : type.data) {
    if (field.type == DataField::Type::id && same_kind(field.of) == wanted)
      return {Carrier::By::id_field, field.symbol};
    if (field.type == DataField::Type::party && wanted == "party") return {Carrier::By::party_field, field.symbol};
  }
  if (wanted == "unit") return {Carrier::By::unit, 0};
  return {};
}

}  // namespace overens::event
