// What is odd in a file of events, though each line can be read: said, so that nobody takes the answer for all of it.

#include <algorithm>
#include <map>

#include "cli/question.hpp"

namespace overens::cli {
namespace {

using base::text;
using obligation::Problem;

constexpr std::size_t most = obligation::Engine::Session::most_problems;

bool digits(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// As the periods of recurring duties are called.
bool is_period(std::string_view word) {
  if (calendar::parse_day(word)) return true;
  if (word.size() < 4 || !digits(word.substr(0, 4))) return false;
  if (word.size() == 4) return true;
  if (word[4] != '-') return false;
  auto const part = word.substr(5);
  if (part.size() == 4) return digits(part);
  if (part.size() != 2) return false;
  if (part[0] == 'Q') return part[1] >= '1' && part[1] <= '4';
  if (part[0] == 'H') return part[1] == '1' || part[1] == '2';
  return digits(part) && part >= "01" && part <= "12";
}

}  // namespace

void find_odd(event::Event const& event, std::vector<Problem>& problems) {
  for (auto const& value : event.data) {
    if (value.field->name != "for_period" || is_period(value.text) || problems.size() >= most) continue;
    problems.push_back(
        {std::string(event.id),
         text("there is no period {0}: write 2026, 2026-03, 2026-Q1, 2026-H1 or its first day", value.text)});
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
