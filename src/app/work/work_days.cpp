#include "app/list_reading.hpp"
#include "app/queries.hpp"

namespace overens::app {
namespace {

using access::Action;
using access::ObjectClass;
using calendar::Day;
using obligation::Pace;

constexpr std::size_t rows_of_a_day = 20;  // at once: more are read only where those may not be seen

/// A part of the work in the order of its days, read from day to day.
struct DayStream {
  WorkRange range;
  bool is_over = false;
};

// What can be late from the beginning, what never is from today.
std::vector<DayStream> day_streams(access::Actor const& actor, AccessCheck const& check, Day today) {
  using Of = WorkRange::Of;
  std::vector<DayStream> streams;
  auto const add = [&](Of of, std::string const& staff = {}) {
    for (auto const& [pace, day] : {std::pair(Pace::strict, Day::min()), std::pair(Pace::lenient, today)}) {
      WorkRange const range{.of = of,
                            .staff = staff.empty() ? actor.id : staff,
                            .unit = actor.unit,
                            .pace = pace,
                            .from = place_in_list(day, pace)};
      streams.push_back({range});
    }
  };
  if (check.may_ever(Action::list, ObjectClass::coordination)) {
    add(Of::held);
    for (auto const& colleague : actor.stands_in_for) add(Of::held, colleague);
    if (!actor.unit.empty()) add(Of::unit);
  }
  if (check.may_ever(Action::record, ObjectClass::governance)) add(Of::no_case);
  return streams;
}

void go_on_from(DayStream& stream, Day day) {
  stream.range.from = place_in_list(day, stream.range.pace);
  stream.range.after_case.clear();
  stream.range.after_id.clear();
}

}  // namespace

base::Expected<std::set<Day>> Queries::work_days(access::Actor const& actor) {
  auto const authority = actor.authorities.size() == 1 ? actor.authorities.front() : std::string();
  access::Object const object{ObjectClass::governance, authority};
  return looks_.show(actor, Action::list, object, [&](Store& store, Shown& shown) -> base::Expected<std::set<Day>> {
    auto const today = calendar::day_in_sweden(clock_());
    if (auto const may = can_be_listed(store, authority, today); !may) return tl::unexpected(may.error());
    auto check = this->check(store, actor);
    shown.nobody();
    std::set<Day> days;
    // Takes the first of them that the actor may be told of, and goes on from the day after.
    auto const take = [&](DayStream& stream, std::vector<WorkRow> const& rows) {
      stream.is_over = rows.size() < rows_of_a_day;
      for (auto const& [row, of] : rows) {
        auto const day = std::max(row.day().value_or(Day::max()), today);
        if (day == Day::max()) return void(stream.is_over = true);  // what has no day comes last
        auto const recorded = recorded_row(row);
        auto const decision = check.decide(Action::list, recorded);
        if (decision.allowed && !stays_inside(check, row)) {
          shown.part(recorded.object, decision);
          days.insert(day);
          stream.is_over = false;
          return go_on_from(stream, day + std::chrono::days(1));
        }
        stream.range.from = row.place();
        stream.range.after_case = row.in_case;
        stream.range.after_id = row.id;
      }
    };
    for (auto streams = day_streams(actor, check, today); !streams.empty();) {
      std::vector<WorkRange> ranges;
      for (auto const& stream : streams) ranges.push_back(stream.range);
      auto const found = store.work(authority, ranges, {}, rows_of_a_day);
      for (std::size_t i = 0; i < streams.size(); ++i) {
        check.know(store.case_heads(authority, cases_in(found[i])));
        take(streams[i], found[i]);
      }
      std::erase_if(streams, [](DayStream const& stream) { return stream.is_over; });
    }
    return days;
  });
}

}  // namespace overens::app
