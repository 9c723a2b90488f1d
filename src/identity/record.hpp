#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "identity/number.hpp"

namespace overens::identity {

/// Somebody who speaks for the person, or whom the person has let speak: paper or word of mouth, never a way in here.
struct Representative {
  std::string kind;  ///< a code of representative_kinds
  std::string name = {};
  std::string reach;  ///< how to get hold of them, in words
  std::string scope;  ///< what it covers, in words
  std::optional<calendar::Day> from = {};
  std::optional<calendar::Day> through = {};

  bool operator==(Representative const&) const = default;
};

/// Who a person is to one authority and how to reach them: never a part of an event.
struct IdentityRecord {
  std::string name = {};
  std::optional<Number> number = {};
  std::string no_number = {};  ///< why there is none
  std::string telephone = {};
  std::string address = {};
  std::string other_way = {};    ///< to reach them
  std::string language = {};     ///< that they speak
  std::string interpreter = {};  ///< which, when they need one
  std::vector<Representative> representatives = {};
  std::string protection = {};  ///< what whoever reaches them has to know of a protected address

  bool operator==(IdentityRecord const&) const = default;
};

/// A record has a name, and a number or why there is none, but not both; who speaks for the person has a name as well.
/// Refused with `bad_value`.
base::Expected<void> check(IdentityRecord const& record);

/// As it is kept, before it is encrypted: a JSON object.
std::string to_json(IdentityRecord const& record);
/// Nothing when it is anything else than to_json() gave.
std::optional<IdentityRecord> read_record(std::string_view json);

}  // namespace overens::identity
