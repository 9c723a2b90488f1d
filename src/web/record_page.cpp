#include <algorithm>

#include "access/decide.hpp"
#include "access/of_event.hpp"
#include "event/known.hpp"
#include "web/act_page.hpp"
#include "web/pages.hpp"
#include "web/subject_head.hpp"
#include "web/subject_path.hpp"

namespace overens::web {

using base::text;

namespace {

// The type that the address names, if events of it can be recorded by a form: those about subjects that have a page.
event::EventType const* type_asked(PageContext const& context) {
  auto const* type = context.sources.vocabulary.type(context.request.part("type"));
  return type == nullptr || subject_path({type->subject, "x"}).empty() ? nullptr : type;
}

journal::SubjectRef subject_asked(PageContext const& context, std::string_view kind) {
  return {std::string(kind), std::string(context.request.part("subject"))};
}

base::Expected<app::SubjectPage> subject(PageContext const& context, std::string_view kind) {
  auto ref = subject_asked(context, kind);
  if (subject_path(ref).empty()) return base::refuse("not_found", text("there is nothing at this address"));
  return context.subject(ref);
}

/// An event that stands, and the subject on whose page it was found.
struct Found {
  app::SubjectPage subject;
  app::TimelineEvent event;
};

base::Expected<Found> event_asked(PageContext const& context, bool app::TimelineEvent::*may) {
  auto page = subject(context, context.request.part("kind"));
  if (!page) return tl::unexpected(page.error());
  auto const id = context.request.part("event");
  auto const found =
      std::find_if(page->events.begin(), page->events.end(), [&](auto const& one) { return one.id == id; });
  if (found == page->events.end()) return base::refuse("not_found", text("there is nothing at this address"));
  if (!found->withdrawn && !((*found).*may))
    return base::refuse("forbidden", text("this is more than you may do here"));
  auto event = *found;
  return Found{std::move(*page), std::move(event)};
}

// What can be chosen in the form: of what is known inside an authority only, its own.
SubjectNames names_for(PageContext const& context, event::EventType const& type, app::SubjectPage const& page) {
  return SubjectNames(context, agreement_of(page), type.internal ? authority_of(page) : std::string());
}

std::string title(event::EventType const& type, PageContext const& context) {
  if (!type.title.empty()) return context.language.say(type.title);
  return context.tr(text("Record: {0}", context.language.say(type.label)));
}

std::string help(event::EventType const& type, PageContext const& context) {
  return type.help.empty() ? std::string() : context.language.say(type.help);
}

// What was said once can be said otherwise, but not unsaid: that is a withdrawal.
void refuse_emptied(Form& form, app::TimelineEvent const& event) {
  for (auto const& name : emptied(form, event))
    form.wrong(name, text("What stood here can be put right but not removed. Withdraw the event, and record it anew."));
}

}  // namespace

Fields record_fields(PageContext const& context) {
  auto const* type = type_asked(context);
  if (type == nullptr) return {};
  auto const page = subject(context, type->subject);
  return page ? event_form(context, *type, names_for(context, *type, *page), authority_of(*page)) : Fields();
}

http::Reply record_page(PageContext const& context, Form& form) {
  auto const* type = type_asked(context);
  if (type == nullptr) return refusal_page(context, context.session ? 404 : 401);
  auto page = subject(context, type->subject);
  if (!page) return refused_page(context, page.error());
  if (context.request.method != "POST") {
    form.treat_as_unsent();  // a link may have filled in some of it
    put_usual(form, context);
    if (type->replaces) put_standing(form, *type, page->events);
  }
  auto const about = page->subject;
  auto const authority = authority_of(*page);
  auto const draft = [&](Form const& filled) {
    auto made = draft_of(filled, *type, authority);
    made.subject_kind = about.kind;
    made.subject_id = about.id;
    return made;
  };
  page->name = name_of(*page, context);
  return ActPage(context, form,
                 {title(*type, context), help(*type, context), context.tr(text("Go on")), true, draft, authority,
                  !type->internal},
                 std::move(*page))
      .reply();
}

namespace {

// A type whose events begin something of an authority's own.
event::EventType const* type_begun(PageContext const& context) {
  auto const* type = type_asked(context);
  return type != nullptr && type->starts && type->in_case == event::Presence::none ? type : nullptr;
}

std::string authority_asked(PageContext const& context) {
  return std::string(context.request.part("authority"));
}

bool may_begin(PageContext const& context, event::EventType const& type) {
  return access::decide(context.sources.policy, context.actor(), access::Action::record,
                        {type.secrecy, authority_asked(context)})
      .allowed;
}

}  // namespace

Fields begin_fields(PageContext const& context) {
  auto const* type = type_begun(context);
  if (type == nullptr || !may_begin(context, *type)) return {};
  auto const authority = authority_asked(context);
  return event_form(context, *type, SubjectNames(context, {}, type->internal ? authority : std::string()), authority);
}

http::Reply begin_page(PageContext const& context, Form& form) {
  auto const* type = type_begun(context);
  if (type == nullptr || !may_begin(context, *type)) return refusal_page(context, 404);
  if (context.request.method != "POST") {
    form.treat_as_unsent();  // a link may have filled in some of it
    put_usual(form, context);
  }
  auto const authority = authority_asked(context);
  auto const draft = [&](Form const& filled) { return draft_of(filled, *type, authority); };
  return ActPage(context, form,
                 {title(*type, context), help(*type, context), context.tr(text("Go on")), true, draft, authority,
                  !type->internal, organisation_path(authority)},
                 {{type->subject, {}}, SubjectNames(context).authority(authority), {}, {}, {}})
      .reply();
}

Fields correct_fields(PageContext const& context) {
  auto const found = event_asked(context, &app::TimelineEvent::may_correct);
  if (!found) return {};
  auto const& type = *found->event.type;
  return correction_form(context, type, names_for(context, type, found->subject));
}

http::Reply correct_page(PageContext const& context, Form& form) {
  auto found = event_asked(context, &app::TimelineEvent::may_correct);
  if (!found) return refused_page(context, found.error());
  auto const& event = found->event;
  if (event.withdrawn) return refusal_page(context, 404);
  if (!form.is_sent())
    put_event(form, event);
  else
    refuse_emptied(form, event);
  auto const draft = [&](Form const& filled) { return correction_of(filled, event, context.today); };
  auto const what = context.tr(text("Correct: {0}", context.language.say(event.type->label)));
  found->subject.name = name_of(found->subject, context);
  return ActPage(context, form,
                 {what, help(*event.type, context), context.tr(text("Go on")), true, draft,
                  authority_of(found->subject), !event.type->internal},
                 found->subject)
      .reply();
}

Fields withdraw_fields(PageContext const& context) {
  return event_asked(context, &app::TimelineEvent::may_withdraw) ? withdrawal_form(context) : Fields();
}

http::Reply withdraw_page(PageContext const& context, Form& form) {
  auto found = event_asked(context, &app::TimelineEvent::may_withdraw);
  if (!found) return refused_page(context, found.error());
  auto const& event = found->event;
  if (event.withdrawn) return refusal_page(context, 404);
  auto const draft = [&](Form const& filled) { return withdrawal_of(filled, event, context.today); };
  auto const what = context.tr(text("Withdraw: {0}", context.language.say(event.type->label)));
  auto const why = context.tr(text("It no longer counts, but can still be read, marked as withdrawn."));
  found->subject.name = name_of(found->subject, context);
  return ActPage(context, form, {what, why, context.tr(text("Withdraw")), false, draft, authority_of(found->subject)},
                 found->subject)
      .reply();
}

}  // namespace overens::web
