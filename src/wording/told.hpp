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
  int importance = 1;  ///< in a search: what is to be done weighs more than what is said about the text
};

Told told(agreement::KindOfItem const& one, ItemWords const& words);

/// A kind of items, and what they are called together: "Regler".
struct KindWords {
  std::string_view kind;
  base::Text several;
};

/// In the order in which they are told.
std::vector<KindWords> kinds_of_items();

/// By when the norm is to be done, with a way to count it.
Line due_line(agreement::Norm const& norm, ItemWords const& words);

/// What is said of a norm.
std::vector<Said> told(agreement::Norm const& norm, ItemWords const& words);

}  // namespace overens::wording
