// The access journal as it is told to the one whom it is about.

#include <set>

#include <nlohmann/json.hpp>

#include "web/address.hpp"
#include "web/look_words.hpp"
#include "web/pages.hpp"
#include "web/review_view.hpp"

namespace overens::web {

using base::text;

Fields look_extract_fields(PageContext const& context) {
  return {kind_of_subject(context), id_of_subject(context)};
}

http::Reply look_extract_page(PageContext const& context, Form& form) {
  auto const& log = reviewed_log(context);
  Page page(context, "look_extract.html", context.tr(text("Extract for the individual")), log.review);
  page.above(context.tr(text("Review of access")), log.review);
  auto body = page.body();
  body.say("HEADING", text("Extract for the individual"));
  body.say("LEAD",
           text("Who has seen what is recorded, to hand out to the one whom it is about. The names of staff are "
                "left out: whether they can be handed out is decided for each request."));
  show_ways(body, context, log, log.extract);
  form.errors(body);
  form.show(body);
  body.say("SHOW", text("Make the extract"));
  auto const of = subject_asked(context, form);
  if (!of) return page.reply(form.ok() ? 200 : 422);
  auto const extract = context.sources.extract(context.actor(), *of);
  if (!extract) return refused_page(context, extract.error());
  LookWords const words(context);
  auto part = body.add("EXTRACT");
  part.put("HEADING", words.subject(*of));
  auto const count = static_cast<long>(extract->looks.size());
  part.put("STATUS", count == 0 ? context.tr(text("Nobody has seen what is recorded of it."))
                                : context.tr(base::plural("What is recorded has been seen once.",
                                                          "What is recorded has been seen {0} times.", count)));
  if (extract->is_cut) part.show("CUT", context.tr(text("Only the latest are shown.")));
  auto file = part.add("FILE");
  file.put("URL", address(std::string(log.extract) + "/fil", context.request.query));
  file.say("TEXT", text("The same as a file (JSON)"));
  if (count == 0) return page.reply();
  auto table = part.add("SOME");
  table.say("WHEN", text("When"));
  table.say("WHO", text("Who"));
  table.say("WHAT", text("What was done"));
  table.say("WHY", text("Why"));
  std::set<std::string> bases;
  for (auto const& one : extract->looks) {
    auto row = table.add("ROW");
    row.put("AT", words.when(one.at));
    auto const from = words.from_where(one);
    auto const by = words.allowed_by(one.rule);
    row.put("FROM", from);
    if (by != from) row.show("BY", by);
    row.put("DONE", context.tr(text("{0}: {1}", words.action(one.action), words.object_class(one.object_class))));
    row.show("RELATION", words.relation(one.relation));
    row.put("PURPOSE", words.purpose(one.purpose));
    row.show("STATUTE", words.statute(one.basis));
    if (!one.basis.empty()) bases.insert(one.basis);
  }
  if (bases.empty()) return page.reply();
  auto statutes = part.add("BASES");
  statutes.say("HEADING", text("Legal basis"));
  for (auto const& basis : bases) statutes.show("BASIS", words.basis(basis));
  return page.reply();
}

http::Reply look_extract_file(PageContext const& context, Form& form) {
  auto const of = subject_asked(context, form);
  if (!of || !form.ok()) return refusal_page(context, 422);
  auto const extract = context.sources.extract(context.actor(), *of);
  if (!extract) return refused_page(context, extract.error());
  LookWords const words(context);
  nlohmann::ordered_json json = {{"authority", extract->authority},
                                 {"kind", of->kind},
                                 {"id", of->id},
                                 {"complete", !extract->is_cut},
                                 {"looks", nlohmann::ordered_json::array()}};
  for (auto const& one : extract->looks) {
    json["looks"].push_back({{"at", calendar::to_string(one.at)},
                             {"by", words.from_where(one)},
                             {"by_kind", one.kind.empty() ? "staff" : one.kind},
                             {"what", words.action(one.action)},
                             {"action", one.action},
                             {"of", words.object_class(one.object_class)},
                             {"class", one.object_class},
                             {"why", words.purpose(one.purpose)},
                             {"purpose", one.purpose},
                             {"by_what_right", words.allowed_by(one.rule)},
                             {"relation", one.relation},
                             {"legal_basis", words.basis(one.basis)},
                             {"basis", one.basis}});
  }
  return {.type = "application/json",
          .body = json.dump(2) + "\n",
          .fields = {{"Cache-Control", "no-store"},
                     {"Vary", "Cookie"},
                     {"Content-Disposition", "attachment; filename=\"atkomst.json\""}}};
}

}  // namespace overens::web
