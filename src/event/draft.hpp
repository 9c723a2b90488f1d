#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "base/refusal.hpp"

namespace simdjson::dom {
class element;
}

namespace overens::event {

struct DraftField;

/// A value of an event's data as somebody gives it, not checked yet: a text (a code, words, an id, a day such as
/// 2026-01-31 …), a whole number (money in öre), true or false, or the fields that a correction puts right.
using DraftValue = std::variant<std::string, std::int64_t, bool, std::vector<DraftField>>;

/// A field of an event's data as somebody gives it.
struct DraftField {
  std::string name;
  std::vector<DraftValue> values;  ///< one, unless it is a list
  bool is_list = false;
};

/// An event as somebody asks for it: what a form or a JSON object is read to. Empty texts were not given. Whether it
/// fits the vocabulary event::Reader says, of line_of().
struct Draft {
  std::string id;  ///< usually left out: its command gives it one
  std::string type;
  std::string happened;
  std::string owner;
  std::string as_told_by;
  std::string unit;
  std::string actor;
  std::string in_case;
  std::string person;
  std::string subject_kind;
  std::string subject_id;
  std::vector<DraftField> data;
};

/// Puts one key of an event's JSON object into the draft. Refused with `unknown_key`, `double_key` and `bad_value`;
/// `field` names the key.
base::Expected<void> put(Draft& draft, std::string_view key, simdjson::dom::element const& value);

/// The data as one JSON object without blanks, its keys in the order of their bytes: the same however it was given.
/// Empty when no field was given.
std::string data_of(Draft const& draft);

/// The draft as one line for event::Reader, with the id of the command that asks for it. Until the writer says when it
/// is recorded any time will do. Bytes that are no UTF-8 are replaced.
std::string line_of(Draft const& draft, std::string_view command);

}  // namespace overens::event
