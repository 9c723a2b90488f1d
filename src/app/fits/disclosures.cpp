#include <algorithm>

#include "app/cases/case_team.hpp"
#include "app/fits/fitting.hpp"
#include "app/hidden.hpp"
#include "app/subjects_of.hpp"
#include "event/known.hpp"

namespace overens::app {
namespace {

using base::refuse;
using base::text;
using Checked = base::Expected<void>;
namespace known = event::known;

// Also a correction of such an event, which says as much.
bool is_internal(Recorded const& entry) {
  auto const& about = entry.subjects;
  return entry.type->internal ||
         std::any_of(about.begin(), about.end(), [](auto const& one) { return one.kind == organisation_kind; });
}

Checked not_disclosable(char const* field) {
  return refuse("not_disclosable", text("an authority's own staff and commissions are not disclosed"), field);
}

Checked missing(event::Event const& event, char const* field) {
  return refuse("missing_key", text("{0} needs the field {1}", event.type->name, field), field);
}

bool is_in(journal::SubjectRef const& subject, Recorded const& entry) {
  return std::find(entry.subjects.begin(), entry.subjects.end(), subject) != entry.subjects.end();
}

bool lists(std::string const& lines, std::string_view wanted) {
  std::string_view rest = lines;
  while (!rest.empty()) {
    auto const end = rest.find('\n');
    if (rest.substr(0, end) == wanted) return true;
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
  }
  return false;
}

// Of the sender's own record only: whether another has a consent is not told. The last word of the individual counts.
base::Expected<Recorded const*> standing_consent(Record const& record, event::Event const& event) {
  auto const id = event.said("consent");
  if (id.empty()) return tl::unexpected(missing(event, "consent").error());
  auto const* last =
      record.last_standing({known::consent_given, known::consent_declined, known::consent_withdrawn}, id, event.owner);
  if (last == nullptr || event.in_case.empty() || !is_in({"case", std::string(event.in_case)}, *last))
    return refuse("unknown_consent", text("{0} has no consent {1} in this case", event.owner, id), "consent");
  if (last->type->name == known::consent_declined)
    return refuse("consent_declined", text("the consent {0} has been declined", id), "consent");
  if (last->type->name == known::consent_withdrawn)
    return refuse("consent_withdrawn", text("the consent {0} has been withdrawn", id), "consent");
  return last;
}

Checked consent_covers(Record const& record, event::Event const& event, event::Vocabulary const& vocabulary) {
  auto const given = standing_consent(record, event);
  if (!given) return tl::unexpected(given.error());
  auto const terms = record.said(**given, vocabulary);
  auto const id = event.said("consent");
  auto const through = calendar::parse_day(event::said(terms, "through"));
  if (through && calendar::day_in_sweden(event.recorded) > *through)
    return refuse("consent_lapsed", text("the consent {0} held through {1}", id, calendar::to_string(*through)),
                  "consent");
  if (!lists(event::said(terms, "to"), event.said("to")))
    return refuse("consent_names_others", text("the consent {0} does not name {1}", id, event.said("to")), "to");
  for (auto const& value : event.data) {
    auto const& field = value.field->name;
    if (field != "items" && field != "types") continue;
    auto const* item = field == "items" ? record.entry(value.text) : nullptr;
    if (item != nullptr && !is_in({"case", std::string(event.in_case)}, *item))
      return refuse("other_case", text("the event {0} does not belong to the case {1}", item->id, event.in_case),
                    field);
    auto const& type = item != nullptr ? *item->type : *vocabulary.type(value.text);
    if (!lists(event::said(terms, "types"), type.name))
      return refuse("consent_covers_less", text("the consent {0} does not cover {1}", id, type.label), field);
  }
  return {};
}

// What the basis asks for is the vocabulary's.
Checked basis_carries(Record const& record, event::Event const& event, event::Vocabulary const& vocabulary) {
  auto const basis = vocabulary.disclosure_basis(event.said("basis"));
  if (!basis.coming && event.value("types") != nullptr)
    return refuse("item_by_item", text("on this basis events are disclosed one by one"), "types");
  if (event.value("items") == nullptr && event.value("types") == nullptr) return missing(event, "items");
  return basis.consent ? consent_covers(record, event, vocabulary) : Checked();
}

// What is kept most closely, and what is of a protected identity, goes to somebody by name: nobody else there is to
// find it.
bool is_by_name(Record const& record, event::Event const& event, event::Vocabulary const& vocabulary) {
  auto const is_kept_closely = [&](event::Value const& value) {
    auto const* type = value.field->name == "types" ? vocabulary.type(value.text) : nullptr;
    return type != nullptr && type->secrecy == event::ObjectClass::sensitive;
  };
  return is_hidden(record, event, vocabulary) || std::any_of(event.data.begin(), event.data.end(), is_kept_closely) ||
         (!event.in_case.empty() &&
          team_of(record, vocabulary, std::string(event.owner), std::string(event.in_case)).is_protected);
}

Checked names_reader(Record const& record, event::Event const& event, event::Vocabulary const& vocabulary) {
  auto const is_named = event.value("readers") != nullptr;
  if ((is_named && event.said("unit").empty()) || !is_by_name(record, event, vocabulary)) return {};
  return refuse("reader_needed", text("say who receives it there: it is shown to nobody else"),
                is_named ? "unit" : "readers");
}

Checked is_unit_there(Record const& record, event::Event const& event, event::Vocabulary const& vocabulary) {
  auto const id = event.said("unit");
  if (id.empty()) return {};
  auto const* const opened = record.standing(known::unit_opened, id);
  auto const is_there = opened != nullptr && record.standing(known::unit_closed, id) == nullptr &&
                        event::said(record.said(*opened, vocabulary), "authority") == event.said("to");
  if (is_there) return {};
  return refuse("unknown_reader", text("{0} has no unit {1} that may receive it", event.said("to"), id), "unit");
}

Checked disclosure_fits(Record const& record, event::Event const& event, RuleSet const& rules) {
  if (record.standing(known::disclosure_made, event.subject.id, event.owner) != nullptr)
    return refuse("disclosure_known", text("there is a disclosure {0}", event.subject.id), "subject");
  for (auto const& value : event.data) {
    if (value.field->name == "types" && rules.vocabulary.type(value.text)->internal) return not_disclosable("types");
    if (value.field->name != "items") continue;
    auto const item = own_event(record, event.owner, value.text, "items");
    if (!item) return tl::unexpected(item.error());
    if (is_internal(**item)) return not_disclosable("items");
  }
  if (auto named = names_reader(record, event, rules.vocabulary); !named) return named;
  if (auto unit = is_unit_there(record, event, rules.vocabulary); !unit) return unit;
  return basis_carries(record, event, rules.vocabulary);
}

Checked ending_fits(Record const& record, event::Event const& event, RuleSet const&) {
  if (record.standing(known::disclosure_made, event.subject.id, event.owner) == nullptr)
    return refuse("unknown_disclosure", text("{0} has no disclosure {1}", event.owner, event.subject.id), "subject");
  if (record.standing(known::disclosure_ended, event.subject.id, event.owner) != nullptr)
    return refuse("already_ended", text("the disclosure {0} has ended", event.subject.id), "subject");
  return {};
}

// One with a mistyped id would end nothing, and nobody would see that it did not.
Checked consent_ending_fits(Record const& record, event::Event const& event, RuleSet const&) {
  auto const* given = record.standing(known::consent_given, event.subject.id, event.owner);
  if (given == nullptr || !is_in({"case", std::string(event.in_case)}, *given))
    return refuse("unknown_consent", text("{0} has no consent {1} in the case", event.owner, event.subject.id),
                  "subject");
  return {};
}

// Of something that another has disclosed to them, and that they have not answered so before.
Checked arrival_fits(Record const& record, event::Event const& event, RuleSet const& rules) {
  auto const nothing = refuse("unknown_disclosure", text("no disclosure {0} has come in", event.subject.id), "subject");
  auto const* made = record.standing(known::disclosure_made, event.subject.id);
  if (made == nullptr || made->owner == event.owner || !is_in({"case", std::string(event.in_case)}, *made) ||
      event::said(record.said(*made, rules.vocabulary), "to") != event.owner)
    return nothing;
  if (event.type->name == known::disclosure_not_ours &&
      record.standing(known::disclosure_not_ours, event.subject.id, event.owner) != nullptr)
    return refuse("already_answered", text("it has been answered before: it is not yours"), "subject");
  return {};
}

constexpr Fitting disclosure_rows[] = {{.type = known::disclosure_made, .fits = disclosure_fits},
                                       {.type = known::disclosure_ended, .fits = ending_fits},
                                       {.type = known::disclosure_registered, .fits = arrival_fits},
                                       {.type = known::disclosure_not_ours, .fits = arrival_fits},
                                       {.type = known::consent_withdrawn, .fits = consent_ending_fits}};

}  // namespace

base::Expected<void> corrected_disclosure_fits(event::Event const& correction, std::span<event::Value const> values) {
  auto const says_how = [](event::Value const& value) {
    return value.field->name == "purpose" || value.field->name == "necessity";
  };
  auto const is_moved = !correction.said("case").empty() || !correction.said("subject").empty();
  if (!is_moved && std::all_of(values.begin(), values.end(), says_how)) return {};
  return refuse("already_disclosed", text("it has been sent: end or withdraw it, and disclose anew"),
                is_moved ? "case" : "data");
}

std::span<Fitting const> fits_disclosures() {
  return disclosure_rows;
}

}  // namespace overens::app
