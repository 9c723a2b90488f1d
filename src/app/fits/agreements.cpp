#include <algorithm>

#include "agreement/recorded_fit.hpp"
#include "app/fits/fitting.hpp"
#include "app/fits/registered_as.hpp"
#include "event/known.hpp"
#include "obligation/period.hpp"

namespace overens::app {
namespace {

using base::refuse;
using base::text;

constexpr char const* kind_of_authorities = "authority";

// As it is registered, for people to read.
std::string called(Record const& record, std::string_view authority, event::Vocabulary const& vocabulary) {
  auto const* registered = record.standing(event::known::authority_registered, authority);
  auto const values = registered == nullptr ? event::PlainValues() : record.said(*registered, vocabulary);
  auto const& name = event::said(values, "name");
  return name.empty() ? std::string(authority) : name;
}

// What is recorded is so by whoever acted, and so is what a correction puts in its place.
base::Expected<void> fits_agreement(Record const& record, event::Event const& event, RuleSet const& rules,
                                    agreement::RecordedOnAgreement recorded) {
  recorded.by = called(record, event.acting(), rules.vocabulary);
  recorded.of_parties = parties_of(record, event.acting(), rules.vocabulary);
  auto wrong = misfit(recorded, rules.packs);
  if (!wrong) return {};
  auto const is_of_who_told = wrong->field == std::string_view("owner") && !event.as_told_by.empty();
  if (is_of_who_told) wrong->field = "as_told_by";
  return tl::unexpected(std::move(*wrong));
}

agreement::RecordedOnAgreement said_on(std::string_view agreement, event::Event const& event) {
  agreement::RecordedOnAgreement recorded;
  recorded.agreement = agreement;
  recorded.event.type = event.type->name;
  recorded.event.version = event.said("version");
  recorded.event.party = event.said("party");
  recorded.event.forum = event.said("forum");
  return recorded;
}

base::Expected<void> agreement_fits(Record const& record, event::Event const& event, RuleSet const& rules) {
  return fits_agreement(record, event, rules, said_on(event.subject.id, event));
}

// What belongs to an agreement is for its parties to record: of one that is not known nothing is said.
base::Expected<void> part_fits(Record const& record, event::Event const& event, RuleSet const& rules,
                               std::string_view agreement, std::string_view commitment = {}) {
  auto const is_known = std::any_of(rules.packs.begin(), rules.packs.end(),
                                    [&](auto const* pack) { return pack->agreement == agreement; });
  if (!is_known) return {};
  auto recorded = said_on(agreement, event);
  recorded.commitment = commitment;
  return fits_agreement(record, event, rules, std::move(recorded));
}

// What begins a subject of the kind, and stands; nullptr: nothing does.
Recorded const* beginning_of(Record const& record, event::Kind const& kind, std::string_view id,
                             event::Vocabulary const& vocabulary) {
  for (auto const& type : vocabulary.types) {
    if (type.subject != kind.id || !type.starts) continue;
    if (auto const* began = record.standing(type.name, id)) return began;
  }
  return nullptr;
}

// Whose it is, by the fields of its kind.
std::vector<std::string> whose(Record const& record, event::Kind const& kind, std::string_view id,
                               event::PlainValues const& values, event::Vocabulary const& vocabulary) {
  auto const* began = beginning_of(record, kind, id, vocabulary);
  auto const at_first = began == nullptr ? event::PlainValues() : record.said(*began, vocabulary);
  std::vector<std::string> all;
  for (auto const& field : kind.whose) {
    auto const& now = event::said(values, field);
    auto one = field == "subject" ? std::string(id) : now.empty() ? event::said(at_first, field) : now;
    if (auto region = kind.also_regions ? vocabulary.region_of(one) : std::string(); !region.empty())
      all.push_back(std::move(region));
    if (!one.empty()) all.push_back(std::move(one));
  }
  return all;
}

std::string party_name(RuleSet const& rules, std::string const& code) {
  for (auto const* pack : rules.packs) {
    if (auto const* party = pack->party(code)) return party->name;
  }
  return code;
}

base::Expected<void> owners_fit(Record const& record, event::Event const& event, RuleSet const& rules,
                                std::vector<std::string> const& owners) {
  auto const own = parties_of(record, event.acting(), rules.vocabulary);
  if (owners.empty() || !own) return {};
  auto const is_own = [&](std::string const& one) { return std::find(own->begin(), own->end(), one) != own->end(); };
  if (std::any_of(owners.begin(), owners.end(), is_own)) return {};
  return refuse("wrong_party",
                text("{0} does not belong to {1}: if it was they who did it, say that it is told by them",
                     called(record, event.acting(), rules.vocabulary), party_name(rules, owners.back())),
                event.as_told_by.empty() ? "owner" : "as_told_by");
}

// Something stands about the authority, of anybody's or of one owner's own.
bool is_known(Record const& record, std::string_view id, std::string_view owner, event::Vocabulary const& vocabulary) {
  return std::any_of(vocabulary.types.begin(), vocabulary.types.end(), [&](event::EventType const& type) {
    return type.subject == kind_of_authorities && record.standing(type.name, id, owner) != nullptr;
  });
}

base::Expected<void> authority_fits(Record const& record, event::Event const& event, std::string_view id,
                                    bool is_known_as_another, event::Vocabulary const& vocabulary) {
  if (event.owner == id || !is_known_as_another) return {};
  return refuse("other_authority", text("only {0} itself records this of it", called(record, id, vocabulary)), "owner");
}

// A commitment is called by its agreement, a point and its name there.
base::Expected<void> commitment_fits(Record const& record, event::Event const& event, RuleSet const& rules) {
  auto const point = event.subject.id.find('.');
  if (point == std::string::npos) return {};
  return part_fits(record, event, rules, event.subject.id.substr(0, point), event.subject.id.substr(point + 1));
}

constexpr Fitting agreement_rows[] = {{.about = "agreement", .fits = agreement_fits},
                                      {.about = "commitment", .fits = commitment_fits}};

}  // namespace

base::Expected<void> fits_whose(Record const& record, event::Event const& event, event::EventType const& type,
                                std::string_view id, event::PlainValues const& values, RuleSet const& rules) {
  auto const* kind = rules.vocabulary.kind(type.subject);
  if (kind == nullptr || kind->whose.empty() || !type.shared) return {};
  auto const is_change = event.type != &type;
  if (kind->id == kind_of_authorities && is_change) return {};  // changed_authority_fits()
  if (kind->id == kind_of_authorities)
    return authority_fits(record, event, id, is_known(record, id, {}, rules.vocabulary), rules.vocabulary);
  auto const owners = whose(record, *kind, id, values, rules.vocabulary);
  auto const is_of_agreement = std::find(kind->whose.begin(), kind->whose.end(), "agreement") != kind->whose.end();
  if (!is_of_agreement) return owners_fit(record, event, rules, owners);
  return owners.empty() ? base::Expected<void>() : part_fits(record, event, rules, owners.front());
}

base::Expected<void> changed_authority_fits(Record const& record, event::Event const& change, Recorded const& changed,
                                            event::Vocabulary const& vocabulary) {
  if (changed.type->subject != kind_of_authorities) return {};
  auto const& id = changed.subject;
  auto own = authority_fits(record, change, id, is_known(record, id, id, vocabulary), vocabulary);
  auto const to = change.said("subject");
  return !own || to.empty() ? own
                            : authority_fits(record, change, to, is_known(record, to, {}, vocabulary), vocabulary);
}

base::Expected<void> period_is_counted(Record const& record, event::EventType const& type,
                                       journal::SubjectRef const& of, std::string_view period, RuleSet const& rules) {
  auto const* kind = rules.vocabulary.kind(of.kind);
  auto const* began =
      kind == nullptr || period.empty() ? nullptr : beginning_of(record, *kind, of.id, rules.vocabulary);
  auto const said = began == nullptr ? event::PlainValues() : record.said(*began, rules.vocabulary);
  auto const& role = event::said(said, "role");
  auto const is_meant = [&](agreement::Pack const& pack) {
    return pack.agreement == event::said(said, "agreement") || (of.kind == "party" && pack.party(of.id) != nullptr);
  };
  auto is_counted = false;
  for (auto const* pack : rules.packs) {
    if (!is_meant(*pack)) continue;
    for (auto const& norm : pack->norms) {
      auto const events = norm.every && norm.met ? events_of(*norm.met) : std::vector<std::string>();
      if (std::find(events.begin(), events.end(), type.name) == events.end()) continue;
      if (!role.empty() && norm.per == "forum" && norm.bearer.forum != role) continue;  // another forum's meetings
      auto const& every = *norm.every;
      auto const is_by_calendar = every.period == agreement::Every::Period::calendar;
      // One that is counted from a day is called by it.
      if (is_by_calendar ? obligation::is_period_of(period, every.span) : calendar::parse_day(period).has_value())
        return {};
      is_counted = true;
    }
  }
  if (!is_counted) return {};
  return refuse("bad_value", text("{0} is no period that the agreement counts this by", std::string(period)),
                event::known::for_period);
}

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
  return fits_agreement(record, correction, rules, std::move(recorded));
}

}  // namespace overens::app
