#include "app/fits/fitting.hpp"

#include <algorithm>

#include "event/known.hpp"
#include "event/plain_values.hpp"
#include "event/words.hpp"
#include "obligation/period.hpp"

namespace overens::app {

using base::refuse;
using base::text;

namespace {

using Values = std::span<event::Value const>;

std::string_view said(Values values, std::string_view field) {
  auto const found =
      std::find_if(values.begin(), values.end(), [&](auto const& one) { return one.field->name == field; });
  return found == values.end() ? std::string_view() : found->text;
}

// Silence about an unknown party would read as nothing owed.
base::Expected<void> fits_parties(event::EventType const& type, Values values, event::Vocabulary const& vocabulary) {
  for (auto const& value : values) {
    if (value.field->type != event::DataField::Type::party || vocabulary.party_kind(value.text)) continue;
    return refuse("unknown_party", event::no_such_party(value.text), value.field->name);
  }
  auto const party = said(values, "party");
  if (type.name != event::known::authority_registered || party.empty()) return {};
  if (auto const wrong = vocabulary.misfit(said(values, "kind"), party)) return refuse("wrong_party", *wrong, "party");
  return {};
}

// What says that it was done for a period that no duty has would count for none.
base::Expected<void> fits_periods(Values values) {
  auto const period = said(values, event::known::for_period);
  if (period.empty() || obligation::is_period(period)) return {};
  return refuse("bad_value", obligation::no_such_period(period), event::known::for_period);
}

std::optional<calendar::Day> day_in(event::PlainValues const& values, std::string const& field) {
  return calendar::parse_day(event::said(values, field));
}

base::Expected<void> fits_what_a_field_takes(Values values) {
  for (auto const& value : values) {
    auto const is_words = value.field->type == event::DataField::Type::words;
    auto const fault =
        is_words ? event::fault_of_words(*value.field, value.text) : event::fault_of_number(*value.field, value.number);
    if (fault) return refuse("bad_value", *fault, value.field->name);
  }
  return {};
}

// What the vocabulary has come to ask for is asked of what is recorded from then on.
base::Expected<void> says_what_is_needed(event::Event const& event) {
  for (auto const& field : event.type->data) {
    auto const& needed = field.needed;
    auto const is_lacking = event.value(field.name) == nullptr && needed.by(event.said(needed.field));
    if (is_lacking)
      return refuse("missing_key", text("{0}: “{1}” has to be filled in", event.type->label, field.label), field.name);
  }
  return {};
}

}  // namespace

base::Expected<void> values_fit(event::EventType const& type, std::span<event::Value const> values,
                                event::Vocabulary const& vocabulary) {
  if (auto checked = fits_parties(type, values, vocabulary); !checked) return checked;
  if (auto checked = fits_what_a_field_takes(values); !checked) return checked;
  return fits_periods(values);
}

base::Expected<void> days_fit(event::EventType const& type, event::PlainValues const& values) {
  for (auto const& field : type.data) {
    auto const first = field.not_before.empty() ? std::nullopt : day_in(values, field.not_before);
    auto const last = first ? day_in(values, field.name) : std::nullopt;
    if (!last) continue;
    if (*last < *first) return refuse("bad_value", text("the last day comes before the first"), field.name);
    auto const days = (*last - *first).count() + 1;
    if (field.most_days && days > *field.most_days)
      return refuse("bad_value",
                    text("these are {0} days, the first and the last counted: at most {1}", days, *field.most_days),
                    field.name);
  }
  return {};
}

base::Expected<void> fits(Record const& record, event::Event const& event, RuleSet const& rules) {
  auto const plain = event::plain_values(event.data);
  if (auto checked = values_fit(*event.type, event.data, rules.vocabulary); !checked) return checked;
  if (auto checked = days_fit(*event.type, plain); !checked) return checked;
  if (auto checked =
          period_is_counted(record, *event.type, {std::string(event.subject.kind), std::string(event.subject.id)},
                            event.said(event::known::for_period), rules);
      !checked)
    return checked;
  auto const whose = fits_whose(record, event, *event.type, event.subject.id, plain, rules);
  if (!whose) return whose;
  for (auto const& concept_rows :
       {fits_corrections(), fits_disclosures(), fits_sameness(), fits_erasures(), fits_hiding(), fits_protection(),
        fits_agreements(), fits_organisation(), fits_rights()}) {
    for (auto const& row : concept_rows) {
      auto const is_meant = row.about.empty() ? row.type == event.type->name : row.about == event.type->subject;
      if (!is_meant) continue;
      if (auto checked = row.fits(record, event, rules); !checked) return checked;
    }
  }
  return says_what_is_needed(event);
}

base::Expected<Recorded const*> own_event(Record const& record, std::string_view owner, std::string_view id,
                                          char const* field) {
  auto const* entry = record.entry(id);
  if (entry == nullptr || entry->owner != owner)
    return refuse("unknown_event", text("{0} has no event {1}", owner, id), field);
  if (record.is_withdrawn(*entry))
    return refuse("already_withdrawn", text("the event {0} has been withdrawn", id), field);
  return entry;
}

}  // namespace overens::app
