#pragma once

#include "app/views.hpp"
#include "obligation/engine.hpp"

namespace overens::app {

/// The rows of an answer for one authority: duties that are not closed, and what was not done or not kept, which stays
/// to be seen. What was done comes with the case itself. Of all that it knows, or only of what it owes itself.
enum class Whose { all, own };
void add_rows(std::vector<ObligationRow>& rows, obligation::Answer const& answer, obligation::Registry const& registry,
              std::string const& authority, base::Symbol symbol, Whose whose = Whose::all);

}  // namespace overens::app
