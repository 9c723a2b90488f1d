#include "obligation/urgency.hpp"

#include <algorithm>

namespace overens::obligation {

std::string_view to_string(Urgency urgency) {
  switch (urgency) {
    case Urgency::late:
      return "late";
    case Urgency::today:
      return "today";
    case Urgency::this_week:
      return "this_week";
    case Urgency::look_now:
      return "look_now";
    case Urgency::later:
      return "later";
    case Urgency::no_day:
      return "no_day";
    case Urgency::waits_for_other:
      return "waits_for_other";
    case Urgency::source_missing:
      return "source_missing";
    case Urgency::not_told:
      return "not_told";
    case Urgency::unknown_here:
      return "unknown_here";
    case Urgency::begins_later:
      return "begins_later";
  }
  return {};
}

Standing standing_of(Obligation const& o, BearerOf const& bearer) {
  return {o.life, bearer.part, bearer.knowledge, o.due, o.watch, o.norm->practice};
}

Urgency urgency_of(Standing const& standing, calendar::Moment const& now) {
  auto const& [life, part, knowledge, due, watch, practice] = standing;
  if (life == Life::waiting) return Urgency::begins_later;
  if (knowledge.not_told) return Urgency::not_told;
  if (knowledge.others_acts_unseen) return Urgency::unknown_here;
  auto const past = is_past_due(life, due, now);
  if (past && (knowledge.source_incomplete || knowledge.group_unknown)) return Urgency::source_missing;
  if (part != Part::to_act) return Urgency::waits_for_other;
  if (past) return practice ? Urgency::look_now : Urgency::late;
  if (watch && calendar::is_past(*watch, now)) return Urgency::look_now;
  if (!due) return Urgency::no_day;
  if (due->day == now.day) return Urgency::today;
  return due->day <= calendar::end_of_week(now.day) ? Urgency::this_week : Urgency::later;
}

Pace pace_of(Standing const& standing) {
  auto const& [life, part, knowledge, due, watch, practice] = standing;
  if (life == Life::waiting || part != Part::to_act) return Pace::waits;
  if (watch && !due) return Pace::watched;
  auto const is_certain = life == Life::open && knowledge == Knowledge();
  return practice || !is_certain ? Pace::lenient : Pace::strict;
}

Pace pace_when_closed(Obligation const& o) {
  auto const is_undone = is_unmet(o.outcome) && o.late_act == no_act;
  return is_undone || o.outcome == Outcome::broken ? Pace::missed : Pace::settled;
}

std::string_view to_string(Pace pace) {
  switch (pace) {
    case Pace::strict:
      return "strict";
    case Pace::lenient:
      return "lenient";
    case Pace::watched:
      return "watched";
    case Pace::waits:
      return "waits";
    case Pace::missed:
      return "missed";
    case Pace::settled:
      return "settled";
  }
  return {};
}

ListPart list_part(Pace pace, std::optional<calendar::Day> const& day, calendar::Day today) {
  if (pace == Pace::waits) return ListPart::waits;
  if (pace == Pace::missed || pace == Pace::settled) return ListPart::missed;
  if (!day) return ListPart::no_day;
  if (*day < today) return pace == Pace::strict ? ListPart::late : ListPart::look;
  if (pace == Pace::watched) return ListPart::no_day;
  if (*day == today) return ListPart::today;
  return *day <= calendar::end_of_week(today) ? ListPart::this_week : ListPart::later;
}

bool is_late(Obligation const& o, calendar::Moment const& now) {
  return std::any_of(o.bearers.begin(), o.bearers.end(), [&](BearerOf const& bearer) {
    return !bearer.left_out && urgency_of(standing_of(o, bearer), now) == Urgency::late;
  });
}

}  // namespace overens::obligation
