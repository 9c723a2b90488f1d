#include "api/refusal.hpp"

#include <algorithm>

namespace overens::api {
namespace {

struct Row {
  std::string_view code;
  int status;
};

constexpr Row table[] = {
    // not as it should be written
    {"not_json", 400},
    {"missing_key", 400},
    {"unknown_key", 400},
    {"double_key", 400},
    {"bad_value", 400},
    {"unknown_type", 400},
    {"unknown_deed", 400},
    {"not_let_in", 401},
    // not any more, or not again
    {"version_conflict", 409},
    {"command_reused", 409},
    {"id_taken", 409},
    {"already_withdrawn", 409},
    {"already_ended", 409},
    {"disclosure_known", 409},
    {"too_many", 413},
    {"too_long", 413},
    // contradicts what is recorded
    {"owner_not_registered", 422},
    {"unknown_event", 422},
    {"not_own", 422},
    {"other_case", 422},
    {"nothing_corrected", 422},
    {"unknown_disclosure", 422},
    {"consent_withdrawn", 422},
    // not now
    {"busy", 503},
    {"store_unavailable", 503},
    {"outcome_unknown", 503},
};

}  // namespace

int status_of(std::string_view code) {
  auto const* const found =
      std::find_if(std::begin(table), std::end(table), [&](Row const& row) { return row.code == code; });
  return found == std::end(table) ? 500 : found->status;
}

Json as_json(base::Refusal const& refusal, wording::Language const& say) {
  Json json = {{"code", refusal.code}, {"says", say.say(refusal.why)}};
  if (!refusal.field.empty()) json["field"] = refusal.field;
  return json;
}

http::Reply reply(int status, Json const& json) {
  // What could not be read may hold bytes that are no UTF-8: they are shown as such.
  return {status,
          "application/json",
          json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n",
          {{"Cache-Control", "no-store"}}};
}

http::Reply refused(base::Refusal const& refusal, wording::Language const& say) {
  auto answer = reply(status_of(refusal.code), {{"error", as_json(refusal, say)}});
  if (answer.status == 401) answer.fields.emplace_back("WWW-Authenticate", "Bearer");
  if (answer.status == 503) answer.fields.emplace_back("Retry-After", "1");
  return answer;
}

}  // namespace overens::api
