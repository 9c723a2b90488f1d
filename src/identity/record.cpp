#include "identity/record.hpp"

#include <nlohmann/json.hpp>

namespace overens::identity {
namespace {

using nlohmann::json;

void put(json& to, char const* key, std::string const& words) {
  if (!words.empty()) to[key] = words;
}
void put(json& to, char const* key, std::optional<calendar::Day> const& day) {
  if (day) to[key] = calendar::to_string(*day);
}

std::string words_at(json const& from, char const* key) {
  return from.value(key, std::string());
}
std::optional<calendar::Day> day_at(json const& from, char const* key) {
  return calendar::parse_day(words_at(from, key));
}

json json_of(Representative const& one) {
  json made = json::object();
  put(made, "kind", one.kind);
  put(made, "name", one.name);
  put(made, "reach", one.reach);
  put(made, "scope", one.scope);
  put(made, "from", one.from);
  put(made, "through", one.through);
  return made;
}

Representative representative_in(json const& from) {
  return {words_at(from, "kind"),  words_at(from, "name"), words_at(from, "reach"),
          words_at(from, "scope"), day_at(from, "from"),   day_at(from, "through")};
}

// The words of a record, by the names under which they are kept.
constexpr std::pair<char const*, std::string IdentityRecord::*> words_kept[] = {
    {"name", &IdentityRecord::name},
    {"no_number", &IdentityRecord::no_number},
    {"telephone", &IdentityRecord::telephone},
    {"address", &IdentityRecord::address},
    {"other_way", &IdentityRecord::other_way},
    {"language", &IdentityRecord::language},
    {"interpreter", &IdentityRecord::interpreter},
    {"protection", &IdentityRecord::protection}};

}  // namespace

base::Expected<void> check(IdentityRecord const& record) {
  using base::text;
  if (record.name.empty()) return base::refuse("bad_value", text("write the name"));
  if (!record.number && record.no_number.empty())
    return base::refuse("bad_value", text("write why there is no number"));
  if (record.number && !record.no_number.empty())
    return base::refuse("bad_value", text("take the number away, or say which kind it is"));
  for (auto const& one : record.representatives) {
    if (one.kind.empty() || one.name.empty()) return base::refuse("bad_value", text("write the name"));
  }
  return {};
}

std::string to_json(IdentityRecord const& record) {
  json made = json::object();
  for (auto const& [key, words] : words_kept) put(made, key, record.*words);
  if (record.number) made["number"] = {{"kind", to_string(record.number->kind)}, {"digits", record.number->digits}};
  for (auto const& one : record.representatives) made["representatives"].push_back(json_of(one));
  return made.dump();
}

std::optional<IdentityRecord> read_record(std::string_view words) {
  try {
    auto const from = json::parse(words);
    IdentityRecord record;
    for (auto const& [key, member] : words_kept) record.*member = words_at(from, key);
    if (auto const number = from.find("number"); number != from.end()) {
      auto const kind = find_number_kind(words_at(*number, "kind"));
      if (!kind) return std::nullopt;
      record.number = Number{*kind, words_at(*number, "digits")};
    }
    if (auto const all = from.find("representatives"); all != from.end()) {
      for (auto const& one : *all) record.representatives.push_back(representative_in(one));
    }
    return record;
  } catch (json::exception const&) {
    return std::nullopt;
  }
}

}  // namespace overens::identity
