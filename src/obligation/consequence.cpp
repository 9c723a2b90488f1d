#include "obligation/consequence.hpp"

#include <algorithm>

namespace overens::obligation {
namespace {

using Kind = Consequence::Kind;

// How a closed obligation ended.
Kind ending(Outcome outcome) {
  switch (outcome) {
    case Outcome::met:
    case Outcome::met_after_watch:
      return Kind::meets;
    case Outcome::met_late:
      return Kind::meets_late;
    case Outcome::released:
      return Kind::releases;
    case Outcome::voided:
      return Kind::voids;
    case Outcome::broken:
      return Kind::breaks;
    case Outcome::used:
      return Kind::uses;
    case Outcome::none:
    case Outcome::breached:
    case Outcome::missed:
    case Outcome::ended_unmet:
    case Outcome::kept:
    case Outcome::not_used:
      return Kind::ends;
  }
  return Kind::ends;
}

// A prohibition or a permission that another act has broken or used.
std::optional<Kind> another_time(Obligation const& without, Obligation const& with) {
  if (with.is_duty() || with.occasions.size() <= without.occasions.size()) return std::nullopt;
  return with.norm->verb == agreement::Verb::may ? Kind::uses : Kind::breaks;
}

bool is_met(Outcome outcome) {
  return outcome == Outcome::met || outcome == Outcome::met_late || outcome == Outcome::met_after_watch;
}

// What had been left undone has been done after that, or what counted as done no longer does.
std::optional<Kind> another_doing(Obligation const& without, Obligation const& with) {
  if (!is_unmet(with.outcome)) return std::nullopt;
  if (with.done_late && without.done_late != with.done_late) return Kind::meets_late;
  auto const was_done = without.done_late || is_met(without.outcome);
  return was_done && !with.done_late ? std::optional(Kind::undoes) : std::nullopt;
}

std::optional<Kind> change(Obligation const& without, Obligation const& with) {
  if (auto const again = another_time(without, with)) return again;
  if (auto const doing = another_doing(without, with)) return doing;
  auto const was_closed = without.life == Life::closed;
  if (with.life == Life::closed) {
    if (was_closed && without.outcome == with.outcome) return std::nullopt;
    // A new breach or use has been told above: here only what was broken or used before ends.
    if (with.outcome == Outcome::broken || with.outcome == Outcome::used) return Kind::ends;
    return ending(with.outcome);
  }
  if (was_closed) return Kind::reopens;
  if (without.life == Life::waiting && with.life != Life::waiting) return Kind::opens;
  if (without.due != with.due) return Kind::moves;
  return std::nullopt;
}

// One that is there only with the act.
std::optional<Kind> arrival(Obligation const& with) {
  if (with.life == Life::waiting) return std::nullopt;
  if (with.done_late) return Kind::meets_late;
  return with.life != Life::closed && with.occasions.empty() ? Kind::opens : ending(with.outcome);
}

Obligation const* same_in(Answers const& answers, Obligation const& wanted) {
  for (auto const* answer : answers) {
    for (auto const& one : answer->obligations) {
      if (one.is_same(wanted, ForParty::same)) return &one;
    }
  }
  return nullptr;
}

}  // namespace

std::vector<Consequence> consequences(Answers const& without, Answers const& with) {
  std::vector<Consequence> all;
  for (auto const* answer : with) {
    for (auto const& now : answer->obligations) {
      auto const* before = same_in(without, now);
      auto const kind = before == nullptr ? arrival(now) : change(*before, now);
      if (kind) all.push_back({*kind, &now, answer->view, false});
    }
  }
  for (auto const* answer : without) {
    for (auto const& before : answer->obligations) {
      if (before.life != Life::waiting && same_in(with, before) == nullptr)
        all.push_back({Kind::voids, &before, answer->view, true});
    }
  }
  return all;
}

std::string_view to_string(Kind kind) {
  switch (kind) {
    case Kind::opens:
      return "opens";
    case Kind::meets:
      return "meets";
    case Kind::meets_late:
      return "meets_late";
    case Kind::releases:
      return "releases";
    case Kind::breaks:
      return "breaks";
    case Kind::uses:
      return "uses";
    case Kind::ends:
      return "ends";
    case Kind::undoes:
      return "undoes";
    case Kind::voids:
      return "voids";
    case Kind::reopens:
      return "reopens";
    case Kind::moves:
      return "moves";
  }
  return {};
}

}  // namespace overens::obligation
