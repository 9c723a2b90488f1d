#include <algorithm>
#include <map>

#include "app/stored_json.hpp"
#include "store/obligation_rows.hpp"
#include "store/views.hpp"

namespace overens::store {
namespace {

// What is in a range and wanted: after the authority and what the range says (?1 to ?3), the pace, the key that it goes
// on after, the filter, and how many. What is settled is named as the indexes name it, which SQLite asks for.
#define OVERENS_WORK(from, where)                                                                                    \
  "select " OVERENS_OBLIGATION ", s.kind, s.name from " from                                                         \
  " cross join subject s where s.id = o.subject and o.authority = ?1 and " where                                     \
  " and o.owed = 1 and o.pace <> 'settled' and o.pace = ?4 and o.place >= ?5 and (o.place, o.in_case, o.id) > (?5, " \
  "?6, ?7) and (?8 = 0 or (?8 = 1 and o.in_case <> '') or (?8 = 2 and o.in_case = '')) and (?9 = '' or "             \
  "substr(o.agreement, 1, length(?9)) = ?9) and (?10 = '' or o.verb = ?10) and (?11 = '' or o.unit = ?11) and "      \
  "coalesce(o.new_on, 0) >= ?12 order by o.place, o.in_case, o.id limit ?13"
#define OVERENS_NOT_HELD                                                                                      \
  "not exists (select 1 from case_holder h where h.authority = o.authority and h.staff = ?2 and h.in_case = " \
  "o.in_case)"
// Cross joins: SQLite then goes through the tables in this order.
constexpr Statement work_held{OVERENS_WORK("case_holder h cross join obligation o",
                                           "h.authority = ?1 and h.staff = ?2 and o.in_case = h.in_case and ?3 = ?3"),
                              13};
constexpr Statement work_of_unit_by_nobody{
    OVERENS_WORK("obligation o", "o.unit = ?3 and o.taken = 'by_nobody' and ?2 = ?2"), 13};
constexpr Statement work_of_unit_by_others{
    OVERENS_WORK("obligation o", "o.unit = ?3 and o.taken = 'by_somebody' and " OVERENS_NOT_HELD), 13};
constexpr Statement work_in_no_case{
    OVERENS_WORK("obligation o", "o.unit = '' and o.taken = 'no_case' and ?2 = ?2 and ?3 = ?3"), 13};
constexpr Statement work_elsewhere{
    OVERENS_WORK("obligation o", "(?3 = '' or o.unit <> ?3 or o.taken <> 'by_nobody') and " OVERENS_NOT_HELD), 13};

Statement const& statement_of(app::WorkRange const& range) {
  using Of = app::WorkRange::Of;
  switch (range.of) {
    case Of::held:
      return work_held;
    case Of::unit:
      return range.taken == app::Taken::by_nobody ? work_of_unit_by_nobody : work_of_unit_by_others;
    case Of::no_case:
      return work_in_no_case;
    case Of::elsewhere:
      return work_elsewhere;
  }
  return work_elsewhere;
}

}  // namespace

std::vector<std::vector<app::WorkRow>> work(Connection& connection, std::string const& authority,
                                            std::span<app::WorkRange const> ranges, app::WorkFilter const& filter,
                                            std::size_t limit) {
  std::vector<std::vector<app::WorkRow>> found(ranges.size());
  auto const agreement = filter.agreement.empty() ? std::string() : filter.agreement + "/";
  auto const verb = filter.verb ? app::word_of(*filter.verb) : std::string_view();
  auto const new_from = filter.new_from ? std::int64_t{filter.new_from->time_since_epoch().count()} : 0;
  struct Asked {
    std::vector<SqlValue> values;
    std::vector<std::size_t> ranges;
  };
  std::map<Statement const*, Asked> asked;
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    auto const& range = ranges[i];
    auto& one = asked[&statement_of(range)];
    one.ranges.push_back(i);
    one.values.insert(one.values.end(), {authority, range.staff, range.unit, to_string(range.pace), range.from,
                                         range.after_case, range.after_id, static_cast<std::int64_t>(filter.about),
                                         agreement, verb, filter.unit, new_from, std::uint64_t{limit}});
  }
  for (auto const& of_statement : asked) {
    auto const& one = of_statement.second;
    connection.read(*of_statement.first, one.values, [&](std::size_t i, SqlRow row) {
      found[one.ranges[i]].push_back(
          {read_obligation(row),
           {std::string(row[obligation_columns].bytes()), std::string(row[obligation_columns + 1].bytes())}});
    });
  }
  return found;
}

}  // namespace overens::store
