#include "app/organisation/authority_kind.hpp"

#include <algorithm>

#include "app/timeline.hpp"
#include "event/known.hpp"

namespace overens::app {

std::string authority_kind_in(std::vector<journal::Entry> entries, event::Vocabulary const& vocabulary,
                              std::string const& authority) {
  journal::SubjectRef const of{"authority", authority};
  std::erase_if(entries, [&](journal::Entry const& entry) {
    return std::find(entry.subjects.begin(), entry.subjects.end(), of) == entry.subjects.end();
  });
  std::string kind;
  for (auto const& event : standing_events(std::move(entries), vocabulary)) {
    if (event.type->name == event::known::authority_registered && !event.withdrawn)
      kind = event::said(plain_values(event), "kind");
  }
  return kind;
}

std::string authority_kind(Store& store, event::Vocabulary const& vocabulary, std::string const& authority) {
  journal::SubjectRef const of{"authority", authority};
  return authority_kind_in(store.entries_about(std::span(&of, 1)), vocabulary, authority);
}

}  // namespace overens::app
