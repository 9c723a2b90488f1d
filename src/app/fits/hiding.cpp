#include <algorithm>

#include "app/fits/fitting.hpp"
#include "app/subjects_of.hpp"
#include "event/known.hpp"

namespace overens::app {
namespace {

using base::refuse;
using base::text;
namespace known = event::known;

// Who has a case, who may not read it, and that there is one, everybody there must know; a change is hidden with what
// it changes.
constexpr std::string_view shown_always[] = {known::case_opened,        known::case_unit_set,
                                             known::case_taken_on,      known::case_let_go,
                                             known::corrected,          known::withdrawn,
                                             known::record_hidden,      known::record_shown,
                                             known::protection_set,     known::protection_lowering_asked,
                                             known::protection_lowered, known::block_set,
                                             known::block_lifted};

base::Expected<void> hiding_fits(Record const& record, event::Event const& event, RuleSet const&) {
  auto const meant = own_event(record, event.owner, event_meant_by(event), "event");
  if (!meant) return tl::unexpected(meant.error());
  auto const& about = (*meant)->subjects;
  journal::SubjectRef const here{"case", std::string(event.in_case)};
  if (std::find(about.begin(), about.end(), here) == about.end())
    return refuse("other_case", text("the event {0} does not belong to the case {1}", (*meant)->id, event.in_case),
                  "case");
  auto const is_shown = std::find(std::begin(shown_always), std::end(shown_always), (*meant)->type->name);
  if ((*meant)->shared || (*meant)->type->internal || is_shown != std::end(shown_always))
    return refuse("not_hideable", text("{0} is not hidden by itself", (*meant)->type->label), "event");
  return {};
}

constexpr Fitting hiding_rows[] = {{.type = known::record_hidden, .fits = hiding_fits},
                                   {.type = known::record_shown, .fits = hiding_fits}};

}  // namespace

std::span<Fitting const> fits_hiding() {
  return hiding_rows;
}

}  // namespace overens::app
