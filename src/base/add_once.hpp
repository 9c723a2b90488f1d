#pragma once

#include <algorithm>

namespace overens::base {

/// Adds to the list what is not in it.
template <class List, class One>
void add_once(List& all, One const& one) {
  if (std::find(all.begin(), all.end(), one) == all.end()) all.emplace_back(one);
}

}  // namespace overens::base
