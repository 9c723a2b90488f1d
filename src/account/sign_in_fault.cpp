#include "account/sign_in_fault.hpp"

#include <array>

namespace overens::account {
namespace {

using base::text;

enum class Advice { distrust, begin_again, begin_when_wanted, choose_safer, show_anew, ask_who_gave_it, wait };

struct FaultRow {
  std::string_view name;
  Advice advice = Advice::distrust;
};

// In the order of the enum.
constexpr std::array fault_rows = {
    FaultRow{"token_too_long"},
    FaultRow{"token_not_signed_form"},
    FaultRow{"token_encrypted"},
    FaultRow{"token_not_base64url"},
    FaultRow{"token_not_json"},
    FaultRow{"token_member_twice"},
    FaultRow{"token_type_wrong"},
    FaultRow{"token_brings_its_key"},
    FaultRow{"token_has_critical_header"},
    FaultRow{"algorithm_not_allowed"},
    FaultRow{"keys_unreadable"},
    FaultRow{"key_unknown"},
    FaultRow{"key_ambiguous"},
    FaultRow{"key_unfit"},
    FaultRow{"signature_wrong"},
    FaultRow{"issuer_wrong"},
    FaultRow{"audience_wrong"},
    FaultRow{"authorized_party_missing"},
    FaultRow{"authorized_party_wrong"},
    FaultRow{"expiry_missing"},
    FaultRow{"expired", Advice::begin_again},
    FaultRow{"issued_at_missing"},
    FaultRow{"issued_ahead"},
    FaultRow{"not_yet_valid"},
    FaultRow{"time_malformed"},
    FaultRow{"nonce_missing"},
    FaultRow{"nonce_wrong"},
    FaultRow{"subject_wrong"},
    FaultRow{"level_missing", Advice::choose_safer},
    FaultRow{"level_not_accepted", Advice::choose_safer},
    FaultRow{"sign_in_time_missing", Advice::show_anew},
    FaultRow{"sign_in_too_old", Advice::show_anew},
    FaultRow{"session_wrong"},
    FaultRow{"person_missing", Advice::ask_who_gave_it},
    FaultRow{"logout_event_missing"},
    FaultRow{"logout_has_nonce"},
    FaultRow{"logout_of_nobody"},
    FaultRow{"token_id_missing"},
    FaultRow{"token_used_before"},
    FaultRow{"description_unreadable"},
    FaultRow{"description_of_another"},
    FaultRow{"description_address_wrong"},
    FaultRow{"description_lacks_ours"},
    FaultRow{"answer_member_missing"},
    FaultRow{"answer_member_twice"},
    FaultRow{"answer_too_long"},
    FaultRow{"answer_from_another"},
    FaultRow{"answer_without_issuer"},
    FaultRow{"sign_in_unknown", Advice::begin_again},
    FaultRow{"sign_in_of_another_browser", Advice::begin_again},
    FaultRow{"sign_in_took_too_long", Advice::begin_again},
    FaultRow{"cancelled", Advice::begin_when_wanted},
    FaultRow{"provider_refused", Advice::wait},
    FaultRow{"provider_unreachable", Advice::wait},
    FaultRow{"provider_not_trusted", Advice::wait},
    FaultRow{"provider_too_slow", Advice::wait},
    FaultRow{"provider_says_too_much", Advice::wait},
    FaultRow{"provider_busy", Advice::wait},
    FaultRow{"provider_failed", Advice::wait},
    FaultRow{"client_refused", Advice::wait},
    FaultRow{"code_refused", Advice::begin_again},
    FaultRow{"token_answer_unreadable"},
};
static_assert(fault_rows.size() == static_cast<std::size_t>(SignInFault::token_answer_unreadable) + 1);

FaultRow const& row_of(SignInFault fault) {
  return fault_rows.at(static_cast<std::size_t>(fault));
}

}  // namespace

std::string_view name_of(SignInFault fault) {
  return row_of(fault).name;
}

base::Text what_to_do(SignInFault fault) {
  switch (row_of(fault).advice) {
    case Advice::distrust:
      return text(
          "The answer from the sign-in service could not be trusted. Begin again; if it happens again, turn to your "
          "support.");
    case Advice::begin_again:
      return text("The sign-in took too long, or was begun in another window. Begin again.");
    case Advice::begin_when_wanted:
      return text("You ended the sign-in. You can begin again.");
    case Advice::choose_safer:
      return text("The way you signed in is not safe enough here. Begin again and choose another.");
    case Advice::show_anew:
      return text("You need to show anew who you are. Begin again.");
    case Advice::ask_who_gave_it:
      return text("The sign-in service did not say who you are here. Turn to whoever gave you your sign-in.");
    case Advice::wait:
      return text("The sign-in service can't sign you in just now. Try again in a while.");
  }
  return {};
}

}  // namespace overens::account
