#pragma once

#include <cstddef>
#include <string_view>

#include <nlohmann/json.hpp>

#include "account/sign_in_fault.hpp"

namespace overens::account {

/// An object of JSON that two readers can't read differently: UTF-8, no member twice at any depth, not deeper than 16.
/// Refused with token_not_json or token_member_twice.
SignInResult<nlohmann::json> read_strict_object(std::string_view bytes);

/// The member, when it is a text. Nothing for another kind and for none.
std::string const* text_member(nlohmann::json const& object, std::string_view name);
/// The member is a list of texts that holds this one.
bool list_holds(nlohmann::json const& object, std::string_view name, std::string_view word);

}  // namespace overens::account
