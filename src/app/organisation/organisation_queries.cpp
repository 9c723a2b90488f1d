#include <algorithm>

#include "app/access_check.hpp"
#include "app/organisation/staff_names.hpp"
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
      if (one.commission != commission || one.through < today) continue;
      auto const* const who = known.staff(one.staff);
      shown.add({"staff", one.staff});
      place.named.push_back({one, who == nullptr ? one.staff : who->name});
    }
    return place;
  });
}

base::Expected<std::vector<NamedStandIn>> Queries::own_stand_ins(access::Actor const& actor) {
  using Result = base::Expected<std::vector<NamedStandIn>>;
  auto const authority = actor.authorities.size() == 1 ? actor.authorities.front() : std::string();
  access::Object object{ObjectClass::internal, authority};
  object.holder = actor.id;
  return looks_.show_decided(actor, Action::name_stand_in, [&](Store& store, Shown& shown) -> Result {
    auto decision = check(store, actor).decide(Action::name_stand_in, object);
    shown.by(object, decision).nobody();
    if (!decision.allowed) return tl::unexpected(std::move(decision.why));
    // A commission is found by its holder, and who has been named by the commission.
    std::vector<journal::SubjectRef> about = {{"staff", actor.id}};
    auto const held = organisation_of(store.entries_about(about), authority, vocabulary_);
    for (auto const& one : held.commissions()) {
      if (one.staff == actor.id) about.push_back({"commission", one.id});
    }
    auto const known = organisation_of(store.entries_about(about), authority, vocabulary_);
    auto const today = calendar::day_in_sweden(clock_());
    std::vector<NamedStandIn> all;
    std::set<std::string> ids;
    for (auto const& one : known.stand_ins()) {
      auto const is_theirs = std::find(about.begin(), about.end(), journal::SubjectRef{"commission", one.commission});
      if (is_theirs == about.end() || one.through < today) continue;
      all.push_back({one, {}});
      ids.insert(one.staff);
      shown.add({"staff", one.staff});
    }
    StaffNames const names(store, vocabulary_, authority, ids);
    for (auto& one : all) one.name = names.of(one.by.staff);
    return all;
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
