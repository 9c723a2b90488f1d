#include "wording/period.hpp"

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

}  // namespace overens::wording
