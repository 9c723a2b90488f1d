#include "obligation/obligation.hpp"

#include <fmt/format.h>

namespace overens::obligation {

bool Obligation::is_same(Obligation const& other, ForParty party) const {
  return number == other.number && subject_id == other.subject_id && norm->id == other.norm->id &&
         (party == ForParty::any || of_party == other.of_party) && period == other.period &&
         pack->agreement == other.pack->agreement;
}

std::string Obligation::id() const {
  auto result = fmt::format("{}/{}/{}", pack->agreement, norm->id, subject_id);
  if (!of_party.empty()) result += fmt::format("/{}", of_party);
  if (!period.empty()) result += "/" + period;
  if (number > 0) result += fmt::format("/{}", number);
  return result;
}

bool applies(Obligation const& o, Registry const& registry, calendar::Day on) {
  auto const is_standing = o.norm->once && !o.due && !o.watch;
  if (o.is_duty() && !is_standing) return true;
  auto const& all = registry.lifecycles();
  auto const life = std::find_if(all.begin(), all.end(), [&](agreement::Lifecycle const& one) {
    return one.versions().front()->agreement == o.pack->agreement;
  });
  return life == all.end() || life->in_force(on) != nullptr;
}

std::string_view to_string(Life life) {
  switch (life) {
    case Life::waiting:
      return "waiting";
    case Life::open:
      return "open";
    case Life::paused:
      return "paused";
    case Life::closed:
      return "closed";
  }
  return {};
}

std::string_view to_string(Outcome outcome) {
  switch (outcome) {
    case Outcome::none:
      return "none";
    case Outcome::met:
      return "met";
    case Outcome::met_late:
      return "met_late";
    case Outcome::met_after_watch:
      return "met_after_watch";
    case Outcome::breached:
      return "breached";
    case Outcome::missed:
      return "missed";
    case Outcome::ended_unmet:
      return "ended_unmet";
    case Outcome::released:
      return "released";
    case Outcome::voided:
      return "void";
    case Outcome::kept:
      return "kept";
    case Outcome::broken:
      return "broken";
    case Outcome::used:
      return "used";
    case Outcome::not_used:
      return "not_used";
  }
  return {};
}

std::string_view to_string(Part part) {
  switch (part) {
    case Part::to_act:
      return "to_act";
    case Part::own_part_done:
      return "own_part_done";
    case Part::waits_for_other:
      return "waits_for_other";
  }
  return {};
}

}  // namespace overens::obligation
