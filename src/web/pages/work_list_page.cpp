#include <algorithm>

#include "web/cases_view.hpp"
#include "web/obligations_view.hpp"
#include "web/page.hpp"
#include "web/pages.hpp"
#include "web/questions_view.hpp"
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

// How much there is, and which of it stands on the page: "Visar 51–100 av 231 bevakningar."
std::string how_many(app::WorkList const& list, PageContext const& context) {
  auto const& counts = *list.counts;
  auto const all = static_cast<long>(counts.all);
  auto const shown = static_cast<long>(list.items.size());
  if (!list.before) return context.tr(text("Shows {0} of those that come after the first {1} duties.", shown, all));
  auto const first = static_cast<long>(*list.before) + 1;
  auto const last = first + shown - 1;
  if (counts.is_cut) return context.tr(text("Shows {0}–{1} of more than {2} duties.", first, last, all));
  if (shown < all) return context.tr(text("Shows {0}–{1} of {2} duties.", first, last, all));
  return context.tr(plural("One duty.", "{0} duties.", all));
}

// "231 bevakningar. 3 är försenade. 2 är nya sedan 2026-11-27."
void show_status(TemplateData body, app::WorkList const& list, bool is_filtered, PageContext const& context) {
  auto const add = [&](std::string const& words) { body.show("STATUS", words); };
  auto const& counts = *list.counts;
  if (counts.all == 0 && list.items.empty()) {
    add(context.tr(is_filtered ? text("Nothing here is as you have chosen.")
                               : text("You have nothing to do here now.")));
    return;
  }
  add(how_many(list, context));
  auto const late = static_cast<long>(counts.parts[static_cast<std::size_t>(ListPart::late)]);
  add(late == 0 ? context.tr(text("None is late."))
                : context.tr(plural("One duty is late.", "{0} duties are late.", late)));
  auto const since = calendar::to_string(list.new_since);
  if (counts.fresh != 0)
    add(context.tr(plural("One is new since {1}.", "{0} are new since {1}.", static_cast<long>(counts.fresh), since)));
}

// How many there are of a part on all pages; of the last that was counted there may be more.
std::string count_of(ListPart part, app::WorkList const& list, PageContext const& context) {
  auto const& counts = *list.counts;
  auto const of = [&](std::size_t at) { return counts.parts[at]; };
  auto const here = static_cast<std::size_t>(part);
  auto is_whole = !counts.is_cut;
  for (auto later = here + 1; later < counts.parts.size(); ++later) is_whole = is_whole || of(later) != 0;
  auto const on_page =
      std::count_if(list.items.begin(), list.items.end(), [&](WorkItem const& item) { return item.part == part; });
  auto const count = std::max(of(here), static_cast<std::size_t>(on_page));
  return is_whole ? fmt::to_string(count) : context.tr(text("at least {0}", count));
}

void show_fact(TemplateData row, base::Text const& name, std::string const& value, std::string const& url = {}) {
  if (value.empty()) return;
  auto one = row.add("FACT");
  one.say("NAME", name);
  auto shown = one.add(url.empty() ? "PLAIN" : "LINKED");
  shown.put("VALUE", value);
  if (!url.empty()) shown.put("URL", url);
}

// Why it does not open to whoever has it in their list, and what it takes.
std::string closed_words(WorkItem const& item, PageContext const& context) {
  if (item.closed_by.empty() || item.row.in_case.empty()) return {};
  return context.tr(item.closed_by == "reason_needed" ? text("The case opens when you have said why you need it")
                                                      : text("Only those who work in the case can open it"));
}

std::string near_words(WorkItem const& item, PageContext const& context) {
  if (!item.stands_in_for.empty())
    return context.tr(text("For {0}", item.colleague.empty() ? item.stands_in_for : item.colleague));
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
  if (item.is_new) one.show("NEW", context.tr(text("New")));
  auto const path = concerned_path(row);
  auto whom = one.add(path.empty() ? "CONCERNS_PLAIN" : "CONCERNS");
  whom.put("WHOM", item.person.empty() ? concerned(row, names, context) : item.person);
  if (!path.empty()) whom.put("URL", path);
  if (auto const move = whose_move(row, names, context); !move.empty()) one.show("MOVE", move);
  if (row.due_on) one.show("DAY", context.tr(text("Last day {0}", calendar::to_string(*row.due_on))));
  if (auto const near = near_words(item, context); !near.empty()) one.show("NEAR", near);
  if (auto const closed = closed_words(item, context); !closed.empty()) one.show("NEAR", closed);
  one.say("WHY", text("Why?"));
  one.put("WHAT", title_of(row, context));
  show_fact(one, text("By"), agreement_of_row(row, context));
  show_fact(one, text("Section"), section_of_row(row, context), section_path(row, context));
  if (row.opened_on) show_fact(one, text("Opened"), calendar::to_string(*row.opened_on));
  auto const ways = ways_of(row, names, context);
  if (auto const* way = first_way(ways)) show_fact(one, text("Goes on by"), way_words(*way, context));
  show_fact(one, text("Case"), item.person.empty() ? std::string() : row.in_case);
  one.put("WHY_URL", why_path(item.row, item.of));
  one.say("WHOLE", text("The whole explanation"));
  show_first_way(one, ways, item.row, item.may_record, context);
}

