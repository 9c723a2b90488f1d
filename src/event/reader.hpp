#pragma once

#include <memory>
#include <string_view>

#include "base/refusal.hpp"
#include "event/event.hpp"

namespace overens::event {

/// Bytes that must be readable after the end of a line given to a Reader.
inline constexpr std::size_t line_padding = 64;

/// Reads events from JSON lines and checks them against the vocabulary: unknown types, unknown or doubled keys, missing
/// fields, codes that are not in the list, values of the wrong kind. Not for use by several threads at once.
class Reader {
 public:
  explicit Reader(Vocabulary const& vocabulary);
  ~Reader();
  Reader(Reader&&) noexcept;

  /// Reads one line without its newline. Refused with `not_json`, `too_long` (over 1 MiB), `unknown_type`,
  /// `unknown_key`, `double_key`, `missing_key`, `bad_value`; `field` names the key. The event is valid until the next
  /// call.
  base::Expected<Event const*> read(std::string_view padded_line);

  /// Reads only data, as a correction carries it, for an event of `type`. Required fields may be left out.
  base::Expected<std::span<Value const>> read_data(EventType const& type, std::string_view json);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace overens::event
