#include "web/forms/command_field.hpp"

#include "event/id.hpp"

namespace overens::web {
std::string command_in(PageContext const& context) {
  for (auto const& [name, value] : context.request.form()) {
    if (name == command_field && event::is_id(value)) return value;
  }
  return app::id_by_chance();
}

}  // namespace overens::web
