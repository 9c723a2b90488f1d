#include "web/forms/button_field.hpp"

#include <algorithm>

namespace overens::web {

std::string pressed(Form& form, PageContext const& context, std::initializer_list<std::string_view> buttons) {
  auto const sent = context.request.form();
  auto const found = std::find_if(sent.begin(), sent.end(), [](auto const& one) { return one.first == button_field; });
  if (found != sent.end() && std::find(buttons.begin(), buttons.end(), found->second) != buttons.end())
    return found->second;
  form.wrong({}, base::text("Nothing has been done: press one of the buttons on this page"));
  return {};
}

}  // namespace overens::web
