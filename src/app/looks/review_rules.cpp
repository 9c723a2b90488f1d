#include <algorithm>
#include <cstring>

#include "access/policy.hpp"
#include "app/looks/access_log.hpp"
#include "app/looks/look_facts.hpp"

namespace overens::app {
namespace {

template <class Values, class Value>
bool holds_or_empty(Values const& values, Value const& value) {
  return values.empty() || std::find(values.begin(), values.end(), value) != values.end();
}

bool is_within(std::pair<int, int> const& hours, calendar::Instant at) {
  auto const since_midnight = at - calendar::start_of(calendar::day_in_sweden(at));
  auto const hour = std::chrono::floor<std::chrono::hours>(since_midnight).count();
  auto const [from, before] = hours;
  return from <= before ? from <= hour && hour < before : hour >= from || hour < before;
}

// Of the entry's hash, which nobody can choose: the same look is in the sample whenever it is asked.
bool is_in_sample(long one_in, journal::LookEntry const& entry) {
  std::uint64_t number = 0;
  std::memcpy(&number, entry.hash.data(), sizeof number);
  return number % static_cast<std::uint64_t>(one_in) == 0;
}

}  // namespace

bool points_out(access::ReviewRule const& rule, journal::LookEntry const& entry, LookFacts& facts) {
  auto const& look = entry.look;
  auto const action = access::read_action(look.action);
  auto const object = event::find_object_class(look.object_class);
  if (!action || !object || rule.more_than_in_a_day > 0) return false;
  if (!holds_or_empty(rule.actions, *action) || !holds_or_empty(rule.classes, *object)) return false;
  if (!holds_or_empty(rule.by_rules, look.rule)) return false;
  if (rule.is_denied && look.refused.empty()) return false;
  if (rule.hours && !is_within(*rule.hours, entry.at)) return false;
  if (rule.one_in > 0 && !is_in_sample(rule.one_in, entry)) return false;
  // Last what has to be read first.
  if (rule.never_worked_in && !facts.had_never_worked_in(entry)) return false;
  if (rule.same_name && !facts.is_of_same_name(entry, *rule.same_name)) return false;
  return !rule.is_of_protected || facts.is_of_protected(entry);
}

}  // namespace overens::app
