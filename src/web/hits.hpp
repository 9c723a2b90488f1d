#pragma once

#include <string>
#include <vector>

#include "web/page_context.hpp"
#include "web/templates.hpp"
#include "wording/search.hpp"

namespace overens::web {

/// Something found in an agreement, and why.
struct Hit {
  agreement::Item const* item = nullptr;  ///< nothing: how the agreement stands
  std::string kind;                       ///< "Regel"
  std::string title;
  std::string url;
  std::string where;  ///< "avsnitt 2.3"
  std::vector<std::pair<std::string, wording::Line>> because;
  int weight = 0;
  std::string_view kind_of_item = {};  ///< "norm"; empty: how the agreement stands
};

/// What a version holds of the words, that which fits best first.
std::vector<Hit> search_version(PageContext const& context, agreement::Lifecycle const& life,
                                agreement::Pack const& pack, calendar::Day on, wording::Wanted const& wanted);

/// Puts the hits in the include place HITS.
void show_hits(TemplateData to, std::vector<Hit> const& hits);

}  // namespace overens::web
