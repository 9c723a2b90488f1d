#pragma once

#include <span>
#include <string_view>

#include "access/decide.hpp"
#include "route/row.hpp"
#include "web/forms/form.hpp"

namespace overens::web {

/// A page in the table of routes. Its form is read and, when it was sent by POST, found to come from one of our own
/// pages before the page is asked.
struct PageRow {
  std::string_view method;  ///< GET or POST
  /// As http::Routes takes it; {place} in front stands for the word of each of kind_places(), {own_place} of
  /// own_places().
  std::string_view pattern;
  access::ObjectClass object_class;
  access::Action action;
  http::Reply (*page)(PageContext const&, Form&);
  Fields (*fields)(PageContext const&) = nullptr;  ///< of its form; nullptr: it has none
};

/// All pages.
std::span<PageRow const> page_rows();
/// Whether it leads anywhere for whoever asks: the page at the path is one that the table of routes lets them ask for,
/// of the authority that the path names. A link is shown by this; what it is about is decided when it is asked for.
bool leads(PageContext const& context, std::string_view path);

/// What can be asked of them.
route::Addresses page_addresses();

}  // namespace overens::web
