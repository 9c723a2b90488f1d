// Who does one's work while one is away.

#include <algorithm>

#include "event/known.hpp"
#include "web/forms/command_field.hpp"
#include "web/forms/person_form.hpp"
#include "web/pages.hpp"
#include "web/pages/act_page.hpp"
#include "web/stand_in_view.hpp"

namespace overens::web {

using base::text;

namespace {

base::Expected<app::StandInPlace> place_in(PageContext const& context) {
  return context.sources.stand_in_place(context.actor(), std::string(context.request.part("id")));
}

event::EventType const& naming(PageContext const& context) {
  return *context.sources.vocabulary.type(event::known::commission_stand_in_set);
}

std::string named_already(app::StandInPlace const& place, PageContext const& context) {
  std::vector<std::string> all;
  for (auto const& one : place.named) all.push_back(with_days(one, context));
  return context.language.list(all);
}

}  // namespace

Fields stand_in_fields(PageContext const& context) {
  auto const place = place_in(context);
  if (!place) return {};
  SubjectNames names(context);
  names.about({"commission", place->commission.id});
  auto fields = event_form(context, naming(context), names, place->commission.authority);
  // It is said when they are away, which is what matters; it is recorded today.
  std::erase_if(fields, [](Field const& field) { return field.name == form_name("happened"); });
  return fields;
}

http::Reply stand_in_page(PageContext const& context, Form& form) {
  auto const place = place_in(context);
  if (!place) return refused_page(context, place.error());
  auto const& type = naming(context);
  auto const draft = [&](Form const& filled) {
    auto made = draft_of(filled, type, place->commission.authority);
    made.happened = calendar::to_string(context.today);
    made.subject_kind = type.subject;
    made.subject_id = place->commission.id;
    return made;
  };
  auto help = context.language.say(type.help);
  if (!place->named.empty()) help += " " + context.tr(text("Named already: {0}.", named_already(*place, context)));
  if (place->colleagues.empty())
    help = context.tr(text("Nobody else has a commission in the same role for the same unit. Ask your manager."));
  return ActPage(context, form,
                 {.title = context.language.say(type.title),
                  .help = std::move(help),
                  .button = context.tr(text("Save")),
                  .is_checked = false,
                  .draft = draft,
                  .authority = place->commission.authority,
                  .is_foreseen = false,
                  .back = "/mitt-konto",
                  .then = "/mitt-konto?sparat=1"},
                 {{type.subject, {}}, context.tr(text("My account")), {}, {}, {}})
      .reply();
}

// Whoever it is done for ends it themselves, from the same moment.
http::Reply end_stand_in_page(PageContext const& context, Form&) {
  auto const place = place_in(context);
  if (!place) return refused_page(context, place.error());
  event::Draft draft;
  draft.type = event::known::commission_stand_in_ended;
  draft.happened = calendar::to_string(context.today);
  draft.owner = place->commission.authority;
  draft.subject_kind = "commission";
  draft.subject_id = place->commission.id;
  draft.data.push_back({"staff", {context.request.sent(ended_stand_in_field)}, false});
  auto const ended = context.sources.record(context.actor(), {command_in(context), std::move(draft), {}, {}});
  if (!ended) return refused_page(context, ended.error());
  return http::see_other("/mitt-konto?sparat=1");
}

}  // namespace overens::web
