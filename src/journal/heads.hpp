#pragma once

#include <string>
#include <string_view>

#include "base/refusal.hpp"
#include "journal/entry.hpp"

namespace overens::journal {

/// Heads as they are kept apart from the database, and whether all of it is for practice.
struct KeptHeads {
  Heads heads;
  bool is_practice = false;
};

/// As a text: with it, a cut tail, a stream or a chain of looks that is gone is found.
///
///   overens heads 2
///   practice no
///   position 4711
///   <hash> <version> <stream>
///   …
///   streams 12
///   <hash> <length> <chain>
///   …
///   looks 3
std::string heads_text(KeptHeads const& kept);

/// The other way. Refused with `old_heads` for what an earlier version of the program wrote, and with `no_heads` for
/// anything else, a text that was cut off included.
base::Expected<KeptHeads> read_heads(std::string_view text);

}  // namespace overens::journal
