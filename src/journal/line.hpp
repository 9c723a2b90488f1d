#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/refusal.hpp"
#include "event/event.hpp"
#include "journal/entry.hpp"

namespace overens::journal {

/// The envelope of a checked event as it is kept and hashed: one JSON object without blanks and without `data`, its
/// keys in the order of doc/events-envelope.md, days and instants in one form (instants in UTC).
std::string envelope_of(event::Event const& event);

/// The event as one line, as event::Reader reads it: the envelope with its data put back last, in the bytes of both.
std::string event_line(Entry const& entry);

/// An event's line divided, in the bytes that stand there: `envelope` without the key data, `data` its object or empty.
/// Refused with `not_json`; only event::Reader checks every value.
struct Divided {
  std::string envelope;
  std::string data;
};
base::Expected<Divided> divide(std::string_view line);

/// The whole entry as one JSON line:
/// {"event":…,"salt":…,"data_hash":…,"hash":…,"command":…,"request":…,"shared":…,"subjects":[[kind,id]…]},
/// with the event as event_line() gives it; where its data is encrypted without that, and with "encrypted" and "key" in
/// hexadecimal. Without a newline.
std::string entry_line(Entry const& entry);
/// The other way. Whether the entry follows another is for faults() to say. Refused with `not_json`, `missing_key`,
/// `bad_value`.
base::Expected<Entry> read_entry(std::string_view line);

/// Reads stream, seq, id, type, owner, command and recorded from the envelope. Refused with `not_json`, `missing_key`,
/// `bad_value`.
base::Expected<Entry> from_envelope(std::string envelope);
/// The words of a list in an event's data; none when they can't be read.
std::vector<std::string> words_of(std::string_view data, std::string_view key);

/// The entry's own fields say what its envelope says.
bool is_as_its_envelope(Entry const& entry);

}  // namespace overens::journal
