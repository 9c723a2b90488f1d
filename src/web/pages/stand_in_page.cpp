// Who does one's work while one is away.

#include <algorithm>

#include "event/known.hpp"
#include "web/pages.hpp"
#include "web/pages/act_page.hpp"

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
  for (auto const& one : place.named) {
    auto const known = std::find_if(place.colleagues.begin(), place.colleagues.end(),
                                    [&](account::Staff const& other) { return other.id == one.staff; });
    auto const& name = known == place.colleagues.end() ? one.staff : known->name;
    all.push_back(context.tr(
        text("{0} from {1} through {2}", name, calendar::to_string(one.from), calendar::to_string(one.through))));
  }
  return context.language.list(all);
}

}  // namespace

Fields stand_in_fields(PageContext const& context) {
  auto const place = place_in(context);
  if (!place) return {};
  auto fields = event_form(context, naming(context), SubjectNames(context), place->commission.authority);
  // It is said when they are away, which is what matters; it is recorded today.
  std::erase_if(fields, [](Field const& field) { return field.name == form_name("happened"); });
  for (auto& field : fields) {
    if (field.name != field_name("staff")) continue;
    field.choices = {{}};
    for (auto const& one : place->colleagues) field.choices.front().options.push_back({one.id, one.name});
  }
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

}  // namespace overens::web
