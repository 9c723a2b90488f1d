#pragma once

// The event types that the program itself acts on. Every other type is known from the vocabulary alone, and matters
// only through the packs that name it. Checked at start: a vocabulary that lacks one is refused.

namespace overens::event::known {

inline constexpr char const* corrected = "event.corrected";
inline constexpr char const* withdrawn = "event.withdrawn";
inline constexpr char const* same_as = "record.same_as";
inline constexpr char const* erased = "record.erased";
inline constexpr char const* record_hidden = "record.hidden";
inline constexpr char const* record_shown = "record.shown";
inline constexpr char const* disclosure_made = "disclosure.made";
inline constexpr char const* disclosure_registered = "disclosure.registered";
inline constexpr char const* disclosure_not_ours = "disclosure.not_ours";
inline constexpr char const* disclosure_ended = "disclosure.ended";
inline constexpr char const* consent_given = "consent.given";
inline constexpr char const* consent_declined = "consent.declined";
inline constexpr char const* consent_withdrawn = "consent.withdrawn";
inline constexpr char const* source_complete = "source.complete";
inline constexpr char const* authority_registered = "authority.registered";
inline constexpr char const* authority_joined = "authority.joined";
inline constexpr char const* authority_left = "authority.left";
inline constexpr char const* unit_opened = "unit.opened";
inline constexpr char const* unit_described = "unit.described";
inline constexpr char const* unit_verified = "unit.verified";
inline constexpr char const* unit_doubted = "unit.doubted";
inline constexpr char const* unit_closed = "unit.closed";
inline constexpr char const* staff_registered = "staff.registered";
inline constexpr char const* staff_described = "staff.described";
inline constexpr char const* staff_left = "staff.left";
inline constexpr char const* commission_given = "commission.given";
inline constexpr char const* commission_confirmed = "commission.confirmed";
inline constexpr char const* commission_stand_in_set = "commission.stand_in_set";
inline constexpr char const* commission_stand_in_ended = "commission.stand_in_ended";
inline constexpr char const* commission_ended = "commission.ended";
inline constexpr char const* person_registered = "person.registered";
inline constexpr char const* individual_code_given = "individual_code.given";
inline constexpr char const* individual_code_closed = "individual_code.closed";
inline constexpr char const* group_noted = "group.noted";
inline constexpr char const* case_opened = "case.opened";
inline constexpr char const* case_unit_set = "case.unit_set";
inline constexpr char const* case_taken_on = "case.taken_on";
inline constexpr char const* case_let_go = "case.let_go";
inline constexpr char const* protection_set = "protection.set";
inline constexpr char const* protection_lowering_asked = "protection.lowering_asked";
inline constexpr char const* protection_lowered = "protection.lowered";
inline constexpr char const* block_set = "block.set";
inline constexpr char const* block_lifted = "block.lifted";
inline constexpr char const* case_closed = "case.closed";
inline constexpr char const* case_reopened = "case.reopened";
inline constexpr char const* forum_founded = "forum.founded";
inline constexpr char const* forum_dissolved = "forum.dissolved";
inline constexpr char const* agreement_approved = "agreement.approved";
inline constexpr char const* agreement_signed = "agreement.signed";
inline constexpr char const* agreement_prolonged = "agreement.prolonged";
inline constexpr char const* agreement_replaced = "agreement.replaced";
inline constexpr char const* agreement_recommended = "agreement.recommended";
inline constexpr char const* agreement_revision_begun = "agreement.revision_begun";
inline constexpr char const* agreement_evaluation_done = "agreement.evaluation_done";
inline constexpr char const* agreement_addendum_adopted = "agreement.addendum_adopted";
inline constexpr char const* agreement_evaluation_begun = "agreement.evaluation_begun";
inline constexpr char const* agreement_amended = "agreement.amended";
inline constexpr char const* agreement_deficiency_noted = "agreement.deficiency_noted";
inline constexpr char const* agreement_renegotiation_asked = "agreement.renegotiation_asked";
inline constexpr char const* dispute_raised = "dispute.raised";
inline constexpr char const* dispute_referred = "dispute.referred";

// Parts of the individual's own page that no event stands on: who has the case, the days that fields with `appointment`
// hold, and who has seen what.
inline constexpr char const* contact_part = "contact";
inline constexpr char const* appointment_part = "appointment";
inline constexpr char const* access_part = "access";

/// Who recorded what an individual has done on their own page.
inline constexpr char const* by_the_individual = "individual";

/// A field, of whichever type: for which period it was done.
inline constexpr char const* for_period = "for_period";

inline constexpr char const* all[] = {corrected,
                                      withdrawn,
                                      same_as,
                                      erased,
                                      record_hidden,
                                      record_shown,
                                      disclosure_made,
                                      disclosure_registered,
                                      disclosure_not_ours,
                                      disclosure_ended,
                                      consent_given,
                                      consent_declined,
                                      consent_withdrawn,
                                      source_complete,
                                      authority_registered,
                                      authority_joined,
                                      authority_left,
                                      unit_opened,
                                      unit_described,
                                      unit_verified,
                                      unit_doubted,
                                      unit_closed,
                                      staff_registered,
                                      staff_described,
                                      staff_left,
                                      commission_given,
                                      commission_confirmed,
                                      commission_stand_in_set,
                                      commission_stand_in_ended,
                                      commission_ended,
                                      person_registered,
                                      individual_code_given,
                                      individual_code_closed,
                                      case_opened,
                                      case_unit_set,
                                      case_taken_on,
                                      case_let_go,
                                      protection_set,
                                      protection_lowering_asked,
                                      protection_lowered,
                                      block_set,
                                      block_lifted,
                                      case_closed,
                                      case_reopened,
                                      group_noted,
                                      forum_founded,
                                      forum_dissolved,
                                      agreement_approved,
                                      agreement_signed,
                                      agreement_prolonged,
                                      agreement_replaced,
                                      agreement_recommended,
                                      agreement_revision_begun,
                                      agreement_evaluation_done,
                                      agreement_addendum_adopted,
                                      agreement_renegotiation_asked,
                                      agreement_evaluation_begun,
                                      agreement_amended,
                                      agreement_deficiency_noted,
                                      dispute_raised,
                                      dispute_referred};

}  // namespace overens::event::known
