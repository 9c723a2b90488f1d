#include <cstdio>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/commands.hpp"
#include "cli/terminal.hpp"
#include "wording/obligations.hpp"

namespace overens::cli {

using base::text;

int show_calendar(int year, bool json, wording::Language const& say) {
  if (year < 1990 || year > 2100) {
    fmt::print(stderr, "overens: {}\n", say.say(text("the program counts days from 1990 through 2100 only")));
    return 1;
  }
  if (json) {
    nlohmann::ordered_json out = {
        {"year", year}, {"holidays", nlohmann::json::array()}, {"eves", nlohmann::json::array()}};
    for (auto const& h : calendar::holidays(year))
      out["holidays"].push_back({{"day", calendar::to_string(h.day)}, {"name", say.say(h.name)}, {"law", h.law}});
    for (auto const& h : calendar::eves(year))
      out["eves"].push_back({{"day", calendar::to_string(h.day)}, {"name", say.say(h.name)}, {"law", h.law}});
    fmt::print("{}\n", out.dump(2));
    return 0;
  }
  print_fitted(
      "{}\n",
      say.say(text("Public holidays {0}, by the act (1989:253) on public holidays; Sundays are public holidays too",
                   year)));
  for (auto const& h : calendar::holidays(year))
    print_fitted("  {}  {:9} {}\n", calendar::to_string(h.day), say.weekday(h.day), say.say(h.name));
  print_fitted("\n{}\n", say.say(text("Eves that the act (1930:173) treats as Sundays; an agreement says for itself "
                                      "whether they are working days")));
  for (auto const& h : calendar::eves(year))
    print_fitted("  {}  {:9} {}\n", calendar::to_string(h.day), say.weekday(h.day), say.say(h.name));
  auto const first = calendar::Day(std::chrono::year{year} / 1 / 1);
  auto const last = calendar::Day(std::chrono::year{year} / 12 / 31);
  auto const days = [&](calendar::Eves eves) {
    return calendar::working_days_between(first, last, eves) + (calendar::is_working_day(first, eves) ? 1 : 0);
  };
  print_fitted("\n{}\n", say.say(text("Working days: {0} with the eves off, {1} with the eves working",
                                      days(calendar::Eves::off), days(calendar::Eves::working))));
  return 0;
}

int show_due(DueOptions const& options, wording::Language const& say) {
  auto const from = calendar::parse_moment(options.from);
  if (!from) {
    fmt::print(stderr, "overens: {}\n",
               say.say(text("--from: {0} is neither a day nor a time with offset such as 2026-01-31T08:00:00Z",
                            options.from)));
    return 2;
  }
  calendar::Recipe recipe;
  int given = 0;
  auto const take = [&](std::optional<long> const& count, calendar::Unit unit) {
    if (!count) return;
    recipe.span = {*count, unit};
    ++given;
  };
  take(options.hours, calendar::Unit::hour);
  take(options.days, calendar::Unit::day);
  take(options.working_days, calendar::Unit::working_day);
  take(options.weeks, calendar::Unit::week);
  take(options.months, calendar::Unit::month);
  take(options.years, calendar::Unit::year);
  if (given != 1) {
    fmt::print(stderr, "overens: {}\n",
               say.say(text("write one of --hours, --days, --working-days, --weeks, --months, --years")));
    return 2;
  }
  recipe.roll = options.roll == "next"       ? calendar::Roll::next_working_day
                : options.roll == "previous" ? calendar::Roll::previous_working_day
                                             : calendar::Roll::none;
  calendar::Rules rules;
  rules.eves = options.eves == "working" ? calendar::Eves::working : calendar::Eves::off;
  rules.month_end = options.month_end == "last"   ? calendar::MonthEnd::last_day_of_month
                    : options.month_end == "next" ? calendar::MonthEnd::first_of_next_month
                                                  : calendar::MonthEnd::unclear;
  auto const due = calendar::due(*from, recipe, rules);
  auto const steps = calendar::explain(*from, recipe, rules);
  if (!due || !steps) {
    auto const& why = !due ? due.error() : steps.error();
    fmt::print(stderr, "overens: {}\n", say.say(why.why));
    if (why.code == "unclear_month_end")
      fmt::print(stderr, "    → {}\n", say.say(text("choose --month-end last or --month-end next")));
    return 1;
  }
  print_fitted("{}\n",
               say.say(text("The last day is {0}, a {1}.", calendar::to_string(due->day), say.weekday(due->day))));
  if (due->at)
    print_fitted("{}\n", say.say(text("The last moment is {0}, Swedish time.", calendar::local_time(*due->at))));
  for (auto const& line : wording::counted(*steps, recipe.span, say)) print_fitted("  {}\n", line);
  print_fitted(
      "{}\n",
      say.say(rules.eves == calendar::Eves::off
                  ? text("Midsummer Eve, Christmas Eve and New Year's Eve are off (--eves off, by the act 1930:173).")
                  : text("Midsummer Eve, Christmas Eve and New Year's Eve are working days (--eves working).")));
  return 0;
}

}  // namespace overens::cli
