#include "journal/look.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "journal/hex.hpp"

namespace overens::journal {
namespace {

using LookJson = nlohmann::ordered_json;

// Each word of a look by its key, in the order in which it is written.
template <class Of, class Take>
void each_word(Of& look, Take const& take) {
  take("who", look.who);
  take("kind", look.kind);
  take("commission", look.commission);
  take("unit", look.unit);
  take("action", look.action);
  take("class", look.object_class);
  take("version", look.version);
  take("purpose", look.purpose);
  take("basis", look.basis);
  take("rule", look.rule);
  take("relation", look.relation);
  take("stands_in_for", look.stands_in_for);
  take("refused", look.refused);
  take("reason", look.reason);
  take("result", look.result);
  take("request", look.request);
}

std::string envelope_of_look(LookEntry const& entry) {
  return fmt::format("look {} {} {} {}", entry.chain, entry.seq, entry.at.time_since_epoch().count(), entry.authority);
}

}  // namespace

std::string to_json(Look const& look) {
  auto json = LookJson::object();
  each_word(look, [&](char const* key, std::string const& word) {
    if (!word.empty()) json[key] = word;
  });
  for (auto const& one : look.shown) json["shown"].push_back({one.kind, one.id});
  if (!look.masked.empty()) json["masked"] = look.masked;
  return json.dump(-1, ' ', false, LookJson::error_handler_t::replace);
}

base::Expected<Look> read_look(std::string_view text) {
  auto const refused = base::refuse("not_json", base::text("it is not as an entry of the access journal has it"));
  try {
    auto const json = LookJson::parse(text);
    if (!json.is_object()) return refused;
    Look look;
    each_word(look, [&](char const* key, std::string& word) { word = json.value(key, std::string()); });
    if (auto const shown = json.find("shown"); shown != json.end()) {
      for (auto const& one : *shown) look.shown.push_back({one.at(0).get<std::string>(), one.at(1).get<std::string>()});
    }
    look.masked = json.value("masked", std::vector<std::string>());
    return look;
  } catch (LookJson::exception const&) {
    return refused;
  }
}

std::string look_line(LookEntry const& entry) {
  auto line = fmt::format(R"({{"chain":{},"seq":{},"authority":{},"at":"{}")", entry.chain, entry.seq,
                          LookJson(entry.authority).dump(), calendar::to_string(entry.at));
  if (!entry.is_erased()) line += fmt::format(R"(,"look":{},"salt":"{}")", entry.content, hex(entry.salt));
  return line + fmt::format(R"(,"content_hash":"{}","hash":"{}"}})", hex(entry.content_hash), hex(entry.hash));
}

Hash hash_of_look(LookEntry const& entry, Hash const& before) {
  return hash_of_link(before, envelope_of_look(entry), entry.content_hash);
}

void seal(LookEntry& entry, LookChain& after, Salt const& salt) {
  entry.chain = after.number;
  entry.seq = after.length + 1;
  entry.authority = after.authority;
  entry.salt = salt;
  entry.content_hash = hash_of_data(salt, entry.content);
  entry.hash = hash_of_look(entry, after.hash);
  after.length = entry.seq;
  after.hash = entry.hash;
}

}  // namespace overens::journal
