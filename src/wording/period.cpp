#include "wording/period.hpp"

#include "calendar/day.hpp"

namespace overens::wording {

using base::text;

std::string period_words(std::string const& period, Language const& say) {
  auto const year = period.substr(0, 4);
  auto const part = period.size() == 7 ? period.substr(5) : std::string();
  if (part == "H1") return say.say(text("the first half of {0}", year));
  if (part == "H2") return say.say(text("the second half of {0}", year));
  if (part == "Q1") return say.say(text("the first quarter of {0}", year));
  if (part == "Q2") return say.say(text("the second quarter of {0}", year));
  if (part == "Q3") return say.say(text("the third quarter of {0}", year));
  if (part == "Q4") return say.say(text("the fourth quarter of {0}", year));
  return period;
}

std::string with_period(std::string const& name, std::string const& period, Language const& say) {
  if (period.empty()) return name;
  return say.say(calendar::parse_day(period) ? text("{0}, from {1}", name, period)
                                             : text("{0}, {1}", name, period_words(period, say)));
}

}  // namespace overens::wording
