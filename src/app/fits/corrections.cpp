#include <algorithm>

#include "app/fits/fitting.hpp"
#include "app/subjects_of.hpp"
#include "event/id.hpp"
#include "event/known.hpp"
#include "event/subject_link.hpp"
#include "obligation/facts.hpp"

namespace overens::app {
namespace {

using base::refuse;
using base::text;
using Checked = base::Expected<void>;
namespace known = event::known;

Checked is_own(Record const& record, event::Event const& event) {
  auto const changed = own_event(record, event.owner, changed_by(event), "event");
  if (!changed) return tl::unexpected(changed.error());
  if ((*changed)->actor == known::by_the_individual)
    return refuse("individuals_own", text("the individual did this themself, and nobody else changes it"), "event");
  auto const& about = (*changed)->subjects;
  auto const here = [&](journal::SubjectRef const& one) { return one.kind == "case" && one.id == event.in_case; };
  if (!event.in_case.empty() && std::none_of(about.begin(), about.end(), here))
    return refuse("other_case", text("the event {0} does not belong to the case {1}", (*changed)->id, event.in_case),
                  "case");
  return {};
}

Checked withdrawal_fits(Record const& record, event::Event const& event, RuleSet const& rules) {
  if (auto own = is_own(record, event); !own) return own;
  auto const& changed = *record.entry(changed_by(event));
  if (auto whose = changed_authority_fits(record, event, changed, rules.vocabulary); !whose) return whose;
  return rights_may_change(record, changed, event.actor, rules.vocabulary);
}

Checked envelope_fits(event::Event const& event, event::EventType const& type) {
  auto const happened = event.said("happened");
  if (!happened.empty() && !calendar::parse_moment(happened))
    return refuse("bad_value", text("{0} must be a day such as 2026-01-31, or a time with offset", "happened"),
                  "happened");
  for (auto const* field : {"case", "subject"}) {
    auto const word = event.said(field);
    if (!word.empty() && !event::is_id(word))
      return refuse("bad_value", text("{0} must be an id: 1–64 letters, digits and . _ : -", field), field);
  }
  if (!event.said("case").empty() && type.in_case == event::Presence::none)
    return refuse("unknown_key", text("{0} has no case", type.name), "case");
  if (!event.said("subject").empty() && type.internal)
    return refuse("bad_value", text("it is of another: withdraw it, and record it anew"), "subject");
  if (!event.said("subject").empty() && type.subject.empty())
    return refuse("unknown_key", text("{0} has no subject", type.name), "subject");
  return {};
}

// What it said, with what is corrected in its place.
event::PlainValues said_now(Record const& record, Recorded const& changed, event::PlainValues const& corrected,
                            event::Vocabulary const& vocabulary) {
  auto values = record.said(changed, vocabulary);
  for (auto const& [name, value] : corrected) values.insert_or_assign(name, value);
  return values;
}

// What it says of the authority with what is corrected in its place.
Checked registration_fits(Record const& record, Recorded const& registration, event::PlainValues const& corrected,
                          event::Vocabulary const& vocabulary) {
  auto const values = said_now(record, registration, corrected, vocabulary);
  auto const& party = event::said(values, "party");
  auto const wrong = party.empty() ? std::nullopt : vocabulary.misfit(event::said(values, "kind"), party);
  return wrong ? refuse("wrong_party", *wrong, "party") : Checked();
}

// What lets something cross between authorities, or ends that, is not moved to another case or consent afterwards.
Checked stays_where_it_acts(event::Event const& correction, event::EventType const& type) {
  auto const is_of_the_gate = type.subject == "consent" || type.name == known::disclosure_ended;
  for (auto const* moved : {"case", "subject"}) {
    if (is_of_the_gate && !correction.said(moved).empty())
      return refuse("not_moved", text("this is not moved to another case or consent: withdraw it, and record it anew"),
                    moved);
  }
  return {};
}

// What is corrected may say that it is another's.
Checked whose_fits(Record const& record, event::Event const& correction, Recorded const& changed,
                   event::PlainValues const& plain, RuleSet const& rules) {
  auto const& about = changed.subjects;
  auto const own = std::find_if(about.begin(), about.end(), [&](journal::SubjectRef const& one) {
    return event::same_kind(one.kind) == event::same_kind(changed.type->subject);
  });
  if (own == about.end()) return {};
  return fits_whose(record, correction, *changed.type, own->id, plain, rules);
}

Checked correction_fits(Record const& record, event::Event const& event, RuleSet const& rules) {
  if (auto own = is_own(record, event); !own) return own;
  if (event.data.size() == 1)
    return refuse("nothing_corrected", text("the correction says nothing that was wrong"), "data");
  auto const& changed = *record.entry(changed_by(event));
  auto const& type = *changed.type;
  if (auto whose = changed_authority_fits(record, event, changed, rules.vocabulary); !whose) return whose;
  if (auto leaves = rights_may_change(record, changed, event.actor, rules.vocabulary); !leaves) return leaves;
  if (auto envelope = envelope_fits(event, type); !envelope) return envelope;
  if (auto stays = stays_where_it_acts(event, type); !stays) return stays;
  auto const data = event.said("data");
  auto const is_disclosure = type.name == known::disclosure_made;
  if (data.empty()) return is_disclosure ? corrected_disclosure_fits(event, {}) : Checked();
  auto const values = obligation::corrected_data(rules.vocabulary, type, data);
  if (!values) return tl::unexpected(values.error());
  auto const plain = event::plain_values(*values);
  if (auto said = values_fit(type, *values, rules.vocabulary); !said) return said;
  for (auto const& about : changed.subjects) {
    if (about.kind != type.subject) continue;
    auto const& period = event::said(plain, known::for_period);
    if (auto counted = period_is_counted(record, type, about, period, rules); !counted) return counted;
  }
  if (auto fitting = is_disclosure ? corrected_disclosure_fits(event, *values) : Checked(); !fitting) return fitting;
  auto const is_agreement = type.subject == "agreement";
  if (is_agreement) {
    if (auto agreed = corrected_agreement_fits(record, event, changed, *values, rules); !agreed) return agreed;
  }
  // From here on `values` holds no longer: what has been recorded is read anew.
  if (auto whose = is_disclosure ? Checked() : whose_fits(record, event, changed, plain, rules); !whose) return whose;
  if (auto days = days_fit(type, said_now(record, changed, plain, rules.vocabulary)); !days) return days;
  if (is_disclosure || is_agreement) return {};
  if (type.name == known::authority_registered) return registration_fits(record, changed, plain, rules.vocabulary);
  return corrected_values_fit(record, changed, plain, event.actor, rules.vocabulary);
}

constexpr Fitting correction_rows[] = {{.type = known::corrected, .fits = correction_fits},
                                       {.type = known::withdrawn, .fits = withdrawal_fits}};

}  // namespace

std::span<Fitting const> fits_corrections() {
  return correction_rows;
}

}  // namespace overens::app
