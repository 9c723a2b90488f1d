#pragma once

#include <functional>
#include <span>

#include "web/names.hpp"

namespace overens::web {

/// Puts what has been recorded in the include place TIMELINE, in the order given: when, what, by whom; corrected and
/// withdrawn marked; with a way to correct or withdraw what the actor's own authorities recorded about `subject`.
/// `is_shown`: those that are shown, where the others are only named by them; without it all.
void show_timeline(TemplateData to, std::span<app::TimelineEvent const> events, journal::SubjectRef const& subject,
                   SubjectNames const& names, PageContext const& context,
                   std::function<bool(app::TimelineEvent const&)> const& is_shown = {});

/// That acts which somebody else should have have not gone to them, and the one way to disclose them for whoever may.
/// Never said of what is kept most closely.
void show_still_here(TemplateData row, std::span<app::TimelineEvent const> events, journal::SubjectRef const& in_case,
                     PageContext const& context);

/// On which basis it was disclosed, in words.
std::string basis_words(app::DisclosedEvent const& one, PageContext const& context);

/// The day, what it was and what it says, as somebody writes it elsewhere. `among`: events that it may name.
std::string as_paragraph(app::TimelineEvent const& event, std::span<app::TimelineEvent const> among,
                         SubjectNames const& names, PageContext const& context);

/// "2026-11-21", or with a time on Swedish clocks.
std::string shown(calendar::Moment const& moment);

}  // namespace overens::web
