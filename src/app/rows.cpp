#include "app/rows.hpp"

#include <algorithm>
#include <functional>

#include "app/cases/disclosed_events.hpp"

namespace overens::app {
namespace {

using obligation::Answer;
using obligation::BearerOf;
using obligation::Life;
using obligation::Obligation;
using obligation::Outcome;

bool is_shown(Obligation const& o) {
  if (o.outcome == Outcome::broken) return true;
  return o.life == Life::closed ? obligation::is_unmet(o.outcome) : o.is_duty();
}

// What has been broken is done, however long it still must not be.
Life life_shown(Obligation const& o) {
  return o.outcome == Outcome::broken ? Life::closed : o.life;
}

std::string in_case(obligation::VisibleEvents const& view, Obligation const& o) {
  if (view.group().form == obligation::Group::Form::in_case) return view.group().id;
  if (o.opened_by == obligation::no_act) return {};
  auto const* opened_in = view.act(o.opened_by).in_case;
  return opened_in == nullptr ? std::string() : opened_in->id;
}

/// Whose row it is.
struct Owner {
  base::Symbol authority;
  base::Symbol party;
};

bool owes(BearerOf const& bearer, Owner const& owner) {
  return !bearer.left_out && bearer.name != 0 && bearer.name == (bearer.is_party ? owner.party : owner.authority);
}

// Whether the bearer is the one whose row it is.
using IsOwn = std::function<bool(BearerOf const&)>;

std::vector<BearerRow> bearers_of(Obligation const& o, base::Symbols const& words, IsOwn const& is_own) {
  std::vector<BearerRow> all;
  for (auto const& bearer : o.bearers)
    all.push_back({std::string(words.word(bearer.name)), bearer.part, bearer.knowledge, is_own(bearer), bearer.left_out,
                   bearer.role == nullptr ? std::string() : bearer.role->id});
  return all;
}

ObligationDetails details_of(obligation::VisibleEvents const& view, Obligation const& o) {
  ObligationDetails details;
  details.per = o.norm->per;
  details.subject = o.subject_id;
  details.period = o.period;
  details.number = o.number;
  if (o.due) details.due_at = o.due->at;
  details.watch = o.watch;
  if (!o.moved.empty()) details.moved_from = o.moved.front().from.day;
  details.waits_for_anchor = o.waits_for_anchor;
  details.practice = o.norm->practice;
  if (o.opened_by != obligation::no_act) {
    auto const& act = view.act(o.opened_by);
    details.opened_by = view.id(act);
    if (auto const receipt = view.receipt(view.question().viewer, *act.fact))
      details.received = relation_of(receipt->stands);
  }
  if (o.done_late) details.done_late_on = o.done_late->day;
  if (o.outcome == Outcome::broken) details.broken_on = o.occasions.back().when.day;
  for (auto const& source : o.incomplete_sources)
    details.incomplete_sources.emplace_back(view.facts().words().word(source.name));
  return details;
}

// The most closely kept of what opened it, what its day is counted from or was moved by, and what became of it.
event::ObjectClass secrecy(obligation::VisibleEvents const& view, Obligation const& o, SecrecyOf const& secrecy_of) {
  if (!secrecy_of) return event::ObjectClass::governance;
  auto secrecy = event::ObjectClass::coordination;
  auto const rests_on = [&](std::uint32_t act) {
    if (act != obligation::no_act) secrecy = event::closer(secrecy, secrecy_of(view.id(view.act(act))));
  };
  for (auto const act : {o.opened_by, o.counted_from, o.closed_by, o.late_act}) rests_on(act);
  for (auto const& occasion : o.occasions) rests_on(occasion.act);
  for (auto const& moved : o.moved) rests_on(moved.act);
  return secrecy;
}

// The most pressing of those whose row it is; without one of them it waits.
obligation::Pace pace(Obligation const& o, IsOwn const& is_own) {
  if (life_shown(o) == Life::closed) return pace_when_closed(o);
  auto most = obligation::Pace::waits;
  for (auto const& bearer : o.bearers) {
    if (is_own(bearer)) most = std::min(most, pace_of(standing_of(o, bearer)));
  }
  return most;
}

// When it became known here that it has opened; nothing while it has not.
std::optional<calendar::Day> new_on(obligation::VisibleEvents const& view, Obligation const& o) {
  if (o.life == Life::waiting) return std::nullopt;
  if (o.opened_by == obligation::no_act) return o.opened.day;
  return std::max(o.opened.day, calendar::day_in_sweden(view.act(o.opened_by).learnt));
}

ObligationRow row_of(Answer const& answer, Obligation const& o, std::string const& authority, IsOwn const& is_own,
                     SecrecyOf const& secrecy_of = {}) {
  ObligationRow row;
  row.authority = authority;
  row.in_case = in_case(*answer.view, o);
  row.id = o.id();
  row.norm = o.norm->id;
  row.agreement = o.pack->agreement + "/" + o.pack->version;
  row.bearers = bearers_of(o, answer.view->facts().words(), is_own);
  row.owed = std::any_of(o.bearers.begin(), o.bearers.end(), is_own);
  row.life = life_shown(o);
  row.outcome = o.outcome;
  row.opened_on = o.opened.day;
  if (o.due) row.due_on = o.due->day;
  row.new_on = new_on(*answer.view, o);
  row.details = details_of(*answer.view, o);
  row.details.secrecy = secrecy(*answer.view, o, secrecy_of);
  row.verb = o.norm->verb;
  row.pace = pace(o, is_own);
  return row;
}

std::optional<calendar::Due> due_of(ObligationRow const& row) {
  return row.due_on ? std::optional(calendar::Due{*row.due_on, row.details.due_at}) : std::nullopt;
}

}  // namespace

void add_rows(std::vector<ObligationRow>& rows, Answer const& answer, obligation::Registry const& registry,
              std::string const& authority, base::Symbol symbol, Whose whose, SecrecyOf const& secrecy_of) {
  auto const on = answer.view->question().on.day;
  Owner const owner{symbol, registry.party_of(symbol, on)};
  auto const is_own = [&](BearerOf const& bearer) { return owes(bearer, owner); };
  for (auto const& o : answer.obligations) {
    if (!is_shown(o) || !applies(o, registry, on)) continue;
    if (whose == Whose::own && std::none_of(o.bearers.begin(), o.bearers.end(), is_own)) continue;
    rows.push_back(row_of(answer, o, authority, is_own, secrecy_of));
  }
}

ObligationRow shared_row(Answer const& answer, Obligation const& one, obligation::Registry const& registry,
                         std::string const& authority, base::Symbol symbol) {
  Owner const owner{symbol, registry.party_of(symbol, answer.view->question().on.day)};
  return row_of(answer, one, authority, [&](BearerOf const& bearer) { return owes(bearer, owner); });
}

void add_rows_of_nobody(std::vector<ObligationRow>& rows, Answer const& answer, obligation::Registry const& registry) {
  auto const on = answer.view->question().on.day;
  auto const is_registered = [&](BearerOf const& bearer) {
    return std::any_of(registry.authorities().begin(), registry.authorities().end(), [&](auto const& authority) {
      return owes(bearer, {authority.name, registry.party_of(authority.name, on)});
    });
  };
  auto const is_there = [](BearerOf const& bearer) { return !bearer.left_out; };
  for (auto const& o : answer.obligations) {
    if (!is_shown(o) || !applies(o, registry, on)) continue;
    if (std::none_of(o.bearers.begin(), o.bearers.end(), is_registered))
      rows.push_back(row_of(answer, o, {}, is_there));
  }
}

std::optional<obligation::Urgency> urgency_of(ObligationRow const& row, calendar::Moment const& now) {
  obligation::Standing standing;
  standing.life = row.life;
  standing.due = due_of(row);
  standing.watch = row.details.watch;
  standing.practice = row.details.practice;
  std::optional<obligation::Urgency> most;
  for (auto const& bearer : row.bearers) {
    if (!bearer.own) continue;
    standing.part = bearer.part;
    standing.knowledge = bearer.knowledge;
    auto const urgency = obligation::urgency_of(standing, now);
    most = most ? std::min(*most, urgency) : urgency;
  }
  return most;
}

bool may_have_been_done(ObligationRow const& row, calendar::Moment const& now) {
  return (obligation::is_past_due(row.life, due_of(row), now) || obligation::is_unmet(row.outcome)) &&
         std::any_of(row.bearers.begin(), row.bearers.end(), [](BearerRow const& bearer) {
           return bearer.knowledge.others_acts_unseen || bearer.knowledge.source_incomplete;
         });
}

}  // namespace overens::app
