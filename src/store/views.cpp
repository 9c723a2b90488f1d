#include "store/views.hpp"

#include <algorithm>
#include <deque>

#include <nlohmann/json.hpp>

#include "app/stored_json.hpp"
#include "store/obligation_rows.hpp"

namespace overens::store {
namespace {

using calendar::Day;

#define OVERENS_CASE \
  "c.authority, c.in_case, c.events, c.first_on, c.last_on, c.closed, c.open, c.next_due_on, c.details"

constexpr Statement obligations_of{"select " OVERENS_OBLIGATION
                                   " from obligation o join subject s on s.id = o.subject where s.kind = ?1 and s.name "
                                   "= ?2 order by o.authority, o.id",
                                   2};
constexpr Statement heads_of{
    "select " OVERENS_CASE
    " from case_head c join subject s on s.id = c.subject where s.kind = ?1 and s.name = ?2 order by c.authority",
    2};
constexpr Statement ids_with_rows{
    "select s.name from subject s where s.kind = ?1 and exists (select 1 from obligation o where o.subject = s.id) "
    "order by s.name",
    1};
// Lists go on after a key. Its day stands alone besides, by which SQLite finds the place in the index.
constexpr Statement open_of{"select " OVERENS_OBLIGATION
                            " from obligation o where o.authority = ?1 and o.owed = 1 and o.life <> 'closed' "
                            "and " OVERENS_DUE("o.due_on") " >= ?2 and (" OVERENS_DUE("o.due_on") ", o.in_case, o.id) > (?2, ?3, ?4) "
                            "order by " OVERENS_DUE("o.due_on") ", o.in_case, o.id limit ?5",
                            5};
constexpr Statement listed_cases{"select " OVERENS_CASE
                             " from case_head c where c.authority = ?1 "
                             "and " OVERENS_DUE("c.next_due_on") " >= ?2 and (" OVERENS_DUE("c.next_due_on") ", c.in_case) > (?2, ?3) "
                             "order by " OVERENS_DUE("c.next_due_on") ", c.in_case limit ?4",
                             4};
constexpr Statement one_case{"select " OVERENS_CASE " from case_head c where c.authority = ?1 and c.in_case = ?2", 2};

constexpr Statement cases_held{
    "select n.in_case from case_holder n where n.authority = ?1 and n.staff = ?2 order by n.in_case", 2};
constexpr Statement cases_of_one_unit{
    "select c.in_case from case_head c where c.authority = ?1 and c.unit = ?2 and c.unit <> '' order by c.in_case", 2};
constexpr Statement cases_with_hidden{
    "select n.in_case from case_holder n where n.authority = ?1 and n.staff = ?2 and n.is_named = 1 "
    "and exists (select 1 from event_subject a join event e on e.position = a.position where a.subject = n.subject and "
    "e.scope <> 0) order by n.in_case",
    2};
// A thousand at a time, in the order of the keys.
constexpr Statement obligations_after{
    "select " OVERENS_OBLIGATION
    ", o.subject from obligation o where (o.subject, o.authority, o.id) > (?1, ?2, ?3) "
    "order by o.subject, o.authority, o.id limit 1000",
    3};

constexpr Statement add_subject{"insert into subject (kind, name) values (?1, ?2) on conflict do nothing", 2};
constexpr Statement remove_obligation{
    "delete from obligation where subject = (select id from subject where kind = ?1 and name = ?2) and authority = ?3 "
    "and id = ?4",
    4};
constexpr Statement remove_head{
    "delete from case_head where subject = (select id from subject where kind = ?1 and name = ?2) and authority = ?3",
    3};
constexpr Statement remove_holders{
    "delete from case_holder where subject = (select id from subject where kind = ?1 and name = ?2) and authority = ?3",
    3};
constexpr Statement put_holder{
    "insert into case_holder (subject, authority, staff, in_case, is_named) values ((select id from subject where kind "
    "= ?1 and name = ?2), ?3, ?4, ?5, ?6) on conflict do nothing",
    6};
constexpr Statement put_obligation{
    "insert into obligation (subject, authority, id, in_case, norm, agreement, bearers, owed, life, outcome, "
    "opened_on, due_on, details, verb, pace, unit, taken, place, new_on) values ((select id from subject where kind = "
    "?1 and "
    "name = ?2), ?3, ?4, ?5, ?6, ?7, "
    "?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20) on conflict (subject, authority, id) do update set "
    "in_case = excluded.in_case, "
    "norm = excluded.norm, agreement = excluded.agreement, bearers = excluded.bearers, owed = excluded.owed, "
    "life = excluded.life, outcome = excluded.outcome, opened_on = excluded.opened_on, due_on = excluded.due_on, "
    "details = excluded.details, verb = excluded.verb, pace = excluded.pace, unit = excluded.unit, "
    "taken = excluded.taken, place = excluded.place, new_on = excluded.new_on",
    20};
constexpr Statement put_head{
    "insert into case_head (subject, authority, in_case, events, first_on, last_on, closed, open, next_due_on, "
    "details, unit) values ((select id from subject where kind = ?1 and name = ?2), ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, "
    "?11, "
    "?12) "
    "on conflict (subject, authority) do update set in_case = excluded.in_case, events = excluded.events, "
    "first_on = excluded.first_on, last_on = excluded.last_on, closed = excluded.closed, open = excluded.open, "
    "next_due_on = excluded.next_due_on, details = excluded.details, unit = excluded.unit",
    12};

SqlValue of_day(std::optional<Day> const& day) {
  return day ? SqlValue(std::int64_t{day->time_since_epoch().count()}) : SqlValue();
}

std::int64_t place_of(std::optional<Day> const& due_on) {
  return due_on ? std::int64_t{due_on->time_since_epoch().count()} : app::without_day;
}

app::CaseHead read_head(SqlRow row) {
  app::CaseHead c;
  c.authority = row[0].bytes();
  c.in_case = row[1].bytes();
  c.events = static_cast<std::uint64_t>(row[2].number());
  c.first_on = day_of(row[3]);
  c.last_on = day_of(row[4]);
  c.closed = row[5].number() != 0;
  c.open = static_cast<std::uint64_t>(row[6].number());
  c.next_due_on = maybe_day(row[7]);
  app::read_details(row[8].bytes(), c);
  return c;
}

/// What is to be run, collected: all rows of one statement go to the database together.
struct Changes {
  std::vector<SqlValue> subjects, removed_obligations, removed_heads, obligations, heads, no_longer_held, holders;
  std::deque<std::string> texts;  ///< that values refer to

