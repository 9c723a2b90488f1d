#pragma once

#include <cstddef>
#include <string_view>

namespace overens::event {

/// How many letters of an id (a–z A–Z 0–9 . _ : -) stand from here on, at most 64. Sixteen bytes beyond the last letter
/// must be readable. Ids are half the bytes of an event, so they are looked at sixteen at a time where the processor
/// can.
std::size_t id_length(char const* from);

/// The word is an id and nothing else.
bool is_id(std::string_view word);

}  // namespace overens::event
