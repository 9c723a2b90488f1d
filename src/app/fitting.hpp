#pragma once

#include <span>

#include "app/record.hpp"
#include "base/refusal.hpp"

namespace overens::app {

/// What an event must fit of what is recorded: says why it does not.
using Fits = base::Expected<void> (*)(Record const&, event::Event const&, event::Vocabulary const&);

/// A type of event that must fit more than the vocabulary.
struct Fitting {
  std::string_view type;
  Fits fits;
};

// One list for each concept, put together in fits(). A type may stand in several.

/// Corrections and withdrawals: `unknown_event`, `already_withdrawn`, `nothing_corrected`, `bad_value`, `unknown_key`,
/// `double_key`, `other_case`.
std::span<Fitting const> fits_corrections();
/// Disclosures and their end, by what their owner has recorded itself: `unknown_event`, `already_withdrawn`,
/// `disclosure_known`, `unknown_disclosure`, `already_ended`, `consent_withdrawn`.
std::span<Fitting const> fits_disclosures();
/// What is said to be the same: `missing_key`.
std::span<Fitting const> fits_sameness();

/// What is erased: `unknown_event`.
std::span<Fitting const> fits_erasures();

/// The event fits what is recorded. Whatever its type, refused with `unknown_party` when it names a party that there is
/// not, and `wrong_party` when an authority of its kind can't belong to the party.
base::Expected<void> fits(Record const& record, event::Event const& event, event::Vocabulary const& vocabulary);

/// An event that its owner may change or disclose: its own, and not withdrawn. Refused with `unknown_event`, also when
/// it is another authority's, so that nobody learns of what is recorded elsewhere; and `already_withdrawn`.
base::Expected<Recorded const*> own_event(Record const& record, std::string_view owner, std::string_view id,
                                          char const* field);

}  // namespace overens::app