  void add(app::SubjectView const& view, app::ObligationRow const& o) {
    obligations.insert(obligations.end(), {view.of.kind,
                                           view.of.id,
                                           o.authority,
                                           o.id,
                                           o.in_case,
                                           o.norm,
                                           o.agreement,
                                           texts.emplace_back(app::as_json(o.bearers).dump()),
                                           o.owed,
                                           to_string(o.life),
                                           to_string(o.outcome),
                                           of_day(o.opened_on),
                                           of_day(o.due_on),
                                           texts.emplace_back(app::as_json(o.details).dump()),
                                           app::word_of(o.verb),
                                           to_string(o.pace),
                                           o.unit,
                                           to_string(o.taken),
                                           o.place(),
                                           of_day(o.new_on)});
  }
  void add(app::SubjectView const& view, app::CaseHead const& c) {
    heads.insert(heads.end(), {view.of.kind, view.of.id, c.authority, c.in_case, c.events, of_day(c.first_on),
                               of_day(c.last_on), c.closed, c.open, of_day(c.next_due_on),
                               texts.emplace_back(app::details_as_json(c).dump()), c.team.unit});
    no_longer_held.insert(no_longer_held.end(), {view.of.kind, view.of.id, c.authority});
    for (auto const& holder : c.team.holders)
      holders.insert(holders.end(), {view.of.kind, view.of.id, c.authority, holder.staff, c.in_case, holder.is_named});
  }
  void remove(app::SubjectView const& view, app::ObligationRow const& o) {
    removed_obligations.insert(removed_obligations.end(), {view.of.kind, view.of.id, o.authority, o.id});
  }
  void remove(app::SubjectView const& view, app::CaseHead const& c) {
    removed_heads.insert(removed_heads.end(), {view.of.kind, view.of.id, c.authority});
    no_longer_held.insert(no_longer_held.end(), {view.of.kind, view.of.id, c.authority});
  }
};

std::pair<std::string_view, std::string_view> key(app::ObligationRow const& o) {
  return {o.authority, o.id};
}
std::pair<std::string_view, std::string_view> key(app::CaseHead const& c) {
  return {c.authority, c.in_case};
}

// Rows of `before` that are not in `now` go, those of `now` that are new or differ are put. `before` is in the order of
// the keys.
template <class Rows>
void differences(app::SubjectView const& before, app::SubjectView const& now, Rows const& rows_of, Changes& changes) {
  auto const& old_rows = rows_of(before);
  auto new_rows = std::vector<std::decay_t<decltype(old_rows.front())> const*>();
  for (auto const& row : rows_of(now)) new_rows.push_back(&row);
  std::sort(new_rows.begin(), new_rows.end(), [](auto const* a, auto const* b) { return key(*a) < key(*b); });
  auto old_row = old_rows.begin();
  for (auto const* row : new_rows) {
    for (; old_row != old_rows.end() && key(*old_row) < key(*row); ++old_row) changes.remove(now, *old_row);
    auto const stands = old_row != old_rows.end() && key(*old_row) == key(*row);
    if (!stands || !(*old_row++ == *row)) changes.add(now, *row);
  }
  for (; old_row != old_rows.end(); ++old_row) changes.remove(now, *old_row);
}

}  // namespace

std::vector<app::SubjectView> read_views(Connection& connection, std::span<journal::SubjectRef const> subjects) {
  std::vector<app::SubjectView> views(subjects.size());
  std::vector<SqlValue> values;
  for (std::size_t i = 0; i < subjects.size(); ++i) {
    views[i].of = subjects[i];
    values.insert(values.end(), {subjects[i].kind, subjects[i].id});
  }
  connection.read(obligations_of, values,
                  [&](std::size_t i, SqlRow row) { views[i].obligations.push_back(read_obligation(row)); });
  connection.read(heads_of, values, [&](std::size_t i, SqlRow row) { views[i].heads.push_back(read_head(row)); });
  return views;
}

void write_views(Connection& connection, std::span<app::SubjectView const> views,
                 std::span<app::SubjectView const* const> known) {
  std::vector<journal::SubjectRef> unknown;
  for (std::size_t i = 0; i < views.size(); ++i) {
    if (known.empty() || known[i] == nullptr) unknown.push_back(views[i].of);
  }
  auto const found = read_views(connection, unknown);
  auto next_found = found.begin();
  Changes changes;
  for (std::size_t i = 0; i < views.size(); ++i) {
    auto const is_known = !known.empty() && known[i] != nullptr;
    auto const& before = is_known ? *known[i] : *next_found++;
    if (before.heads.empty() && before.obligations.empty())
      changes.subjects.insert(changes.subjects.end(), {views[i].of.kind, views[i].of.id});
    differences(
        before, views[i], [](auto const& v) -> auto const& { return v.obligations; }, changes);
    differences(
        before, views[i], [](auto const& v) -> auto const& { return v.heads; }, changes);
  }
  connection.write(add_subject, changes.subjects);
  connection.write(remove_obligation, changes.removed_obligations);
  connection.write(remove_head, changes.removed_heads);
  connection.write(put_obligation, changes.obligations);
  connection.write(put_head, changes.heads);
  connection.write(remove_holders, changes.no_longer_held);
  connection.write(put_holder, changes.holders);
}

void clear_views(Connection& connection) {
  connection.script(
      "delete from obligation; delete from case_head; delete from case_holder; "
      "delete from progress where name <> 'practice';"
      "delete from subject where not exists (select 1 from event_subject a where a.subject = subject.id)");
}

std::vector<std::string> unreadable_views(Connection& connection) {
  std::vector<std::string> unreadable;
  std::int64_t subject = 0;
  std::string authority, id;
  for (auto more = true; more && unreadable.size() < 100;) {
    more = false;
    SqlValue const values[] = {subject, authority, id};
    connection.read(obligations_after, values, [&](std::size_t, SqlRow row) {
      more = true;
      try {
        read_obligation(row);
      } catch (std::runtime_error const& e) {
        unreadable.emplace_back(e.what());
      }
      subject = row[obligation_columns].number();
      authority = row[0].bytes();
      id = row[1].bytes();
    });
  }
  return unreadable;
}

std::vector<std::string> ids_with_obligations(Connection& connection, std::string const& kind) {
  std::vector<std::string> ids;
  SqlValue const values[] = {kind};
  connection.read(ids_with_rows, values, [&](std::size_t, SqlRow row) { ids.emplace_back(row[0].bytes()); });
  return ids;
}

std::vector<app::ObligationRow> open_obligations(Connection& connection, std::string const& authority,
                                                 std::size_t limit, std::optional<app::ObligationKey> const& after) {
  std::vector<app::ObligationRow> rows;
  SqlValue const values[] = {authority, after ? place_of(after->due_on) : before_all_days,
                             after ? std::string_view(after->in_case) : "", after ? std::string_view(after->id) : "",
                             std::uint64_t{limit}};
  connection.read(open_of, values, [&](std::size_t, SqlRow row) { rows.push_back(read_obligation(row)); });
  return rows;
}

std::vector<app::CaseHead> case_heads(Connection& connection, std::string const& authority,
                                      std::span<std::string const> cases) {
  std::vector<app::CaseHead> heads;
  std::vector<SqlValue> values;
  for (auto const& id : cases) values.insert(values.end(), {authority, id});
  connection.read(one_case, values, [&](std::size_t, SqlRow row) { heads.push_back(read_head(row)); });
  return heads;
}

std::vector<app::CaseHead> cases(Connection& connection, std::string const& authority, std::size_t limit,
                                 std::optional<app::CaseKey> const& after) {
  std::vector<app::CaseHead> heads;
  SqlValue const values[] = {authority, after ? place_of(after->next_due_on) : before_all_days,
                             after ? std::string_view(after->in_case) : "", std::uint64_t{limit}};
  connection.read(listed_cases, values, [&](std::size_t, SqlRow row) { heads.push_back(read_head(row)); });
  return heads;
}

namespace {

// Of somebody of the staff, or of a unit.
std::vector<std::string> cases_of(Connection& connection, Statement const& asked, std::string const& authority,
                                  std::string const& whose) {
  std::vector<std::string> cases;
  SqlValue const values[] = {authority, whose};
  connection.read(asked, values, [&](std::size_t, SqlRow row) { cases.emplace_back(row[0].bytes()); });
  return cases;
}

}  // namespace

std::vector<std::string> held_cases(Connection& connection, std::string const& authority, std::string const& staff) {
  return cases_of(connection, cases_held, authority, staff);
}

std::vector<std::string> hidden_cases(Connection& connection, std::string const& authority, std::string const& staff) {
  return cases_of(connection, cases_with_hidden, authority, staff);
}

std::vector<std::string> cases_of_unit(Connection& connection, std::string const& authority, std::string const& unit) {
  return cases_of(connection, cases_of_one_unit, authority, unit);
}

std::optional<app::CaseHead> case_head(Connection& connection, std::string const& authority,
                                       std::string const& in_case) {
  std::optional<app::CaseHead> head;
  SqlValue const values[] = {authority, in_case};
  connection.read(one_case, values, [&](std::size_t, SqlRow row) { head = read_head(row); });
  return head;
}

}  // namespace overens::store
