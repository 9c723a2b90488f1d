// What begins with an event, by its form: something of an authority's own, or a shared subject.

#include "web/act_menu.hpp"
#include "web/organisation_view.hpp"
#include "web/pages.hpp"
#include "web/pages/act_page.hpp"
#include "web/subject_agreement.hpp"
#include "web/subject_path.hpp"

namespace overens::web {

using base::text;

namespace {

// A type whose events begin something of an authority's own, or a shared subject of the kind that the address names.
event::EventType const* type_begun(PageContext const& context) {
  auto const* type = context.sources.vocabulary.type(context.request.part("type"));
  if (type == nullptr || !type->starts) return nullptr;
  if (type->in_case != event::Presence::none && !has_own_place(type->subject)) return nullptr;
  auto const place = context.request.part("place");
  return place.empty() || list_path(type->subject) == "/" + std::string(place) ? type : nullptr;
}

// Empty: it is nobody's alone.
std::string authority_in_address(PageContext const& context) {
  return std::string(context.request.part("authority"));
}

bool may_begin(PageContext const& context, event::EventType const& type) {
  auto const authority = authority_in_address(context);
  if (authority.empty()) return true;  // the form asks whose record it is
  return access::decide(context.sources.policy, context.actor(), access::Action::record, {type.secrecy, authority})
      .allowed;
}

// The agreement that a link, or the form as it was sent, has filled in; then only what it has can be chosen.
std::string agreement_filled_in(PageContext const& context, event::EventType const& type) {
  auto const sent = context.request.method == "POST" ? context.request.form() : context.request.query;
  std::vector<app::FieldValue> filled;
  for (auto const& field : type.data) {
    for (auto const& [name, value] : sent) {
      if (name == field_name(field.name)) filled.push_back({&field, 0, value});
    }
  }
  return agreement_of({type.subject, {}}, filled, context);
}

SubjectNames names_begun(PageContext const& context, event::EventType const& type) {
  auto const authority = authority_in_address(context);
  if (authority.empty()) return SubjectNames(context, agreement_filled_in(context, type), {});
  return SubjectNames(context, SubjectNames(context).agreement_of_authority(authority),
                      type.internal ? authority : std::string());
}

}  // namespace

Fields begin_fields(PageContext const& context) {
  auto const* type = type_begun(context);
  if (type == nullptr || !may_begin(context, *type)) return {};
  return event_form(context, *type, names_begun(context, *type), authority_in_address(context));
}

http::Reply begin_page(PageContext const& context, Form& form) {
  auto const* type = type_begun(context);
  if (type == nullptr || !may_begin(context, *type)) return refusal_page(context, 404);
  if (context.request.method != "POST") {
    form.treat_as_unsent();  // a link may have filled in some of it
    put_usual(form, context);
  }
  auto const authority = authority_in_address(context);
  auto const draft = [&](Form const& filled) { return draft_of(filled, *type, authority); };
  auto const name = authority.empty() ? context.language.say(context.sources.vocabulary.kind(type->subject)->many)
                                      : SubjectNames(context).authority(authority);
  return ActPage(
             context, form,
             {act_title(*type, context), act_help(*type, context), context.tr(text("Go on")), true, draft, authority,
              !type->internal, authority.empty() ? list_path(type->subject) : organisation_path(authority)},
             {{type->subject, {}}, name, {}, {}, {}})
      .reply();
}

}  // namespace overens::web
