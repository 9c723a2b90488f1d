#pragma once

#include <functional>

#include "app/ports/views.hpp"
#include "obligation/engine.hpp"
#include "obligation/urgency.hpp"

namespace overens::app {

/// The rows of an answer for one authority: duties that are not closed, and what was not done or not kept, which stays
/// to be seen. What was done comes with the case itself. Of all that it knows, or only of what it owes itself.
enum class Whose { all, own };
/// How closely an event is kept, by its id.
using SecrecyOf = std::function<event::ObjectClass(std::string_view event)>;
/// `secrecy_of`: of the events of cases; without it they are all shared.
void add_rows(std::vector<ObligationRow>& rows, obligation::Answer const& answer, obligation::Registry const& registry,
              std::string const& authority, base::Symbol symbol, Whose whose = Whose::all,
              SecrecyOf const& secrecy_of = {});

/// The row of one of an answer about a shared subject, however it stands, for one authority.
ObligationRow shared_row(obligation::Answer const& answer, obligation::Obligation const& one,
                         obligation::Registry const& registry, std::string const& authority, base::Symbol symbol);

/// The rows of what none of the registered authorities owes, as when its party has none yet. Their authority is empty.
void add_rows_of_nobody(std::vector<ObligationRow>& rows, obligation::Answer const& answer,
                        obligation::Registry const& registry);

/// Where it stands for the authority whose row it is, which owes it; the most pressing place when both it and its party
/// do. Nothing when it does not owe it.
std::optional<obligation::Urgency> urgency_of(ObligationRow const& row, calendar::Moment const& now);

/// True when it would be late or was left undone, but somebody may have done it without its being known here.
bool may_have_been_done(ObligationRow const& row, calendar::Moment const& now);

}  // namespace overens::app
