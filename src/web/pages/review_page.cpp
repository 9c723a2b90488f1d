// The access journal, for those who go through it.

#include <algorithm>

#include "web/address.hpp"
#include "web/forms/person_form.hpp"
#include "web/look_words.hpp"
#include "web/pages.hpp"
#include "web/review_view.hpp"

namespace overens::web {

using base::text;

namespace {

constexpr char const* from_field = "fran";
constexpr char const* through_field = "till";
constexpr char const* staff_field = "medarbetare";
constexpr char const* also_reviewed_field = "visa";
constexpr char const* look_field = "granskning";  // which is reviewed; also where their list is
constexpr char const* result_field = "resultat";

Field day_of_filter(char const* name, std::string label) {
  return {.name = name, .label = std::move(label), .type = FieldType::day};
}

Fields days_and_staff(PageContext const& context) {
  return {
      day_of_filter(from_field, context.tr(text("From (optional)"))),
      day_of_filter(through_field, context.tr(text("Through (optional)"))),
      {.name = staff_field,
       .label = context.tr(text("Member of staff (optional)")),
       .hint = context.tr(text("The id in the log: a name in the list leads to what that member of staff has seen"))}};
}

app::LookRequest request_of(PageContext const& context, Form const& form) {
  app::LookRequest request;
  request.log = reviewed_log(context).of;
  request.from = form.day(from_field);
  request.through = form.day(through_field);
  request.who = form.value(staff_field);
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
  look_fact(row, text("Whose"), words.relation(one.look.relation));
  look_fact(row, text("In the place of"), one.look.stands_in_for);
  look_fact(row, text("Purpose"), words.purpose(one.look.purpose));
  look_fact(row, text("Why it was shown"), one.look.refused.empty() ? words.allowed_by(one.look.rule) : std::string());
  look_fact(row, text("Why it was not shown"), words.refused(one.look.refused));
  look_fact(row, text("Reason"), one.look.reason);
  look_fact(row, text("Legal basis"), words.basis(one.look.basis));
  look_fact(row, text("Unit"), words.unit(one.look.unit));
}

// With a way to all that the same member of staff has seen.
void show_who(TemplateData row, app::LookRow const& one, LookWords const& words, ReviewedLog const& log) {
  row.put("WHO", words.who(one));
  row.put("WHO_URL", address(log.looks, {{staff_field, one.look.who}}));
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

/// One that waits to be reviewed, of those on the page.
struct Waiting {
  app::ToReview const& one;
  std::string field_id;
  std::string wrong;  ///< with what was sent of it; empty: nothing, or none was
};

void show_result_form(TemplateData row, Waiting const& waiting, PageContext const& context, Form const& filter) {
  auto form = row.add("FORM");
  form.put("ACTION", reviewed_log(context).result);
  form.put("CSRF_NAME", csrf_field);
  form.put("CSRF", context.form_word());
  form.put("ID", waiting.one.id);
  form.put("FIELD_ID", waiting.field_id);
  form.say("LABEL", text("What did the review come to?"));
  for (auto const* name : {from_field, through_field, staff_field, also_reviewed_field}) {
    auto kept = form.add("KEPT");
    kept.put("NAME", name);
    kept.put("VALUE", filter.value(name));
  }
  if (!waiting.wrong.empty()) {
    form.show("INVALID", waiting.field_id + "-error");
    auto error = form.add("ERROR");
    error.put("ID", waiting.field_id + "-error");
    error.put("TEXT", waiting.wrong);
  }
  auto none = form.add("OPTION");  // nobody says that all is in order by one press
  none.put("VALUE", "");
  none.say("TEXT", text("Choose"));
  for (auto const& result : context.sources.look_rules->results) {
    auto option = form.add("OPTION");
    option.put("VALUE", result.id);
    option.put("TEXT", context.language.say(result.label));
  }
  form.say("BUTTON", text("Save"));
}

void show_to_review(TemplateData row, Waiting const& waiting, PageContext const& context, Form const& filter) {
  LookWords const words(context);
  auto const& one = waiting.one;
  row.put("WHEN", words.when(one.look.at));
  show_who(row, one.look, words, reviewed_log(context));
  row.put("RULE", context.language.say(one.rule->label));
  show_facts(row, one.look, words);
  if (one.reviewed)
    show_reviewed(row, one, context);
  else
    show_result_form(row, waiting, context, filter);
}

// Where what is wrong with a result stands: at the look that it was of, or at the first when that is not here.
std::size_t wrong_one(std::vector<app::ToReview> const& looks, Form const& form, PageContext const& context) {
  if (form.what_is_wrong(result_field).empty()) return looks.size();
  auto const sent = context.request.sent(look_field);
  auto const at = [&](auto const& is_it) {
    return static_cast<std::size_t>(std::find_if(looks.begin(), looks.end(), is_it) - looks.begin());
  };
  auto const found = at([&](app::ToReview const& one) { return one.id == sent && !one.reviewed; });
  return found < looks.size() ? found : at([](app::ToReview const& one) { return !one.reviewed; });
}

// `form`: of the filter, or of a result that was not taken, which holds the filter as well.
http::Reply show_review(PageContext const& context, Form& form) {
  auto request = request_of(context, form);
  request.is_reviewed_too = !form.values(also_reviewed_field).empty();
  auto const found = context.sources.to_review(context.actor(), request);
  if (!found) return refused_page(context, found.error());
  auto const& log = reviewed_log(context);
  Page page(context, "review.html", context.tr(log.heading), log.review);
  auto body = page.body();
  body.put("HEADING", context.tr(log.heading));
  body.put("LEAD", context.tr(log.lead));
  body.put("ACTION", log.review);
  show_ways(body, context, log, log.review);
  if (!context.request.asked("sparat").empty()) body.show("SAVED", context.tr(text("The result has been saved.")));
  form.errors(body);
  for (auto const& field : review_fields(context)) form.show(body, field.name);
  body.say("SHOW", text("Show"));
  auto const count = std::count_if(found->looks.begin(), found->looks.end(),
                                   [](app::ToReview const& one) { return !one.reviewed.has_value(); });
  body.put("DAYS",
           context.tr(text("{0} through {1}", calendar::to_string(found->from), calendar::to_string(found->through))));
  body.put("STATUS", count == 0 ? context.tr(text("Nothing to review."))
                                : context.tr(base::plural("One to review", "{0} to review", count)));
  auto const to_mend = wrong_one(found->looks, form, context);
  if (to_mend == found->looks.size() && !form.what_is_wrong(result_field).empty()) body.show("NO_ROW", result_field);
  for (std::size_t i = 0; i < found->looks.size(); ++i) {
    auto const& one = found->looks[i];
    auto const is_sent = i == to_mend;
    Waiting const waiting{one, is_sent ? result_field : fmt::format("{}-{}", result_field, i),
                          is_sent ? form.what_is_wrong(result_field) : std::string()};
    show_to_review(body.add("ROW"), waiting, context, form);
  }
  show_next(body, context, found->next);
  return page.reply(form.ok() ? 200 : 422);
}

}  // namespace

Fields review_fields(PageContext const& context) {
  auto fields = days_and_staff(context);
  fields.push_back({.name = also_reviewed_field,
                    .label = context.tr(text("Show")),
                    .type = FieldType::code,
                    .list = true,
                    .choices = {{{}, {{"granskat", context.tr(text("also what has been reviewed"))}}}}});
  return fields;
}

http::Reply review_page(PageContext const& context, Form& form) {
  return show_review(context, form);
}

Fields review_result_fields(PageContext const& context) {
  auto fields = review_fields(context);
  fields.push_back({.name = look_field,
                    .label = context.tr(text("Review")),
                    .required = true,
                    .longest = 200,
                    .otherwise = text("Choose what you have reviewed in the list below")});
  std::vector<Option> results;
  for (auto const& one : context.sources.look_rules->results)
    results.push_back({one.id, context.language.say(one.label)});
  fields.push_back({.name = result_field,
                    .label = context.tr(text("What did the review come to?")),
                    .type = FieldType::code,
                    .required = true,
                    .choices = {{{}, std::move(results)}}});
  return fields;
}

http::Reply review_result_page(PageContext const& context, Form& form) {
  if (!form.ok()) return show_review(context, form);
  auto const& log = reviewed_log(context);
  auto const kept = context.sources.review(context.actor(), {form.value(look_field), form.value(result_field), log.of});
  if (!kept && kept.error().code == "not_found") {
    form.wrong(look_field, text("That is not to be reviewed any more: choose anew in the list below"));
    return show_review(context, form);
  }
  if (!kept) return refused_page(context, kept.error());
  http::Pairs query;
  for (auto const* name : {from_field, through_field, staff_field}) {
    if (auto const& value = form.value(name); !value.empty()) query.emplace_back(name, value);
  }
  for (auto const& value : form.values(also_reviewed_field)) query.emplace_back(also_reviewed_field, value);
  query.emplace_back("sparat", "ja");
  return {.status = 303,
          .fields = {{"Location", address(log.review, query) + "#sparat"}, {"Cache-Control", "no-store"}}};
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
  auto const& log = reviewed_log(context);
  LookWords const words(context);
  auto const heading = words.object_class(event::to_string(log.of));
  Page page(context, "look_log.html", heading, log.review);
  page.above(context.tr(log.heading), log.review);
  auto body = page.body();
  body.put("HEADING", heading);
  body.put("ACTION", log.looks);
  body.say("LEAD", text("Who has seen what in your authority, the latest first. Your own acts are left out."));
  show_ways(body, context, log, log.looks);
  form.errors(body);
  form.show(body);
  body.say("SHOW", text("Show"));
  body.put("STATUS", found->looks.empty() ? context.tr(text("Nothing found."))
                                          : context.tr(base::plural("One on this page", "{0} on this page",
                                                                    static_cast<long>(found->looks.size()))));
  for (auto const& one : found->looks) {
    auto row = body.add("ROW");
    row.put("WHEN", words.when(one.at));
    show_who(row, one, words, log);
    show_facts(row, one, words);
    if (!one.look.refused.empty()) row.show("DENIED", context.tr(text("Was not shown")));
    if (!one.look.result.empty()) look_fact(row, text("Result"), result_words(context, one.look.result));
  }
  show_next(body, context, found->next);
  return page.reply(form.ok() ? 200 : 422);
}

}  // namespace overens::web
