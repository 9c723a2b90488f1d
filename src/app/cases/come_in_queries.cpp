// How what has come in from others came: by whom, when, on which basis and for what.

#include <algorithm>

#include "app/queries.hpp"
#include "event/known.hpp"

namespace overens::app {

// What is hidden is kept as looks apart, as it is on the page of its case.
void Queries::add_disclosures(Store& store, AccessCheck& check, std::set<std::string> const& shown_apart,
                              CasePage& page, Shown& shown) const {
  for (auto const& head : page.cases) {
    journal::SubjectRef const subject{"case", head.in_case};
    auto seen = this->seen(store, check, subject, head.in_case);
    std::erase_if(seen.entries, [&](journal::Entry const& entry) {
      return entry.type != event::known::disclosure_made || !seen.objects.at(entry.id).recorded.received;
    });
    if (seen.entries.empty()) continue;
    auto const is_hidden = std::any_of(seen.entries.begin(), seen.entries.end(), [&](journal::Entry const& entry) {
      return seen.objects.at(entry.id).is_hidden;
    });
    Shown apart;
    auto const is_apart = is_hidden || shown_apart.contains(head.in_case);
    page.came_by[head.in_case] = timeline_of(store, check, subject, std::move(seen), is_apart ? apart : shown);
    if (is_apart) shown.hidden_parts_of(apart);
  }
}

}  // namespace overens::app
