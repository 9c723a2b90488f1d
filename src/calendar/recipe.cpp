#include "calendar/recipe.hpp"

#include <algorithm>
#include <array>

namespace overens::calendar {
namespace {

using std::chrono::days;

constexpr std::array<std::pair<std::string_view, Unit>, 6> units = {{{"hour", Unit::hour},
                                                                     {"day", Unit::day},
                                                                     {"working_day", Unit::working_day},
                                                                     {"week", Unit::week},
                                                                     {"month", Unit::month},
                                                                     {"year", Unit::year}}};

base::Expected<Day> within_calendar(Day day) {
  if (day < first_day || day > last_day) {
    return base::refuse("outside_calendar", base::text("the program counts days from 1990 through 2100 only"));
  }
  return day;
}

base::Expected<Day> add_months(Day from, long months, MonthEnd rule) {
  std::chrono::year_month_day const ymd{from};
  auto const target = ymd.year() / ymd.month() + std::chrono::months(months);
  auto const wanted = target / ymd.day();
  if (wanted.ok()) return within_calendar(wanted);
  switch (rule) {
    case MonthEnd::last_day_of_month:
      return within_calendar(Day(target / std::chrono::last));
    case MonthEnd::first_of_next_month:
      return within_calendar(Day((target + std::chrono::months(1)) / std::chrono::day{1}));
    case MonthEnd::unclear:
      break;
  }
  return base::refuse("unclear_month_end",
                      base::text("{0} has no day {1}, and the agreement does not say what is meant",
                                 to_string(Day(target / 1)).substr(0, 7), static_cast<unsigned>(ymd.day())));
}

bool is_paused(Day day, std::span<Days const> paused) {
  return std::any_of(paused.begin(), paused.end(), [&](Days const& p) { return day >= p.from && day < p.until; });
}

base::Expected<Day> working_days_on(Day from, long count, Eves eves) {
  auto const day = add_working_days(from, count, eves);
  // Beyond its ends the calendar gives its last working day: then the count has not been reached.
  auto const reached =
      count < 0 ? -working_days_between(day - days(1), from - days(1), eves) : working_days_between(from, day, eves);
  return reached == count ? within_calendar(day) : within_calendar(last_day + days(1));
}

base::Expected<Day> rolled(Day day, Roll roll, Eves eves) {
  if (roll == Roll::none || is_working_day(day, eves)) return day;
  return working_days_on(day, roll == Roll::next_working_day ? 1 : -1, eves);
}

}  // namespace

base::Expected<Day> add(Day from, Span span, Rules const& rules) {
  if (auto const known = within_calendar(from); !known) return known;
  switch (span.unit) {
    case Unit::hour:
      return within_calendar(day_in_sweden(end_of(from) + std::chrono::hours(span.count)));
    case Unit::day:
      return within_calendar(from + days(span.count));
    case Unit::working_day:
      return working_days_on(from, span.count, rules.eves);
    case Unit::week:
      return within_calendar(from + days(7 * span.count));
    case Unit::month:
      return add_months(from, span.count, rules.month_end);
    case Unit::year:
      return add_months(from, 12 * span.count, rules.month_end);
  }
  return from;
}

base::Expected<Due> due(Moment const& anchor, Recipe const& recipe, Rules const& rules, std::span<Days const> paused) {
  if (recipe.span.unit == Unit::hour) {
    auto const from = anchor.at ? *anchor.at : end_of(anchor.day);
    auto at = from + std::chrono::hours(recipe.span.count);
    for (auto day = anchor.day; start_of(day) <= at && day <= last_day; day += days(1)) {
      if (is_paused(day, paused)) at += end_of(day) - start_of(day);
    }
    auto const day = within_calendar(day_in_sweden(at));
    if (!day) return tl::unexpected(day.error());
    return Due{*day, at};
  }
  auto day = add(anchor.day, recipe.span, rules);
  if (!day) return tl::unexpected(day.error());
  if (!paused.empty()) {
    auto const counts = [&](Day d) { return recipe.span.unit != Unit::working_day || is_working_day(d, rules.eves); };
    long lost = 0;
    for (auto d = anchor.day + days(1); d <= *day; d += days(1)) lost += is_paused(d, paused) && counts(d) ? 1 : 0;
    while (lost > 0 && *day < last_day) {
      *day += days(1);
      if (counts(*day) && !is_paused(*day, paused)) --lost;
    }
  }
  auto const last = rolled(*day, recipe.roll, rules.eves);
  if (!last) return tl::unexpected(last.error());
  return Due{*last, std::nullopt};
}

bool is_past(Due const& due, Moment const& now) {
  if (!due.at) return now.day > due.day;
  return now.at ? *now.at > *due.at : start_of(now.day) >= *due.at;
}

namespace {

// Hours are hours: said where the clock changed meanwhile, so that the time of day is not taken for a mistake.
void add_clock_changes(Moment const& anchor, Instant until, std::vector<Step>& steps) {
  auto const from = anchor.at ? *anchor.at : end_of(anchor.day);
  for (auto day = day_in_sweden(from); start_of(day) <= until; day += days(1)) {
    auto const length = end_of(day) - start_of(day);
    auto const changes_at = Instant(day) + std::chrono::hours(1);  // by all the rules, at 01:00 UTC
    if (length == std::chrono::hours(24) || changes_at <= from || changes_at > until) continue;
    steps.push_back({day, Step::Kind::clock, 0,
                     length < std::chrono::hours(24) ? base::text("the clock is put forward that night")
                                                     : base::text("the clock is put back that night")});
  }
}

}  // namespace

base::Expected<std::vector<Step>> explain(Moment const& anchor, Recipe const& recipe, Rules const& rules,
                                          std::span<Days const> paused) {
  auto const result = due(anchor, recipe, rules, paused);
  if (!result) return tl::unexpected(result.error());
  auto const plain = due(anchor, {recipe.span, Roll::none}, rules, paused);
  if (!plain) return tl::unexpected(plain.error());
  auto const unrolled = plain->day;
  std::vector<Step> steps = {{anchor.day, Step::Kind::anchor, 0, {}}};
  if (recipe.span.unit == Unit::working_day) {
    long number = 0;
    for (auto day = anchor.day; day < unrolled;) {
      day += days(1);
      auto why = why_off(day, rules.eves);
      if (*why.key != '\0') {
        steps.push_back({day, Step::Kind::day_off, 0, std::move(why)});
      } else if (is_paused(day, paused)) {
        steps.push_back({day, Step::Kind::paused, 0, {}});
      } else {
        steps.push_back({day, Step::Kind::counted, ++number, {}});
      }
    }
  } else {
    for (auto day = anchor.day; day < unrolled; day += days(1)) {
      if (is_paused(day, paused)) steps.push_back({day, Step::Kind::paused, 0, {}});
    }
    if (result->at) add_clock_changes(anchor, *result->at, steps);
    steps.push_back({unrolled, Step::Kind::counted, recipe.span.count, {}});
  }
  auto const direction = recipe.roll == Roll::previous_working_day ? -1 : 1;
  for (auto day = unrolled; day != result->day; day += days(direction)) {
    steps.push_back({day, Step::Kind::rolled, 0, why_off(day, rules.eves)});
  }
  steps.push_back({result->day, Step::Kind::last, 0, {}});
  return steps;
}

std::string_view to_string(Unit unit) {
  for (auto const& [word, value] : units) {
    if (value == unit) return word;
  }
  return {};
}

std::optional<Unit> parse_unit(std::string_view word) {
  for (auto const& [known, value] : units) {
    if (word == known) return value;
  }
  return std::nullopt;
}

}  // namespace overens::calendar
