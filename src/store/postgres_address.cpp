#include "store/postgres_address.hpp"

#include <memory>
#include <string_view>

#include <libpq-fe.h>

namespace overens::store {

bool is_clear_address(std::string const& where) {
  std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> const options(PQconninfoParse(where.c_str(), nullptr),
                                                                             &PQconninfoFree);
  if (!options) return false;
  for (auto const* one = options.get(); one->keyword != nullptr; ++one) {
    std::string_view const name(one->keyword);
    std::string_view const value(one->val == nullptr ? "" : one->val);
    if (name == "port" && value.find_first_not_of("0123456789,") != std::string_view::npos) return false;
    if ((name == "host" || name == "dbname") && value.find('@') != std::string_view::npos) return false;
  }
  return true;
}

}  // namespace overens::store
