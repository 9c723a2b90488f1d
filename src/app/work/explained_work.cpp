// One of what there is to do, explained: the engine is asked anew of its subject alone, as the authority knows it.

#include <algorithm>

#include "app/cases/case_workspace.hpp"
#include "app/queries.hpp"
#include "app/rows.hpp"
#include "app/subjects_of.hpp"

namespace overens::app {

using access::Action;
using access::ObjectClass;
using base::refuse;
using base::text;
using calendar::Day;

namespace {

// The answer in which it stands, as the authority knows it; false when there is none. Without a row: what stands in no
// list since it has been done, as after a correction; of a shared subject.
bool explain_in(obligation::Engine const& engine, std::uint32_t group, WorkPlace const& place, base::Symbol viewer,
                ObligationRow const* row, Day today, TakeExplained const& take) {
  obligation::Engine::Session session(engine, {calendar::Moment::whole(today), calendar::Instant::max(), viewer});
  if (group == obligation::Facts::everything) return false;
  for (auto const* answer : session.ask(group)) {
    for (auto const& one : answer->obligations) {
      if (one.id() != place.id) continue;
      auto const& registry = session.registry();
      auto const in_no_list = [&] {
        return shared_row(*answer, one, registry, place.authority, engine.authority(place.authority));
      };
      take(engine, registry, *answer->view, one, row == nullptr ? in_no_list() : *row);
      return true;
    }
  }
  return false;
}

// Everybody is answered alike.
bool explain_shared(AgreementStatus& agreements, WorkPlace const& place, ObligationRow const* row, Day today,
                    TakeExplained const& take) {
  auto is_there = false;
  agreements.on(today);
  agreements.ask([&](SharedState const& known) {
    auto const* group = known.engine().facts().group(place.of.kind, place.of.id);
    is_there = group != nullptr && explain_in(known.engine(), group->number, place, 0, row, today, take);
  });
  return is_there;
}

ObligationRow const* row_at(WorkPlace const& place, std::vector<ObligationRow> const& rows) {
  auto const found = std::find_if(rows.begin(), rows.end(), [&](ObligationRow const& one) {
    return one.authority == place.authority && one.id == place.id;
  });
  return found == rows.end() ? nullptr : &*found;
}

}  // namespace

base::Expected<std::set<ObjectClass>> Queries::explain(access::Actor const& actor, WorkPlace const& place,
                                                       std::string reason, TakeExplained const& take) {
  using Result = base::Expected<std::set<ObjectClass>>;
  return looks_.show_decided(actor, Action::read, [&](Store& store, Shown& shown) -> Result {
    auto const nothing = refuse("not_found", text("there is nothing at this address"));
    auto check = this->check(store, actor, reason);
    auto const today = calendar::day_in_sweden(clock_());
    auto view = store.view(place.of);
    auto const* row = row_at(place, view.obligations);
    auto const of_case = place.of.kind == "case" ? place.of.id : std::string();
    auto const in_case = row == nullptr ? of_case : row->in_case;
    auto const sent = in_case.empty() ? Sent::not_to_them : check.sent(in_case);
    auto const is_known = in_case.empty() || check.head(place.authority, in_case) != nullptr;
    // A case that the authority does not know is answered as one that there is not.
    access::Object core{in_case.empty() || !is_known ? ObjectClass::governance : ObjectClass::coordination,
                        place.authority};
    // What is owed about a thing that all know of is asked of the row itself, as on the thing's own page.
    auto const is_shared = !is_private(vocabulary_, place.of.kind);
    core.is_shared = is_shared && in_case.empty() && row != nullptr;
    auto may = check.decide(Action::read, core, is_known ? in_case : std::string());
    if (in_case.empty()) {
      shown.nobody();
    } else {
      shown.add({"case", in_case});
    }
    shown.reason(reason).by(core, may);
    // Whom something has been sent to by name is answered as others are in the log that everybody reviews.
    if (!may.allowed && sent == Sent::not_to_them) return tl::unexpected(std::move(may.why));
    if (!is_known && sent == Sent::not_to_them) return nothing;
    auto const hidden = hidden_in_lists(store, check, place.authority, true);
    if (hidden.cases.contains(in_case)) row = row_at(place, hidden.obligations);
    if (row == nullptr && !may.allowed) return tl::unexpected(std::move(may.why));
    if (row == nullptr && is_shared && explain_shared(agreements_, place, row, today, take)) return {};
    if (row == nullptr) return nothing;
    auto of_row = row->details.received ? recorded_row(*row, check.disclosed_events(place.authority, in_case))
                                        : recorded_row(*row);
    if (hidden.shown_apart.contains(in_case)) of_row.object.object_class = ObjectClass::sensitive;
    if (!may.allowed && !of_row.received) return tl::unexpected(std::move(may.why));
    auto decision = check.decide(Action::read, of_row);
    if (!decision.allowed) return tl::unexpected(std::move(decision.why));
    show_part(shown, of_row.object, decision, in_case);
    if (is_shared) {
      explain_shared(agreements_, place, row, today, take);
      return {};
    }
    agreements_.on(today);
    agreements_.ask([&](SharedState const& known) {
      CaseWorkspace workspace(known, today, [&](HiddenFacts const& facts) { return check.may_see(facts); });
      workspace.gather(store, {place.of});
      auto const& engine = workspace.settled();
      explain_in(engine, workspace.group_of(place.of), place, engine.authority(place.authority), row, today, take);
    });
    auto const* const head = in_case.empty() ? nullptr : check.head(place.authority, in_case);
    return head == nullptr ? std::set<ObjectClass>() : check.may_record(*head, vocabulary_);
  });
}

}  // namespace overens::app
