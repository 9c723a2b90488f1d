#pragma once

#include <string>
#include <vector>

#include "web/agreement_parts.hpp"

namespace overens::web {

/// Somewhere in an agreement where a word stands.
struct Hit {
  std::string part;  ///< its slug
  std::string id;    ///< of the nearest place before it that can be led to; empty: the top of the page
  std::string title;
  // The words around: before, the found ones, after.
  std::string before;
  std::string found;
  std::string after;
};

/// Every block that has the words as they are written, capitals aside; one hit a block or table row, in order.
std::vector<Hit> search(AgreementParts const& parts, std::string const& words);

}  // namespace overens::web
