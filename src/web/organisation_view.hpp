#pragma once

#include "web/page_context.hpp"
#include "web/templates.hpp"

namespace overens::web {

/// Puts a commission in the places URL, NAME, DAYS, UNIT and STATUS.
void show_commission(TemplateData row, account::Commission const& commission, account::Organisation const& of,
                     PageContext const& context);

/// Puts in the section STATE that a commission waits to be confirmed, and by whom not.
void show_commission_state(TemplateData body, account::Commission const& commission, PageContext const& context);
/// Whether the actor can record an event of the type about it: confirm it, end it.
bool is_offered(event::EventType const& type, account::Commission const& commission, account::Organisation const& of,
                PageContext const& context);
/// Whether the actor may correct what has been recorded of it: not of their own, and of nobody's when two have given
/// it.
bool is_correctable(account::Commission const& commission, PageContext const& context);

/// What there is to see to about a unit that its authority keeps; empty: nothing.
std::vector<std::string> lacks(app::UnitDetails const& unit, PageContext const& context);

/// Puts how a unit stands in the section STATE: what is to be seen to, when it was gone through, its page for
/// everybody.
void show_unit_state(TemplateData body, std::string const& unit, PageContext const& context);

}  // namespace overens::web
