#pragma once

#include <span>

#include "app/cases/arrivals.hpp"
#include "web/page_context.hpp"
#include "web/templates.hpp"

namespace overens::web {

/// What has come in of a case, into the ARRIVALS of a template: by whom, for what, and what can be done with it.
void show_arrivals(TemplateData to, std::span<app::Arrival const> arrivals, std::string const& in_case,
                   PageContext const& context);

/// The form of an act on something that has come in.
std::string arrival_path(std::string const& in_case, event::EventType const& type, std::string const& disclosure);

}  // namespace overens::web
