#include "app/cases/hand_over.hpp"

#include <algorithm>
#include <iterator>
#include <set>

#include "access/of_event.hpp"
#include "app/organisation/staff_names.hpp"
#include "app/organisation/staff_rights.hpp"
#include "app/queries.hpp"
#include "app/refresh.hpp"
#include "app/timeline.hpp"
#include "event/id.hpp"
#include "event/known.hpp"

namespace overens::app {
namespace {

using access::Action;
using access::ObjectClass;
using base::refuse;
using base::text;
namespace known = event::known;

constexpr std::size_t piece = 500;

std::vector<CaseHead> heads_of(Store& store, std::string const& authority, std::span<std::string const> cases) {
  std::vector<CaseHead> heads;
  for (std::size_t i = 0; i < cases.size(); i += piece) {
    auto const some = cases.subspan(i, std::min(piece, cases.size() - i));
    for (auto& head : store.case_heads(authority, some)) heads.push_back(std::move(head));
  }
  return heads;
}

std::string only_authority(access::Actor const& actor) {
  return actor.authorities.size() == 1 ? actor.authorities.front() : std::string();
}

// The cases that HandOverPlan::seen() names.
std::vector<std::string> cases_seen(std::string_view seen) {
  std::vector<std::string> cases;
  while (!seen.empty()) {
    auto const word = seen.substr(0, seen.find(' '));
    seen.remove_prefix(std::min(word.size() + 1, seen.size()));
    cases.emplace_back(word.substr(0, word.find_first_of("!=")));
  }
  std::erase_if(cases, [](std::string const& one) { return !event::is_id(one); });
  return cases;
}

HandOverPlan::Case case_of_plan(CaseHead const& head, HandOver const& asked) {
  HandOverPlan::Case made{head.in_case};
  if (asked.of == HandOver::Of::unit) return made;
  auto const* const from = head.team.holder(asked.from);
  auto const* const to = head.team.holder(asked.to);
  made.is_named = from != nullptr && from->is_named;
  made.is_held = to != nullptr && (to->is_named || !made.is_named);
  return made;
}

// They hold a commission today by which somebody who works in such a case records in it.
bool may_work(account::Organisation const& of, std::string const& staff, access::Policy const& policy,
              calendar::Day on) {
  return may_by_a_commission(of, staff, policy, on, Action::record, ObjectClass::notes,
                             {.relation = access::Relation::own_authority, .is_involved = true});
}

// The events of a command that hands over: one has its id, several each their own after it.
std::vector<TimelineEvent> events_of(Store& store, event::Vocabulary const& vocabulary, std::string const& command) {
  std::vector<std::string> ids = {command};
  std::vector<journal::Entry> all;
  for (std::size_t first = 1; all.size() + 1 >= first; first += piece) {
    for (std::size_t i = 0; i < piece; ++i) ids.push_back(command + "." + std::to_string(first + i));
    auto found = store.entries(ids);
    std::move(found.begin(), found.end(), std::back_inserter(all));
    ids.clear();
  }
  return standing_events(std::move(all), vocabulary);
}

// What was said last of who has a case.
TimelineEvent last_move(Store& store, event::Vocabulary const& vocabulary, CaseHead const& head) {
  journal::SubjectRef const subject{"case", head.in_case};
  TimelineEvent last;
  for (auto& event : standing_events(store.entries_about(std::span(&subject, 1)), vocabulary)) {
    auto const action = access::action_of(*event.type);
    if (action == Action::assign && event.owner == head.authority) last = std::move(event);
  }
  return last;
}

event::Draft of_case(char const* type, std::string const& authority, std::string const& in_case, calendar::Day today) {
  event::Draft draft;
  draft.type = type;
  draft.happened = calendar::to_string(today);
  draft.owner = authority;
  draft.in_case = in_case;
  draft.subject_kind = "case";
  draft.subject_id = in_case;
  return draft;
}

}  // namespace

base::Expected<void> HandOvers::can_take_over(Store& store, std::string const& authority, HandOver const& asked) const {
  auto const today = calendar::day_in_sweden(clock_());
  if (asked.of == HandOver::Of::unit) {
    auto const is_own = [&](std::string const& id) {
      auto const unit = agreements_.units()->find(id, today);
      return unit && unit->authority == authority && (!unit->closed || id == asked.from);
    };
    if (asked.from != asked.to && is_own(asked.from) && is_own(asked.to)) return {};
    return refuse("unknown_unit", text("choose two units of your own authority"), "to");
  }
  auto const of = organisation_at(store, authority, vocabulary_);
  if (asked.from != asked.to && of.staff(asked.from) != nullptr && may_work(of, asked.to, looks_.policy(), today))
    return {};
  return refuse("unknown_staff", text("choose somebody else, who has a commission to work in cases"), "to");
}

std::string HandOverPlan::seen() const {
  std::string all;
  for (auto const& one : cases)
    all += (all.empty() ? "" : " ") + one.in_case + (one.is_named ? "!" : "") + (one.is_held ? "=" : "");
  return all;
}

base::Expected<HandOverPeople> HandOvers::people(access::Actor const& actor) {
  using Result = base::Expected<HandOverPeople>;
  auto const authority = only_authority(actor);
  access::Object const object{ObjectClass::internal, authority};
  return looks_.show(actor, Action::list, object, [&](Store& store, Shown& shown) -> Result {
    auto const of = organisation_at(store, authority, vocabulary_);
    auto const today = calendar::day_in_sweden(clock_());
    HandOverPeople people{of.staff(), {}};
    shown.nobody();
    for (auto const& one : people.from) {
      shown.add({"staff", one.id});
      if (may_work(of, one.id, looks_.policy(), today)) people.to.push_back(one);
    }
    return people;
  });
}

// Where it is now: who works there is told to those who may say who does.
void HandOvers::add_gone(Store& store, AccessCheck& check, std::string const& authority, std::string_view seen,
                         HandOverPlan& plan) const {
  auto cases = cases_seen(seen);
  std::erase_if(cases, [&](std::string const& id) {
    return std::any_of(plan.cases.begin(), plan.cases.end(), [&](auto const& one) { return one.in_case == id; });
  });
  std::set<std::string> staff;
  for (auto const& head : heads_of(store, authority, cases)) {
    auto const decision = check.decide(Action::assign, {ObjectClass::coordination, authority}, head);
    if (!decision.allowed && decision.why.code != "reason_needed") continue;
    auto& gone = plan.gone.emplace_back(HandOverPlan::Gone{head.in_case, head.team.unit_told()});
    for (auto const& holder : head.team.holders) {
      if (decision.allowed) gone.staff.push_back(holder.staff);
    }
    staff.insert(gone.staff.begin(), gone.staff.end());
    auto const moved = last_move(store, vocabulary_, head);
    gone.at = moved.recorded;
    if (decision.allowed || head.team.holder(moved.actor) == nullptr) gone.by = moved.actor;
    staff.insert(gone.by);
  }
  StaffNames const names(store, vocabulary_, authority, staff);
  for (auto& gone : plan.gone) {
    for (auto& one : gone.staff) one = names.of(one);
    gone.by_unit = names.unit_of(gone.by, calendar::day_in_sweden(gone.at));
    gone.by = names.of(gone.by);
  }
}

base::Expected<HandOverPlan> HandOvers::plan(access::Actor const& actor, HandOver const& asked, std::string_view seen) {
  using Result = base::Expected<HandOverPlan>;
  auto const authority = only_authority(actor);
  access::Object const object{ObjectClass::coordination, authority};
  return looks_.show(actor, Action::assign, object, [&](Store& store, Shown& shown) -> Result {
    shown.nobody();
    auto const today = calendar::day_in_sweden(clock_());
    agreements_.on(today);
    if (auto can = can_take_over(store, authority, asked); !can) return tl::unexpected(can.error());
    if (!Refresh::are_complete(store)) return tl::unexpected(views_being_made());
    AccessCheck check(looks_.policy(), actor, store, today, {}, &agreements_);
    HandOverPlan plan;
    auto const cases = asked.of == HandOver::Of::unit ? store.cases_of_unit(authority, asked.from)
                                                      : store.held_cases(authority, asked.from);
    for (auto const& head : heads_of(store, authority, cases)) {
      auto const decision = check.decide(Action::assign, object, head);
      if (decision.allowed) {
        shown.add({"case", head.in_case}).by(object, decision);
        plan.cases.push_back(case_of_plan(head, asked));
      } else if (decision.why.code == "reason_needed") {
        ++plan.of_other_units;  // what they would see if they said why, and so may know to be there
      }
    }
    std::sort(plan.cases.begin(), plan.cases.end(), [](auto const& a, auto const& b) { return a.in_case < b.in_case; });
    add_gone(store, check, authority, seen, plan);
    for (auto const& one : plan.gone) shown.add({"case", one.in_case});
    return plan;
  });
}

std::vector<event::Draft> HandOvers::drafts(HandOver const& asked, HandOverPlan const& plan,
                                            std::string const& authority) const {
  auto const today = calendar::day_in_sweden(clock_());
  std::vector<event::Draft> all;
  for (auto const& one : plan.cases) {
    auto const add = [&](char const* type, event::DraftField said) -> event::Draft& {
      all.push_back(of_case(type, authority, one.in_case, today));
      all.back().data.push_back(std::move(said));
      return all.back();
    };
    if (asked.of == HandOver::Of::unit) {
      add(known::case_unit_set, {"unit", {asked.to}, false}).data.push_back({"from", {asked.from}, false});
      continue;
    }
    if (!one.is_held) {
      auto& taken = add(known::case_taken_on, {"staff", {asked.to}, false});
      if (one.is_named) taken.data.push_back({"named", {true}, false});
    }
    add(known::case_let_go, {"staff", {asked.from}, false});
  }
  return all;
}

base::Expected<void> HandOvers::carry_out(access::Actor const& actor, HandOver const& asked, std::string_view seen,
                                          std::string const& command) {
  auto const plan = this->plan(actor, asked);
  if (!plan) return tl::unexpected(plan.error());
  auto const others =
      refuse("version_conflict", text("other cases would go now than you have been told: look once more"));
  if (plan->cases.empty() || plan->seen() != seen) {
    if (receipt(actor, command)) return {};  // has been done
    if (plan->cases.empty() && seen.empty()) return refuse("not_held", text("there is nothing to hand over"), "from");
    return others;
  }
  auto const made =
      make_command(command, drafts(asked, *plan, actor.authorities.front()), vocabulary_, most_imported_events);
  if (!made) return tl::unexpected(made.error());
  auto const result = commands_.carry_out(actor, *made);
  if (!result.refused) return {};
  // Somebody else was first, while this waited for its turn.
  if (auto const now = this->plan(actor, asked); now && now->seen() != seen) return others;
  return tl::unexpected<base::Refusal>(*result.refused);
}

base::Expected<HandOverReceipt> HandOvers::receipt(access::Actor const& actor, std::string const& command) {
  using Result = base::Expected<HandOverReceipt>;
  auto const authority = only_authority(actor);
  access::Object const object{ObjectClass::coordination, authority};
  return looks_.show(actor, Action::assign, object, [&](Store& store, Shown& shown) -> Result {
    HandOverReceipt receipt;
    std::set<std::string> cases;
    for (auto const& event : events_of(store, vocabulary_, command)) {
      if (event.owner != authority || event.actor != actor.id || actor.id.empty()) continue;
      auto const values = plain_values(event);
      auto const is_of_unit = event.type->name == known::case_unit_set && !event::said(values, "from").empty();
      if (is_of_unit) {
        receipt.done = {HandOver::Of::unit, event::said(values, "from"), event::said(values, "unit")};
      } else if (event.type->name == known::case_let_go) {
        receipt.done.from = event::said(values, "staff");
      } else if (event.type->name == known::case_taken_on) {
        receipt.done.to = event::said(values, "staff");
      } else {
        continue;
      }
      receipt.at = event.recorded;
      cases.insert(event.in_case);
    }
    if (receipt.done.from.empty()) return refuse("not_found", text("there is nothing at this address"));
    receipt.cases.assign(cases.begin(), cases.end());
    for (auto const& one : receipt.cases) shown.add({"case", one});
    StaffNames const names(store, vocabulary_, authority, {receipt.done.from, receipt.done.to});
    receipt.from_name = names.of(receipt.done.from);
    receipt.to_name = names.of(receipt.done.to);
    return receipt;
  });
}

}  // namespace overens::app
