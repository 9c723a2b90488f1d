#include "app/cases/arrivals.hpp"

#include <algorithm>

#include "event/known.hpp"

namespace overens::app {

namespace known = event::known;

bool is_of_the_case(event::EventType const& type) {
  return !type.answers_arrival && type.name != known::disclosure_made && type.name != known::disclosure_ended;
}

void ArrivalsOfCase::take(Recorded const& event, std::optional<access::Relation> stands) {
  auto const& type = *event.type;
  if (stands) {
    if (type.name == known::disclosure_made && *stands == access::Relation::live_disclosure)
      live_.insert(event.subject);
    return;
  }
  if (type.name == known::disclosure_not_ours) answered_.insert(event.subject);
  auto const says_who_has_it =
      type.name == known::case_unit_set || type.name == known::case_taken_on || type.name == known::case_let_go;
  has_own_ = has_own_ || (is_of_the_case(type) && !says_who_has_it);
}

// That a unit has it does not say that anybody there has seen it.
ComeIn ArrivalsOfCase::stand(CaseTeam const& team) const {
  if (live_.empty()) return ComeIn::nothing;
  auto const all_answered =
      std::all_of(live_.begin(), live_.end(), [&](std::string const& one) { return answered_.contains(one); });
  if (all_answered) return ComeIn::answered;
  return has_own_ || !team.holders.empty() ? ComeIn::nothing : ComeIn::waiting;
}

}  // namespace overens::app
