#pragma once

#include <optional>
#include <string_view>

#include "web/forms/form.hpp"
#include "web/page.hpp"

namespace overens::web {

// The pages open to everybody: each answers one request, whose form has been read.

http::Reply start_page(PageContext const& context, Form& form);
http::Reply who_page(PageContext const& context, Form& form);
http::Reply agreements_page(PageContext const& context, Form& form);
/// A county's agreement: leads to the version of today.
http::Reply county_page(PageContext const& context, Form& form);
/// A part of a version: {county}, {version} and {part}, the first part when there is none.
http::Reply agreement_page(PageContext const& context, Form& form);
/// A section of a version: {county}, {version} and {section}.
http::Reply section_page(PageContext const& context, Form& form);
/// Words looked for in all agreements, or in those of a county.
http::Reply search_page(PageContext const& context, Form& form);
http::Reply compare_page(PageContext const& context, Form& form);
http::Reply deadline_page(PageContext const& context, Form& form);
/// "May I say this?": who asks, to whom, about whom and what for, and the guide's answer with its statutes.
http::Reply guidance_page(PageContext const& context, Form& form);
http::Reply help_page(PageContext const& context, Form& form);
http::Reply accessibility_page(PageContext const& context, Form& form);
/// All components on one page, for those who develop the site.
http::Reply components_page(PageContext const& context, Form& form);
/// Why there is no answer of another kind: 404, 405, 413, 500 … Needs no `lifecycles`.
http::Reply refusal_page(PageContext const& context, int status);
/// The same for what was refused when it was asked for: 401, 403, 404, 503.
http::Reply refused_page(PageContext const& context, base::Refusal const& refusal);

/// Signing in by an account: 422 with what is wrong, 429 while too many have failed, and 303 to where one was going.
http::Reply sign_in_page(PageContext const& context, Form& form);
/// The same in the place of a form's answer, for somebody who is signed in no longer: it keeps what they had written.
http::Reply sign_in_again(PageContext const& context);
/// Why a sign-in came to nothing, with a way to try again. Needs no `lifecycles`.
http::Reply not_signed_in_page(PageContext const& context, int status, base::Text const& why);
/// Choosing a password by the invitation {secret}, and then the recovery codes, shown once.
http::Reply password_page(PageContext const& context, Form& form);
/// The units that want to be found, and how each {id} is reached.
http::Reply units_page(PageContext const& context, Form& form);
http::Reply unit_page(PageContext const& context, Form& form);
/// Says that the details of the unit {id} are wrong, as anybody may, and leads back to its page.
http::Reply doubt_page(PageContext const& context, Form& form);

/// Signing in as an individual, by a code on paper or a service for individuals.
http::Reply own_code_page(PageContext const& context, Form& form);
/// What is about whoever is signed in as an individual; for a visitor the way to sign in.
http::Reply my_page(PageContext const& context, Form& form);
/// What they do themselves there: one of Vocabulary::own_acts, as the person of that number among those they are.
http::Reply own_act_page(PageContext const& context, Form& form);
/// Signs out, and leads to a page of everyday.
http::Reply hide_own_page(PageContext const& context, Form& form);

// The pages for those who are signed in.

/// Who one is, under which commission one works, and where one is signed in.
http::Reply account_page(PageContext const& context, Form& form);
/// The same page once more, with what is wrong with a form on it.
http::Reply account_again(PageContext const& context, Form const& sent);
/// How one is reminded: changes it, and shows a new calendar's address once.
http::Reply reminders_page(PageContext const& context, Form& form);
/// The calendar at the address {secret}, as a file (iCalendar, RFC 5545).
http::Reply calendar_page(PageContext const& context, Form& form);
/// Shows anew who one is, and goes on with what asked for it.
http::Reply confirm_page(PageContext const& context, Form& form);
/// The same in the place of the answer that needs it: it keeps what had been sent.
http::Reply confirm_first(PageContext const& context);
/// Ends another session of one's own.
http::Reply end_session_page(PageContext const& context, Form& form);
/// Ends the session, and leads to the start page.
http::Reply sign_out_page(PageContext const& context, Form& form);
/// The kinds of shared subjects that have lists.
http::Reply cooperation_page(PageContext const& context, Form& form);
/// The subjects of the kind of {place}, by county, and what begins one.
http::Reply subjects_page(PageContext const& context, Form& form);
/// One of them, {id}: what is owed, what belongs to it, what can be recorded about it, what has been recorded. The form
/// looks among what can be recorded.
http::Reply shared_subject_page(PageContext const& context, Form& form);
/// What whoever is signed in has to do: the most pressing first, in it what is nearest.
http::Reply work_list_page(PageContext const& context, Form& form);
/// Why one of it is owed, and how it is gone on with; for those who may not read that, the page of its case.
http::Reply why_page(PageContext const& context, Form& form);
/// How much there is to do, by unit, by party or by forum; never by person.
http::Reply work_overview_page(PageContext const& context, Form& form);
/// The same list as a file for a spreadsheet, for whoever says what it is for.
http::Reply work_file_page(PageContext const& context, Form& form);
/// The cases that the actor may have in a list: those of their unit, or of their authority.
http::Reply cases_page(PageContext const& context, Form& form);
/// What has come in from other authorities and nobody here has taken on.
http::Reply come_in_page(PageContext const& context, Form& form);
/// A case {id}: what is owed and what has been recorded in it, for those who may see it; for others of its authority
/// that there is one, and whom to ask. The form says why somebody needs it.
http::Reply case_page(PageContext const& context, Form& form);
/// A {part} of it: all that has been recorded, or what is owed and recorded of some headings.
http::Reply case_part_page(PageContext const& context, Form& form);
/// What can be recorded in the case {id}; and the form of one {type} of it.
http::Reply case_acts_page(PageContext const& context, Form& form);
http::Reply case_act_page(PageContext const& context, Form& form);
/// Looks for a person's case: by an exact number in the own authority, by a name among one's own. What is asked for
/// stands in no address.
http::Reply find_person_page(PageContext const& context, Form& form);
/// A case that begins with whom it is about, and leads to it.
http::Reply new_case_page(PageContext const& context, Form& form);
/// Who it is that the case {id} is about, to be changed: 409 when somebody else has done so meanwhile.
http::Reply person_page(PageContext const& context, Form& form);
/// The code on paper for whom the case {id} is about: given, shown once to be printed, and closed.
http::Reply individual_code_page(PageContext const& context, Form& form);
/// Takes the case on, and leads to it.
http::Reply take_on_page(PageContext const& context, Form& form);
/// The same for the unit of whoever asks.
http::Reply take_to_unit_page(PageContext const& context, Form& form);
/// Discloses what stands in the case {id}: a form, sent by POST to where it stands.
http::Reply disclose_page(PageContext const& context, Form& form);
http::Reply send_page(PageContext const& context, Form& form);
http::Reply hand_over_page(PageContext const& context, Form& form);
http::Reply stand_in_page(PageContext const& context, Form& form);
http::Reply end_stand_in_page(PageContext const& context, Form& form);
/// The authorities that the actor speaks for; and of one, its units, staff and commissions, with what is missing.
http::Reply organisations_page(PageContext const& context, Form& form);
http::Reply organisation_page(PageContext const& context, Form& form);
/// A unit, a member of staff, a commission {id}: what has been recorded about it, and what can be.
http::Reply own_unit_page(PageContext const& context, Form& form);
http::Reply staff_page(PageContext const& context, Form& form);
http::Reply commission_page(PageContext const& context, Form& form);
/// The account of the member of staff {id}: given, opened anew by a link that is shown once, closed.
http::Reply staff_account_page(PageContext const& context, Form& form);
/// Takes in a table of {authority}'s units, staff or commissions, when it has been shown what that changes.
http::Reply import_page(PageContext const& context, Form& form);
/// Records an event of {type} with which something of {authority}, or a shared subject of the kind of {place}, begins.
http::Reply begin_page(PageContext const& context, Form& form);
/// Records an event of {type}, or an act of that name, about {subject}; corrects or withdraws the {event} of the
/// {subject} of {kind}. Each is a form, sent by POST to where it stands: 422 with what is wrong, 409 with what others
/// have recorded since it was opened, and 303 to the subject's page when it has been saved.
http::Reply record_page(PageContext const& context, Form& form);
http::Reply correct_page(PageContext const& context, Form& form);
http::Reply withdraw_page(PageContext const& context, Form& form);

/// What the rules point out in the access journal, to be gone through, and what a review came to: leads back to the
/// list.
http::Reply review_page(PageContext const& context, Form& form);
http::Reply review_result_page(PageContext const& context, Form& form);
/// The whole of the authority's access journal, and what can be told of it to the one whom it is about: as a page and
/// as JSON.
http::Reply look_log_page(PageContext const& context, Form& form);
http::Reply look_extract_page(PageContext const& context, Form& form);
http::Reply look_extract_file(PageContext const& context, Form& form);

// Their fields.

/// Where and what, as the start page asks.
Fields where_fields(PageContext const& context);
/// The same, and for whom and when.
Fields who_fields(PageContext const& context);
Fields day_field(PageContext const& context);
/// A day, and words to look for.
Fields agreement_fields(PageContext const& context);
Fields search_fields(PageContext const& context);
Fields compare_fields(PageContext const& context);
Fields deadline_fields(PageContext const& context);
Fields guidance_fields(PageContext const& context);
Fields component_fields(PageContext const& context);
Fields account_fields(PageContext const& context);
Fields end_session_fields(PageContext const& context);
Fields staff_account_fields(PageContext const& context);
Fields confirm_fields(PageContext const& context);
Fields sign_in_fields(PageContext const& context);
Fields password_fields(PageContext const& context);
Fields units_fields(PageContext const& context);
Fields doubt_fields(PageContext const& context);
Fields work_list_fields(PageContext const& context);
Fields work_overview_fields(PageContext const& context);
Fields work_file_fields(PageContext const& context);
Fields cases_fields(PageContext const& context);
Fields reason_fields(PageContext const& context);
Fields own_code_fields(PageContext const& context);
Fields own_act_fields(PageContext const& context);
Fields find_person_fields(PageContext const& context);
Fields new_case_fields(PageContext const& context);
Fields person_fields(PageContext const& context);
Fields disclose_fields(PageContext const& context);
Fields send_fields(PageContext const& context);
Fields hand_over_fields(PageContext const& context);
Fields stand_in_fields(PageContext const& context);
Fields menu_fields(PageContext const& context);
Fields begin_fields(PageContext const& context);
Fields import_table_fields(PageContext const& context);
Fields record_fields(PageContext const& context);
Fields case_acts_fields(PageContext const& context);
Fields case_act_fields(PageContext const& context);
Fields correct_fields(PageContext const& context);
Fields withdraw_fields(PageContext const& context);
Fields review_fields(PageContext const& context);
Fields review_result_fields(PageContext const& context);
Fields look_log_fields(PageContext const& context);
Fields look_extract_fields(PageContext const& context);

// What several of them need.

/// A page that is a text. `here`: as Page takes it.
http::Reply text_page(PageContext const& context, wording::StructuredText const& document, std::string_view here,
                      int status = 200);

/// The form that discloses events of a case, with them and their receiver filled in.
std::string disclose_path(journal::SubjectRef const& in_case, std::vector<std::string> const& events,
                          std::string const& to);
/// The path of a version's pages.
std::string version_path(agreement::Pack const& pack);
/// Where a time of the agreement's is counted, with all but the day filled in.
std::string counting_address(agreement::Pack const& pack, calendar::Recipe const& recipe);
/// The guide for what is to be told of a case, which can keep its answer.
std::string guidance_address(std::string const& in_case);
/// The counties with their municipalities, to choose from; `nowhere` is the choice of none.
std::vector<OptionGroup> places(PageContext const& context, base::Text const& nowhere);

}  // namespace overens::web
