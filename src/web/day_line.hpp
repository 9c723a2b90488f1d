#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "calendar/day.hpp"
#include "web/templates.hpp"

namespace overens::web {

/// The days of something that is owed, as a line shows them.
struct DutyDays {
  enum class Now { open, late, missed, done };

  std::string title;
  std::optional<calendar::Day> opened;  ///< nothing: it is not known, or it has not begun
  std::optional<calendar::Day> last;    ///< its last day; nothing: it has none
  Now now = Now::open;
  std::optional<calendar::Day> done = {};  ///< when it was done, after its last day
};

/// A line of days, drawn: places along it are shares of its width in percent, those down it points.
struct DayLine {
  struct Tick {
    double at;
    std::string words;
  };
  struct Span {
    double from, until;
  };
  struct Duty {
    std::optional<Span> time = {};  ///< from its opening to its last day, or today when it has none
    std::optional<Span> late = {};  ///< from its last day to today, or to when it was done
    std::optional<double> last = {};
    std::optional<double> done = {};
    bool is_missed = false;
  };
  /// Those of one title: what comes round again is seen beside what was before.
  struct Row {
    std::string title;
    std::string short_title;  ///< where there is not room for it, as on a phone
    double down = 0;          ///< its upper edge
    std::vector<Duty> duties = {};
  };
  double today = 0;
  double height = 0;
  std::vector<Tick> ticks = {};
  std::vector<Row> rows = {};
  long left_out = 0;  ///< so many more titles than there is room for
};

/// Those that have a day, in the order given, from the first day of any to the last, today among them. None: there is
/// nothing to draw, or all of it is today.
std::optional<DayLine> day_line(std::span<DutyDays const> duties, calendar::Day today);

/// Puts it in the include place DAY_LINE. The table beside it (#tabell) says the same in words, of all of them.
void show_day_line(TemplateData to, DayLine const& line);

}  // namespace overens::web
