#pragma once

#include <nlohmann/json.hpp>

#include "base/refusal.hpp"
#include "http/message.hpp"
#include "wording/language.hpp"

namespace overens::api {

using Json = nlohmann::ordered_json;

/// The HTTP status of a refusal's code. The one table of them.
int status_of(std::string_view code);

/// {"code", "says", "field"?}.
Json as_json(base::Refusal const& refusal, wording::Language const& say);

http::Reply reply(int status, Json const& json);
/// {"error": …} with the status of its code.
http::Reply refused(base::Refusal const& refusal, wording::Language const& say);

}  // namespace overens::api
