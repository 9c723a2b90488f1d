#pragma once

#include <span>

#include "app/record.hpp"
#include "app/rule_set.hpp"
#include "base/refusal.hpp"

namespace overens::app {

/// What an event must fit of what is recorded: says why it does not.
using Fits = base::Expected<void> (*)(Record const&, event::Event const&, RuleSet const&);

/// A type of event, or all about a kind of subject, that must fit more than the vocabulary.
struct Fitting {
  std::string_view type = {};
  std::string_view about = {};
  Fits fits = nullptr;
};

// One list for each concept, put together in fits(). A type may stand in several.

/// Corrections and withdrawals: `unknown_event`, `already_withdrawn`, `nothing_corrected`, `bad_value`, `unknown_key`,
/// `double_key`, `other_case`.
std::span<Fitting const> fits_corrections();
/// The gate: disclosures and their end, and what they rest on, by what their owner has recorded itself:
/// `unknown_event`, `already_withdrawn`, `disclosure_known`, `unknown_disclosure`, `already_ended`, `not_disclosable`,
/// `missing_key`, `item_by_item`, `unknown_consent`, `consent_declined`, `consent_withdrawn`, `consent_lapsed`,
/// `consent_names_others`, `consent_covers_less`, `reader_needed`, `already_answered`.
std::span<Fitting const> fits_disclosures();
/// A correction of a disclosure: what was sent to whom stands, `already_disclosed`.
base::Expected<void> corrected_disclosure_fits(event::Event const& correction, std::span<event::Value const> values);
/// What is said to be the same: `missing_key`.
std::span<Fitting const> fits_sameness();

/// Decisions to erase an event's data, which must be the owner's own event: `unknown_event`.
std::span<Fitting const> fits_erasures();

/// What hides a record, and shows it again, which is of an event of the owner's own in the same case: `unknown_event`,
/// `already_withdrawn`, `other_case`, `not_hideable`.
std::span<Fitting const> fits_hiding();

/// Protected identities and blocks: `not_protected`, `second_person_needed`, `not_blockable`.
std::span<Fitting const> fits_protection();

/// What is recorded on an agreement, by whom and for whom: `unknown_agreement`, `unknown_version`, `missing_key`,
/// `wrong_party`.
std::span<Fitting const> fits_agreements();
/// Whose the subject is of an event of the type, by what an event, or a correction of one, says of it (`values`): they
/// record of it alone, or another as told by them: `wrong_party`. An authority is its own, and another can record
/// something of it only while nothing stands about it: `other_authority`.
base::Expected<void> fits_whose(Record const& record, event::Event const& event, event::EventType const& type,
                                std::string_view id, event::PlainValues const& values, RuleSet const& rules);
/// A change of what was recorded of an authority, or one that makes it be of another: somebody else can put right what
/// they put down of it until it has said something of itself: `other_authority`.
base::Expected<void> changed_authority_fits(Record const& record, event::Event const& change, Recorded const& changed,
                                            event::Vocabulary const& vocabulary);
/// What is done for a period is done for one that some norm of the agreement counts it by, where one does: `bad_value`.
base::Expected<void> period_is_counted(Record const& record, event::EventType const& type,
                                       journal::SubjectRef const& of, std::string_view period, RuleSet const& rules);
/// The same of what a correction puts in place of what was recorded on an agreement.
base::Expected<void> corrected_agreement_fits(Record const& record, event::Event const& correction,
                                              Recorded const& corrected, std::span<event::Value const> values,
                                              RuleSet const& rules);

/// Units, staff and commissions: an authority records its own only, and what belongs together belongs to the same
/// authority: `other_authority`, `unknown_unit`, `unit_known`, `unknown_staff`, `staff_known`, `staff_left`,
/// `unknown_commission`, `commission_known`, `already_ended`, `bad_value`, `not_held`, and `forbidden` for a commission
/// of one's own. Another authority's is answered as one that is not there.
std::span<Fitting const> fits_organisation();
/// The same for what a correction puts in the place of what was said.
base::Expected<void> corrected_values_fit(Record const& record, Recorded const& changed,
                                          event::PlainValues const& corrected, std::string_view actor,
                                          event::Vocabulary const& vocabulary);
/// Who gives and takes away rights: what two give is confirmed by another, ended by another than its holder, and never
/// changed after it was confirmed; a role that somebody always holds is not left without: `forbidden`,
/// `already_confirmed`, `last_in_role`, `unknown_commission`.
std::span<Fitting const> fits_rights();
/// What has been recorded of somebody as staff, of their commissions and of the end of these is not changed by
/// themselves: `forbidden`; nor by anybody what is recorded of a commission that has been withdrawn (`bad_value`) or
/// confirmed, and nothing that would let one of these hold again: `already_confirmed`.
base::Expected<void> rights_may_change(Record const& record, Recorded const& changed, std::string_view actor,
                                       event::Vocabulary const& vocabulary);
/// Refuses what changes the actor's own rights: `forbidden`.
tl::unexpected<base::Refusal> own_rights(char const* field);

/// What must hold of those values whatever is recorded: an age, an address, a last day: `bad_value`.
base::Expected<void> are_sound(std::string_view type, event::PlainValues const& values);

/// What an event says, or what a correction puts in its place, is so: refused with `unknown_party` when it names a
/// party that there is not, `wrong_party` when it says of which kind an authority is and to which party it belongs, and
/// such a one can't belong to it; and `bad_value` when it was done for a period that no duty can have.
base::Expected<void> values_fit(event::EventType const& type, std::span<event::Value const> values,
                                event::Vocabulary const& vocabulary);

/// A last day does not come before its first, and they are no more days than the field takes: `bad_value`.
base::Expected<void> days_fit(event::EventType const& type, event::PlainValues const& values);

/// The event fits what is recorded: what values_fit() and period_is_counted() ask, whatever its type, that it says what
/// its type needs
/// (`missing_key`), and the rows of its type.
base::Expected<void> fits(Record const& record, event::Event const& event, RuleSet const& rules);

/// An event that its owner may change or disclose: its own, and not withdrawn. Refused with `unknown_event`, also when
/// it is another authority's, so that nobody learns of what is recorded elsewhere; and `already_withdrawn`.
base::Expected<Recorded const*> own_event(Record const& record, std::string_view owner, std::string_view id,
                                          char const* field);

}  // namespace overens::app
