// What is recorded in a case by forms: the menu of it, and the form of each type.

#include <algorithm>

#include "access/of_event.hpp"
#include "base/words.hpp"
#include "web/act_menu.hpp"
#include "web/forms/command_field.hpp"
#include "web/forms/composed_form.hpp"
#include "web/known_subjects.hpp"
#include "web/pages.hpp"
#include "web/pages/act_page.hpp"
#include "web/subject_path.hpp"

namespace overens::web {

using base::text;

namespace {

/// The case that the address names, and the type of what is to be recorded in it.
struct CaseAct {
  app::SubjectPage page;
  event::EventType const* type;
};

base::Expected<app::SubjectPage> case_asked(PageContext const& context) {
  auto const& page = context.in_case(std::string(context.request.part("id")));
  if (!page) return tl::unexpected(page.error().why);
  return *page;
}

base::Expected<CaseAct> act_asked_in(PageContext const& context) {
  auto page = case_asked(context);
  if (!page) return tl::unexpected(page.error());
  auto const* type = context.sources.vocabulary.type(context.request.part("type"));
  if (type == nullptr || !has_form_in_case(*type))
    return base::refuse("not_found", text("there is nothing at this address"));
  if (!may_record_in(*page, *type)) return base::refuse("forbidden", text("this is more than you may do here"));
  return CaseAct{std::move(*page), type};
}

// `page` must outlive it.
SubjectNames names_in(app::SubjectPage const& page, PageContext const& context) {
  SubjectNames names(context, agreement_of_case(page), page.authority);
  names.know_case(page.events);
  names.know_cases(cases_of_person(page));
  return names;
}

bool has_ended(journal::SubjectRef const& subject, app::SubjectPage const& page, event::Kind const& kind) {
  return std::any_of(page.events.begin(), page.events.end(), [&](app::TimelineEvent const& event) {
    auto const& ends = kind.ended_by;
    return event.subject == subject && !event.withdrawn &&
           std::find(ends.begin(), ends.end(), event.type->name) != ends.end();
  });
}

// What an event can be about, of all that the case has of the kind: that which has not ended, or else whatever there
// is.
std::vector<Option> among(std::string const& of, app::SubjectPage const& page, SubjectNames const& names,
                          PageContext const& context) {
  auto const* kind = context.sources.vocabulary.kind(of);
  std::vector<Option> living;
  std::vector<Option> all;
  for (auto const& group : names.subjects(of)) {
    for (auto const& option : group.options) {
      all.push_back(option);
      if (!has_ended({of, option.value}, page, *kind)) living.push_back(option);
    }
  }
  return living.empty() ? all : living;
}

std::vector<Option> subjects_of(CaseAct const& act, SubjectNames const& names, PageContext const& context) {
  auto const& of = act.type->subject;
  if (of.empty() || of == "case" || act.type->starts) return {};
  return among(of, act.page, names, context);
}

Fields fields_of(CaseAct const& act, PageContext const& context) {
  auto const names = names_in(act.page, context);
  auto fields = event_form(context, *act.type, names, act.page.authority);
  fields.push_back(told_by_field(context, names));
  auto about = subjects_of(act, names, context);
  if (about.empty()) return fields;
  about.push_back({new_subject, context.tr(text("Something that does not stand here yet"))});
  fields.insert(fields.begin(), {.name = subject_field,
                                 .label = context.tr(text("What is it about?")),
                                 .type = FieldType::code,
                                 .required = true,
                                 .choices = {{{}, std::move(about)}}});
  return fields;
}

// The only one that it can be about is chosen from the beginning.
void put_only_subject(Form& form) {
  if (!form.has(subject_field) || !form.value(subject_field).empty()) return;
  auto const& options = form.fields().front().choices.front().options;
  if (options.size() == 2) form.put(subject_field, {options.front().value});
}

// Without an id it begins with the act.
journal::SubjectRef subject_of(CaseAct const& act, Form const& form) {
  auto const& kind = act.type->subject;
  if (kind == "case") return {kind, act.page.subject.id};
  auto const chosen = form.has(subject_field) ? form.value(subject_field) : std::string();
  return {kind, chosen == new_subject ? std::string() : chosen};
}

/// An act of several events in the case that the address names.
struct ActInCase {
  app::SubjectPage page;
  event::ComposedAct const* act;

