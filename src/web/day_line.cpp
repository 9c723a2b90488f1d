#include "web/day_line.hpp"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

namespace overens::web {
namespace {

using base::text;
using calendar::Day;
using std::chrono::months;
using std::chrono::year_month;
using std::chrono::year_month_day;

// Points: the head with its ticks, a row with its title above its line, and the foot with today.
constexpr double head = 24;
constexpr double row_height = 40;
constexpr double foot = 20;
constexpr double edge = 2;          // percent, so that marks at the ends are whole
constexpr double widest_tick = 14;  // percent, on a phone
constexpr std::size_t most_ticks = 6;
constexpr std::size_t longest_title = 38;
constexpr std::size_t most_lines = 30;

/// Which share of the line a day stands at.
struct Scale {
  Day first, last;

  double at(Day day) const {
    auto const all = std::max<double>(1, static_cast<double>((last - first).count()));
    return edge + (100 - 2 * edge) * static_cast<double>((day - first).count()) / all;
  }
};

// As many characters as there is room for, whole ones of UTF-8.
std::string shortened(std::string const& title) {
  std::size_t characters = 0;
  for (std::size_t i = 0; i < title.size(); ++i) {
    auto const is_first_byte = (static_cast<unsigned char>(title[i]) & 0xC0U) != 0x80U;
    if (is_first_byte && ++characters > longest_title) return title.substr(0, i) + "…";
  }
  return title;
}

// The first days of months, so far apart that they have room.
std::vector<DayLine::Tick> months_of(Scale const& scale) {
  constexpr std::array steps{1, 3, 6, 12, 24, 60, 120};
  year_month_day const begins(scale.first);
  year_month_day const ends(scale.last);
  auto const first = begins.year() / begins.month();
  auto const all = ((ends.year() / ends.month()) - first).count();
  auto const* const step = std::find_if(steps.begin(), std::prev(steps.end()),
                                        [&](int one) { return static_cast<std::size_t>(all / one) < most_ticks; });
  std::vector<DayLine::Tick> ticks;
  for (int month = 0; month <= all; ++month) {
    auto const one = first + months(month);
    if ((static_cast<int>(static_cast<unsigned>(one.month())) - 1) % std::min(*step, 12) != 0) continue;
    if (*step > 12 && static_cast<int>(one.year()) % (*step / 12) != 0) continue;
    Day const day = one / 1;
    if (day < scale.first) continue;
    auto const at = scale.at(day);
    if (at <= 100 - widest_tick)
      ticks.push_back(
          {at, *step < 12 ? fmt::format("{}-{:02}", static_cast<int>(one.year()), static_cast<unsigned>(one.month()))
                          : fmt::format("{}", static_cast<int>(one.year()))});
  }
  return ticks;
}

// Of a short line the Mondays.
std::vector<DayLine::Tick> weeks_of(Scale const& scale) {
  constexpr std::chrono::days week(7);
  auto const weeks = static_cast<std::size_t>((scale.last - scale.first) / week);
  auto const apart = week * static_cast<int>(weeks / most_ticks + 1);
  std::vector<DayLine::Tick> ticks;
  for (auto day = calendar::end_of_week(scale.first) + std::chrono::days(1); day <= scale.last; day += apart) {
    year_month_day const date(day);
    if (scale.at(day) <= 100 - widest_tick)
      ticks.push_back({scale.at(day), fmt::format("{:02}-{:02}", static_cast<unsigned>(date.month()),
                                                  static_cast<unsigned>(date.day()))});
  }
  return ticks;
}

std::vector<DayLine::Tick> ticks_of(Scale const& scale) {
  auto ticks = months_of(scale);
  return ticks.size() > 1 ? ticks : weeks_of(scale);
}

std::string percent(double share) {
  return fmt::format("{:.2f}%", share);
}
std::string points(double number) {
  return fmt::format("{:g}", number);
}

Scale scale_of(std::span<DutyDays const> duties, Day today) {
  Scale scale{today, today};
  for (auto const& duty : duties) {
    for (auto const& day : {duty.opened, duty.last, duty.done}) {
      if (!day) continue;
      scale.first = std::min(scale.first, *day);
      scale.last = std::max(scale.last, *day);
    }
  }
  return scale;
}

DayLine::Duty drawn(DutyDays const& duty, Scale const& scale, Day today) {
  DayLine::Duty one;
  auto const until = duty.last.value_or(today);
  if (duty.opened && *duty.opened <= until) one.time = {scale.at(*duty.opened), scale.at(until)};
  if (duty.last) one.last = scale.at(*duty.last);
  if (duty.now == DutyDays::Now::late && duty.last) one.late = {scale.at(*duty.last), scale.at(today)};
  if (duty.now == DutyDays::Now::done && duty.last && duty.done) {
    one.late = {scale.at(*duty.last), scale.at(*duty.done)};
    one.done = scale.at(*duty.done);
  }
  one.is_missed = duty.now == DutyDays::Now::missed;
  return one;
}

}  // namespace

std::optional<DayLine> day_line(std::span<DutyDays const> duties, Day today) {
  auto const scale = scale_of(duties, today);
  if (scale.first == scale.last) return std::nullopt;
  DayLine line{.today = scale.at(today), .height = head, .ticks = ticks_of(scale)};
  auto& rows = line.rows;
  std::set<std::string_view> left_out;
  for (auto const& duty : duties) {
    if (!duty.opened && !duty.last) continue;
    auto row = std::find_if(rows.begin(), rows.end(), [&](DayLine::Row const& one) { return one.title == duty.title; });
    if (row == rows.end()) {
      if (rows.size() == most_lines) {
        left_out.insert(duty.title);
        continue;
      }
      row = rows.insert(rows.end(), {duty.title, shortened(duty.title), line.height});
      line.height += row_height;
    }
    row->duties.push_back(drawn(duty, scale, today));
  }
  line.left_out = static_cast<long>(left_out.size());
  line.height += foot;
  return rows.empty() ? std::nullopt : std::optional(std::move(line));
}

namespace {

void draw_row(TemplateData figure, DayLine::Row const& row) {
  constexpr double title = 16;  // below its upper edge
  constexpr double middle = 28;
  auto part = figure.add("ROW");
  part.put("TEXT", row.title);
  part.put("SHORT", row.short_title);
  part.put("DOWN", points(row.down + title));
  auto const down = points(row.down + middle);
  auto const put_span = [&](TemplateData one, char const* section, DayLine::Span const& span) {
    auto drawn = one.add(section);
    drawn.put("FROM", percent(span.from));
    drawn.put("UNTIL", percent(span.until));
    drawn.put("DOWN", down);
  };
  for (auto const& duty : row.duties) {
    auto one = part.add("DUTY");
    if (duty.time) put_span(one, duty.last ? "TIME" : "NO_LAST", *duty.time);
    if (duty.late) put_span(one, "LATE", *duty.late);
    if (duty.done) {
      auto done = one.add("DONE");
      done.put("AT", percent(*duty.done));
      done.put("DOWN", down);
    }
    if (!duty.last) continue;
    auto mark = one.add(duty.is_missed ? "MISSED" : "LAST");
    mark.put("AT", percent(*duty.last));
    mark.put("DOWN", down);
  }
}

// What the marks that there are mean.
void show_key(TemplateData figure, DayLine const& line) {
  auto const say_if = [&](base::Text const& words, auto const& is) {
    auto const any = std::any_of(line.rows.begin(), line.rows.end(), [&](DayLine::Row const& row) {
      return std::any_of(row.duties.begin(), row.duties.end(), is);
    });
    if (any) figure.show("KEY", figure.tr(words));
  };
  using Duty = DayLine::Duty;
  say_if(text("A line goes from when it began to its last day."), [](Duty const& one) { return one.time && one.last; });
  say_if(text("Thin: no last day is named."), [](Duty const& one) { return one.time && !one.last; });
  say_if(text("Dashed: late."), [](Duty const& one) { return one.late.has_value(); });
  say_if(text("A cross: not done in time, or broken."), [](Duty const& one) { return one.is_missed; });
  say_if(text("A tick: done after its last day."), [](Duty const& one) { return one.done.has_value(); });
}

}  // namespace

void show_day_line(TemplateData to, DayLine const& line) {
  auto figure = to.include("DAY_LINE", "day_line.html");
  figure.say("TITLE", text("Line of days"));
  figure.say("DESC", text("From when each began to its last day, and today. The table says the same."));
  show_key(figure, line);
  if (line.left_out != 0)
    figure.show("MORE", figure.tr(base::plural("One more stands in the table alone.",
                                               "{0} more stand in the table alone.", line.left_out)));
  figure.put("HEIGHT", points(line.height));
  figure.put("FOOT", points(line.height - foot));
  figure.put("FOOT_TEXT", points(line.height - 4));
  figure.put("TODAY_AT", percent(line.today));
  figure.put("TODAY_END", line.today > 50 ? "end" : "start");
  figure.say("TODAY", text("today"));
  for (auto const& tick : line.ticks) {
    auto one = figure.add("TICK");
    one.put("AT", percent(tick.at));
    one.put("TEXT", tick.words);
    one.put("FOOT", points(line.height - foot));
  }
  for (auto const& row : line.rows) draw_row(figure, row);
}

}  // namespace overens::web
