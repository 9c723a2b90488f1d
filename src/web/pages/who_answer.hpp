#pragma once

#include <optional>

#include "agreement/responsible.hpp"
#include "app/organisation/units.hpp"
#include "web/templates.hpp"

namespace overens::web {

/// Whose agreement answers, and for whom.
struct WhoAsked {
  agreement::Pack const* pack = nullptr;
  agreement::Party const* municipality = nullptr;  ///< nothing: the county as a whole
  std::optional<int> age = {};
  std::vector<app::UnitDetails> units = {};  ///< that are open to everybody, there
};

/// What has been said of how to reach those who answer.
struct Reached {
  bool by_agreement = false;  ///< the agreement says something of it
  bool by_units = false;      ///< a unit of the kind has said it itself

  void add(Reached const& more) {
    by_agreement = by_agreement || more.by_agreement;
    by_units = by_units || more.by_units;
  }
};

/// Puts who answers for the need, with its name when there are several, and the units that do.
Reached show_need(TemplateData answer, WhoAsked const& asked, event::Need const& need, bool with_name);

/// Puts how to reach those who are named; `reached`: what of it stands above.
void show_reaching(TemplateData answer, WhoAsked const& asked, bool named, Reached reached);

}  // namespace overens::web
