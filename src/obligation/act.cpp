#include "obligation/act.hpp"

namespace overens::obligation {

Act as_recorded(Facts const& facts, Fact const& fact) {
  auto const at = fact.at == no_time ? std::nullopt : std::optional(instant_of(fact.at));
  auto const* in_case = fact.in_case == no_case ? nullptr : &facts.group_at(fact.in_case);
  return {&fact,
          {calendar::Day(std::chrono::days(fact.day)), at},
          fact.subject,
          nullptr,
          facts.data(fact),
          in_case,
          instant_of(fact.recorded),
          fact.unit,
          fact.type,
          false};
}

}  // namespace overens::obligation
