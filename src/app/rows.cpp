#include "app/rows.hpp"

#include <algorithm>

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

/// Writes a JSON object of words that need no escaping: ids, days, words of the program. A case has dozens of rows,
/// made anew with each of its events.
class Object {
 public:
  explicit Object(std::string& json) : json_(json) { json_ += '{'; }
  void word(char const* key, std::string_view value) { this->key(key).append("\"").append(value).append("\""); }
  std::string& key(char const* key) {
    json_.append(json_.back() == '{' ? "\"" : ",\"").append(key).append("\":");
    return json_;
  }

 private:
  std::string& json_;
};

void unknown(std::string& json, obligation::Knowledge const& knowledge) {
  json += '[';
  for (auto const& [is, word] :
       {std::pair(knowledge.source_incomplete, "source_incomplete"), std::pair(knowledge.not_told, "not_told"),
        std::pair(knowledge.others_acts_unseen, "others_acts_unseen"),
        std::pair(knowledge.group_unknown, "group_unknown")}) {
    if (is) json.append(json.back() == '[' ? "\"" : ",\"").append(word).append("\"");
  }
  json += ']';
}

// What a page says beside the day: whose move it is, what is not known, what it rests on.
std::string more(obligation::View const& view, Obligation const& o, base::Symbols const& words) {
  std::string json;
  json.reserve(256);
  Object object(json);
  object.word("per", o.norm->per);
  object.word("subject", o.subject_id);
  if (!o.period.empty()) object.word("period", o.period);
  if (o.number != 0) object.key("number").append(std::to_string(o.number));
  if (o.due && o.due->at) object.word("due_at", calendar::to_string(*o.due->at));
  if (o.watch) object.word("watch_on", calendar::to_string(o.watch->day));
  if (o.waits_for_anchor) object.key("waits_for_anchor").append("true");
  if (o.opened_by != obligation::no_act) object.word("opened_by", view.id(view.act(o.opened_by)));
  object.key("bearers") += '[';
  for (auto const& bearer : o.bearers) {
    if (&bearer != &o.bearers.front()) json += ',';
    Object one(json);
    one.word("id", words.word(bearer.name));
    one.word("part", obligation::to_string(bearer.part));
    if (!bearer.knowledge.known()) unknown(one.key("unknown"), bearer.knowledge);
    if (bearer.left_out) one.key("left_out").append("true");
    json += '}';
  }
  return json.append("]}");
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
