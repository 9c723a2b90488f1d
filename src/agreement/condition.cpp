#include "agreement/condition.hpp"

namespace overens::agreement {

std::vector<std::string> events_of(Condition const& condition) {
  if (condition.form == Condition::Form::event) return {condition.event};
  std::vector<std::string> all;
  for (auto const& part : condition.parts) {
    auto const own = events_of(part);
    all.insert(all.end(), own.begin(), own.end());
  }
  return all;
}

}  // namespace overens::agreement
