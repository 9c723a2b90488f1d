#include "api/refusal.hpp"

#include "route/status.hpp"

namespace overens::api {

using base::text;

Json as_json(base::Refusal const& refusal, wording::Language const& say) {
  Json json = {{"code", refusal.code}, {"message", say.say(refusal.why)}};
  if (!refusal.field.empty()) json["field"] = refusal.field;
  return json;
}

http::Reply reply(int status, Json const& json) {
  // What could not be read may hold bytes that are no UTF-8: they are shown as such.
  return {status,
          "application/json",
          json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n",
          {{"Cache-Control", "no-store"}, {"Vary", "Accept-Language"}}};
}

base::Refusal refusal_before(int status) {
  switch (status) {
    case 308:
      return {"moved", text("this address is written without a slash at its end: see Location")};
    case 404:
      return {"not_found", text("there is nothing at this address")};
    case 405:
      return {"other_method", text("this address answers to other methods only: see Allow")};
    case 408:
      return {"too_slow", text("the request came too slowly: nothing has been recorded")};
    case 413:
    case 414:
    case 431:
      return {"too_long", text("the request is longer than the server takes: nothing has been recorded")};
    case 415:
      return {"other_coding", text("a body is written in UTF-8 and not compressed: nothing has been recorded")};
    case 500:
      return {"failed", text("a fault in the program")};
    case 503:
      return {"unavailable", text("the server can't answer just now")};
    default:
      return {"not_http", text("the request is not as it should be written")};
  }
}

http::Reply refused(base::Refusal const& refusal, wording::Language const& say) {
  return refused(refusal, say, route::status_of(refusal.code));
}

http::Reply refused(base::Refusal const& refusal, wording::Language const& say, int status) {
  auto answer = reply(status, {{"error", as_json(refusal, say)}});
  if (answer.status == 401) answer.fields.emplace_back("WWW-Authenticate", "Bearer");
  if (answer.status == 503) answer.fields.emplace_back("Retry-After", "1");
  return answer;
}

}  // namespace overens::api
