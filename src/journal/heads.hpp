#pragma once

#include <string>
#include <string_view>

#include "base/refusal.hpp"
#include "journal/entry.hpp"

namespace overens::journal {

/// Heads as a text, to be kept apart from the database: with it, a cut tail, a stream or a chain of looks that is gone
/// is found.
///
///   overens heads 1
///   position 4711
///   <hash> <version> <stream>
///   …
///   streams 12
///   <hash> <length> <chain>
///   …
///   looks 3
std::string heads_text(Heads const& heads);

/// The other way. Refused with `no_heads` for anything else, a text that was cut off included.
base::Expected<Heads> read_heads(std::string_view text);

}  // namespace overens::journal
