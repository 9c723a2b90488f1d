#pragma once

#include "web/forms/form.hpp"
#include "web/templates.hpp"

namespace overens::web {

// What the lists of cases have in common: all of an authority's, and those that have come in.

inline constexpr char const* whose_cases = "myndighet";
inline constexpr char const* cases_after = "efter";

/// Whose cases: of the one authority that they speak for, or as chosen, in the place CHOOSE; empty: not chosen yet.
std::string choose_authority(TemplateData body, PageContext const& context, Form const& form);

/// The way to what has come in, with how much of it waits for whoever asks, in the place COME_IN.
void show_come_in(TemplateData body, std::size_t count, PageContext const& context);

}  // namespace overens::web
