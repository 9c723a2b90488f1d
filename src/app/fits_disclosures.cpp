#include <algorithm>

#include "app/fitting.hpp"
#include "app/subjects_of.hpp"
#include "event/known.hpp"

namespace overens::app {
namespace {

using base::refuse;
using base::text;
using Checked = base::Expected<void>;
namespace known = event::known;

// Also a correction of such an event, which says as much.
bool is_internal(Recorded const& entry) {
  auto const& about = entry.subjects;
  return entry.type->internal ||
         std::any_of(about.begin(), about.end(), [](auto const& one) { return one.kind == organisation_kind; });
}

Checked not_disclosable(char const* field) {
  return refuse("not_disclosable", text("an authority's own staff and commissions are not disclosed"), field);
}

Checked disclosure_fits(Record const& record, event::Event const& event, RuleSet const&) {
  if (record.standing(known::disclosure_made, event.subject.id, event.owner) != nullptr)
    return refuse("disclosure_known", text("there is a disclosure {0}", event.subject.id), "subject");
  for (auto const& value : event.data) {
    if (value.field->name == "types" && vocabulary.type(value.text)->internal) return not_disclosable("types");
    if (value.field->name != "items") continue;
    auto const item = own_event(record, event.owner, value.text, "items");
    if (!item) return tl::unexpected(item.error());
    if (is_internal(**item)) return not_disclosable("items");
  }
  auto const consent = event.said("consent");
  if (event.said("basis") == "consent" && !consent.empty() &&
      record.standing(known::consent_withdrawn, consent, event.owner) != nullptr)
    return refuse("consent_withdrawn", text("the consent {0} has been withdrawn", consent), "consent");
  return {};
}

Checked ending_fits(Record const& record, event::Event const& event, RuleSet const&) {
  if (record.standing(known::disclosure_made, event.subject.id, event.owner) == nullptr)
    return refuse("unknown_disclosure", text("{0} has no disclosure {1}", event.owner, event.subject.id), "subject");
  if (record.standing(known::disclosure_ended, event.subject.id, event.owner) != nullptr)
    return refuse("already_ended", text("the disclosure {0} has ended", event.subject.id), "subject");
  return {};
}

constexpr Fitting disclosure_rows[] = {{.type = known::disclosure_made, .fits = disclosure_fits},
                                       {.type = known::disclosure_ended, .fits = ending_fits}};

}  // namespace

std::span<Fitting const> fits_disclosures() {
  return disclosure_rows;
}

}  // namespace overens::app
