#include "app/fits/fitting.hpp"
#include "event/known.hpp"

namespace overens::app {
namespace {

// Also what has been withdrawn can be erased, but only by the authority whose record it is.
base::Expected<void> erasure_fits(Record const& record, event::Event const& event, RuleSet const&) {
  for (auto const& value : event.data) {
    if (value.field->name != "items") continue;
    auto const* entry = record.entry(value.text);
    if (entry == nullptr || entry->owner != event.owner)
      return base::refuse("unknown_event", base::text("{0} has no event {1}", event.owner, value.text), "items");
  }
  return {};
}

constexpr Fitting erasure_rows[] = {{.type = event::known::erased, .fits = erasure_fits}};

}  // namespace

std::span<Fitting const> fits_erasures() {
  return erasure_rows;
}

}  // namespace overens::app
