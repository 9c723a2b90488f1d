// The access journal, for those who go through it.

#include <algorithm>

#include <nlohmann/json.hpp>

#include "web/address.hpp"
#include "web/look_words.hpp"
#include "web/pages.hpp"

namespace overens::web {

using base::text;

namespace {

constexpr char const* review_path = "/granskning";
constexpr char const* log_path = "/granskning/logg";
constexpr char const* extract_path = "/granskning/utdrag";
constexpr char const* case_word = "arende";
constexpr char const* person_word = "person";

Field day_of_filter(char const* name, std::string label) {
  return {.name = name, .label = std::move(label), .type = FieldType::day};
}

Fields days_and_staff(PageContext const& context) {
  return {
      day_of_filter("fran", context.tr(text("From (optional)"))),
      day_of_filter("till", context.tr(text("Through (optional)"))),
      {.name = "medarbetare",
       .label = context.tr(text("Member of staff (optional)")),
       .hint = context.tr(text("The id in the log: a name in the list leads to what that member of staff has seen"))}};
}

Field id_of_subject(PageContext const& context) {
  return {.name = "id",
          .label = context.tr(text("The id of the case or person")),
          .hint = context.tr(text("As it stands in the log. Never a personal identity number"))};
}

Field kind_of_subject(PageContext const& context) {
  return {.name = "slag",
          .label = context.tr(text("Case or person")),
          .type = FieldType::code,
          .choices = {{{}, {{case_word, context.tr(text("Case"))}, {person_word, context.tr(text("Person"))}}}}};
}

// A person is known inside one authority only.
std::optional<journal::SubjectRef> subject_asked(PageContext const& context, Form const& form) {
  auto const& id = form.value("id");
  if (id.empty()) return std::nullopt;
  if (form.value("slag") != person_word) return journal::SubjectRef{"case", id};
  auto const actor = context.actor();
  auto const owner = actor.authorities.empty() ? std::string() : actor.authorities.front();
  return journal::SubjectRef{"person", id.find('/') == std::string::npos ? owner + "/" + id : id};
}

app::LookRequest request_of(PageContext const& context, Form const& form) {
  app::LookRequest request;
  request.from = form.day("fran");
  request.through = form.day("till");
  request.who = form.value("medarbetare");
  request.after = context.request.asked("efter");
  return request;
}

// The same list, from where this page of it ends.
std::string next_address(PageContext const& context, std::string const& next) {
  auto query = context.request.query;
  std::erase_if(query, [](auto const& one) { return one.first == "efter"; });
  query.emplace_back("efter", next);
  return address(context.request.path, query);
}

void show_next(TemplateData body, PageContext const& context, std::string const& next) {
  if (next.empty()) return;
  auto link = body.add("NEXT");
  link.put("URL", next_address(context, next));
  link.say("TEXT", text("Earlier"));
}

void show_ways(TemplateData body, PageContext const& context, std::string_view here) {
  std::pair<char const*, base::Text> const ways[] = {{review_path, text("To review")},
                                                     {log_path, text("The whole log")},
                                                     {extract_path, text("Extract for the individual")}};
  body.say("WAYS_NAME", text("Review of access"));
  for (auto const& [path, words] : ways) {
    auto way = body.add("WAY");
    way.put("URL", path);
    way.put("TEXT", context.tr(words));
    if (here == path) way.show("CURRENT");
  }
}

void look_fact(TemplateData row, base::Text const& name, std::string const& value) {
  if (value.empty()) return;
  auto one = row.add("FACT");
  one.say("NAME", name);
  one.put("VALUE", value);
}

void show_facts(TemplateData row, app::LookRow const& one, LookWords const& words) {
  look_fact(row, text("What"), words.action(one.look.action));
  look_fact(row, text("Kind of data"), words.object_class(one.look.object_class));
  look_fact(row, text("Which"), words.shown(one));
  look_fact(row, text("Why"), words.purpose(one.look.purpose));
  look_fact(row, text("Reason"), one.look.reason);
  look_fact(row, text("Unit"), words.unit(one.look.unit));
}

// With a way to all that the same member of staff has seen.
void show_who(TemplateData row, app::LookRow const& one, LookWords const& words) {
  row.put("WHO", words.who(one));
  row.put("WHO_URL", address(log_path, {{"medarbetare", one.look.who}}));
}

std::string result_words(PageContext const& context, std::string const& result) {
  for (auto const& one : context.sources.look_rules->results) {
    if (one.id == result) return context.language.say(one.label);
  }
  return result;
}

void show_reviewed(TemplateData row, app::ToReview const& one, PageContext const& context) {
  auto const& done = *one.reviewed;
  row.show("DONE", context.tr(text("{0}: {1}, {2}", calendar::local_time(done.at), result_words(context, done.result),
                                   done.name.empty() ? done.who : done.name)));
}

void show_result_form(TemplateData row, app::ToReview const& one, PageContext const& context, std::size_t number) {
  auto form = row.add("FORM");
  form.put("CSRF_NAME", csrf_field);
  form.put("CSRF", context.form_word());
  form.put("ID", one.id);
  form.put("FIELD_ID", "resultat-" + std::to_string(number));
  form.say("LABEL", text("What did the review come to?"));
  for (auto const& name : {"fran", "till", "medarbetare", "visa"}) {
    auto kept = form.add("KEPT");
    kept.put("NAME", name);
    kept.put("VALUE", std::string(context.request.asked(name)));
  }
  for (auto const& result : context.sources.look_rules->results) {
    auto option = form.add("OPTION");
    option.put("VALUE", result.id);
    option.put("TEXT", context.language.say(result.label));
  }
  form.say("BUTTON", text("Save"));
}

void show_to_review(TemplateData row, app::ToReview const& one, PageContext const& context, std::size_t number) {
  LookWords const words(context);
  row.put("WHEN", words.when(one.look.at));
  show_who(row, one.look, words);
  row.put("RULE", context.language.say(one.rule->label));
  show_facts(row, one.look, words);
  if (one.reviewed)
    show_reviewed(row, one, context);
  else
    show_result_form(row, one, context, number);
}

}  // namespace

Fields review_fields(PageContext const& context) {
  auto fields = days_and_staff(context);
  fields.push_back({.name = "visa",
                    .label = context.tr(text("Show")),
                    .type = FieldType::code,
                    .list = true,
                    .choices = {{{}, {{"granskat", context.tr(text("also what has been reviewed"))}}}}});
  return fields;
}

http::Reply review_page(PageContext const& context, Form& form) {
  auto request = request_of(context, form);
  request.is_reviewed_too = !form.values("visa").empty();
  auto const found = context.sources.to_review(context.actor(), request);
  if (!found) return refused_page(context, found.error());
  Page page(context, "review.html", context.tr(text("Review of access")), review_path);
  auto body = page.body();
  body.say("HEADING", text("Review of access"));
  body.say("LEAD",
           text("What the rules point out in your authority's log. Your own acts are reviewed by somebody else, "
                "and that you read the log stands in it too."));
  show_ways(body, context, review_path);
  if (!context.request.asked("sparat").empty()) body.show("SAVED", context.tr(text("The result has been saved.")));
  form.errors(body);
  form.show(body);
  body.say("SHOW", text("Show"));
  auto const count = std::count_if(found->looks.begin(), found->looks.end(),
                                   [](app::ToReview const& one) { return !one.reviewed.has_value(); });
  body.put("DAYS",
           context.tr(text("{0} through {1}", calendar::to_string(found->from), calendar::to_string(found->through))));
  body.put("STATUS", count == 0 ? context.tr(text("Nothing to review."))
                                : context.tr(base::plural("One to review", "{0} to review", count)));
  for (std::size_t i = 0; i < found->looks.size(); ++i) show_to_review(body.add("ROW"), found->looks[i], context, i);
  show_next(body, context, found->next);
  return page.reply(form.ok() ? 200 : 422);
}

Fields review_result_fields(PageContext const& context) {
  auto fields = review_fields(context);
  fields.push_back({.name = "granskning", .label = context.tr(text("Review")), .required = true});
  std::vector<Option> results;
  for (auto const& one : context.sources.look_rules->results)
    results.push_back({one.id, context.language.say(one.label)});
  fields.push_back({.name = "resultat",
                    .label = context.tr(text("What did the review come to?")),
                    .type = FieldType::code,
                    .required = true,
                    .choices = {{{}, std::move(results)}}});
  return fields;
}

http::Reply review_result_page(PageContext const& context, Form& form) {
  if (!form.ok()) return refusal_page(context, 422);
  auto const kept = context.sources.review(context.actor(), {form.value("granskning"), form.value("resultat")});
  if (!kept) return refused_page(context, kept.error());
  http::Pairs query;
  for (auto const* name : {"fran", "till", "medarbetare"}) {
    if (auto const& value = form.value(name); !value.empty()) query.emplace_back(name, value);
  }
  for (auto const& value : form.values("visa")) query.emplace_back("visa", value);
  query.emplace_back("sparat", "ja");
  return {.status = 303,
          .fields = {{"Location", address(review_path, query) + "#sparat"}, {"Cache-Control", "no-store"}}};
}

Fields look_log_fields(PageContext const& context) {
  Fields fields = {kind_of_subject(context), id_of_subject(context)};
  for (auto& field : days_and_staff(context)) fields.push_back(std::move(field));
  std::vector<Option> actions = {{"", context.tr(text("Everything"))}};
  LookWords const words(context);
  for (auto const action : access::all_actions) {
    std::string const word(access::word_of(action));
    actions.push_back({word, words.action(word)});
  }
  fields.push_back({.name = "gjort",
                    .label = context.tr(text("What was done")),
                    .type = FieldType::pick,
                    .choices = {{{}, std::move(actions)}}});
  return fields;
}

http::Reply look_log_page(PageContext const& context, Form& form) {
  auto request = request_of(context, form);
  request.shown = subject_asked(context, form);
  request.action = form.value("gjort");
  auto const found = context.sources.looks(context.actor(), request);
  if (!found) return refused_page(context, found.error());
  Page page(context, "look_log.html", context.tr(text("The access log")), review_path);
  page.above(context.tr(text("Review of access")), review_path);
  auto body = page.body();
  body.say("HEADING", text("The access log"));
  body.say("LEAD", text("Who has seen what in your authority, the latest first. Your own acts are left out."));
  show_ways(body, context, log_path);
  form.errors(body);
  form.show(body);
  body.say("SHOW", text("Show"));
  body.put("STATUS", found->looks.empty() ? context.tr(text("Nothing found."))
                                          : context.tr(base::plural("One on this page", "{0} on this page",
                                                                    static_cast<long>(found->looks.size()))));
  LookWords const words(context);
  for (auto const& one : found->looks) {
    auto row = body.add("ROW");
    row.put("WHEN", words.when(one.at));
    show_who(row, one, words);
    show_facts(row, one, words);
    if (!one.look.refused.empty()) row.show("DENIED", context.tr(text("Was not shown")));
    if (!one.look.result.empty()) look_fact(row, text("Result"), result_words(context, one.look.result));
  }
  show_next(body, context, found->next);
  return page.reply(form.ok() ? 200 : 422);
}

Fields look_extract_fields(PageContext const& context) {
  return {kind_of_subject(context), id_of_subject(context)};
}

http::Reply look_extract_page(PageContext const& context, Form& form) {
  Page page(context, "look_extract.html", context.tr(text("Extract for the individual")), review_path);
  page.above(context.tr(text("Review of access")), review_path);
  auto body = page.body();
  body.say("HEADING", text("Extract for the individual"));
  body.say("LEAD",
           text("Who has seen what is recorded, to hand out to the one whom it is about. The names of staff are "
                "left out: whether they can be handed out is decided for each request."));
  show_ways(body, context, extract_path);
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
  file.put("URL", address(std::string(extract_path) + "/fil", context.request.query));
  file.say("TEXT", text("The same as a file (JSON)"));
  if (count == 0) return page.reply();
  auto table = part.add("SOME");
  table.say("WHEN", text("When"));
  table.say("UNIT", text("Which unit"));
  table.say("WHAT", text("What was done"));
  table.say("KIND", text("Kind of data"));
  table.say("WHY", text("Why"));
  for (auto const& one : extract->looks) {
    auto row = table.add("ROW");
    row.put("AT", words.when(one.at));
    row.put("OF_UNIT", one.is_by_system ? context.tr(text("Another system of the authority's")) : words.unit(one.unit));
    row.put("ACTION", words.action(one.action));
    row.put("CLASS", words.object_class(one.object_class));
    row.put("PURPOSE", words.purpose(one.purpose));
  }
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
                             {"unit", one.is_by_system ? nullptr : nlohmann::ordered_json(words.unit(one.unit))},
                             {"by_system", one.is_by_system},
                             {"action", one.action},
                             {"class", one.object_class},
                             {"purpose", one.purpose},
                             {"basis", one.basis}});
  }
  return {.type = "application/json",
          .body = json.dump(2) + "\n",
          .fields = {{"Cache-Control", "no-store"},
                     {"Vary", "Cookie"},
                     {"Content-Disposition", "attachment; filename=\"atkomst.json\""}}};
}

}  // namespace overens::web
