#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "calendar/swedish_time.hpp"
#include "event/vocabulary.hpp"

namespace overens::event {

/// One value of an event's data, already checked against the vocabulary. A list gives one for each of its items.
struct Value {
  DataField const* field = nullptr;
  base::Symbol symbol = 0;     ///< code: the word
  std::int64_t number = 0;     ///< integer, money (öre), boolean (0, 1), day (days since 1970-01-01)
  std::string_view text = {};  ///< code, words, id, authority, unit, party, type; raw: the JSON text as it stood
};

struct Subject {
  std::string_view kind;  ///< empty: none
  std::string_view id;
};

/// An event as it was read: the envelope and its data. Views into the line and the reader; valid until the next read.
///
/// The line is one JSON object with id, type, happened (day, or instant with offset), recorded (instant with offset),
/// owner (authority), and where they apply stream, seq, command, as_told_by (authority), unit, actor, case, person,
/// subject {kind, id} and data. Ids are 1–64 of a–z A–Z 0–9 . _ : -
struct Event {
  std::string_view id;
  EventType const* type = nullptr;
  calendar::Moment happened = {};
  calendar::Instant recorded = {};
  std::string_view owner;
  std::string_view as_told_by;  ///< the authority that acted, when it is not the owner
  std::string_view unit;
  std::string_view in_case;
  std::string_view person;
  Subject subject;
  std::string_view stream;
  std::uint64_t seq = 0;
  std::string_view command;
  std::string_view actor;
  std::span<Value const> data;

  /// The authority whose act this is.
  std::string_view acting() const { return as_told_by.empty() ? owner : as_told_by; }
  Value const* value(std::string_view field) const;
  /// The text of a field; empty when it was not given.
  std::string_view said(std::string_view field) const {
    auto const* given = value(field);
    return given == nullptr ? std::string_view() : given->text;
  }
};

}  // namespace overens::event
