#include "web/own_parts.hpp"

namespace overens::web {

using base::text;

void show_hide_page(TemplateData body, PageContext const& context) {
  auto part = body.include("HIDE", "hide_page.html");
  part.put("ACTION", std::string(own_path) + "/dolj");
  part.put("CSRF_NAME", csrf_field);
  part.put("CSRF", context.form_word());
  part.say("TEXT", text("Hide the page"));
}

std::vector<app::TimelineEvent> events_of(app::OwnBlock const& block) {
  std::vector<app::TimelineEvent> all;
  for (auto const& own : block.events) all.push_back(own.event);
  return all;
}

}  // namespace overens::web
