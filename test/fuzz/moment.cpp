// A day or an instant: what is read is written the same way again, and can be counted from.
#include "calendar/recipe.hpp"
#include "surroundings.hpp"

using namespace overens;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  auto const written = fuzz::bytes_of(data, size);
  if (auto const instant = calendar::parse_instant(written)) {
    fuzz::must(calendar::parse_instant(calendar::to_string(*instant)) == *instant);
  }
  auto const moment = calendar::parse_moment(written);
  if (!moment) return 0;
  fuzz::must(calendar::parse_moment(calendar::to_string(*moment)) == *moment);
  auto const count = static_cast<long>(data[size - 1] % 61);
  for (auto const unit : {calendar::Unit::hour, calendar::Unit::day, calendar::Unit::working_day, calendar::Unit::week,
                          calendar::Unit::month, calendar::Unit::year}) {
    calendar::Recipe const recipe{{count, unit}, calendar::Roll::next_working_day};
    auto const due = calendar::due(*moment, recipe, {});
    auto const steps = calendar::explain(*moment, recipe, {});
    fuzz::must(due.has_value() == steps.has_value());
    if (due) fuzz::must(steps->back().day == due->day);
  }
  return 0;
}
