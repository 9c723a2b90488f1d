// What is recorded for somebody else, and disclosed to them as it is recorded: a question that can't wait, its answer.

#include <algorithm>
#include <map>

#include "base/words.hpp"
#include "event/known.hpp"
#include "web/act_menu.hpp"
#include "web/forms/command_field.hpp"
#include "web/forms/disclosure_form.hpp"
#include "web/pages.hpp"
#include "web/pages/act_page.hpp"
#include "web/questions_view.hpp"
#include "web/subject_path.hpp"
#include "web/unit_view.hpp"

namespace overens::web {

using base::text;
using GoesTo = event::EventType::GoesTo;
using event::DataField;

namespace {

/// What is sent, in which case, and what it belongs to when that has begun before.
struct Sending {
  app::SubjectPage page;
  event::EventType const* type = nullptr;
  std::optional<app::UrgentQuestion> question = {};
  std::optional<app::Arrival> arrival = {};  ///< something that has come in, which it answers

  bool is_sent() const { return type->goes_to != GoesTo::nobody; }
  journal::SubjectRef of() const {
    return question ? question->subject : arrival ? arrival->disclosure : journal::SubjectRef();
  }
};

bool is_meant_for(app::UrgentQuestion const& question, event::EventType const& type, app::SubjectPage const& page) {
  if (question.subject.kind != type.subject) return false;
  return type.goes_to == GoesTo::giver ? question.to == page.authority : question.from == page.authority;
}

tl::expected<Sending, base::Refusal> answer_to_arrival(Sending sending, std::string_view disclosure) {
  for (auto const& arrival : sending.page.arrivals) {
    if (arrival.disclosure.id == disclosure && arrival.may_receive) sending.arrival = arrival;
  }
  if (!sending.arrival) return base::refuse("not_found", text("there is nothing at this address"));
  return sending;
}

tl::expected<Sending, base::Refusal> sending_in(PageContext const& context) {
  auto const* const type = context.sources.vocabulary.type(std::string(context.request.part("type")));
  auto const subject = context.request.part("subject");
  auto const nothing = base::refuse("not_found", text("there is nothing at this address"));
  if (type != nullptr && type->answers_arrival) {
    auto const& page = context.in_case(std::string(context.request.part("id")));
    if (!page) return tl::unexpected(page.error().why);
    return answer_to_arrival({*page, type}, subject);
  }
  auto page = case_to_disclose_of(context);
  if (!page) return tl::unexpected(page.error());
  Sending sending{std::move(*page), type};
  if (sending.type == nullptr || !sending.is_sent()) return nothing;
  if (subject.empty()) {
    if (!sending.type->starts) return nothing;
    return sending;
  }
  for (auto const& question : sending.page.questions) {
    if (question.subject.id == subject && is_meant_for(question, *sending.type, sending.page))
      sending.question = question;
  }
  if (!sending.question) return nothing;
  return sending;
}

std::string called_with_way(app::UnitDetails const& unit, PageContext const& context) {
  auto const& way = unit.urgent.empty() ? unit.telephone : unit.urgent;
  return way.empty() ? name_of(unit, context) : context.tr(text("{0}: {1}", name_of(unit, context), way));
}

// The units of others that take what can't wait, by their authorities.
std::vector<OptionGroup> units_to_ask(std::string const& own, PageContext const& context) {
  std::map<std::string, std::vector<Option>> by_authority;
  for (auto const& unit : context.units->on(context.today)) {
    if (!unit.takes_urgent || unit.closed || unit.authority == own) continue;
    auto const& whose = unit.authority_name.empty() ? unit.authority : unit.authority_name;
    by_authority[base::capitalised(whose)].push_back({unit.id, called_with_way(unit, context)});
  }
  std::vector<OptionGroup> groups;
  for (auto& [name, options] : by_authority) groups.push_back({name, std::move(options)});
  return groups;
}

std::string receiver(Sending const& sending, Form const& form, PageContext const& context) {
  if (sending.arrival) return sending.arrival->from;
  if (sending.question) return sending.type->goes_to == GoesTo::giver ? sending.question->from : sending.question->to;
  auto const unit = context.units->find(form.value(field_name("unit")), context.today);
  return unit ? unit->authority : std::string();
}

std::string unit_of(Sending const& sending, Form const& form) {
  if (sending.arrival) return {};
  if (!sending.question) return form.value(field_name("unit"));
  return sending.type->goes_to == GoesTo::receivers ? sending.question->unit : std::string();
}

// The field by which the event says why it is needed; nullptr: it does not.
DataField const* why_in(event::EventType const& type) {
  auto const found = std::find_if(type.data.begin(), type.data.end(), [](DataField const& data) { return data.why; });
  return found == type.data.end() ? nullptr : &*found;
}

// The fields of the type, but for whom it goes to, which is known or is said by the unit, and for when: it happens as
// it is sent. And what a disclosure needs.
Fields fields_of(Sending const& sending, PageContext const& context) {
  auto const& type = *sending.type;
  auto fields = event_form(context, type, SubjectNames(context, {}, sending.page.authority), sending.page.authority);
  std::erase_if(fields, [&](Field const& field) {
    return (sending.is_sent() && field.name == form_name("happened")) ||
           std::any_of(type.data.begin(), type.data.end(),
                       [&](DataField const& data) { return data.receives && field.name == field_name(data.name); });
  });
  for (auto& field : fields) {
    if (field.name == field_name("unit")) field.choices = units_to_ask(sending.page.authority, context);
  }
  if (!sending.is_sent()) return fields;
  auto const is_answer = !sending.of().id.empty() && type.goes_to == GoesTo::giver;
  auto const says_why = why_in(type) != nullptr;
  auto const is_needed = [&](std::string const& name) {
    return name == field_name("basis") || name == field_name("consent") ||
           (name == field_name("necessity") && !says_why) ||
           (name == field_name("readers") && sending.page.team.is_protected);
  };
  for (auto& field : disclosure_fields(sending.page, context)) {
    if (!is_needed(field.name)) continue;
    if (is_answer && field.name == field_name("readers"))
      field.hint =
          context.tr(text("Whoever asked, if nothing is written here. Somebody else by their work e-mail "
                          "address: ask them first. It is shown to them alone."));
    fields.push_back(std::move(field));
  }
  return fields;
}

event::Draft event_of(Sending const& sending, Form const& form, PageContext const& context) {
  auto draft = draft_of(form, *sending.type, sending.page.authority);
  if (sending.is_sent()) draft.happened = calendar::to_string(context.today);
  draft.in_case = sending.page.subject.id;
  for (auto const& data : sending.type->data) {
    if (data.receives) draft.data.push_back({data.name, {receiver(sending, form, context)}, data.list});
  }
  auto const& person = sending.page.person;
  if (sending.type->of_person != event::Presence::none && person && person->who.authority == sending.page.authority)
    draft.person = person->who.id;
  if (auto const of = sending.of(); !of.id.empty()) {
    draft.subject_kind = of.kind;
    draft.subject_id = of.id;
  }
  return draft;
}

event::Draft disclosure_of(Sending const& sending, Form const& form, std::string const& reader,
                           PageContext const& context) {
  auto const command = command_in(context);
  auto const& type = *context.sources.vocabulary.type(event::known::disclosure_made);
  auto draft = with_reader(draft_of(form, type, sending.page.authority), reader);
  std::erase_if(draft.data, [](event::DraftField const& field) { return field.name == "unit" || field.name == "to"; });
  draft.happened = calendar::to_string(context.today);
  draft.in_case = sending.page.subject.id;
  draft.subject_kind = type.subject;
  draft.subject_id = command + "-u";
  if (auto const* why = why_in(*sending.type))
    draft.data.push_back({"necessity", {form.value(field_name(why->name))}, false});
  draft.data.push_back({"to", {receiver(sending, form, context)}, false});
  // Whoever is named is the only one there who is told.
  if (auto const unit = unit_of(sending, form); !unit.empty() && reader.empty())
    draft.data.push_back({"unit", {unit}, false});
  draft.data.push_back({"items", {command + ".1"}, true});
  draft.data.push_back({"purpose", {context.language.say(sending.type->label)}, false});
  return draft;
}

// Who alone is told there when the identity is protected: of an answer whoever asked, unless another is named.
std::string reader_of(Sending const& sending, Form& form, PageContext const& context) {
  if (context.request.method != "POST" || !sending.page.team.is_protected || !sending.is_sent()) return {};
  auto const& in_case = sending.page.subject.id;
  auto const is_answer = !sending.of().id.empty() && sending.type->goes_to == GoesTo::giver;
  if (is_answer && form.value(field_name("readers")).empty())
    return context.sources.reader_who_asked(context.actor(), in_case, sending.of().id).value_or("");
  return reader_of_disclosure(form, context, in_case, receiver(sending, form, context));
}

// What was asked, in its own words.
std::string words_asked(Sending const& sending, PageContext const& context) {
  std::string all;
  for (auto const& event : sending.page.events) {
    if (event.id != sending.question->event) continue;
    for (auto const& value : event.fields) {
      if (value.field->type != DataField::Type::words) continue;
      auto const is_whole = !value.text.empty() && std::string_view(".?!").find(value.text.back()) != std::string::npos;
      all += fmt::format("{}{}: {}{}", all.empty() ? "" : " ",
                         base::capitalised(context.language.say(value.field->label)), value.text, is_whole ? "" : ".");
    }
  }
  return all;
}

// Who ended it when, and why: what was written meanwhile is not lost.
std::optional<base::Text> ended_meanwhile(Sending const& sending, PageContext const& context) {
  if (!sending.question || !sending.question->ended) return std::nullopt;
  auto const& ended = *sending.question->ended;
  if (ended.event.starts_with(command_in(context) + ".")) return std::nullopt;  // by this, which was sent twice
  // Who it was is told of one's own authority alone.
  auto const who = ended.who.empty() ? base::capitalised(SubjectNames(context).authority(ended.owner))
                                     : with_unit(ended.who, ended.unit, context);
  auto const at = calendar::local_time(ended.at);
  if (ended.by == nullptr) {
    auto const* const reasons = context.sources.vocabulary.type(event::known::withdrawn)->field("reason");
    auto const why = words_of({reasons, 0, ended.reason}, SubjectNames(context), context);
    return text("{0} withdrew the question {1}: {2}. What you wrote has not been sent; it stands below.", who, at, why);
  }
  return text("{0}, {1}: {2}. What you wrote has not been sent; it stands below.", who, at,
              context.language.say(ended.by->label));
}

}  // namespace

std::string send_path(journal::SubjectRef const& in_case, event::EventType const& type, std::string const& subject) {
  auto const path = subject_path(in_case) + "/skicka/" + type.name;
  return subject.empty() ? path : path + "/" + subject;
}

Fields send_fields(PageContext const& context) {
  auto const sending = sending_in(context);
  return sending ? fields_of(*sending, context) : Fields();
}

http::Reply send_page(PageContext const& context, Form& form) {
  auto const sending = sending_in(context);
  if (!sending) return refused_page(context, sending.error());
  auto const& type = *sending->type;
  if (context.request.method != "POST") {
    form.treat_as_unsent();
    put_usual(form, context);
  }
  auto const reader = reader_of(*sending, form, context);
  auto help = context.language.say(type.help);
  if (sending->question) help = words_asked(*sending, context) + " " + help;
  return ActPage(context, form,
                 {.title = act_name(type, context),
                  .help = std::move(help),
                  .button = context.tr(text("Go on")),
                  .is_checked = true,
                  .draft = [&](Form const& filled) { return event_of(*sending, filled, context); },
                  .authority = sending->page.authority,
                  .is_foreseen = false,
                  .back = subject_path(sending->page.subject),
                  .words = words_of_disclosure_refusal,
                  .also =
                      [&](Form const& filled) {
                        return sending->is_sent() ? std::vector{disclosure_of(*sending, filled, reader, context)}
                                                  : std::vector<event::Draft>();
                      },
                  .too_late = ended_meanwhile(*sending, context),
                  .in_case = sending->page.subject.id},
                 {{type.subject, {}}, case_name(sending->page.subject.id, context), {}, {}, {}})
      .reply();
}

}  // namespace overens::web
