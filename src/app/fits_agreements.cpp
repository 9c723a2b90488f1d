#include <algorithm>

#include "agreement/recorded_fit.hpp"
#include "app/fitting.hpp"
#include "app/registered_as.hpp"
#include "event/known.hpp"

namespace overens::app {
namespace {

// As it is registered, for people to read.
std::string called(Record const& record, std::string_view authority, event::Vocabulary const& vocabulary) {
  auto const* registered = record.standing(event::known::authority_registered, authority);
  auto const values = registered == nullptr ? event::PlainValues() : record.said(*registered, vocabulary);
  auto const& name = event::said(values, "name");
  return name.empty() ? std::string(authority) : name;
}

base::Expected<void> fits_agreement(Record const& record, event::Event const& event, RuleSet const& rules,
                                    std::string_view agreement) {
  agreement::RecordedOnAgreement recorded;
  recorded.agreement = agreement;
  recorded.event.type = event.type->name;
  recorded.event.version = event.said("version");
  recorded.event.party = event.said("party");
  recorded.event.forum = event.said("forum");
  recorded.by = called(record, event.acting(), rules.vocabulary);
  recorded.of_parties = parties_of(record, event.acting(), rules.vocabulary);
  if (auto const wrong = misfit(recorded, rules.packs)) return tl::unexpected(*wrong);
  return {};
}

base::Expected<void> agreement_fits(Record const& record, event::Event const& event, RuleSet const& rules) {
  return fits_agreement(record, event, rules, event.subject.id);
}

// What belongs to an agreement is for its parties to record: of one that is not known nothing is said.
base::Expected<void> part_fits(Record const& record, event::Event const& event, RuleSet const& rules,
                               std::string_view agreement) {
  auto const is_known = std::any_of(rules.packs.begin(), rules.packs.end(),
                                    [&](auto const* pack) { return pack->agreement == agreement; });
  if (!is_known) return {};
  return fits_agreement(record, event, rules, agreement);
}

base::Expected<void> forum_fits(Record const& record, event::Event const& event, RuleSet const& rules) {
  if (event.type->name == event::known::forum_founded) return part_fits(record, event, rules, event.said("agreement"));
  auto const* founded = record.standing(event::known::forum_founded, event.subject.id);
  if (founded == nullptr) return {};
  auto const agreement = event::said(record.said(*founded, rules.vocabulary), "agreement");
  return part_fits(record, event, rules, agreement);
}

// A commitment is called by its agreement, a point and its name there.
base::Expected<void> commitment_fits(Record const& record, event::Event const& event, RuleSet const& rules) {
  auto const point = event.subject.id.find('.');
  if (point == std::string::npos) return {};
  return part_fits(record, event, rules, event.subject.id.substr(0, point));
}

constexpr Fitting agreement_rows[] = {{.about = "agreement", .fits = agreement_fits},
                                      {.about = "forum", .fits = forum_fits},
                                      {.about = "commitment", .fits = commitment_fits}};

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
  recorded.by = called(record, correction.acting(), rules.vocabulary);
  recorded.of_parties = parties_of(record, correction.acting(), rules.vocabulary);
  if (auto const wrong = misfit(recorded, rules.packs)) return tl::unexpected(*wrong);
  return {};
}

}  // namespace overens::app
