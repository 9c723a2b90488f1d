#pragma once

#include "obligation/obligation.hpp"

namespace overens::obligation {

/// Something that happened to a duty: an act, by its number in the view.
struct Happening {
  std::uint32_t act = no_act;
  calendar::Moment when = {};
  std::string const* reason = nullptr;  ///< of a release
};

/// All that has happened to a duty by the day asked and can settle it. What must stand (a release, a closing) stands on
/// the last day; before that day, or where there is none, on the day asked.
struct Happened {
  calendar::Moment opened = {};
  calendar::Moment now = {};
  std::optional<calendar::Due> due;
  std::optional<calendar::Due> watch;
  std::optional<Happening> beforehand;    ///< an act that counts and was there before it opened
  std::optional<Happening> act;           ///< the first that meets it, in time or not
  std::optional<Happening> release;       ///< that stands
  std::optional<Happening> late_release;  ///< the first after the last day
  std::optional<Happening> end;           ///< of its subject
  std::optional<Happening> closing;       ///< of its case, that stands
  std::optional<Happening> late_closing;  ///< the first after the last day
  bool clock_stands = false;              ///< it has a last day, but the clock was stopped before it
  bool lapses = false;                    ///< not owed any longer after its last day
  Outcome unmet = Outcome::breached;      ///< what it is when it was not done in time
};

/// How a duty was settled.
struct Settled {
  Outcome outcome = Outcome::none;
  calendar::Moment when = {};
  std::uint32_t by = no_act;
  std::string const* reason = nullptr;
  EndedWith ended_with = EndedWith::nothing;
};

/// What settled the duty; nothing while it is open. Of several things that could have, the precedence is written in
/// outcome.cpp.
std::optional<Settled> settle(Happened const& happened);

}  // namespace overens::obligation
