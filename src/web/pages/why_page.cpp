#include "web/names.hpp"
#include "web/obligations_view.hpp"
#include "web/page.hpp"
#include "web/pages.hpp"
#include "web/subject_path.hpp"
#include "web/work_filters.hpp"
#include "web/work_view.hpp"

namespace overens::web {

using base::text;

namespace {

void show_ways_on(TemplateData body, Explained const& explained, SubjectNames const& names,
                  PageContext const& context) {
  auto const& row = explained.row;
  auto const ways = ways_of(row, names, context);
  std::optional<TemplateData> part;
  for (auto const& way : ways) {
    if (!part) {
      part = body.add("WAYS");
      part->say("NAME", text("How to go on"));
    }
    auto one = part->add("WAY");
    auto const to = way_path(way, row, explained.may_record, context);
    auto const is_first = &way == &ways.front() && way.does != obligation::Way::Does::moves;
    auto act = one.add(to.empty() ? "WORDS" : is_first ? "FIRST" : "BUTTON");
    act.put("TEXT", way_words(way, context));
    if (!to.empty()) act.put("URL", to);
    one.put("DOES", context.tr(way.does == obligation::Way::Does::own_part ? text("your part")
                               : way.does == obligation::Way::Does::meets  ? text("meets it")
                               : way.does == obligation::Way::Does::moves  ? text("moves its last day, if all agree")
                                                                           : text("when it no longer applies")));
    for (auto const& hint : way_hints(way, row, context)) one.show("HINT", hint);
    if (auto const told = told_path(way, row, explained.may_record, names, context); !told.empty()) {
      auto link = one.add("TOLD");
      link.put("URL", told);
      link.say("TEXT", text("Record what they have told"));
      link.put("OF", way_words(way, context));
    }
  }
}

}  // namespace

http::Reply why_page(PageContext const& context, Form&) {
  auto const asked = [&](char const* name) { return std::string(context.request.asked(name)); };
  app::WorkPlace const place{asked(work_owner_field), {asked("slag"), asked("om")}, asked("bevakning")};
  SubjectNames const names(context, {}, place.authority);
  // Asked for before: what explains holds what everybody knows meanwhile.
  auto const* kind = context.sources.vocabulary.kind(place.of.kind);
  auto const is_shared = kind != nullptr && !kind->individual && !place.of.id.empty();
  auto const name = is_shared ? names.subject(place.of.kind, place.of.id) : std::string();
  auto const name_of = [&](std::string_view of_kind, std::string_view id) {
    return of_kind == place.of.kind && id == place.of.id ? name : std::string();
  };
  auto const explained = context.sources.explain(context.actor(), place, {}, context.language, name_of);
  if (!explained) {
    auto const& code = explained.error().code;
    // The page of the case says whom to ask, and takes on the case or a reason; and how what no list has stands.
    auto const is_done = code == "not_found" && place.of.kind == "case" && context.in_case(place.of.id);
    auto const is_known = is_done || code == "not_involved" || code == "other_unit" || code == "reason_needed" ||
                          code == "protected_identity";
    if (is_known && place.of.kind == "case") return http::see_other(subject_path(place.of));
    return refused_page(context, explained.error());
  }
  auto const& row = explained->row;
  auto const title = title_of(row, context);
  Page out(context, "why.html", context.tr(text("Why?")), "/bevakningar");
  out.above(context.tr(text("My duties")), "/bevakningar");
  auto body = out.body();
  body.put("HEADING", title);
  body.put("UNDER", explained->subject);
  body.add(is_missed(row, context) ? "LATE" : "ON_TIME").put("TEXT", explained->status);
  if (auto const path = concerned_path(row); !path.empty()) {
    auto link = body.add("CONCERNS");
    link.put("URL", path);
    link.put("TEXT", row.in_case.empty() ? explained->subject : case_name(row.in_case, context));
  }
  if (auto const path = section_path(row, context); !path.empty()) {
    auto link = body.add("SECTION");
    link.put("URL", path);
    link.put("TEXT", context.tr(text("{0} in the agreement", section_of_row(row, context))));
  }
  show_ways_on(body, *explained, names, context);
  for (auto const& paragraph : explained->why) {
    auto section = body.add("PARAGRAPH");
    section.put("NAME", paragraph.heading);
    for (auto const& line : paragraph.lines) section.show("LINE", line);
  }
  return out.reply();
}

}  // namespace overens::web