  ComposedForm form(PageContext const& context, SubjectNames const& names) const {
    return {context,
            *act,
            names,
            {.subject = page.subject,
             .authority = page.authority,
             .begun = command_in(context),
             .among = [&](std::string const& kind) { return among(kind, page, names, context); },
             .may = [&](event::EventType const& type) { return may_be_part_in(page, type); },
             .disclosure = [&](auto const& with) { return disclosure_fields_with(with, page, context); }}};
  }
};

// Nothing: the address names no such act.
std::optional<base::Expected<ActInCase>> several_asked(PageContext const& context) {
  auto const* act = context.sources.vocabulary.act(context.request.part("type"));
  if (act == nullptr || !act->is_in_case()) return std::nullopt;
  auto page = case_asked(context);
  if (!page) return tl::unexpected(page.error());
  auto const may = [&](event::EventType const& type) { return may_be_part_in(*page, type); };
  if (!is_act_offered(*act, context.sources.vocabulary, may))
    return base::refuse("forbidden", text("this is more than you may do here"));
  return ActInCase{std::move(*page), act};
}

http::Reply several_page(PageContext const& context, Form& form, ActInCase const& asked) {
  if (context.request.method != "POST") {
    form.treat_as_unsent();
    put_usual(form, context);
  }
  auto const names = names_in(asked.page, context);
  auto const several = asked.form(context, names);
  auto const& act = *asked.act;
  auto const receiver = several.receiver_fields();
  auto const reader =
      receiver && context.request.method == "POST"
          ? reader_of_disclosure(form, context, asked.page.subject.id, form.value(receiver->to), receiver->reader)
          : std::string();
  auto does = act_of_several(several, act, form, context, reader);
  if (receiver) does.words = words_of_disclosure_refusal;
  does.authority = asked.page.authority;
  does.back = subject_path(asked.page.subject);
  does.in_case = asked.page.subject.id;
  auto page = asked.page;
  page.name = case_name(page.subject.id, context);
  page.subject = {};  // each of its events has its own
  return ActPage(context, form, std::move(does), std::move(page)).reply();
}

}  // namespace

Fields case_act_fields(PageContext const& context) {
  if (auto const several = several_asked(context)) {
    if (!*several) return {};
    auto const names = names_in((*several)->page, context);
    return (*several)->form(context, names).fields();
  }
  auto const act = act_asked_in(context);
  return act ? fields_of(*act, context) : Fields();
}

http::Reply case_act_page(PageContext const& context, Form& form) {
  if (auto const several = several_asked(context))
    return *several ? several_page(context, form, **several) : refused_page(context, several->error());
  auto act = act_asked_in(context);
  if (!act) return refused_page(context, act.error());
  if (context.request.method != "POST") {
    form.treat_as_unsent();  // a link may have filled in some of it
    put_usual(form, context);
    put_only_subject(form);
  }
  auto const& type = *act->type;
  auto const subject = subject_of(*act, form);
  auto const back = subject_path(act->page.subject);
  auto const draft = [&](Form const& filled) {
    auto made = draft_of(filled, type, act->page.authority);
    made.subject_kind = type.subject;
    made.subject_id = subject.id;
    return made;
  };
  auto page = act->page;
  page.name = case_name(page.subject.id, context);
  page.subject = subject;
  return ActPage(context, form,
                 {.title = act_title(type, context),
                  .help = act_help(type, context),
                  .button = context.tr(text("Go on")),
                  .is_checked = true,
                  .draft = draft,
                  .authority = act->page.authority,
                  .back = back,
                  .is_done_elsewhere = type.in_record_system,
                  .in_case = act->page.subject.id},
                 std::move(page))
      .reply();
}

Fields case_acts_fields(PageContext const& context) {
  return act_search_fields(context);
}

http::Reply case_acts_page(PageContext const& context, Form& form) {
  auto const page = case_asked(context);
  if (!page) return refused_page(context, page.error());
  auto const number = case_name(page->subject.id, context);
  Page out(context, "case_acts.html", context.tr(text("Record in the case")), "/arenden");
  out.above(context.tr(text("Cases")), "/arenden");
  out.above(number, subject_path(page->subject));
  auto body = out.body();
  body.say("HEADING", text("Record in the case"));
  body.put("SUBJECT", number);
  form.errors(body);
  if (!has_acts_in(*page, context))
    body.show("NOTHING", context.tr(text("There is nothing that you may record here.")));
  else
    show_acts(body, *page, form, context, [&](event::EventType const& type) { return may_be_part_in(*page, type); });
  return out.reply(form.ok() ? 200 : 422);
}

}  // namespace overens::web
