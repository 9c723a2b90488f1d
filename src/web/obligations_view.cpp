#include "web/obligations_view.hpp"

#include <algorithm>
#include <tuple>

#include "app/rows.hpp"
#include "web/agreement_parts.hpp"
#include "web/day_line.hpp"
#include "web/work_view.hpp"

namespace overens::web {

using base::text;

namespace {

using obligation::Life;
using obligation::Urgency;

bool is_closed(app::ObligationRow const& row) {
  return row.life == Life::closed;
}

// What is not known is not late: the engine's rule says which is which.
std::optional<Urgency> urgency(app::ObligationRow const& row, PageContext const& context) {
  return app::urgency_of(row, calendar::Moment::whole(context.today));
}

bool may_have_been_done(app::ObligationRow const& row, PageContext const& context) {
  return app::may_have_been_done(row, calendar::Moment::whole(context.today));
}

bool is_unseen(app::ObligationRow const& row) {
  return std::any_of(row.bearers.begin(), row.bearers.end(),
                     [](auto const& bearer) { return bearer.knowledge.others_acts_unseen; });
}

// Who has not said that all is recorded, by name.
std::string source_missing(app::ObligationRow const& row, SubjectNames const& names, PageContext const& context) {
  std::vector<std::string> some;
  for (auto const& id : row.details.incomplete_sources) {
    auto const is_party = context.sources.vocabulary.party_kind(id).has_value();
    some.push_back(is_party ? names.party(id) : names.authority(id));
  }
  if (some.empty()) return context.tr(text("Information missing"));
  return context.tr(base::plural("may have been done; {1} has not said that all is recorded",
                                 "may have been done; {1} have not said that all is recorded",
                                 static_cast<long>(some.size()), context.language.list(some)));
}

// Who has to do it, as those who look know it; a party that has no authority yet by its own name.
std::string bearer(app::ObligationRow const& row, SubjectNames const& names, PageContext const& context) {
  auto const is_others = !row.authority.empty();
  if (is_others && row.owed) return names.authority(row.authority);
  std::vector<std::string> all;
  for (auto const& one : row.bearers) {
    if (one.id.empty() || one.left_out || one.own == is_others) continue;
    auto const is_party = context.sources.vocabulary.party_kind(one.id).has_value();
    all.push_back(is_party ? names.party(one.id) : names.authority(one.id));
  }
  return all.empty() ? context.tr(text("not known who")) : context.language.list(all);
}

std::string days_left(app::ObligationRow const& row, PageContext const& context) {
  if (!row.due_on && row.details.waits_for_anchor)
    return context.tr(text("the last day is counted from something that has not happened yet"));
  if (!row.due_on && row.details.watch)
    return context.tr(text("look at it {0}", calendar::to_string(row.details.watch->day)));
  if (!row.due_on) return context.tr(text("no day is named"));
  auto const days = (*row.due_on - context.today).count();
  if (days < 0) return context.tr(base::plural("one day late", "{0} days late", -days));
  return days == 0 ? context.tr(text("today")) : context.tr(base::plural("in one day", "in {0} days", days));
}

// With the day that it has been moved on from.
std::string last_day(app::ObligationRow const& row, PageContext const& context) {
  auto const left = days_left(row, context);
  auto const& from = row.details.moved_from;
  return from ? context.tr(text("{0}; moved from {1}", left, calendar::to_string(*from))) : left;
}

// As in the list of what is to be done.
std::vector<app::ObligationRow const*> in_order(std::span<app::ObligationRow const> rows, calendar::Day today) {
  std::vector<app::ObligationRow const*> sorted;
  for (auto const& row : rows) sorted.push_back(&row);
  auto const key = [&](app::ObligationRow const& row) {
    return std::tuple(obligation::list_part(row.pace, row.day(), today), row.place(), std::tie(row.in_case, row.id));
  };
  std::sort(sorted.begin(), sorted.end(), [&](auto const* a, auto const* b) { return key(*a) < key(*b); });
  return sorted;
}

std::string title_in_table(app::ObligationRow const& row, PageContext const& context) {
  auto const* pack = pack_of(row, context);
  auto const* norm = pack == nullptr ? nullptr : pack->norm(row.norm);
  return norm == nullptr ? row.norm : context.language.say(norm->title);
}

DutyDays days_of(app::ObligationRow const& row, PageContext const& context) {
  using Now = DutyDays::Now;
  auto const& done = row.details.done_late_on;
  auto const& broken = row.details.broken_on;
  auto const now = done ? Now::done : !is_missed(row, context) ? Now::open : is_closed(row) ? Now::missed : Now::late;
  return {title_in_table(row, context), row.life == Life::waiting ? std::nullopt : row.opened_on,
          broken ? broken : row.due_on, now, done};
}

}  // namespace

agreement::Pack const* pack_of(app::ObligationRow const& row, PageContext const& context) {
  auto const& packs = context.sources.packs;
  auto const found =
      std::find_if(packs.begin(), packs.end(), [&](auto const* pack) { return pack->name() == row.agreement; });
  return found == packs.end() ? nullptr : *found;
}

std::string status_of(app::ObligationRow const& row, SubjectNames const& names, PageContext const& context) {
  if (auto const& on = row.details.done_late_on) return context.tr(text("done late, {0}", calendar::to_string(*on)));
  if (may_have_been_done(row, context))
    return is_unseen(row) ? context.tr(text("may have been done; nothing known here"))
                          : source_missing(row, names, context);
  if (auto const& on = row.details.broken_on) return context.tr(text("broken, {0}", calendar::to_string(*on)));
  if (is_closed(row)) return context.tr(row.outcome == obligation::Outcome::broken ? text("broken") : text("not done"));
  if (row.life == Life::waiting)
    return row.opened_on ? context.tr(text("begins {0}", calendar::to_string(*row.opened_on)))
                         : context.tr(text("Begins later"));
  if (row.life == Life::paused) return context.tr(text("paused"));
  auto const stands = urgency(row, context);
  if (stands == Urgency::not_told) return context.tr(text("Not told"));
  if (stands == Urgency::unknown_here) return context.tr(text("Nothing known here"));
  if (stands == Urgency::source_missing) return context.tr(text("Information missing"));
  if (stands == Urgency::look_now) return context.tr(text("Time to look"));
  return last_day(row, context);
}

bool is_missed(app::ObligationRow const& row, PageContext const& context) {
  return is_closed(row) ? !may_have_been_done(row, context) && !row.details.done_late_on
                        : urgency(row, context) == Urgency::late;
}

void show_obligations(TemplateData to, std::span<app::ObligationRow const> rows, app::SubjectPage const& page,
                      SubjectNames const& names, PageContext const& context) {
  auto list = to.include("OBLIGATIONS", "obligations.html");
  if (rows.empty()) {
    list.show("NONE", context.tr(page.more_with_reason
                                     ? text("Nothing that you see now. There may be something for those who say why.")
                                     : text("Nothing is owed here now.")));
    return;
  }
  auto table = list.add("SOME");
  table.say("WHAT", text("What"));
  table.say("WHO", text("Who"));
  table.say("LAST_DAY", text("Last day"));
  table.say("STATUS", text("How it stands"));
  table.say("NEXT", text("Next step"));
  for (auto const* each : in_order(rows, context.today)) {
    auto const& row = *each;
    auto const* pack = pack_of(row, context);
    auto const* norm = pack == nullptr ? nullptr : pack->norm(row.norm);
    auto one = table.add("ROW");
    auto const is_cited = norm != nullptr && !norm->cite.empty();
    auto title = one.add(is_cited ? "LINK" : "NO_LINK");
    title.put("TITLE", title_in_table(row, context));
    if (is_cited) title.put("URL", agreement_link(*pack, norm->cite.front()));
    one.put("BEARER", bearer(row, names, context));
    one.put("DAY", row.due_on ? calendar::to_string(*row.due_on) : std::string());
    auto tag = one.add(is_missed(row, context) ? "LATE" : "ON_TIME");
    tag.put("TEXT", status_of(row, names, context));
    show_first_way(one, ways_of(row, names, context), row, page.may_record, context);
    if (row.authority.empty() || !context.session) continue;
    auto why = one.add("WHY");
    why.put("URL", why_path(row, page.subject));
    why.say("TEXT", text("Why?"));
    why.put("OF", title_in_table(row, context));
  }
  std::vector<DutyDays> days;
  for (auto const* row : in_order(rows, context.today)) days.push_back(days_of(*row, context));
  if (auto const line = day_line(days, context.today)) show_day_line(table, *line);
}

}  // namespace overens::web