void show_work(TemplateData body, app::WorkList const& list, PageContext const& context) {
  SubjectNames const names(context, {}, list.authority);
  for (std::size_t at = 0; at < obligation::list_parts; ++at) {
    auto const part = static_cast<ListPart>(at);
    std::optional<TemplateData> group;
    for (auto const& item : list.items) {
      if (item.part != part) continue;
      if (!group) {
        group = body.add("GROUP");
        group->put("NAME", heading_of(part, context));
        group->put("COUNT", count_of(part, list, context));
      }
      show_work_item(*group, item, names, context);
    }
  }
}

void show_work_filters(TemplateData body, Form const& form, PageContext const& context) {
  auto part = body.add("FILTERS");
  part.say("SUMMARY", text("Choose what is shown"));
  if (is_filtered(form) || !form.ok()) part.show("OPEN");
  for (auto const& field : form.fields()) {
    if (field.name != work_after) form.show(part, field.name);
  }
  part.say("BUTTON", text("Show"));
  if (is_filtered(form) || !form.ok()) part.show("ALL", context.tr(text("Show all")));
}

// To the page before and the page after.
void show_pages(TemplateData body, app::WorkList const& list, Query const& query, PageContext const& context) {
  auto const is_deep = !list.before.has_value();
  if (list.next.empty() && !list.previous && !is_deep) return;
  auto pages = body.add("PAGES");
  pages.say("NAME", text("Pages"));
  auto const show = [&](char const* place, base::Text const& words, std::string const& after) {
    auto to = query;
    if (!after.empty()) to.emplace_back(work_after, after);
    auto link = pages.add(place);
    link.put("URL", address("/bevakningar", to));
    link.put("TEXT", context.tr(words));
  };
  if (is_deep) show("FIRST", text("To the beginning"), {});
  if (list.previous) show("PREVIOUS", text("The page before"), *list.previous);
  if (!list.next.empty()) show("NEXT", text("More duties"), list.next);
}

// What there is of it, with what can't be seen here.
void show_list(TemplateData body, app::WorkList const& list, Form const& form, PageContext const& context) {
  show_status(body, list, is_filtered(form), context);
  if (list.more_with_reason)
    body.show("NOTE", context.tr(text("There is more in cases that others have sent something of. Open the case and "
                                      "say why you need it.")));
  show_work(body, list, context);
  auto const query = kept_filters(form);
  if (!list.items.empty()) {
    auto file = body.add("FILE");
    file.put("URL", address("/bevakningar/fil", query));
    file.say("TEXT", text("Fetch as a file for a spreadsheet"));
  }
  show_pages(body, list, query, context);
}

// Cases are shown to whoever works under a commission.
void show_choice_of_commission(TemplateData body, PageContext const& context) {
  auto const actor = context.actor();
  if (actor.kind != access::Actor::Kind::staff || !actor.role.empty()) return;
  auto part = body.add("CHOOSE");
  part.say("TEXT", text("You have not chosen a commission: what there is to do in cases is not shown."));
  part.say("LINK", text("Choose a commission"));
  part.put("URL", choice_path("/bevakningar"));
}

}  // namespace

Fields work_list_fields(PageContext const& context) {
  auto fields = work_filters(context);
  // Letters and digits by which the list goes on: no number of a person's.
  fields.push_back({.name = work_after, .other_number = true, .longest = 2000});
  return fields;
}

http::Reply work_list_page(PageContext const& context, Form& form) {
  Page out(context, "work_list.html", context.tr(text("My duties")), "/bevakningar");
  auto body = out.body();
  body.say("HEADING", text("My duties"));
  body.say("OVERVIEW", text("Overview by unit, party or forum"));
  auto request = work_request(form);
  request.after = form.value(work_after);
  request.with_counts = true;
  std::optional<app::WorkList> list;
  if (request.authority.empty() && context.actor().authorities.size() != 1) {
    body.show("STATUS", context.tr(text("Choose whose duties you want to see.")));
  } else if (form.ok()) {
    auto read = context.sources.work_list(context.actor(), request);
    if (!read && read.error().field != "after") return refused_page(context, read.error());
    if (read) list = std::move(*read);
    if (!list) form.wrong({}, text("The address leads to no page of the list. Look from its beginning."));
  }
  form.errors(body);
  show_choice_of_commission(body, context);
  show_work_filters(body, form, context);
  if (auto const waiting = context.sources.waiting(context.actor()); waiting && list) {
    show_waiting_questions(body, waiting->questions, SubjectNames(context), context);
    show_come_in(body, waiting->come_in, context);
  }
  if (list) show_list(body, *list, form, context);
  return out.reply(form.ok() ? 200 : 422);
}

}  // namespace overens::web
