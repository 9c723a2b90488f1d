#include "store/obligation_rows.hpp"

#include "app/stored_json.hpp"

namespace overens::store {

using calendar::Day;

Day day_of(SqlValue const& value) {
  return Day(std::chrono::days(value.number()));
}
std::optional<Day> maybe_day(SqlValue const& value) {
  return value.is_null() ? std::nullopt : std::optional(day_of(value));
}

app::ObligationRow read_obligation(SqlRow row) {
  app::ObligationRow o;
  o.authority = row[0].bytes();
  o.id = row[1].bytes();
  o.in_case = row[2].bytes();
  o.norm = row[3].bytes();
  o.agreement = row[4].bytes();
  o.bearers = app::read_bearers(row[5].bytes());
  o.owed = row[6].number() != 0;
  o.life = app::read_life(row[7].bytes());
  o.outcome = app::read_outcome(row[8].bytes());
  o.opened_on = maybe_day(row[9]);
  o.due_on = maybe_day(row[10]);
  o.details = app::read_details(row[11].bytes());
  o.verb = app::read_verb(row[12].bytes());
  o.pace = app::read_pace(row[13].bytes());
  o.unit = row[14].bytes();
  o.taken = app::read_taken(row[15].bytes());
  o.new_on = maybe_day(row[16]);
  return o;
}

}  // namespace overens::store
