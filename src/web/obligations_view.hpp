#pragma once

#include <span>

#include "app/ports/views.hpp"
#include "web/names.hpp"

namespace overens::web {

/// Puts what is owed in the include place OBLIGATIONS, the most pressing first and what was not done last: what, by
/// which agreement, its last day and how it stands today in words, the first way to go on with it, and why. Some of
/// `page` are left out for want of a reason where it says so.
void show_obligations(TemplateData to, std::span<app::ObligationRow const> rows, app::SubjectPage const& page,
                      SubjectNames const& names, PageContext const& context);

/// The version by which it is owed; nullptr: it is gone.
agreement::Pack const* pack_of(app::ObligationRow const& row, PageContext const& context);
/// How it stands today: "3 dagar försenat".
std::string status_of(app::ObligationRow const& row, SubjectNames const& names, PageContext const& context);
/// Whether that is to be seen at once: it is late, or was left undone or broken.
bool is_missed(app::ObligationRow const& row, PageContext const& context);

}  // namespace overens::web
