#include "wording/status.hpp"

#include <cstdio>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/commands.hpp"
#include "cli/terminal.hpp"

namespace overens::cli {
namespace {

using base::text;
using calendar::Day;

nlohmann::ordered_json as_json(agreement::Lifecycle const& life, wording::VersionStanding const& standing, Day on) {
  auto const& version = *standing.version;
  nlohmann::ordered_json json = {{"agreement", version.agreement},
                                 {"version", version.version},
                                 {"holds", standing.holds},
                                 {"from", calendar::to_string(version.validity.from)}};
  if (auto const& last = life.end(version).last) json["through"] = calendar::to_string(*last);
  json["rests_on_document"] = life.rests_on_document(version);
  json["says"] = standing.verdict;
  for (auto const& party : version.parties) {
    nlohmann::ordered_json one = {{"code", party.code}, {"name", party.name}};
    auto const from = life.adopted(version, party.code);
    if (from) one["from"] = calendar::to_string(*from);
    one["holds"] = standing.holds && from && *from <= on;
    json["parties"].push_back(one);
  }
  for (auto const& paragraph : standing.paragraphs)
    json["paragraphs"].push_back({{"heading", paragraph.heading}, {"lines", paragraph.lines}});
  return json;
}

void print(wording::VersionStanding const& standing, wording::Language const& say) {
  print_fitted("\n{}, {}\n  {}\n", say.say(standing.version->title), standing.version->version, standing.verdict);
  for (auto const& paragraph : standing.paragraphs) {
    print_fitted("  {}\n", paragraph.heading);
    for (auto const& line : paragraph.lines) print_fitted("    {}\n", line);
  }
}

}  // namespace

int agreement_status(QuestionOptions const& options, std::string const& county, bool json,
                     wording::Language const& say) {
  auto prepared = prepare(options, say);
  if (!prepared) return prepared.error();
  std::string only;
  if (!county.empty()) {
    only = pick_agreement(*prepared->agreements, county, say);
    if (only.empty()) return 1;
  }
  obligation::Engine::Session const session(*prepared->engine, prepared->question);
  auto const on = prepared->question.on.day;
  auto all = nlohmann::ordered_json::array();
  if (!json) print_fitted("{}\n", say.say(text("How the agreements stand on {0}", calendar::to_string(on))));
  for (auto const& life : session.registry().lifecycles()) {
    if (!only.empty() && life.versions().front()->agreement != only) continue;
    if (!json && life.in_force(on) == nullptr)
      print_fitted("\n{}\n",
                   say.say(text("No version of the agreement of {0} holds that day. The law asks for one: the region "
                                "and the municipalities still owe each other cooperation.",
                                life.versions().back()->parties.front().name)));
    for (auto const& standing : wording::standing(life, on, say)) {
      if (json) {
        all.push_back(as_json(life, standing, on));
      } else {
        print(standing, say);
      }
    }
  }
  if (json) fmt::print("{}\n", nlohmann::ordered_json{{"on", calendar::to_string(on)}, {"agreements", all}}.dump());
  return prepared->read.bad > 0 ? 3 : 0;
}

}  // namespace overens::cli
