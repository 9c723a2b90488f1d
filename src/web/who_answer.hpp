#pragma once

#include <optional>

#include "agreement/responsible.hpp"
#include "web/templates.hpp"

namespace overens::web {

/// Whose agreement answers, and for whom.
struct WhoAsked {
  agreement::Pack const* pack = nullptr;
  agreement::Party const* municipality = nullptr;  ///< nothing: the county as a whole
  std::optional<int> age = {};
};

/// Puts who answers for the need, with its name when there are several. Whether anything is said of how to reach them.
bool show_need(TemplateData answer, WhoAsked const& asked, event::Need const& need, bool with_name);

/// Puts how to reach those who are named; `reached`: something of it stands above.
void show_reaching(TemplateData answer, WhoAsked const& asked, bool named, bool reached);

}  // namespace overens::web
