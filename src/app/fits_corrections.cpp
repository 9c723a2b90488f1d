#include <algorithm>

#include "app/fitting.hpp"
#include "app/subjects_of.hpp"
#include "event/known.hpp"
#include "obligation/facts.hpp"

namespace overens::app {
namespace {

using base::refuse;
using base::text;
using Checked = base::Expected<void>;
namespace known = event::known;

bool is_id(std::string_view word) {
  return !word.empty() && word.size() <= 64 && std::all_of(word.begin(), word.end(), [](unsigned char c) {
    return std::isalnum(c) != 0 || c == '.' || c == '_' || c == ':' || c == '-';
  });
}

Checked is_own(Record const& record, event::Event const& event) {
  auto const changed = own_event(record, event.owner, changed_by(event), "event");
  if (!changed) return tl::unexpected(changed.error());
  auto const& about = (*changed)->subjects;
  auto const here = [&](journal::SubjectRef const& one) { return one.kind == "case" && one.id == event.in_case; };
  if (!event.in_case.empty() && std::none_of(about.begin(), about.end(), here))
    return refuse("other_case", text("the event {0} does not belong to the case {1}", (*changed)->id, event.in_case),
                  "case");
  return {};
}

Checked withdrawal_fits(Record const& record, event::Event const& event, event::Vocabulary const&) {
  return is_own(record, event);
}

Checked envelope_fits(event::Event const& event, event::EventType const& type) {
  auto const happened = event.said("happened");
  if (!happened.empty() && !calendar::parse_moment(happened))
    return refuse("bad_value", text("{0} must be a day such as 2026-01-31, or a time with offset", "happened"),
                  "happened");
  for (auto const* field : {"case", "subject"}) {
    auto const word = event.said(field);
    if (!word.empty() && !is_id(word))
      return refuse("bad_value", text("{0} must be an id: 1–64 letters, digits and . _ : -", field), field);
  }
  if (!event.said("case").empty() && type.in_case == event::Presence::none)
    return refuse("unknown_key", text("{0} has no case", type.name), "case");
  if (!event.said("subject").empty() && type.subject.empty())
    return refuse("unknown_key", text("{0} has no subject", type.name), "subject");
  return {};
}

Checked correction_fits(Record const& record, event::Event const& event, event::Vocabulary const& vocabulary) {
  if (auto own = is_own(record, event); !own) return own;
  if (event.data.size() == 1)
    return refuse("nothing_corrected", text("the correction says nothing that was wrong"), "data");
  auto const& changed = *record.entry(changed_by(event));
  auto const& type = *changed.type;
  if (auto envelope = envelope_fits(event, type); !envelope) return envelope;
  auto const data = event.said("data");
  if (data.empty()) return {};
  auto const values = obligation::corrected_data(vocabulary, type, data);
  if (!values) return tl::unexpected(values.error());
  auto const plain = event::plain_values(*values);  // read again by what follows
  if (auto fitting = values_fit(type, *values, vocabulary); !fitting) return fitting;
  return corrected_values_fit(record, changed, plain, vocabulary);
}

constexpr Fitting correction_rows[] = {{known::corrected, correction_fits}, {known::withdrawn, withdrawal_fits}};

}  // namespace

std::span<Fitting const> fits_corrections() {
  return correction_rows;
}

}  // namespace overens::app
