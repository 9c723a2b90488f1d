#pragma once

#include <span>

#include "app/views.hpp"
#include "web/names.hpp"

namespace overens::web {

/// Puts what is owed in the include place OBLIGATIONS, in the order given: what, by which agreement, its last day and
/// how it stands today in words. `more_with_reason`: some are left out for want of a reason.
void show_obligations(TemplateData to, std::span<app::ObligationRow const> rows, SubjectNames const& names,
                      PageContext const& context, bool more_with_reason = false);

}  // namespace overens::web
