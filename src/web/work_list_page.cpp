#include <algorithm>

#include "web/obligations_view.hpp"
#include "web/page.hpp"
#include "web/pages.hpp"
#include "web/work_filters.hpp"
#include "web/work_view.hpp"

namespace overens::web {

using app::Nearness;
using app::WorkItem;
using base::plural;
using base::text;
using obligation::ListPart;

namespace {

constexpr char const* work_after = "efter";

std::string why_path(WorkItem const& item) {
  return address(
      "/bevakningar/varfor",
      {{work_owner_field, item.row.authority}, {"slag", item.of.kind}, {"om", item.of.id}, {"bevakning", item.row.id}});
}

// "12 bevakningar: 3 försenade, 1 i dag. 2 är nya sedan i går."
std::string status_of_list(app::WorkList const& list, bool is_filtered, PageContext const& context) {
  auto const count = [&](auto const& is) {
    return static_cast<long>(std::count_if(list.items.begin(), list.items.end(), is));
  };
  if (list.items.empty())
    return context.tr(is_filtered ? text("Nothing here is as you have chosen.")
                                  : text("You have nothing to do here now."));
  auto const all = static_cast<long>(list.items.size());
  auto const late = count([](WorkItem const& item) { return item.part == ListPart::late; });
  auto const fresh = count([&](WorkItem const& item) { return is_new(item.row, context); });
  if (late == 0 && fresh == 0) return context.tr(plural("One duty, not late.", "{0} duties, none late.", all));
  if (fresh == 0) return context.tr(plural("One duty, {1} late.", "{0} duties, {1} late.", all, late));
  return context.tr(plural("One duty, {1} late, {2} new since yesterday.",
                           "{0} duties, {1} late, {2} new since yesterday.", all, late, fresh));
}

void show_fact(TemplateData row, base::Text const& name, std::string const& value, std::string const& url = {}) {
  if (value.empty()) return;
  auto one = row.add("FACT");
  one.say("NAME", name);
  auto shown = one.add(url.empty() ? "PLAIN" : "LINKED");
  shown.put("VALUE", value);
  if (!url.empty()) shown.put("URL", url);
}

std::string near_words(WorkItem const& item, PageContext const& context) {
  if (item.nearness == Nearness::mine) return context.tr(text("Yours"));
  return item.nearness == Nearness::unassigned ? context.tr(text("Nobody has taken on the case")) : std::string();
}

void show_work_item(TemplateData group, WorkItem const& item, SubjectNames const& names, PageContext const& context) {
  auto const& row = item.row;
  auto one = group.add("ROW");
  one.put("BINDING", binding_of(row, context));
  one.put("TITLE", title_of(row, context));
  auto tag = one.add(is_missed(row, context) ? "LATE" : "ON_TIME");
  tag.put("TEXT", status_of(row, names, context));
  if (is_new(row, context)) one.show("NEW", context.tr(text("New")));
  auto const path = concerned_path(row);
  auto whom = one.add(path.empty() ? "CONCERNS_PLAIN" : "CONCERNS");
  whom.put("WHOM", item.person.empty() ? concerned(row, names, context) : item.person);
  if (!path.empty()) whom.put("URL", path);
  one.put("MOVE", whose_move(row, names, context));
  if (row.due_on) one.show("DAY", context.tr(text("Last day {0}", calendar::to_string(*row.due_on))));
  if (auto const near = near_words(item, context); !near.empty()) one.show("NEAR", near);
  one.say("WHY", text("Why?"));
  one.put("WHAT", title_of(row, context));
  show_fact(one, text("By"), agreement_of_row(row, context));
  show_fact(one, text("Section"), section_of_row(row, context), section_path(row, context));
  if (row.opened_on) show_fact(one, text("Opened"), calendar::to_string(*row.opened_on));
  auto const ways = ways_of(row, context);
  if (!ways.empty() && ways.front().does != obligation::Way::Does::moves)
    show_fact(one, text("Goes on by"), way_words(ways.front(), context));
  show_fact(one, text("Case"), item.person.empty() ? std::string() : row.in_case);
  one.put("WHY_URL", why_path(item));
  one.say("WHOLE", text("The whole explanation"));
  for (auto const& way : ways) {
    if (way.does == obligation::Way::Does::releases || way.does == obligation::Way::Does::moves) break;
    auto const to = way_path(way, row, context);
    if (to.empty()) continue;
    auto act = one.add("ACT");
    act.put("URL", to);
    act.put("TEXT", way_words(way, context));
    break;
  }
}

void show_work(TemplateData body, app::WorkList const& list, PageContext const& context) {
  SubjectNames const names(context, {}, list.authority);
  for (auto part = ListPart::late; part <= ListPart::waits; part = static_cast<ListPart>(static_cast<int>(part) + 1)) {
    std::optional<TemplateData> group;
    for (auto const& item : list.items) {
      if (item.part != part) continue;
      if (!group) {
        auto const count =
            std::count_if(list.items.begin(), list.items.end(), [&](WorkItem const& one) { return one.part == part; });
        group = body.add("GROUP");
        group->put("NAME", heading_of(part, context));
        group->put("COUNT", fmt::to_string(count));
      }
      show_work_item(*group, item, names, context);
    }
  }
}

void show_work_filters(TemplateData body, Form const& form, PageContext const& context) {
  auto part = body.add("FILTERS");
  part.say("SUMMARY", text("Choose what is shown"));
  if (is_filtered(form)) part.show("OPEN", {});
  for (auto const& field : form.fields()) {
    if (field.name != work_after) form.show(part, field.name);
  }
  part.say("BUTTON", text("Show"));
  if (is_filtered(form)) part.show("ALL", context.tr(text("Show all")));
}

}  // namespace

Fields work_list_fields(PageContext const& context) {
  auto fields = work_filters(context);
  fields.push_back({.name = work_after, .longest = 2000});
  return fields;
}

http::Reply work_list_page(PageContext const& context, Form& form) {
  Page out(context, "work_list.html", context.tr(text("My duties")), "/bevakningar");
  auto body = out.body();
  body.say("HEADING", text("My duties"));
  body.say("OVERVIEW", text("Overview by unit, party or forum"));
  show_work_filters(body, form, context);
  auto request = work_request(context, form);
  request.after = form.value(work_after);
  if (request.authority.empty() && context.actor().authorities.size() != 1) {
    body.say("STATUS", text("Choose whose duties you want to see."));
    return out.reply();
  }
  auto const list = context.sources.work_list(context.actor(), request);
  if (!list) return refused_page(context, list.error());
  auto const status = status_of_list(*list, is_filtered(form), context);
  auto const is_part = !list->next.empty() || !request.after.empty();
  body.put("STATUS", is_part ? context.tr(text("On this page: {0}", status)) : status);
  if (list->more_with_reason)
    body.show("MORE_WITH_REASON", context.tr(text("There is more in cases that others have sent something of. Open the "
                                                  "case and say why you need it.")));
  show_work(body, *list, context);
  auto query = kept_filters(form);
  if (!list->items.empty()) {
    auto file = body.add("FILE");
    file.put("URL", address("/bevakningar/fil", query));
    file.say("TEXT", text("Fetch as a file for a spreadsheet"));
  }
  if (!list->next.empty()) {
    query.emplace_back(work_after, list->next);
    auto more = body.add("MORE");
    more.put("URL", address("/bevakningar", query));
    more.say("TEXT", text("More duties"));
  }
  return out.reply();
}

}  // namespace overens::web
