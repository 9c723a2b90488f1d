#include "app/fitting.hpp"
#include "event/known.hpp"
#include "obligation/facts.hpp"

namespace overens::app {
namespace {

// A placement that two cases know is found through them only.
base::Expected<void> sameness_fits(Record const&, event::Event const& event, event::Vocabulary const& vocabulary) {
  auto const kind = event.said("kind");
  if (!event.in_case.empty() || kind == "case" || kind == "person" || obligation::outside_cases(vocabulary, kind))
    return {};
  return base::refuse("missing_key", base::text("{0} needs a case", event.type->name), "case");
}

constexpr Fitting rows[] = {{event::known::same_as, sameness_fits}};

}  // namespace

std::span<Fitting const> fits_sameness() {
  return rows;
}

}  // namespace overens::app
