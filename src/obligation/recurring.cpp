// Recurring and standing duties: they exist for every subject from the start, and their periods are laid out when
// somebody asks, never written by a job.

#include <algorithm>

#include "obligation/evaluate.hpp"
#include "obligation/period.hpp"

namespace overens::obligation {

using agreement::Every;
using calendar::Day;
using calendar::Moment;
using std::chrono::days;

void Evaluate::recurring(Rule const& rule) {
  auto const& norm = *rule.norm;
  auto const& group = view_.group();
  if (norm.per == "forum") {
    if (!founded(rule)) return;
  } else if (norm.per == "agreement" && group.id != rule.pack->agreement) {
    return;
  } else if (norm.per == "party" || norm.per == "municipality") {
    auto const* party = rule.pack->party(group.id);
    if (party == nullptr || (norm.per == "municipality" && party->kind != agreement::Party::Kind::municipality)) return;
    auto const region_only = norm.bearer.form == agreement::Bearer::Form::parties &&
                             norm.bearer.parties == agreement::Bearer::Parties::region;
    if (norm.per == "party" && region_only && party->kind != agreement::Party::Kind::region) return;
  }
  auto const bearers = bearers_.of(rule, {view_.key(), no_act, view_.question().on.day});
  auto const start = start_of_grid(rule, bearers);
  if (!start || *start > view_.question().on.day) return;
  if (norm.once) {
    open({&rule, view_.key(), group.id, no_act, Moment::whole(*start), 0, {}, {}, {}});
  } else if (norm.every->period == Every::Period::since_last) {
    since_last(rule, group.id, *start, bearers);
  } else {
    calendar_periods(rule, group.id, *start);
  }
}

// The day on which the forum that the duty is for, or that has it, was founded; the first of several.
std::optional<Day> Evaluate::founded(Rule const& rule) const {
  auto const role = view_.facts().words().find(rule.norm->bearer.forum);
  auto const agreement = subject_hash("agreement", rule.pack->agreement);
  std::optional<Day> first;
  auto const take = [&](Registry::Forum const& forum) {
    if (forum.role != role || forum.agreement != agreement) return;
    if (!first || forum.from < *first) first = forum.from;
  };
  if (rule.norm->per == "forum") {
    registry_.each_founding(view_, view_.key(), take);
  } else {
    registry_.each_with_role(role, agreement, take);
  }
  return first;
}

// The latest of: in force (of the first version that has this norm), the founding of the forum it is for or that has
// it, and, for what recurs, the start of registration. A standing duty begins with the agreement: what was done before
// registration began counts.
std::optional<Day> Evaluate::start_of_grid(Rule const& rule, BearerList const& bearers) const {
  std::optional<Day> start;
  for (std::uint16_t i = 0; i < rules_.pack_count(); ++i) {
    auto const& pack = *rules_.packs()[i];
    if (rules_.agreement_index_of(i) != rule.agreement_index || pack.norm(rule.norm->id) == nullptr) continue;
    auto from = pack.validity.from;
    for (auto const& bearer : bearers) {
      if (auto const adopted = registry_.adopted_on(i, bearer.name)) from = std::max(from, *adopted);
    }
    if (!start || from < *start) start = from;
  }
  if (!start) return start;
  if (rule.norm->bearer.form == agreement::Bearer::Form::forum) {
    auto const from = founded(rule);
    if (!from) return std::nullopt;
    start = std::max(*start, *from);
  }
  for (auto const& bearer : bearers) {
    auto const from = rule.norm->once ? std::nullopt : registry_.registered_from(bearer.name);
    if (from) start = std::max(*start, *from);
  }
  return start;
}

// Period k of a grid that begins at `start`: laid on the calendar, or counted from the start each time, since counting
// month by month would drift at month ends.
namespace {
std::optional<Period> period_number(long k, Period const& before, Day start, Every const& every,
                                    calendar::Rules const& rules) {
  if (every.period == Every::Period::calendar)
    return k == 0 ? period_of(start, every.span) : period_of(before.last + days(1), every.span);
  auto const first = calendar::add(start, {every.span.count * k, every.span.unit}, rules);
  auto const next = calendar::add(start, {every.span.count * (k + 1), every.span.unit}, rules);
  if (!first || !next) return std::nullopt;
  return Period{*first, *next - days(1), calendar::to_string(*first)};
}
}  // namespace

void Evaluate::calendar_periods(Rule const& rule, std::string_view subject_id, Day start) {
  auto const ends = last_day_of_forum();
  Period period;
  for (long k = 0;; ++k) {
    auto const next = period_number(k, period, start, *rule.norm->every, rule.pack->rules);
    if (!next) return;
    period = *next;
    auto const opens = std::max(period.first, start);
    if (opens > view_.question().on.day || opens > ends) return;
    open({&rule,
          view_.key(),
          subject_id,
          no_act,
          Moment::whole(opens),
          0,
          period.name,
          calendar::Due{period.last, std::nullopt},
          {}});
  }
}

// Due so long after the last act; opens the day after it. A missed one lapses, and the next opens the day after its due
// day. An act that names a period is that one's alone, as it is for what meets it: done late, it begins no other.
void Evaluate::since_last(Rule const& rule, std::string_view subject_id, Day start, BearerList const& bearers) {
  auto const actors = Resolution::actors_of(rule, bearers);
  MatchContext context{view_.key(), Moment::whole(start), &rule.pack->rules, &actors};
  auto const ends = last_day_of_forum();
  auto anchor = start;
  for (auto opens = start; opens <= view_.question().on.day && opens <= ends;) {
    auto const due = calendar::add(anchor, rule.norm->every->span, rule.pack->rules);
    if (!due) return;
    auto const name = calendar::to_string(opens);
    open(
        {&rule, view_.key(), subject_id, no_act, Moment::whole(opens), 0, name, calendar::Due{*due, std::nullopt}, {}});
    InPeriod const period{name, opens, *due};
    context.period = &period;
    auto const act = rule.met ? matcher_.first(*rule.met, context, Moment::whole(opens)) : std::nullopt;
    auto const done = act ? std::optional(view_.act(*act).when.day) : std::nullopt;
    anchor = done && *done <= *due ? *done : *due;
    opens = std::max(anchor, opens) + days(1);
  }
}

Day Evaluate::last_day_of_forum() const {
  std::optional<Day> last;
  registry_.each_founding(view_, view_.key(), [&](Registry::Forum const& forum) {
    if (!last) last = forum.through;
  });
  return last.value_or(calendar::last_day - days(1));
}

}  // namespace overens::obligation
