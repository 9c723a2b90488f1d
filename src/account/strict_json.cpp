#include "account/strict_json.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace overens::account {

using nlohmann::json;

SignInResult<json> read_strict_object(std::string_view bytes) {
  constexpr int deepest = 16;
  bool is_twice = false;
  bool is_too_deep = false;
  std::vector<std::set<std::string>> names;  // of the objects that are open
  auto const watch = [&](int depth, json::parse_event_t event, json& value) {
    if (depth > deepest) is_too_deep = true;
    if (event == json::parse_event_t::object_start) names.emplace_back();
    if (event == json::parse_event_t::object_end) names.pop_back();
    if (event == json::parse_event_t::key && !names.back().insert(value.get<std::string>()).second) is_twice = true;
    return true;
  };
  auto object = json::parse(bytes, watch, false);
  if (!object.is_object() || is_too_deep) return refuse_sign_in(SignInFault::token_not_json);
  if (is_twice) return refuse_sign_in(SignInFault::token_member_twice);
  return object;
}

std::string const* text_member(json const& object, std::string_view name) {
  auto const found = object.find(name);
  return found == object.end() ? nullptr : found->get_ptr<std::string const*>();
}

bool list_holds(json const& object, std::string_view name, std::string_view word) {
  auto const found = object.find(name);
  return found != object.end() && found->is_array() &&
         std::any_of(found->begin(), found->end(), [&](json const& item) { return item == word; });
}

}  // namespace overens::account
