#include <algorithm>

#include "app/access_check.hpp"
#include "app/organisation/staff_rights.hpp"
#include "app/queries.hpp"
#include "app/subjects_of.hpp"

namespace overens::app {

using access::Action;
using access::ObjectClass;

base::Expected<account::Organisation> Queries::organisation(access::Actor const& actor, std::string const& authority) {
  using Result = base::Expected<account::Organisation>;
  access::Object const object{ObjectClass::internal, authority};
  return looks_.show_decided(actor, Action::list, [&](Store& store, Shown& shown) -> Result {
    auto decision = access::decide(looks_.policy(), actor, Action::list, object);
    shown.by(object, decision);
    if (!decision.allowed) return tl::unexpected(std::move(decision.why));
    auto check = this->check(store, actor);
    auto organisation =
        organisation_of(seen(store, check, {organisation_kind, authority}).entries, authority, vocabulary_);
    shown.nobody();
    for (auto const& one : organisation.staff()) shown.add({"staff", one.id});
    return organisation;
  });
}

base::Expected<StandInPlace> Queries::stand_in_place(access::Actor const& actor, std::string const& commission) {
  using Result = base::Expected<StandInPlace>;
  auto const authority = actor.authorities.size() == 1 ? actor.authorities.front() : std::string();
  access::Object object{ObjectClass::internal, authority};
  return looks_.show_decided(actor, Action::name_stand_in, [&](Store& store, Shown& shown) -> Result {
    auto const today = calendar::day_in_sweden(clock_());
    auto const known = organisation_at(store, authority, vocabulary_);
    StandInPlace place;
    for (auto const& one : known.commissions()) {
      if (one.id == commission) place.commission = one;
    }
    object.unit = place.commission.unit;
    object.holder = place.commission.staff;
    auto decision = check(store, actor).decide(Action::name_stand_in, object);
    shown.by(object, decision).nobody();
    // Of others' commissions nothing is told, and so not whether there is such a one.
    if (place.commission.id.empty() || !decision.allowed)
      return base::refuse("not_found", base::text("there is nothing at this address"));
    for (auto const& one : known.staff()) {
      auto const held = known.held_by(one.id, today);
      auto const is_of_same_work = [&](account::Commission const* other) {
        return other->role == place.commission.role && other->unit == place.commission.unit;
      };
      if (one.id == place.commission.staff || std::none_of(held.begin(), held.end(), is_of_same_work)) continue;
      shown.add({"staff", one.id});
      place.colleagues.push_back(one);
    }
    for (auto const& one : known.stand_ins()) {
      if (one.commission == commission && today <= one.through) place.named.push_back(one);
    }
    return place;
  });
}

base::Expected<ImportPlan> Queries::plan_import(access::Actor const& actor, ImportRequest const& request,
                                                std::string_view table,
                                                std::function<void(double share)> const& progress) {
  auto const now = organisation(actor, request.authority);
  if (!now) return tl::unexpected(now.error());
  auto const rows = base::read_csv(table);
  if (!rows) return tl::unexpected(rows.error());
  agreements(request.on);  // so that the units are those of now
  return app::plan_import(request, *rows, *now, units()->on(request.on), vocabulary_, progress);
}

}  // namespace overens::app
