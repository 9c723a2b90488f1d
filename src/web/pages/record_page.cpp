#include <algorithm>

#include "access/decide.hpp"
#include "access/of_event.hpp"
#include "event/known.hpp"
#include "event/subject_link.hpp"
#include "web/act_menu.hpp"
#include "web/forms/command_field.hpp"
#include "web/forms/composed_form.hpp"
#include "web/known_subjects.hpp"
#include "web/pages.hpp"
#include "web/pages/act_page.hpp"
#include "web/period_choices.hpp"
#include "web/saved_view.hpp"
#include "web/subject_head.hpp"
#include "web/subject_path.hpp"
#include "web/timeline_view.hpp"

namespace overens::web {

using base::text;
namespace known = event::known;

namespace {

// The type that the address names, if events of it can be recorded by a form: those about subjects that have a page.
event::EventType const* type_asked(PageContext const& context) {
  auto const* type = context.sources.vocabulary.type(context.request.part("type"));
  if (type == nullptr || subject_path({type->subject, "x"}).empty()) return nullptr;
  // What is known inside one authority has addresses of its own, and those are for nothing else.
  auto const place = context.request.part("place");
  auto const is_own = has_own_place(type->subject) || has_own_place(kind_at(place));
  return is_own && kind_at(place) != type->subject ? nullptr : type;
}

journal::SubjectRef subject_asked(PageContext const& context, std::string_view kind) {
  if (auto const own = kind_at(context.request.part("place")); has_own_place(own))
    return {std::string(own), std::string(context.request.part("id"))};
  return {std::string(event::same_kind(kind)), std::string(context.request.part("subject"))};
}

base::Expected<app::SubjectPage> subject(PageContext const& context, std::string_view kind) {
  if (kind.empty() && context.request.part("place").empty()) {
    auto const& page = context.in_case(std::string(context.request.part("id")));
    if (!page) return tl::unexpected(page.error().why);
    auto in_case = *page;
    leave_to_own_pages(in_case);
    return in_case;
  }
  auto ref = subject_asked(context, kind);
  if (subject_path(ref).empty()) return base::refuse("not_found", text("there is nothing at this address"));
  return context.subject(ref);
}

// The page of the case that a change is made in; empty: it is made in none.
std::string case_of(app::SubjectPage const& page) {
  return page.subject.kind == "case" ? page.subject.id : std::string();
}

/// An event that stands, and the subject or case on whose page it was found.
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

using Types = std::vector<event::EventType const*>;

// What can be chosen in the form of an event of one of the types: of what is known inside an authority only, its own.
// `page` must outlive it; `standing`: the event that is corrected.
SubjectNames names_for(PageContext const& context, app::SubjectPage const& page, Types const& types,
                       app::TimelineEvent const* standing = nullptr) {
  if (!case_of(page).empty()) {
    SubjectNames names(context, agreement_of_case(page), page.authority);
    names.know_case(page.events);
    return names;
  }
  SubjectNames names(context, agreement_of(page, context),
                     types.front()->internal ? authority_of(page) : std::string());
  names.knows(page.events);
  std::vector<std::string> periods;
  for (std::size_t i = 0; standing != nullptr && i < standing->fields.size(); ++i) {
    auto const& value = standing->fields[i];
    if (value.field->says == event::DataField::Says::period) periods.push_back(value.text);
  }
  for (auto const& [name, value] : context.request.form()) {
    if (name == field_name(known::for_period) && calendar::parse_day(value)) periods.push_back(value);
  }
  names.knows_periods(period_choices(page, types, context, periods));
  names.about(page.subject);
  return names;
}

event::ComposedAct const* act_asked(PageContext const& context) {
  auto const* act = context.sources.vocabulary.act(context.request.part("type"));
  return act == nullptr || act->is_in_case() ? nullptr : act;
}

http::Reply record_act_page(PageContext const& context, Form& form, event::ComposedAct const& act) {
  auto page = subject(context, act.subject);
  if (!page) return refused_page(context, page.error());
  if (context.request.method != "POST") {
    form.treat_as_unsent();
    put_usual(form, context);
  }
  SubjectNames const names(context);
  ComposedForm const several(context, act, names, {.subject = page->subject});
  page->name = name_of(*page, context);
  return ActPage(context, form, act_of_several(several, act, form, context), std::move(*page)).reply();
}

std::string page_name(app::SubjectPage const& page, PageContext const& context) {
  return case_of(page).empty() ? name_of(page, context) : case_name(page.subject.id, context);
}

// What is there no more to be changed: when, by whom and why.
http::Reply withdrawn_page(PageContext const& context, app::SubjectPage const& page, app::TimelineEvent const& event) {
  auto const& change = *event.withdrawn;
  auto names = names_for(context, page, {event.type});
  if (!page.staff.empty()) names.know_staff(page.staff);
  app::FieldValue const reason{context.sources.vocabulary.type(known::withdrawn)->field("reason"), 0, change.reason};
  auto who = names.authority(event.owner);
  if (!change.actor.empty()) who = context.tr(text("{0} ({1})", who, names.staff_name(change.actor)));
  auto const what = context.tr(text("{0}, {1}", context.language.say(event.type->label), shown(event.happened)));
  wording::StructuredText out;
  out.title = context.tr(text("This has been withdrawn"));
  out.paragraph(
      wording::plain(context.tr(text("{0}: withdrawn {1} by {2}. The reason: {3}.", what,
                                     calendar::local_time(change.recorded), who, words_of(reason, names, context)))));
  out.paragraph(wording::plain(
      context.tr(text("What has been withdrawn is not changed any more. If it did happen, record it anew."))));
  out.paragraph({{page_name(page, context), subject_path(page.subject)}});
  return text_page(context, out, case_of(page).empty() ? menu_place(page.subject.kind) : "/arenden", 410);
}

std::optional<RefusalWords> words_of_correction(std::string const& code) {
  if (code == "nothing_corrected") return RefusalWords{text("You have changed nothing yet.")};
  return std::nullopt;
}

// What was said once can be said otherwise, but not unsaid: that is a withdrawal.
void refuse_emptied(Form& form, app::TimelineEvent const& event) {
  for (auto const& name : emptied(form, event))
    form.wrong(name, text("What stood here can be put right but not removed. Withdraw the event, and record it anew."));
}

// Whose the subject is, as what began it says: it is not asked once more.
std::vector<app::FieldValue> said_before(event::EventType const& type, app::SubjectPage const& page,
                                         PageContext const& context) {
  std::vector<app::FieldValue> said;
  auto const* kind = context.sources.vocabulary.kind(type.subject);
  for (auto const& event : page.events) {
    if (kind == nullptr || !said.empty() || event.withdrawn || !event.type->starts || event.subject != page.subject)
      continue;
    for (auto const& value : event.fields) {
      auto const is_whose = std::find(kind->whose.begin(), kind->whose.end(), value.field->name) != kind->whose.end();
      if (is_whose && type.field(value.field->name) != nullptr) said.push_back(value);
    }
  }
  return said;
}

}  // namespace

Fields record_fields(PageContext const& context) {
  if (auto const* act = act_asked(context)) {
    auto const page = subject(context, act->subject);
    if (!page) return {};
    Types types;
    for (auto const& part : act->parts) types.push_back(context.sources.vocabulary.type(part.event));
    auto const names = names_for(context, *page, types);
    return ComposedForm(context, *act, names, {.subject = page->subject}).fields();
  }
  auto const* type = type_asked(context);
  if (type == nullptr) return {};
  auto const page = subject(context, type->subject);
  if (!page) return {};
  auto fields = event_form(context, *type, names_for(context, *page, {type}), authority_of(*page));
  auto const said = said_before(*type, *page, context);
  std::erase_if(fields, [&](Field const& field) {
    return std::any_of(said.begin(), said.end(),
                       [&](app::FieldValue const& value) { return field.name == field_name(value.field->name); });
  });
  return fields;
}

http::Reply record_page(PageContext const& context, Form& form) {
  if (auto const* act = act_asked(context)) return record_act_page(context, form, *act);
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
  auto const said = said_before(*type, *page, context);
  auto const draft = [&](Form const& filled) {
    auto made = draft_of(filled, *type, authority);
    for (auto const& value : said) made.data.push_back({value.field->name, {value.text}, value.field->list});
    made.subject_kind = type->subject;
    made.subject_id = about.id;
    return made;
  };
  page->name = name_of(*page, context);
  return ActPage(context, form,
                 {act_title(*type, context), act_help(*type, context), context.tr(text("Go on")), true, draft,
                  authority, !type->internal},
                 std::move(*page))
      .reply();
}

Fields correct_fields(PageContext const& context) {
  auto const found = event_asked(context, &app::TimelineEvent::may_correct);
  if (!found) return {};
  auto const& type = *found->event.type;
  return correction_form(context, type, names_for(context, found->subject, {&type}, &found->event));
}

http::Reply correct_page(PageContext const& context, Form& form) {
  auto found = event_asked(context, &app::TimelineEvent::may_correct);
  if (!found) return refused_page(context, found.error());
  auto const& event = found->event;
  if (event.withdrawn) return withdrawn_page(context, found->subject, event);
  if (!form.is_sent())
    put_event(form, event);
  else
    refuse_emptied(form, event);
  auto const draft = [&](Form const& filled) { return correction_of(filled, event, context.today); };
  auto const what = context.tr(text("Correct: {0}", context.language.say(event.type->label)));
  found->subject.name = page_name(found->subject, context);
  FormAct does{.title = what,
               .help = act_help(*event.type, context),
               .button = context.tr(text("Go on")),
               .is_checked = true,
               .draft = draft,
               .authority = authority_of(found->subject),
               .is_foreseen = !event.type->internal,
               .back = subject_path(found->subject.subject),
               .words = words_of_correction,
               .in_case = case_of(found->subject)};
  if (!does.in_case.empty()) found->subject.subject = event.subject;  // what others do in the case is no matter
  return ActPage(context, form, std::move(does), found->subject).reply();
}

namespace {

/// What is withdrawn at once: an event, or those of an act of several.
struct Withdrawn {
  app::SubjectPage subject;
  std::vector<app::TimelineEvent> events;
  std::vector<app::TimelineEvent> staying;  ///< of the act, which are not withdrawn with them
};

base::Expected<Withdrawn> withdrawn_asked(PageContext const& context) {
  if (auto one = event_asked(context, &app::TimelineEvent::may_withdraw); one || one.error().code != "not_found") {
    if (!one) return tl::unexpected(one.error());
    return Withdrawn{std::move(one->subject), {std::move(one->event)}, {}};
  }
  auto page = subject(context, context.request.part("kind"));
  if (!page) return tl::unexpected(page.error());
  Withdrawn all{std::move(*page), {}, {}};
  std::string command(context.request.part("event"));
  if (command.ends_with('.')) command.pop_back();
  for (auto const& event : all.subject.events) {
    if (is_of_command(event.id, command)) (event.may_withdraw ? all.events : all.staying).push_back(event);
  }
  if (all.events.empty() && all.staying.empty())
    return base::refuse("not_found", text("there is nothing at this address"));
  if (all.events.empty() && !all.staying.front().withdrawn)
    return base::refuse("forbidden", text("this is more than you may do here"));
  if (all.events.empty()) all.events.push_back(all.staying.front());
  return all;
}

// Which of the act's events stay as they are, and why.
std::string staying_words(std::vector<app::TimelineEvent> const& staying, PageContext const& context) {
  std::vector<std::string> gone;
  std::vector<std::string> others;
  for (auto const& event : staying)
    (event.withdrawn ? gone : others).push_back(context.language.say(event.type->label));
  std::string words;
  if (!gone.empty()) words += " " + context.tr(text("Withdrawn before: {0}.", context.language.list(gone)));
  if (!others.empty())
    words += " " + context.tr(text("This stays, since you may not withdraw it: {0}.", context.language.list(others)));
  return words;
}

}  // namespace

Fields withdraw_fields(PageContext const& context) {
  return withdrawn_asked(context) ? withdrawal_form(context) : Fields();
}

http::Reply withdraw_page(PageContext const& context, Form& form) {
  auto asked = withdrawn_asked(context);
  if (!asked) return refused_page(context, asked.error());
  auto const& events = asked->events;
  if (events.front().withdrawn) return withdrawn_page(context, asked->subject, events.front());
  std::vector<std::string> labels;
  for (auto const& event : events) labels.push_back(context.language.say(event.type->label));
  auto const what = context.tr(text("Withdraw: {0}", context.language.list(labels)));
  auto const why = context.tr(base::plural("It no longer counts, but can still be read, marked as withdrawn.",
                                           "They no longer count, but can still be read, marked as withdrawn.",
                                           static_cast<long>(events.size())));
  FormAct does{what,
               why + staying_words(asked->staying, context),
               context.tr(text("Withdraw")),
               false,
               [&](Form const& filled) { return withdrawal_of(filled, events.front(), context.today); },
               authority_of(asked->subject)};
  does.back = subject_path(asked->subject.subject);
  does.in_case = case_of(asked->subject);
  does.also = [&](Form const& filled) {
    std::vector<event::Draft> rest;
    for (std::size_t i = 1; i < events.size(); ++i) rest.push_back(withdrawal_of(filled, events[i], context.today));
    return rest;
  };
  asked->subject.name = page_name(asked->subject, context);
  if (!does.in_case.empty()) asked->subject.subject = events.front().subject;
  return ActPage(context, form, std::move(does), asked->subject).reply();
}

}  // namespace overens::web
