#pragma once

#include <string>

#include "web/page.hpp"

namespace overens::web {

/// A unit, a member of staff or a commission.
bool is_of_organisation(std::string_view kind);

/// The authority whose unit, staff, commission or deviation it is, or that it is itself once something stands about it;
/// empty: the subject is nobody's alone, such as a forum.
std::string authority_of(app::SubjectPage const& page);

/// What the subject is called: its name, what it says of itself when it has none, or its id.
std::string name_of(app::SubjectPage const& page, PageContext const& context);
/// Of a commission: its role and whose it is.
std::string name_of(account::Commission const& commission, account::Organisation const& of, PageContext const& context);

/// Of a member of staff: their e-mail address as it stands.
std::string email_of(app::SubjectPage const& staff);

/// Where in the menu the page of a subject of the kind is found.
std::string menu_place(std::string_view kind);
/// The pages above it.
void put_above(Page& page, std::string_view kind, std::string const& authority, PageContext const& context);

/// The page of an authority's units, staff and commissions.
std::string organisation_path(std::string const& authority);
/// Where something of the authority's begins: `filled`: fields that are filled in.
std::string begin_path(std::string const& authority, std::string const& type,
                       std::vector<std::pair<std::string, std::string>> const& filled = {});

}  // namespace overens::web
