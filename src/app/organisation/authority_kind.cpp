#include "app/organisation/authority_kind.hpp"

#include "app/timeline.hpp"
#include "event/known.hpp"

namespace overens::app {

std::string authority_kind(Store& store, event::Vocabulary const& vocabulary, std::string const& authority) {
  journal::SubjectRef const of{"authority", authority};
  std::string kind;
  for (auto const& event : standing_events(store.entries_about(std::span(&of, 1)), vocabulary)) {
    if (event.type->name == event::known::authority_registered && !event.withdrawn)
      kind = event::said(plain_values(event), "kind");
  }
  return kind;
}

}  // namespace overens::app
