// From which event the clock runs.

#include <algorithm>

#include "obligation/evaluate.hpp"

namespace overens::obligation {

using calendar::is_before;

// The event that opened it, with the values that opened it. Where the text counts from another type of event: the one
// that the opening rests on, else the latest for the subject at the opening, else the first after it.
void Evaluate::find_anchor(Opening const& opening, Obligation& o) const {
  auto const& after = opening.rule->after;
  o.anchor = o.opened;
  if (!after) {
    if (opening.act != no_act && view_.act(opening.act).when == o.opened) o.counted_from = opening.act;
    return;
  }
  MatchContext const anyone{o.subject, o.opened, &opening.rule->pack->rules};
  auto const fits = [&](std::uint32_t act) { return matcher_.fits(*after, view_.act(act), anyone); };
  auto const of_opening = [&] {
    if (opening.act != no_act && fits(opening.act)) return opening.act;
    auto const found = std::find_if(opening.acts.rbegin(), opening.acts.rend(), fits);
    return found == opening.acts.rend() ? no_act : *found;
  };
  auto const tied = [&] {
    auto found = no_act;
    for (auto i = view_.first(after->type); i != VisibleEvents::none; i = view_.next(i)) {
      auto const is_later = is_before(o.opened, view_.act(i).when);
      if (is_later && found != no_act) break;
      if (fits(i)) found = i;
    }
    return found;
  };
  o.counted_from = of_opening();
  if (o.counted_from == no_act) o.counted_from = tied();
  if (o.counted_from != no_act) o.anchor = view_.act(o.counted_from).when;
}

}  // namespace overens::obligation
