#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace overens::event {

/// What an object is, by how closely it must be kept: an event type's `secrecy`, and a code's that tells.
enum class ObjectClass {
  open,          ///< told to everybody: the agreements and how they stand, the units that want to be found
  identity,      ///< K0: who a person is and how to reach them
  coordination,  ///< K1: who takes part in a case, its plan, its days
  notes,         ///< K2: an authority's own notes
  received,      ///< K3: what has been disclosed to an authority
  sensitive,     ///< K4: violence, reports of concern and who made them, protected addresses
  statistics,    ///< K5: figures in which small numbers are protected
  governance,    ///< K6: the agreement's own life, shared by the parties, without anybody's person data
  internal,      ///< an authority's own staff and their commissions: told to no other authority
  access_log,    ///< K7: who has read what
  sensitive_log  ///< … of what is sensitive: apart, so that nobody can tell from the other that there is any
};
inline constexpr ObjectClass all_object_classes[] = {
    ObjectClass::open,     ObjectClass::identity,   ObjectClass::coordination, ObjectClass::notes,
    ObjectClass::received, ObjectClass::sensitive,  ObjectClass::statistics,   ObjectClass::governance,
    ObjectClass::internal, ObjectClass::access_log, ObjectClass::sensitive_log};

std::string_view to_string(ObjectClass one);
std::optional<ObjectClass> find_object_class(std::string_view word);
std::vector<std::string> object_class_words();

/// The one of the two that is kept more closely: what rests on both is of that class.
ObjectClass closer(ObjectClass one, ObjectClass other);

}  // namespace overens::event
