// What is odd in a file of events, though each line can be read: said, so that nobody takes the answer for all of it.

#include <algorithm>
#include <map>
#include <utility>

#include "cli/question.hpp"
#include "event/known.hpp"
#include "event/words.hpp"
#include "obligation/period.hpp"

namespace overens::cli {
namespace {

using base::text;
using obligation::Problem;

constexpr std::size_t most = obligation::Engine::Session::most_problems;

}  // namespace

void find_odd(event::Event const& event, std::vector<Problem>& problems) {
  auto const say = [&](base::Text odd) {
    if (problems.size() < most) problems.push_back({std::string(event.id), std::move(odd)});
  };
  for (auto const& value : event.data) {
    if (value.field->name == event::known::for_period && !obligation::is_period(value.text))
      say(obligation::no_such_period(value.text));
    if (value.field->type != event::DataField::Type::words) continue;
    if (auto fault = event::fault_of_words(*value.field, value.text)) say(std::move(*fault));
  }
}

void find_shared_ids(obligation::Facts const& facts, std::vector<Problem>& problems) {
  std::vector<std::uint64_t> ids;
  ids.reserve(facts.count());
  for (std::uint32_t i = 0; i < facts.count(); ++i) ids.push_back(facts.fact(i).id_hash);
  std::sort(ids.begin(), ids.end());
  std::map<std::uint64_t, base::Symbol> twice;  // and who had it first; 0: not found yet
  for (auto at = ids.begin(); (at = std::adjacent_find(at, ids.end())) != ids.end(); ++at) twice.emplace(*at, 0);
  for (std::uint32_t i = 0; i < facts.count() && !twice.empty(); ++i) {
    auto const& fact = facts.fact(i);
    auto const found = twice.find(fact.id_hash);
    if (found == twice.end() || problems.size() >= most) continue;
    if (found->second == 0) found->second = fact.owner;
    if (found->second == fact.owner) continue;
    auto const& words = facts.words();
    problems.push_back({std::string(facts.name(fact.id)), text("{0} and {1} each have an event with this id",
                                                               words.word(found->second), words.word(fact.owner))});
    twice.erase(found);
  }
}

}  // namespace overens::cli
