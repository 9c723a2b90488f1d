#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "journal/entry.hpp"

namespace overens::journal {

/// BLAKE2b-256 of the salt followed by the data.
Hash hash_of_data(Salt const& salt, std::string_view data);
/// BLAKE2b-256 of the hash before it in the stream, the envelope's length (eight bytes, the lowest first), the envelope
/// and the data's hash.
Hash hash_of_link(Hash const& before, std::string_view envelope, Hash const& data);
/// BLAKE2b-256 of the entry's hash, the command and its request, whether it is shared, and what it is about, each kind
/// and id with its length.
Hash hash_of_marks(Entry const& entry);

/// Closes an entry whose stream, seq, envelope, data, command, request, shared and subjects are set: salt and hashes
/// follow from `before`, the head of its stream, whose version is one less than its seq. Gives the head after it. The
/// salt is drawn by chance by the caller, a new one for each entry: without it, data with few possible values could be
/// guessed from its hash after it has been erased.
Head seal(Entry& entry, Head const& before, Salt const& salt);

/// What is wrong with an entry where it stands.
enum class Fault : std::uint8_t {
  order,     ///< its place has already been: two entries have changed places, or one stands twice
  gap,       ///< entries before it are missing
  link,      ///< its envelope, its hash or the hash before it is not what was written
  data,      ///< its data or salt is not what was written
  envelope,  ///< its stream, seq, id, type, owner or time differs from its envelope
  marks,     ///< its command, whether it is shared, or what it is about, is not what was written
  // Found of a whole journal only (verify.hpp):
  position,   ///< an entry is missing, or stands in another place of the journal than it was written to
  head,       ///< what the database says of where the stream ends is not where it ends
  cut,        ///< the stream ends before it did earlier
  missing,    ///< a stream that was there earlier is gone
  rewritten,  ///< the stream is another than it was earlier, though it follows
  key,        ///< the key of a stream is not as it was written
  index,      ///< what entries are found by does not say what they are about
  erased,     ///< its data is gone, and nobody has recorded a decision to erase it
  // Of the database itself:
  file,      ///< its own check finds it damaged, or it can't be read
  identity,  ///< who a person is has been altered, or part of it is missing
  schema,    ///< something that the program made is missing or altered, or something else has been added
  views,     ///< what is kept of the journal can't be read: it can be made anew
};

/// Everything that is wrong with the entry after `before`; nothing when it follows. A reader goes on with after(entry),
/// so that one altered entry is one finding and not a finding in each entry after it.
std::vector<Fault> faults(Head const& before, Entry const& entry);
Head after(Entry const& entry);

/// Its data has been erased, and the salt with it: the chain still holds, what it said is gone. An event that never had
/// data is not erased.
bool is_erased(Entry const& entry);

}  // namespace overens::journal
