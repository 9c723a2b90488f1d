#pragma once

#include <string_view>
#include <vector>

#include "access/decide.hpp"
#include "http/routes.hpp"

namespace overens::route {

/// What can be asked, of which class of object, to do what.
struct Address {
  std::string_view method;   ///< GET (which answers HEAD too), POST …
  std::string_view pattern;  ///< as http::Routes takes it
  access::ObjectClass object_class;
  access::Action action;
};
using Addresses = std::vector<Address>;

/// A row of the one table of routes: an address, and who answers. The edges hand over their rows; what has no row can't
/// be asked.
struct Row {
  Address address;
  http::Handler handler;
  http::Quick quick = {};
};
using Rows = std::vector<Row>;

/// Lets the server answer by the rows. The same method and pattern twice is a defect in the program: throws
/// std::logic_error.
void add(http::Routes& routes, Rows const& rows);

}  // namespace overens::route
