#pragma once

#include <span>

#include "web/names.hpp"

namespace overens::web {

/// Puts what has been recorded in the include place TIMELINE, in the order given: when, what, by whom; corrected and
/// withdrawn marked; with a way to correct or withdraw what the actor's own authorities recorded about `subject`.
void show_timeline(TemplateData to, std::span<app::TimelineEvent const> events, journal::SubjectRef const& subject,
                   SubjectNames const& names, PageContext const& context);

/// "2026-11-21", or with a time on Swedish clocks.
std::string shown(calendar::Moment const& moment);

}  // namespace overens::web
