#pragma once

#include "web/address.hpp"
#include "web/forms/form.hpp"

namespace overens::web {

// How what people have to do is chosen from: the same on its pages, in their addresses and for its file.

inline constexpr char const* work_owner_field = "myndighet";

/// The filters. The first asks whose list it is, where the actor speaks for several.
Fields work_filters(PageContext const& context);
app::WorkListRequest work_request(Form const& form);
/// As they stand in an address.
Query kept_filters(Form const& form);
bool is_filtered(Form const& form);

std::string heading_of(obligation::ListPart part, PageContext const& context);

}  // namespace overens::web
