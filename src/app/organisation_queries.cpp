#include "app/access_check.hpp"
#include "app/queries.hpp"
#include "app/staff_rights.hpp"
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
