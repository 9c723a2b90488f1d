#include "web/forms/command_field.hpp"

#include "event/id.hpp"

namespace overens::web {
std::string command_in(PageContext const& context) {
  auto const sent = context.request.sent(command_field);
  return event::is_id(sent) ? sent : app::id_by_chance();
}

}  // namespace overens::web
