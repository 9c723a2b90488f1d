#include "web/calendar_file.hpp"

#include <cstdlib>
#include <memory>

#include <libical/ical.h>

namespace overens::web {
namespace {

struct Release {
  void operator()(icalcomponent* component) const { icalcomponent_free(component); }
  void operator()(char* words) const { std::free(words); }
};
using Component = std::unique_ptr<icalcomponent, Release>;

icaltimetype all_day(calendar::Day day) {
  std::chrono::year_month_day const date(day);
  auto time = icaltime_null_date();
  time.year = static_cast<int>(date.year());
  time.month = static_cast<int>(static_cast<unsigned>(date.month()));
  time.day = static_cast<int>(static_cast<unsigned>(date.day()));
  return time;
}

icaltimetype in_utc(calendar::Instant at) {
  auto const seconds = std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count();
  return icaltime_from_timet_with_zone(static_cast<time_t>(seconds), 0, icaltimezone_get_utc_timezone());
}

// A calendar program knows an entry again by its uid.
icalcomponent* entry(calendar::Day day, app::CalendarDays const& days, std::string const& words,
                     std::string const& link) {
  auto const uid = calendar::to_string(day) + "." + days.id + "@overens";
  auto* const made = icalcomponent_vanew(
      ICAL_VEVENT_COMPONENT, icalproperty_new_uid(uid.c_str()), icalproperty_new_dtstamp(in_utc(days.changed)),
      icalproperty_new_dtstart(all_day(day)), icalproperty_new_summary(words.c_str()),
      icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT), icalproperty_new_class(ICAL_CLASS_PRIVATE), nullptr);
  if (!link.empty()) icalcomponent_add_property(made, icalproperty_new_url(link.c_str()));
  return made;
}

}  // namespace

std::string calendar_file(app::CalendarDays const& days, std::string const& words, std::string const& link) {
  auto* const name = icalproperty_new_x("Överens");
  icalproperty_set_x_name(name, "X-WR-CALNAME");
  Component const whole(icalcomponent_vanew(ICAL_VCALENDAR_COMPONENT, icalproperty_new_version("2.0"),
                                            icalproperty_new_prodid("-//Overens//SV"),
                                            icalproperty_new_method(ICAL_METHOD_PUBLISH), name, nullptr));
  for (auto const day : days.days) icalcomponent_add_component(whole.get(), entry(day, days, words, link));
  std::unique_ptr<char, Release> const written(icalcomponent_as_ical_string_r(whole.get()));
  return written.get();
}

}  // namespace overens::web
