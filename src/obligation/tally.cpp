#include "obligation/tally.hpp"

namespace overens::obligation {

Counts& Counts::operator+=(Counts const& other) {
  opened += other.opened;
  late += other.late;
  unmet += other.unmet;
  met += other.met;
  released += other.released;
  broken += other.broken;
  return *this;
}

void Tally::take(Answer const& answer, calendar::Moment const& on) {
  without_agreement_ += static_cast<long>(answer.without_agreement.size());
  for (auto const& o : answer.obligations) {
    if (o.outcome == Outcome::voided || o.life == Life::waiting) continue;
    auto& place = lately_[o.norm];
    if (place == nullptr) place = &norms_[o.pack->agreement + "/" + o.norm->id];
    place->norm = o.norm;
    place->pack = o.pack;
    Counts one;
    one.opened = 1;
    one.late = (is_past_due(o.life, o.due, on) && !o.norm->practice) || o.outcome == Outcome::met_late ? 1 : 0;
    one.unmet = is_unmet(o.outcome) ? 1 : 0;
    one.met = o.outcome == Outcome::met || o.outcome == Outcome::met_late || o.outcome == Outcome::met_after_watch;
    one.released = o.outcome == Outcome::released ? 1 : 0;
    one.broken = o.outcome == Outcome::broken ? 1 : 0;
    place->counts += one;
    for (auto const& bearer : o.bearers) {
      if (!bearer.left_out) place->bearers[bearer.name] += one;
    }
  }
}

}  // namespace overens::obligation
