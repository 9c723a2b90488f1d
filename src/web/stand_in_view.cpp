#include "web/stand_in_view.hpp"

#include "http/target.hpp"
#include "web/forms/command_field.hpp"
#include "web/names.hpp"

namespace overens::web {

using base::text;

namespace {

std::string stand_in_path(std::string const& commission) {
  return "/mitt-konto/vikarie/" + http::encode(commission);
}

void show_one_away(TemplateData row, app::NamedStandIn const& one, PageContext const& context) {
  auto const words = with_days(one, context);
  row.say("TEXT", text("Stand-in: {0}", words));
  row.put("ACTION", stand_in_path(one.by.commission) + "/avsluta");
  row.put("CSRF_NAME", csrf_field);
  row.put("CSRF", context.form_word());
  row.put("COMMAND_NAME", command_field);
  row.put("COMMAND", app::id_by_chance());
  row.put("STAFF_NAME", ended_stand_in_field);
  row.put("STAFF", one.by.staff);
  row.say("BUTTON", text("End now"));
  row.say("LABEL", text("End now: {0}", words));
}

}  // namespace

void show_stand_ins(TemplateData body, PageContext const& context) {
  auto const actor = context.actor();
  if (actor.kind != access::Actor::Kind::staff || !context.sources.own_stand_ins) return;
  auto const named = context.sources.own_stand_ins(actor);
  if (!named || (named->empty() && actor.commission.empty())) return;
  auto away = body.add("AWAY");
  away.say("HEADING", text("While you are away"));
  if (named->empty()) away.show("NOBODY", context.tr(text("Nobody stands in for you.")));
  for (auto const& one : *named) show_one_away(away.add("STAND_IN"), one, context);
  if (actor.commission.empty()) return;
  auto name = away.add("NAME");
  name.put("URL", stand_in_path(actor.commission));
  name.say("TEXT", text("Name a stand-in while you are away"));
}

}  // namespace overens::web
