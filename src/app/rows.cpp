#include "app/rows.hpp"

#include <algorithm>
#include <array>

#include <simdjson.h>

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

/// Whose row it is.
struct Owner {
  base::Symbol authority;
  base::Symbol party;
};

bool owes(BearerOf const& bearer, Owner const& owner) {
  return !bearer.left_out && bearer.name != 0 && bearer.name == (bearer.is_party ? owner.party : owner.authority);
}

// What a page says beside the day: whose move it is, what is not known, what it rests on.
std::string more(obligation::View const& view, Obligation const& o, base::Symbols const& words, Owner const& owner) {
  std::string json;
  json.reserve(256);
  Object object(json);
  object.word("per", o.norm->per);
  object.word("subject", o.subject_id);
  if (!o.period.empty()) object.word("period", o.period);
  if (o.number != 0) object.key("number").append(std::to_string(o.number));
  if (o.due && o.due->at) object.word("due_at", calendar::to_string(*o.due->at));
  if (o.watch) object.word("watch_on", calendar::to_string(o.watch->day));
  if (o.watch && o.watch->at) object.word("watch_at", calendar::to_string(*o.watch->at));
  if (o.waits_for_anchor) object.key("waits_for_anchor").append("true");
  if (o.opened_by != obligation::no_act) object.word("opened_by", view.id(view.act(o.opened_by)));
  object.key("bearers") += '[';
  for (auto const& bearer : o.bearers) {
    if (&bearer != &o.bearers.front()) json += ',';
    Object one(json);
    one.word("id", words.word(bearer.name));
    one.word("part", obligation::to_string(bearer.part));
    if (!bearer.knowledge.known()) unknown(one.key("unknown"), bearer.knowledge);
    if (owes(bearer, owner)) one.key("own").append("true");
    if (bearer.left_out) one.key("left_out").append("true");
    json += '}';
  }
  return json.append("]}");
}

// What `unknown` wrote.
obligation::Knowledge knowledge_in(simdjson::dom::element const& bearer) {
  obligation::Knowledge knowledge;
  simdjson::dom::array words;
  if (bearer["unknown"].get(words) != simdjson::SUCCESS) return knowledge;
  for (std::string_view const word : words) {
    knowledge.source_incomplete |= word == "source_incomplete";
    knowledge.not_told |= word == "not_told";
    knowledge.others_acts_unseen |= word == "others_acts_unseen";
    knowledge.group_unknown |= word == "group_unknown";
  }
  return knowledge;
}

template <class Word, std::size_t count>
Word word_of(std::string_view written, std::array<Word, count> const& words) {
  return *std::find_if(words.begin(), words.end() - 1,
                       [&](Word word) { return obligation::to_string(word) == written; });
}

std::optional<calendar::Due> due_in(simdjson::dom::element const& more, std::optional<calendar::Day> const& on,
                                    char const* key) {
  if (!on) return std::nullopt;
  std::string_view at;
  if (more[key].get(at) != simdjson::SUCCESS) return calendar::Due{*on, std::nullopt};
  return calendar::Due{*on, calendar::parse_instant(at)};
}

}  // namespace

void add_rows(std::vector<ObligationRow>& rows, Answer const& answer, obligation::Registry const& registry,
              std::string const& authority, base::Symbol symbol, Whose whose) {
  auto const& words = answer.view->facts().words();
  Owner const owner{symbol, registry.party_of(symbol)};
  for (auto const& o : answer.obligations) {
    if (!is_shown(o)) continue;
    auto const owed =
        std::any_of(o.bearers.begin(), o.bearers.end(), [&](BearerOf const& bearer) { return owes(bearer, owner); });
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
    row.details = more(*answer.view, o, words, owner);
    rows.push_back(std::move(row));
  }
}

std::optional<obligation::Urgency> urgency_of(ObligationRow const& row, calendar::Moment const& now) {
  using obligation::Part;
  thread_local simdjson::dom::parser parser;
  simdjson::dom::element more;
  simdjson::dom::array bearers;
  if (parser.parse(row.details).get(more) != simdjson::SUCCESS || more["bearers"].get(bearers) != simdjson::SUCCESS)
    return std::nullopt;
  std::string_view watch_on;
  auto const is_watched = more["watch_on"].get(watch_on) == simdjson::SUCCESS;
  obligation::Standing standing;
  standing.life = word_of(row.life, std::array{Life::waiting, Life::paused, Life::closed, Life::open});
  standing.due = due_in(more, row.due_on, "due_at");
  standing.watch = due_in(more, is_watched ? calendar::parse_day(watch_on) : std::nullopt, "watch_at");
  std::optional<obligation::Urgency> most;
  for (auto const bearer : bearers) {
    if (bearer["own"].error() != simdjson::SUCCESS) continue;
    std::string_view part;
    if (bearer["part"].get(part) != simdjson::SUCCESS) continue;
    standing.part = word_of(part, std::array{Part::own_part_done, Part::waits_for_other, Part::to_act});
    standing.knowledge = knowledge_in(bearer);
    auto const urgency = obligation::urgency_of(standing, now);
    most = most ? std::min(*most, urgency) : urgency;
  }
  return most;
}

}  // namespace overens::app
