#include <fmt/format.h>

#include "wording/obligations.hpp"

namespace overens::wording {
namespace {

using base::text;
using calendar::Step;

// "working day 3", "one week later" …
std::string counted_as(Step const& step, calendar::Span span, Language const& say) {
  switch (span.unit) {
    case calendar::Unit::working_day:
      return say.say(text("working day {0}", step.number));
    case calendar::Unit::hour:
      return say.say(base::plural("one hour later", "{0} hours later", step.number));
    case calendar::Unit::day:
      return say.say(base::plural("one day later", "{0} days later", step.number));
    case calendar::Unit::week:
      return say.say(base::plural("one week later", "{0} weeks later", step.number));
    case calendar::Unit::month:
      return say.say(base::plural("one month later", "{0} months later", step.number));
    case calendar::Unit::year:
      return say.say(base::plural("one year later", "{0} years later", step.number));
  }
  return {};
}

}  // namespace

std::vector<CountedDay> counted_days(std::vector<Step> const& steps, calendar::Span span, Language const& say,
                                     base::Text const& last) {
  std::vector<CountedDay> days;
  for (auto const& step : steps) {
    auto const same_day = step.kind == Step::Kind::last && &step != &steps.front() && (&step - 1)->day == step.day;
    if (same_day) {
      days.back().what += fmt::format(", {}", say.say(last));
      days.back().last = true;
      continue;
    }
    CountedDay day{step.day, say.weekday(step.day), {}, step.kind == Step::Kind::counted, false};
    switch (step.kind) {
      case Step::Kind::anchor:
        day.what = say.say(text("counted from here: day 0"));
        break;
      case Step::Kind::counted:
        day.what = counted_as(step, span, say);
        break;
      case Step::Kind::day_off:
        day.what = say.say(text("does not count: {0}", say.say(step.why)));
        break;
      case Step::Kind::paused:
        day.what = say.say(text("does not count: the clock stood still"));
        break;
      case Step::Kind::clock:
        day.what = say.say(step.why);
        break;
      case Step::Kind::rolled:
        day.what = say.say(text("moved on: {0}", say.say(step.why)));
        break;
      case Step::Kind::last:
        day.what = say.say(last);
        day.last = true;
        break;
    }
    days.push_back(std::move(day));
  }
  return days;
}

std::vector<std::string> counted(std::vector<Step> const& steps, calendar::Span span, Language const& say,
                                 base::Text const& last) {
  std::vector<std::string> lines;
  for (auto const& day : counted_days(steps, span, say, last))
    lines.push_back(fmt::format("{} {}: {}", calendar::to_string(day.day), day.weekday, day.what));
  return lines;
}

}  // namespace overens::wording
