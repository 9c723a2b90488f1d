#include "agreement/recorded_fit.hpp"
#include "app/fitting.hpp"
#include "app/registered_as.hpp"

namespace overens::app {
namespace {

base::Expected<void> agreement_fits(Record const& record, event::Event const& event, RuleSet const& rules) {
  agreement::RecordedOnAgreement recorded;
  recorded.agreement = event.subject.id;
  recorded.event.type = event.type->name;
  recorded.event.version = event.said("version");
  recorded.event.party = event.said("party");
  recorded.event.forum = event.said("forum");
  recorded.by = event.acting();
  recorded.of_parties = parties_of(record, event.acting(), rules.vocabulary);
  if (auto const wrong = misfit(recorded, rules.packs)) return tl::unexpected(*wrong);
  return {};
}

constexpr Fitting agreement_rows[] = {{.about = "agreement", .fits = agreement_fits}};

}  // namespace

std::span<Fitting const> fits_agreements() {
  return agreement_rows;
}

base::Expected<void> corrected_agreement_fits(Record const& record, event::Event const& correction,
                                              Recorded const& corrected, std::span<event::Value const> values,
                                              RuleSet const& rules) {
  agreement::RecordedOnAgreement recorded;
  for (auto const& about : corrected.subjects) {
    if (about.kind == "agreement") recorded.agreement = about.id;
  }
  if (!correction.said("subject").empty()) recorded.agreement = correction.said("subject");
  for (auto const& value : values) {
    if (value.field->name == "version") recorded.event.version = value.text;
    if (value.field->name == "party") recorded.event.party = value.text;
  }
  recorded.by = correction.acting();
  recorded.of_parties = parties_of(record, correction.acting(), rules.vocabulary);
  if (auto const wrong = misfit(recorded, rules.packs)) return tl::unexpected(*wrong);
  return {};
}

}  // namespace overens::app
