#include "app/fits/fitting.hpp"
#include "event/known.hpp"
#include "obligation/facts.hpp"

namespace overens::app {
namespace {

// A placement that two cases know is found through them only.
base::Expected<void> sameness_fits(Record const&, event::Event const& event, RuleSet const& rules) {
  auto const kind = event.said("kind");
  if (!event.in_case.empty() || kind == "case" || kind == "person" || obligation::outside_cases(rules.vocabulary, kind))
    return {};
  return base::refuse("missing_key", base::text("{0} needs a case", event.type->name), "case");
}

constexpr Fitting sameness_rows[] = {{.type = event::known::same_as, .fits = sameness_fits}};

}  // namespace

std::span<Fitting const> fits_sameness() {
  return sameness_rows;
}

}  // namespace overens::app
