#include "web/forms/command_field.hpp"
#include "web/pages/act_page.hpp"

namespace overens::web {

FormAct act_of_several(ComposedForm const& several, event::ComposedAct const& act, Form const& form,
                       PageContext const& context, std::string const& reader) {
  FormAct does{
      .title = context.language.say(act.label),
      .help = act.help.empty() ? std::string() : context.language.say(act.help),
      .button = context.tr(text("Go on")),
      .is_checked = true,
      .draft = [&, reader](Form const& filled) { return several.drafts(filled, command_in(context), reader).front(); }};
  does.also = [&, reader](Form const& filled) {
    auto all = several.drafts(filled, command_in(context), reader);
    all.erase(all.begin());
    return all;
  };
  does.field_of = [&](std::string const& refused) { return several.field_of(form, refused); };
  return does;
}

}  // namespace overens::web
