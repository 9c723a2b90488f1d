#include "route/row.hpp"

namespace overens::route {

void add(http::Routes& routes, Rows const& rows) {
  for (auto const& row : rows) routes.on(row.method, row.pattern, row.handler, row.quick);
}

}  // namespace overens::route
