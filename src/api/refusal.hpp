#pragma once

#include <nlohmann/json.hpp>

#include "base/refusal.hpp"
#include "http/message.hpp"
#include "wording/language.hpp"

namespace overens::api {

using Json = nlohmann::ordered_json;

/// {"code", "message", "field"?}.
Json as_json(base::Refusal const& refusal, wording::Language const& say);

http::Reply reply(int status, Json const& json);
/// {"error": …} with the status of its code: route::status_of().
http::Reply refused(base::Refusal const& refusal, wording::Language const& say);
http::Reply refused(base::Refusal const& refusal, wording::Language const& say, int status);

/// What the server refused before anybody could answer, by its status. The codes are `not_found`, `other_method`,
/// `too_slow`, `too_long`, `failed`, `unavailable` and otherwise `not_http`.
base::Refusal refusal_before(int status);

}  // namespace overens::api
