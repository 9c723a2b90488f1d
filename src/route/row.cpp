#include "route/row.hpp"

namespace overens::route {

void add(http::Routes& routes, Rows const& rows) {
  for (auto const& row : rows)
    routes.on(std::string(row.address.method), std::string(row.address.pattern), row.handler, row.quick);
}

}  // namespace overens::route
