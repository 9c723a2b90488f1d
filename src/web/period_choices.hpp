#pragma once

#include <span>
#include <string>
#include <vector>

#include "app/queries.hpp"
#include "web/forms/field.hpp"
#include "web/page_context.hpp"

namespace overens::web {

/// The periods that an event of one of the types can be done for, of a shared subject: those in which the agreement's
/// norms that such an event meets count, the present and the one before, and those that are owed or were left undone;
/// and `standing`, which it says already. In words. Empty: no norm counts it by periods.
std::vector<Option> period_choices(app::SubjectPage const& page, std::span<event::EventType const* const> types,
                                   PageContext const& context, std::vector<std::string> const& standing = {});

}  // namespace overens::web
