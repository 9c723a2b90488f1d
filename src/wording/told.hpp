#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "wording/item_words.hpp"

namespace overens::wording {

/// One thing that is said of an item.
struct Said {
  std::string what;
  Line is;
};

/// An item of an agreement, told: what kind it is, what it is called, and what is said of it. The sections that it
/// cites are not among it.
struct Told {
  agreement::Item const* item = nullptr;
  std::string_view kind_of_item = {};  ///< "norm"
  std::string kind;                    ///< "Regel"
  std::string title;
  std::vector<Said> says;
};

Told told(agreement::KindOfItem const& one, ItemWords const& words);

/// What items of a kind are called together: "Regler".
base::Text several(std::string_view kind);

/// By when the norm is to be done, with a way to count it.
Line due_line(agreement::Norm const& norm, ItemWords const& words);

/// What is said of a norm.
std::vector<Said> told(agreement::Norm const& norm, ItemWords const& words);

}  // namespace overens::wording
