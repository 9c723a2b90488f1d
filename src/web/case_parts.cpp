#include "web/case_parts.hpp"

#include <algorithm>

#include "web/subject_path.hpp"
#include "web/work_view.hpp"

namespace overens::web {

using base::text;

namespace {

bool is_under(event::CasePart const& part, event::EventType const& type, PageContext const& context) {
  auto const* const group = context.sources.vocabulary.act_group(type.group);
  return group != nullptr && group->part == part.id;
}

void show_part(TemplateData list, std::string const& url, std::string const& words, bool is_here) {
  auto one = list.add("PART");
  one.put("URL", url);
  one.put("TEXT", words);
  if (is_here) one.show("CURRENT");
}

}  // namespace

std::string case_part_path(std::string const& in_case, std::string_view part) {
  auto const whole = subject_path({"case", in_case});
  return part.empty() ? whole : whole + "/del/" + std::string(part);
}

void show_case_parts(TemplateData to, std::string const& in_case, std::string_view here, PageContext const& context) {
  auto list = to.include("CASE_PARTS", "case_parts.html");
  list.say("NAME", text("The parts of the case"));
  auto const show = [&](std::string_view part, std::string const& words) {
    show_part(list, case_part_path(in_case, part), words, part == here);
  };
  show({}, context.tr(text("Overview")));
  show(all_events_part, context.tr(text("Events")));
  for (auto const& part : context.sources.vocabulary.case_parts) show(part.id, context.language.say(part.label));
}

bool is_in_part(event::CasePart const& part, app::TimelineEvent const& event, PageContext const& context) {
  return (part.crossing && (event.received || !event.sent.empty())) || is_under(part, *event.type, context);
}

bool is_in_part(event::CasePart const& part, app::ObligationRow const& row, SubjectNames const& names,
                PageContext const& context) {
  auto const ways = ways_of(row, names, context);
  return !ways.empty() && is_under(part, *ways.front().type, context);
}

}  // namespace overens::web
