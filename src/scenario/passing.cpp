#include "scenario/passing.hpp"

#include <algorithm>

#include "calendar/swedish_time.hpp"
#include "event/known.hpp"

namespace overens::scenario {
namespace {

using Json = Passing::Json;
namespace known = event::known;

Json beside(Json const& event, std::string const& id, char const* type, char const* kind) {
  Json made = {{"id", id},
               {"type", type},
               {"happened", event.at("happened")},
               {"seq", event.at("seq")},
               {"recorded", event.at("recorded")},
               {"owner", event.at("owner")},
               {"subject", {{"kind", kind}, {"id", id}}}};
  if (event.contains("case")) made["case"] = event.at("case");
  return made;
}

}  // namespace

Json Passing::sent(Json const& event, std::string const& to) const {
  auto const of = event.at("id").get<std::string>();
  auto made = beside(event, of + "-to-" + to, known::disclosure_made, "disclosure");
  if (auto const recorded = calendar::parse_instant(event.at("recorded").get<std::string>()))
    made["happened"] = calendar::to_string(calendar::day_in_sweden(*recorded));
  made["data"] = {{"items", {of}}, {"to", to}, {"purpose", "-"}};
  auto const& bases = v_.disclosure_bases;
  auto const basis = std::find_if(bases.begin(), bases.end(), [](auto const& one) { return !one.consent; });
  if (basis != bases.end()) made["data"]["basis"] = basis->id;
  // Of what belongs to no case, the disclosure says what it is about.
  if (event.contains("case") || !event.contains("subject")) return made;
  auto const& subject = event.at("subject");
  for (auto const& field : v_.type(known::disclosure_made)->data) {
    if (field.type == event::DataField::Type::id && field.of == subject.at("kind"))
      made["data"][field.name] = subject.at("id");
  }
  return made;
}

bool Passing::name_consent(Json& disclosure) const {
  if (disclosure.at("type") != known::disclosure_made || !disclosure.contains("data") || !disclosure.contains("case"))
    return false;
  auto& data = disclosure["data"];
  if (data.contains("consent") || !data.contains("to") || !data.contains("basis")) return false;
  if (!v_.disclosure_basis(data.at("basis").get<std::string>()).consent) return false;
  data["consent"] = disclosure.at("id").get<std::string>() + "-consent";
  return true;
}

Json Passing::consent_for(Json const& disclosure, Types const& types) {
  auto const& data = disclosure.at("data");
  auto made = beside(disclosure, data.at("consent"), known::consent_given, "consent");
  auto kinds = data.value("types", Json::array());
  for (auto const& item : data.value("items", Json::array())) {
    auto const found = types.find(item.get<std::string>());
    if (found == types.end()) continue;
    auto const& name = found->second->name;
    if (std::find(kinds.begin(), kinds.end(), name) == kinds.end()) kinds.push_back(name);
  }
  made["data"] = {{"to", {data.at("to")}}, {"types", kinds}};
  return made;
}

}  // namespace overens::scenario
