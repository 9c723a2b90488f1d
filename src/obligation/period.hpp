#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/text.hpp"
#include "calendar/recipe.hpp"

namespace overens::obligation {

/// A period of a recurring duty: its first day, last day and name.
struct Period {
  calendar::Day first;
  calendar::Day last;
  std::string name;
};

/// The calendar period that the day lies in.
Period period_of(calendar::Day day, calendar::Span every);

/// True of a name that some period can have: what an act says that it was done for.
bool is_period(std::string_view name);
base::Text no_such_period(std::string_view name);

/// Whether it is one of the periods that are counted so.
bool is_period_of(std::string_view name, calendar::Span every);

/// The year, half, quarter and month of the day, each with the one before: what somebody most often means.
std::vector<std::string> periods_about(calendar::Day today);

}  // namespace overens::obligation
