#include "app/fitting.hpp"

#include "event/known.hpp"

namespace overens::app {

using base::refuse;
using base::text;

namespace {

// Silence about an unknown party would read as nothing owed.
base::Expected<void> fits_parties(event::Event const& event, event::Vocabulary const& vocabulary) {
  for (auto const& value : event.data) {
    if (value.field->type != event::DataField::Type::party || vocabulary.party_kind(value.text)) continue;
    return refuse("unknown_party", event::no_such_party(value.text), value.field->name);
  }
  if (event.type->name != event::known::authority_registered || event.said("party").empty()) return {};
  auto const* kind = vocabulary.authority_kind(event.said("kind"));
  if (auto const wrong = kind == nullptr ? std::nullopt : vocabulary.misfit(*kind, event.said("party")))
    return refuse("wrong_party", *wrong, "party");
  return {};
}

}  // namespace

base::Expected<void> fits(Record const& record, event::Event const& event, event::Vocabulary const& vocabulary) {
  if (auto checked = fits_parties(event, vocabulary); !checked) return checked;
  for (auto const& concept_rows : {fits_corrections(), fits_disclosures(), fits_sameness(), fits_erasures()}) {
    for (auto const& row : concept_rows) {
      if (row.type != event.type->name) continue;
      if (auto checked = row.fits(record, event, vocabulary); !checked) return checked;
    }
  }
  return {};
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
