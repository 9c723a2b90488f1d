#include "app/fitting.hpp"

namespace overens::app {

using base::refuse;
using base::text;

base::Expected<void> fits(Record const& record, event::Event const& event, event::Vocabulary const& vocabulary) {
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
