// What individuals do themselves on their own page, and how they hide it.

#include <algorithm>
#include <charconv>

#include "app/own_page.hpp"
#include "route/status.hpp"
#include "web/forms/command_field.hpp"
#include "web/forms/event_draft.hpp"
#include "web/names.hpp"
#include "web/own_parts.hpp"
#include "web/pages.hpp"

namespace overens::web {

using base::text;

namespace {

/// The person that the address names by its number among those that the individual is, and the act.
struct AskedAct {
  app::PersonRef person;
  event::OwnAct const* act;
};

std::optional<AskedAct> asked_in(PageContext const& context) {
  auto const& persons = context.actor().persons;
  auto const written = context.request.part("number");
  std::size_t number = persons.size();
  auto const read = std::from_chars(written.data(), written.data() + written.size(), number);
  auto const* const act = context.sources.vocabulary.own_act(context.request.part("act"));
  if (act == nullptr || read.ec != std::errc() || number >= persons.size()) return std::nullopt;
  return AskedAct{app::PersonRef::named(persons[number]), act};
}

// As it stands on the page of the individual; nothing: it does not.
std::optional<app::OwnOffer> offered(PageContext const& context, AskedAct const& asked, SubjectNames& names) {
  auto const blocks = context.sources.own_page->blocks(context.actor());
  if (!blocks) return std::nullopt;
  for (auto const& block : *blocks) {
    if (context.actor().persons[block.number] != asked.person.name()) continue;
    names.know_case(events_of(block));
    for (auto const& offer : block.acts) {
      if (offer.act == asked.act) return offer;
    }
  }
  return std::nullopt;
}

Field which_one_field(app::OwnOffer const& offer, PageContext const& context, SubjectNames const& names) {
  Field field{.name = subject_field,
              .label = context.tr(text("Which one?")),
              .type = FieldType::code,
              .required = true,
              .choices = {{}}};
  for (auto const& one : offer.about)
    field.choices.front().options.push_back({one.id, names.subject(one.kind, one.id)});
  return field;
}

}  // namespace

Fields own_act_fields(PageContext const& context) {
  auto const asked = context.sources.own_page == nullptr ? std::nullopt : asked_in(context);
  if (!asked) return {};
  SubjectNames names(context);
  auto const offer = offered(context, *asked, names);
  if (!offer) return {};
  Fields fields;
  if (!asked->act->after.empty()) fields.push_back(which_one_field(*offer, context, names));
  auto const& type = *context.sources.vocabulary.type(asked->act->event);
  for (auto const& one : asked->act->asks) {
    auto field = data_field(*type.field(one.id), context, names);
    field.label = context.language.say(one.label);
    field.hint = one.help.empty() ? std::string() : context.language.say(one.help);
    field.required = one.required;
    field.optional = !one.required;
    fields.push_back(std::move(field));
  }
  return fields;
}

http::Reply own_act_page(PageContext const& context, Form& form) {
  if (!context.session) return http::see_other(std::string(own_path) + "/kod");
  auto const asked = asked_in(context);
  if (context.sources.own_acts == nullptr || !asked || form.fields().empty()) return refusal_page(context, 404);
  auto status = form.ok() ? 200 : 422;
  if (context.request.method != "POST") {
    form.treat_as_unsent();
    auto const& first = form.fields().front();
    auto const is_only_one = first.name == subject_field && first.choices.front().options.size() == 1;
    if (is_only_one) form.put(subject_field, {first.choices.front().options.front().value});
    status = 200;
  } else if (form.ok()) {
    app::OwnDeed deed{asked->person, *asked->act, {}, {}, command_in(context)};
    if (form.has(subject_field)) deed.about = form.value(subject_field);
    auto const& type = *context.sources.vocabulary.type(asked->act->event);
    for (auto const& one : asked->act->asks) {
      auto const& values = form.values(field_name(one.id));
      if (!values.empty()) deed.says.push_back(draft_field(*type.field(one.id), values));
    }
    auto const recorded = context.sources.own_acts->record(context.actor(), deed);
    if (recorded) return http::see_other(std::string(own_path) + "?sparat=" + asked->act->id + "#sparat");
    status = route::status_of(recorded.error().code);
    auto const name = field_named(form, recorded.error().field);
    if (status != 422 && status != 409) return refused_page(context, recorded.error());
    form.wrong(name, recorded.error().why);
  }
  auto const title = context.language.say(asked->act->label);
  Page page(context, "own_act.html", title, own_path);
  page.above(context.tr(text("My page")), own_path);
  auto body = page.body();
  show_hide_page(body, context);
  body.put("HEADING", title);
  body.put("HELP", asked->act->help.empty() ? std::string() : context.language.say(asked->act->help));
  form.errors(body);
  body.put("ACTION", context.request.path);
  body.put("CSRF_NAME", csrf_field);
  body.put("CSRF", context.form_word());
  body.put("COMMAND_NAME", command_field);
  body.put("COMMAND", context.request.method == "POST" ? command_in(context) : app::id_by_chance());
  form.show(body);
  body.say("BUTTON", text("Send"));
  body.put("BACK", own_path);
  body.say("CANCEL", text("Cancel"));
  return page.reply(status);
}

http::Reply hide_own_page(PageContext const& context, Form&) {
  auto reply = context.sources.sign_out(context.request);
  auto const& to = context.sources.site_operator.leave_for;
  Template left("left.html", context.language);
  auto fields = left.fields();
  fields.put("URL", to);
  auto const after_scheme = to.find("://") == std::string::npos ? 0 : to.find("://") + 3;
  fields.put("HOST", to.substr(after_scheme, to.find('/', after_scheme) - after_scheme));
  reply.status = 200;
  std::erase_if(reply.fields, [](auto const& field) { return field.first == "Location"; });
  reply.fields.emplace_back("Content-Type", "text/html; charset=utf-8");
  reply.body = left.html();
  return reply;
}

}  // namespace overens::web
