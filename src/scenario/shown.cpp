#include "scenario/shown.hpp"

#include <algorithm>
#include <initializer_list>

namespace overens::scenario {

using agreement::Norm;
using base::text;

namespace {

// A duty that falls away by the very thing that its time is counted from is never missed.
bool can_be_missed(Norm const& norm) {
  auto const falls_away = [&](agreement::Condition const& release) { return release.event == norm.after->event; };
  auto const is_timed = norm.every || (norm.due && norm.due->recipe);
  return is_timed && !(norm.after && std::any_of(norm.release.begin(), norm.release.end(), falls_away));
}

}  // namespace

std::vector<base::Text> not_shown(Norm const& norm, std::set<std::string> const& outcomes) {
  std::vector<base::Text> missing;
  auto const need = [&](std::initializer_list<char const*> any, base::Text what) {
    if (std::none_of(any.begin(), any.end(), [&](char const* one) { return outcomes.contains(one); }))
      missing.push_back(std::move(what));
  };
  switch (norm.verb) {
    case agreement::Verb::must_not:
      need({"broken"}, text("broken"));
      break;
    case agreement::Verb::may:
      need({"used"}, text("used"));
      break;
    case agreement::Verb::must:
    case agreement::Verb::should:
    case agreement::Verb::promise:
      need({"met", "met_after_watch"}, text("met"));
      need({"breached", "missed", "met_late", "ended_unmet", "late", "none"}, text("missed or still open"));
      // What its day is counted from may never come: then it ends undone, and is not missed.
      if (can_be_missed(norm))
        need({"breached", "missed", "met_late", "late", norm.after ? "ended_unmet" : "late"}, text("missed"));
      if (norm.again != Norm::Again::never) need({"anew"}, text("arisen anew"));
      break;
  }
  return missing;
}

}  // namespace overens::scenario
