#pragma once

#include <cstddef>

namespace overens::bench {

/// How many pages of so many bytes the template library makes in a second of processor time, filling in the values
/// included: a table of short texts, escaped as everywhere. The limit for whoever makes such pages with it.
double template_rate(std::size_t bytes);

}  // namespace overens::bench
