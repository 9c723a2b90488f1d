#include "app/cases/hand_over.hpp"

#include <algorithm>

#include "app/access_check.hpp"
#include "app/organisation/staff_rights.hpp"
#include "app/queries.hpp"
#include "app/refresh.hpp"
#include "event/known.hpp"

namespace overens::app {
namespace {

using access::Action;
using access::ObjectClass;
using base::refuse;
using base::text;
namespace known = event::known;

constexpr std::size_t piece = 500;

std::vector<CaseHead> heads_of_staff(Store& store, std::string const& authority, std::string const& staff) {
  auto const cases = store.held_cases(authority, staff);
  std::vector<CaseHead> heads;
  for (std::size_t i = 0; i < cases.size(); i += piece) {
    auto const some = std::span(cases).subspan(i, std::min(piece, cases.size() - i));
    for (auto& head : store.case_heads(authority, some)) heads.push_back(std::move(head));
  }
  return heads;
}

std::vector<CaseHead> heads_of_unit(Store& store, std::string const& authority, std::string const& unit) {
  std::vector<CaseHead> heads;
  std::optional<CaseKey> after;
  for (auto is_last = false; !is_last;) {
    auto const some = store.cases(authority, piece, after);
    is_last = some.size() < piece;
    for (auto const& head : some) {
      after = CaseKey{head.next_due_on, head.in_case};
      if (head.team.unit == unit) heads.push_back(head);
    }
  }
  return heads;
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

// They hold a commission today by which somebody who works in such a case sees it.
bool may_work(account::Organisation const& of, std::string const& authority, std::string const& staff,
              access::Policy const& policy, calendar::Day on) {
  auto const held = of.held_by(staff, on);
  return std::any_of(held.begin(), held.end(), [&](account::Commission const* one) {
    access::Actor const as{.kind = access::Actor::Kind::staff,
                           .id = staff,
                           .authorities = {authority},
                           .role = one->role,
                           .unit = one->unit,
                           .purpose = one->purpose};
    access::AccessFacts const facts{.relation = access::Relation::own_authority, .is_involved = true, .on = on};
    return access::decide(policy, as, Action::record, {ObjectClass::notes, authority}, facts).allowed;
  });
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
  if (asked.from != asked.to && of.staff(asked.from) != nullptr &&
      may_work(of, authority, asked.to, looks_.policy(), today))
    return {};
  return refuse("unknown_staff", text("choose somebody else, who has a commission to work in cases"), "to");
}

base::Expected<HandOverPlan> HandOvers::plan(access::Actor const& actor, HandOver const& asked) {
  using Result = base::Expected<HandOverPlan>;
  auto const authority = actor.authorities.size() == 1 ? actor.authorities.front() : std::string();
  access::Object const object{ObjectClass::coordination, authority};
  return looks_.show(actor, Action::assign, object, [&](Store& store, Shown& shown) -> Result {
    shown.nobody();
    auto const today = calendar::day_in_sweden(clock_());
    agreements_.on(today);
    if (auto can = can_take_over(store, authority, asked); !can) return tl::unexpected(can.error());
    if (!Refresh::are_complete(store)) return tl::unexpected(views_being_made());
    AccessCheck check(looks_.policy(), actor, store, today, {}, &agreements_);
    HandOverPlan plan;
    auto const heads = asked.of == HandOver::Of::unit ? heads_of_unit(store, authority, asked.from)
                                                      : heads_of_staff(store, authority, asked.from);
    for (auto const& head : heads) {
      auto const decision = check.decide(Action::assign, object, head);
      if (decision.allowed) {
        shown.add({"case", head.in_case}).by(object, decision);
        plan.cases.push_back(case_of_plan(head, asked));
      } else if (decision.why.code == "reason_needed") {
        ++plan.of_other_units;  // what they would see if they said why, and so may know to be there
      }
    }
    std::sort(plan.cases.begin(), plan.cases.end(), [](auto const& a, auto const& b) { return a.in_case < b.in_case; });
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
      add(known::case_unit_set, {"unit", {asked.to}, false});
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

base::Expected<void> HandOvers::carry_out(access::Actor const& actor, HandOver const& asked, std::size_t seen,
                                          std::string const& command) {
  auto const plan = this->plan(actor, asked);
  if (!plan) return tl::unexpected(plan.error());
  if (plan->cases.empty()) return {};  // has been done
  auto const others =
      refuse("version_conflict", text("other cases would go now than you have been told: look once more"));
  if (plan->cases.size() != seen) return others;
  auto const made =
      make_command(command, drafts(asked, *plan, actor.authorities.front()), vocabulary_, most_imported_events);
  if (!made) return tl::unexpected(made.error());
  auto const result = commands_.carry_out(actor, *made);
  if (result.refused && result.refused->code == "not_held") return others;  // somebody else was first
  if (result.refused) return tl::unexpected<base::Refusal>(*result.refused);
  return {};
}

}  // namespace overens::app
