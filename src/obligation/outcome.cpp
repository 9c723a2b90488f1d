// What can settle a duty, each a candidate, and which of them does.

#include "obligation/outcome.hpp"

#include <algorithm>
#include <array>

namespace overens::obligation {
namespace {

using calendar::is_before;
using calendar::is_past;
using calendar::Moment;
using Candidate = std::optional<Settled>;

Candidate by(std::optional<Happening> const& happening, Outcome outcome, EndedWith ended_with = EndedWith::nothing) {
  if (!happening) return std::nullopt;
  return Settled{outcome, happening->when, happening->act, happening->reason, ended_with};
}

bool in_time(Happened const& h, std::optional<Happening> const& happening) {
  return happening && !is_past(*h.due, happening->when);
}

// Asked of a whole day, the last moment of that day is over when something is known that came after it.
bool last_day_is_over(Happened const& h) {
  auto const is_after = [&](std::optional<Happening> const& one) { return one && is_past(*h.due, one->when); };
  return is_past(*h.due, h.now) || is_after(h.act) || is_after(h.end) || h.late_release || h.late_closing;
}

// When nothing more can be done in time: the day after, or the last moment.
Moment after(calendar::Due const& due) {
  return due.at ? Moment::exact(*due.at) : Moment::whole(due.day + std::chrono::days(1));
}

Candidate done_beforehand(Happened const& h) {
  return by(h.beforehand, Outcome::met);
}

Candidate met_in_time(Happened const& h) {
  return in_time(h, h.act) ? by(h.act, Outcome::met) : std::nullopt;
}

Candidate released_in_time(Happened const& h) {
  return by(h.release, Outcome::released);
}

Candidate ended_in_time(Happened const& h) {
  return in_time(h, h.end) ? by(h.end, h.unmet, EndedWith::subject) : std::nullopt;
}

Candidate lapsed(Happened const& h) {
  if (!h.lapses || !last_day_is_over(h)) return std::nullopt;
  return Settled{h.unmet, Moment::whole(h.due->day)};
}

// Whoever closes the case has the time that is left, and not longer.
Candidate left_undone_in_a_closed_case(Happened const& h) {
  if (!h.closing || !last_day_is_over(h)) return std::nullopt;
  return Settled{h.unmet, after(*h.due), h.closing->act, nullptr, EndedWith::its_case};
}

// Of what came, the earliest; of what came on the same day, the one that stands first in the list.
template <std::size_t size>
Candidate earliest(std::array<Candidate, size> const& candidates) {
  auto const comes_first = [&](Candidate const& one) {
    return one && std::none_of(candidates.begin(), candidates.end(),
                               [&](Candidate const& other) { return other && is_before(other->when, one->when); });
  };
  auto const found = std::find_if(candidates.begin(), candidates.end(), comes_first);
  return found == candidates.end() ? std::nullopt : *found;
}

Candidate first_after_the_last_day(Happened const& h) {
  return earliest(std::array{by(h.act, Outcome::met_late), by(h.late_release, h.unmet),
                             by(h.end, h.unmet, EndedWith::subject), by(h.late_closing, h.unmet, EndedWith::its_case)});
}

// The day to look at it is not cut short by a closing either.
Candidate closed_without_a_last_day(Happened const& h) {
  auto closed = by(h.closing, Outcome::ended_unmet, EndedWith::its_case);
  if (!closed || !h.watch) return closed;
  if (!is_past(*h.watch, h.now)) return std::nullopt;
  if (auto const watched = after(*h.watch); is_before(closed->when, watched)) closed->when = watched;
  return closed;
}

Candidate first_without_a_last_day(Happened const& h) {
  auto const after_watch = h.act && h.watch && is_past(*h.watch, h.act->when);
  return earliest(std::array{
      by(h.act, after_watch ? Outcome::met_after_watch : Outcome::met), by(h.release, Outcome::released),
      by(h.end, h.clock_stands ? h.unmet : Outcome::ended_unmet, EndedWith::subject), closed_without_a_last_day(h)});
}

// The precedence: the first of these that is so is the outcome.
constexpr Candidate (*with_a_last_day[])(Happened const&) = {
    done_beforehand,         met_in_time, released_in_time, ended_in_time, lapsed, left_undone_in_a_closed_case,
    first_after_the_last_day};
constexpr Candidate (*without_a_last_day[])(Happened const&) = {done_beforehand, first_without_a_last_day};

template <class List>
Candidate first_of(List const& candidates, Happened const& happened) {
  for (auto const candidate : candidates) {
    if (auto settled = candidate(happened)) return settled;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Settled> settle(Happened const& happened) {
  auto settled = happened.due ? first_of(with_a_last_day, happened) : first_of(without_a_last_day, happened);
  // A release that stood already when it opened released it then.
  if (settled && settled->outcome == Outcome::released && is_before(settled->when, happened.opened))
    settled->when = happened.opened;
  return settled;
}

}  // namespace overens::obligation
