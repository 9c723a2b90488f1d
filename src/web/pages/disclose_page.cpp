#include <algorithm>

#include "base/words.hpp"
#include "event/known.hpp"
#include "web/address.hpp"
#include "web/forms/disclosure_form.hpp"
#include "web/pages.hpp"
#include "web/pages/act_page.hpp"
#include "web/subject_path.hpp"
#include "web/timeline_view.hpp"

namespace overens::web {

using base::text;
namespace known = event::known;

namespace {

std::string items_field() {
  return field_name("items");
}
std::string reader_field() {
  return field_name("readers");
}

// What the gate refuses with, to somebody who knows neither ids nor the names of fields.
struct WordsOfCode {
  char const* code;
  base::Text (*words)();
  char const* field = "items";
};
constexpr WordsOfCode words_of_refusals[] = {
    {"missing_key", [] { return text("This is needed on the basis that you have chosen"); }, "basis"},
    {"item_by_item", [] { return text("On this basis each record is chosen by itself"); }},
    {"unknown_event", [] { return text("Something that you chose is not there any more: choose anew"); }},
    {"already_withdrawn", [] { return text("Something that you chose has been withdrawn: choose anew"); }},
    {"unknown_consent", [] { return text("Choose a consent that stands in this case"); }, "consent"},
    {"consent_declined", [] { return text("The consent has been declined"); }, "consent"},
    {"consent_withdrawn", [] { return text("The consent has been withdrawn"); }, "consent"},
    {"consent_lapsed", [] { return text("The consent holds no longer"); }, "consent"},
    {"consent_names_others", [] { return text("The consent does not name this receiver"); }, "consent"},
    {"consent_covers_less", [] { return text("The consent does not cover all that you have chosen"); }, "consent"},
    {"unknown_reader", [] { return text("It belongs to another receiver: choose one of theirs"); }, "unit"},
    {"other_case", [] { return text("Something that you chose does not belong to the case"); }},
    {"not_disclosable", [] { return text("Something that you chose is not disclosed"); }}};

}  // namespace

std::optional<RefusalWords> words_of_disclosure_refusal(std::string const& code) {
  for (auto const& [known_code, words, field] : words_of_refusals) {
    if (known_code == code) return RefusalWords{words(), field};
  }
  return std::nullopt;
}

// Who receives it there, as the one who sends it knows them. What is wrong is said in the form.
std::string reader_of_disclosure(Form& form, PageContext const& context, std::string const& in_case,
                                 std::string const& to, std::string const& field) {
  auto const& email = form.value(field);
  if (email.empty() || to.empty()) return {};
  auto found = context.sources.reader_with_email(context.actor(), in_case, to, email);
  if (found) return std::move(*found);
  form.wrong(field, found.error().why);
  return {};
}

ReceiverFields receiver_fields() {
  return {field_name("to"), reader_field()};
}

event::Draft with_reader(event::Draft draft, std::string const& reader) {
  std::erase_if(draft.data, [](event::DraftField const& data) { return data.name == "readers"; });
  if (!reader.empty()) draft.data.push_back({"readers", {reader}, true});
  return draft;
}

tl::expected<app::SubjectPage, base::Refusal> case_to_disclose_of(PageContext const& context) {
  auto const& page = context.in_case(std::string(context.request.part("id")));
  if (!page) return tl::unexpected(page.error().why);
  if (!page->may_disclose) return base::refuse("forbidden", text("this is more than you may do here"));
  return *page;
}

namespace {

bool is_own(app::TimelineEvent const& event, app::SubjectPage const& page) {
  return event.owner == page.authority && !event.withdrawn && !event.type->shared && !event.type->internal;
}

std::string called(app::TimelineEvent const& event, PageContext const& context) {
  auto const label = context.language.say(event.type->label);
  return context.tr(event.is_sensitive ? text("{0}, {1} (kept most closely)", label, shown(event.happened))
                                       : text("{0}, {1}", label, shown(event.happened)));
}

// What can be disclosed, and the consents that it can rest on: the authority's own in the case.
std::vector<Option> own_events(app::SubjectPage const& page, bool are_consents, PageContext const& context) {
  std::vector<Option> all;
  for (auto const& event : page.events) {
    auto const is_consent = event.type->name == known::consent_given;
    auto const is_disclosure = event.type->subject == "disclosure";
    if (!is_own(event, page) || is_disclosure || (are_consents ? !is_consent : !event.may_disclose)) continue;
    all.push_back({are_consents ? event.subject.id : event.id, called(event, context)});
  }
  return all;
}

// Whom the case is about, and what is of these classes.
bool goes_with(app::TimelineEvent const& event, std::vector<std::string> const& classes) {
  return event.type->of_person == event::Presence::required ||
         std::any_of(classes.begin(), classes.end(), [&](auto const& one) { return event.type->has_class(one); });
}

bool is_said_by_the_case(Field const& field, event::EventType const& type) {
  return std::any_of(type.data.begin(), type.data.end(), [&](event::DataField const& data) {
    auto const is_subject = data.type == event::DataField::Type::id && data.of != "consent" && data.name != "readers";
    return field.name == field_name(data.name) && (is_subject || data.name == "types");
  });
}

}  // namespace

Fields disclosure_fields(app::SubjectPage const& page, PageContext const& context) {
  auto const& type = *context.sources.vocabulary.type(known::disclosure_made);
  SubjectNames names(context, {}, page.authority);
  names.know_case(page.events);
  auto fields = event_form(context, type, names, page.authority);
  std::erase_if(fields, [&](Field const& field) { return is_said_by_the_case(field, type); });
  for (auto& field : fields) {
    if (field.name == items_field()) {
      field.type = FieldType::code;
      field.required = true;
      field.optional = false;
      field.choices = {{{}, own_events(page, false, context)}};
    }
    if (field.name == reader_field())
      field = {
          .name = field.name,
          .label = context.tr(text("Who is to receive it there")),
          .hint = context.tr(text("Their work e-mail address: ask them first. Needed when something is kept most "
                                  "closely or the person has a protected identity. It is then shown to them alone.")),
          .optional = true,
          .autocomplete = "off",
          .longest = 200};
    if (field.name == field_name("unit")) {
      field.choices = names.units_of_others();
      field.choices.insert(field.choices.begin(), {{}, {{{}, context.tr(text("Not stated"))}}});
    }
    if (field.name == field_name("consent")) field.choices.back() = {{}, own_events(page, true, context)};
    if (field.name == field_name("to")) {
      for (auto& group : field.choices)
        std::erase_if(group.options, [&](Option const& option) { return option.value == page.authority; });
    }
  }
  return fields;
}

Fields disclosure_fields_with(std::vector<std::string> const& classes, app::SubjectPage const& page,
                              PageContext const& context) {
  auto some = page;
  std::erase_if(some.events, [&](app::TimelineEvent const& event) {
    return event.type->name != known::consent_given && !goes_with(event, classes);
  });
  auto fields = disclosure_fields(some, context);
  for (auto& field : fields) {
    if (field.name != items_field()) continue;
    field.label = context.tr(text("What goes with it of what stands in the case"));
    field.required = false;
    field.optional = true;
    for (auto const& event : some.events) {
      auto const says_whom = event.type->of_person == event::Presence::required && event.may_disclose;
      if (says_whom && field.usual.empty()) field.usual = event.id;
    }
  }
  std::erase_if(
      fields, [](Field const& field) { return field.name == items_field() && field.choices.front().options.empty(); });
  return fields;
}

std::string disclose_path(journal::SubjectRef const& in_case, std::vector<std::string> const& events,
                          std::string const& to) {
  Query query;
  for (auto const& event : events) query.emplace_back(items_field(), event);
  if (!to.empty()) query.emplace_back(field_name("to"), to);
  return address(subject_path(in_case) + "/lamna-ut", query);
}

Fields disclose_fields(PageContext const& context) {
  auto const page = case_to_disclose_of(context);
  return page ? disclosure_fields(*page, context) : Fields();
}

http::Reply disclose_page(PageContext const& context, Form& form) {
  auto const page = case_to_disclose_of(context);
  if (!page) return refused_page(context, page.error());
  if (context.request.method != "POST") {
    form.treat_as_unsent();  // a link may have filled in some of it
    put_usual(form, context);
  }
  auto const& type = *context.sources.vocabulary.type(known::disclosure_made);
  auto const reader = context.request.method == "POST"
                          ? reader_of_disclosure(form, context, page->subject.id, form.value(receiver_fields().to))
                          : std::string();
  auto const draft = [&](Form const& filled) { return with_reader(draft_of(filled, type, page->authority), reader); };
  auto const in_case = case_name(page->subject.id, context);
  return ActPage(
             context, form,
             {.title = context.tr(text("Disclose what stands in the case")),
              .help = context.tr(text("Only what you choose is disclosed, and on a consent only what it covers. What "
                                      "you correct later follows to whoever has received it.")),
              .button = context.tr(text("Go on")),
              .is_checked = true,
              .draft = draft,
              .authority = page->authority,
              .is_foreseen = true,
              .back = subject_path(page->subject),
              .words = words_of_disclosure_refusal,
              .in_case = page->subject.id},
             {{type.subject, {}}, in_case, {}, {}, {}})
      .reply();
}

}  // namespace overens::web
