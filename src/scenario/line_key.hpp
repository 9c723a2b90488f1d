#pragma once

#include <optional>
#include <string_view>

namespace overens::scenario {

/// What every line of an event may say besides the fields of its type. A field that is called as one of these is
/// written data.<field>.
enum class LineKey { by, as, in_case, person, id, recorded, sent_to };

/// Nothing for any other word.
std::optional<LineKey> line_key(std::string_view word);

}  // namespace overens::scenario
