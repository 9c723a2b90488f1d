#include <algorithm>

#include "base/words.hpp"
#include "event/subject_link.hpp"
#include "web/act_menu.hpp"
#include "web/known_subjects.hpp"
#include "web/page_row.hpp"
#include "web/pages.hpp"
#include "web/subject_head.hpp"
#include "web/subject_path.hpp"
#include "web/swedish_order.hpp"

namespace overens::web {

using base::text;

namespace {

// Those that the agreements give, and those that somebody has begun.
base::Expected<std::vector<GivenSubject>> all_of(std::string const& kind, PageContext const& context) {
  auto all = given_subjects(kind, context);
  auto const recorded = context.sources.subjects(context.actor(), kind);
  if (!recorded) return tl::unexpected(recorded.error());
  SubjectNames const names(context);
  for (auto const& one : *recorded) {
    auto const is_it = [&](GivenSubject const& given) { return given.subject == one.subject; };
    if (std::any_of(all.begin(), all.end(), is_it)) continue;
    all.push_back({agreement_of(one.subject, one.fields, context), one.subject, called(one, names, context)});
  }
  return all;
}

void show_group(TemplateData body, std::string const& name, std::vector<GivenSubject const*> some) {
  if (some.empty()) return;
  sort_in_swedish(some, [](GivenSubject const* one) { return one->name; });
  auto group = body.add("GROUP");
  if (!name.empty()) group.show("HEADING", name);
  for (auto const* one : some) {
    auto row = group.add("ROW");
    row.put("URL", subject_path(one->subject));
    row.put("TEXT", one->name);
  }
}

}  // namespace

http::Reply cooperation_page(PageContext const& context, Form&) {
  Page page(context, "subjects.html", context.tr(text("Cooperation")), "/samverkan");
  auto body = page.body();
  body.say("HEADING", text("Cooperation"));
  body.say("LEAD",
           text("What the region and the municipalities do about the agreement together. Nothing here is about an "
                "individual."));
  auto group = body.add("GROUP");
  for (auto const places : {kind_places(), own_places()}) {
    for (auto const& place : places) {
      auto const path = list_path(place.kind);
      if (!leads(context, path)) continue;
      auto row = group.add("ROW");
      row.put("URL", path);
      row.put("TEXT", context.language.say(context.sources.vocabulary.kind(place.kind)->many));
    }
  }
  return page.reply();
}

http::Reply subjects_page(PageContext const& context, Form&) {
  std::string const kind(kind_at(context.request.part("place")));
  auto const all = all_of(kind, context);
  if (!all) return refused_page(context, all.error());
  auto const name = context.language.say(context.sources.vocabulary.kind(kind)->many);
  Page page(context, "subjects.html", name, menu_place(kind));
  page.above(context.tr(text("Cooperation")), "/samverkan");
  auto body = page.body();
  body.put("HEADING", name);
  body.say("LEAD", has_own_place(kind)
                       ? text("What belongs to no case. Each authority sees its own. Write nothing here "
                              "that tells who somebody is.")
                       : text("By county."));
  show_beginnings(body, kind, context);
  body.show("STATUS", context.tr(base::plural("One is listed", "{0} are listed", static_cast<long>(all->size()))));
  auto const of = [&](std::string const& agreement) {
    std::vector<GivenSubject const*> some;
    for (auto const& one : *all) {
      auto const is_known = context.life(one.agreement) != nullptr;
      if (is_known ? one.agreement == agreement : agreement.empty()) some.push_back(&one);
    }
    return some;
  };
  for (auto const* life : context.in_order()) {
    auto const agreement = life->versions().front()->agreement;
    show_group(body, kind == "agreement" ? std::string() : region(*life), of(agreement));
  }
  show_group(body, has_own_place(kind) ? std::string() : context.tr(text("Of no agreement here")), of({}));
  return page.reply();
}

}  // namespace overens::web
