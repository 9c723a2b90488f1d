#include "route/status.hpp"

#include <algorithm>
#include <iterator>

namespace overens::route {
namespace {

struct Status {
  std::string_view code;
  int status;
};

constexpr Status statuses[] = {
    // can't be read at all
    {"not_json", 400},
    {"unknown_parameter", 400},
    {"double_parameter", 400},
    {"unauthorized", 401},
    {"forbidden", 403},
    {"no_account", 403},
    {"own_account", 403},
    {"other_unit", 403},
    {"not_involved", 403},
    {"reason_needed", 403},
    {"blocked", 403},
    {"protected_identity", 403},
    {"disclosure_ended", 403},
    {"no_basis", 403},
    {"sign_in_again", 403},
    {"not_found", 404},
    {"unknown_account", 404},
    {"account_known", 409},
    {"unknown_client", 404},
    {"client_known", 409},
    {"bad_account_name", 422},
    {"wrong_sign_in", 422},
    {"too_many_failures", 429},
    // not any more, or not again
    {"not_held", 409},
    {"version_conflict", 409},
    {"id_unusable", 409},
    {"already_withdrawn", 409},
    {"already_ended", 409},
    {"already_answered", 409},
    {"disclosure_known", 409},
    {"unit_known", 409},
    {"staff_known", 409},
    {"person_known", 409},
    {"commission_known", 409},
    {"already_confirmed", 409},
    {"staff_left", 409},
    {"last_in_role", 409},
    {"too_many", 413},
    {"too_long", 413},
    {"other_media_type", 415},
    // is read, and is not as the vocabulary says
    {"missing_key", 422},
    {"unknown_key", 422},
    {"double_key", 422},
    {"bad_value", 422},
    {"person_number", 422},
    {"bad_number", 422},
    {"reader_needed", 422},
    {"unknown_reader", 422},
    {"unknown_type", 422},
    {"unknown_command", 422},
    {"too_short", 422},
    {"too_easy", 422},
    {"wrong_code", 422},
    // contradicts what is recorded
    {"owner_not_registered", 422},
    {"unknown_party", 422},
    {"unknown_agreement", 422},
    {"unknown_version", 422},
    {"wrong_party", 422},
    {"unknown_event", 422},
    {"not_moved", 422},
    {"individuals_own", 422},
    {"not_yet", 422},
    {"other_case", 422},
    {"nothing_corrected", 422},
    {"unknown_disclosure", 422},
    {"item_by_item", 422},
    {"already_disclosed", 422},
    {"unknown_consent", 422},
    {"consent_declined", 422},
    {"consent_withdrawn", 422},
    {"consent_lapsed", 422},
    {"consent_names_others", 422},
    {"consent_covers_less", 422},
    {"not_disclosable", 422},
    {"not_hideable", 422},
    {"not_protected", 422},
    {"second_person_needed", 422},
    {"not_blockable", 422},
    {"other_authority", 422},
    {"unknown_unit", 422},
    {"unknown_staff", 422},
    {"unknown_commission", 422},
    {"failed", 500},
    // not now
    {"busy", 503},
    {"store_unavailable", 503},
    {"views_being_made", 503},
    {"outcome_unknown", 503},
};

}  // namespace

int status_of(std::string_view code) {
  auto const* const found =
      std::find_if(std::begin(statuses), std::end(statuses), [&](Status const& one) { return one.code == code; });
  return found == std::end(statuses) ? 500 : found->status;
}

}  // namespace overens::route
