#include "app/rows.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace overens::app {
namespace {

using obligation::Answer;
using obligation::BearerOf;
using obligation::Life;
using obligation::Obligation;
using obligation::Outcome;

bool is_shown(Obligation const& o) {
  if (o.life != Life::closed) return o.is_duty();
  return o.outcome == Outcome::breached || o.outcome == Outcome::missed || o.outcome == Outcome::ended_unmet ||
         o.outcome == Outcome::broken;
}

std::string in_case(obligation::View const& view, Obligation const& o) {
  if (view.group().form == obligation::Group::Form::in_case) return view.group().id;
  if (o.opened_by == obligation::no_act) return {};
  auto const* opened_in = view.act(o.opened_by).in_case;
  return opened_in == nullptr ? std::string() : opened_in->id;
}

nlohmann::ordered_json unknown(BearerOf const& bearer) {
  auto words = nlohmann::ordered_json::array();
  if (bearer.knowledge.source_incomplete) words.push_back("source_incomplete");
  if (bearer.knowledge.not_told) words.push_back("not_told");
  if (bearer.knowledge.others_acts_unseen) words.push_back("others_acts_unseen");
  if (bearer.knowledge.group_unknown) words.push_back("group_unknown");
  return words;
}

// What a page says beside the day: whose move it is, what is not known, what it rests on.
std::string more(obligation::View const& view, Obligation const& o, base::Symbols const& words) {
  nlohmann::ordered_json json = {{"per", o.norm->per}, {"subject", o.subject_id}};
  if (!o.period.empty()) json["period"] = o.period;
  if (o.number != 0) json["number"] = o.number;
  if (o.due && o.due->at) json["due_at"] = calendar::to_string(*o.due->at);
  if (o.watch) json["watch_on"] = calendar::to_string(o.watch->day);
  if (o.waits_for_anchor) json["waits_for_anchor"] = true;
  if (o.opened_by != obligation::no_act) json["opened_by"] = view.id(view.act(o.opened_by));
  for (auto const& bearer : o.bearers) {
    nlohmann::ordered_json one = {{"id", words.word(bearer.name)}, {"part", obligation::to_string(bearer.part)}};
    if (!bearer.knowledge.known()) one["unknown"] = unknown(bearer);
    if (bearer.left_out) one["left_out"] = true;
    json["bearers"].push_back(std::move(one));
  }
  return json.dump();
}

bool owes(BearerOf const& bearer, base::Symbol authority, base::Symbol party) {
  return !bearer.left_out && bearer.name != 0 && bearer.name == (bearer.is_party ? party : authority);
}

}  // namespace

void add_rows(std::vector<ObligationRow>& rows, Answer const& answer, obligation::Registry const& registry,
              std::string const& authority, base::Symbol symbol, Whose whose) {
  auto const& words = answer.view->facts().words();
  auto const party = registry.party_of(symbol);
  for (auto const& o : answer.obligations) {
    if (!is_shown(o)) continue;
    auto const owed = std::any_of(o.bearers.begin(), o.bearers.end(),
                                  [&](BearerOf const& bearer) { return owes(bearer, symbol, party); });
    if (whose == Whose::own && !owed) continue;
    ObligationRow row;
    row.authority = authority;
    row.in_case = in_case(*answer.view, o);
    row.id = o.id();
    row.norm = o.norm->id;
    row.agreement = o.pack->agreement + "/" + o.pack->version;
    for (auto const& bearer : o.bearers) {
      if (bearer.name != 0) row.bearers.append(row.bearers.empty() ? "" : " ").append(words.word(bearer.name));
    }
    row.owed = owed;
    row.life = obligation::to_string(o.life);
    row.outcome = obligation::to_string(o.outcome);
    row.opened_on = o.opened.day;
    if (o.due) row.due_on = o.due->day;
    row.more = more(*answer.view, o, words);
    rows.push_back(std::move(row));
  }
}

}  // namespace overens::app
