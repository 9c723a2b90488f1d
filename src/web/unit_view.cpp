#include "web/unit_view.hpp"

#include <algorithm>

#include "base/words.hpp"
#include "http/target.hpp"
#include "wording/responsible.hpp"

namespace overens::web {

using base::text;

std::string unit_name(std::string const& id, PageContext const& context) {
  auto const unit = context.units->find(id, context.today);
  return unit ? name_of(*unit, context) : std::string();
}
std::string kind_of(app::UnitDetails const& unit, PageContext const& context) {
  auto const* kind = context.sources.vocabulary.code("unit_kinds", unit.kind);
  return kind == nullptr ? unit.kind : base::capitalised(context.language.say(kind->label));
}

std::string name_of(app::UnitDetails const& unit, PageContext const& context) {
  return unit.name.empty() ? kind_of(unit, context) : unit.name;
}

std::string with_unit(std::string const& name, std::string const& unit, PageContext const& context) {
  auto const found = context.units->find(unit, context.today);
  return found ? context.tr(text("{0}, {1}", name, name_of(*found, context))) : name;
}

std::string ages_of(app::UnitDetails const& unit, PageContext const& context) {
  agreement::Ages ages{unit.from_age, {}};
  if (unit.through_age) ages.until = *unit.through_age + 1;
  return wording::in_words(ages, context.language);
}

bool is_verified_lately(app::UnitDetails const& unit, PageContext const& context) {
  return unit.verified && context.today <= unit.verified->good_through;
}

std::string verified(app::UnitDetails const& unit, PageContext const& context) {
  if (!unit.verified) return context.tr(text("Nobody has gone through the details yet."));
  auto const on = calendar::to_string(unit.verified->on);
  if (!is_verified_lately(unit, context))
    return context.tr(text("The unit went through the details {0}. That is long ago: they may have changed.", on));
  auto const days = (context.today - unit.verified->on).count();
  if (days <= 0) return context.tr(text("The unit went through the details today."));
  return context.tr(base::plural("The unit went through the details yesterday, {1}.",
                                 "The unit went through the details {0} days ago, {1}.", days, on));
}

std::string doubted(app::UnitDetails const& unit, PageContext const& context) {
  if (!unit.doubted) return {};
  std::vector<std::string> what;
  for (auto const& code : unit.doubts) {
    auto const* known = context.sources.vocabulary.code("unit_doubts", code);
    what.push_back(known == nullptr ? code : context.language.say(known->label));
  }
  if (what.empty()) return context.tr(text("Somebody has said that the details are not right."));
  return context.tr(text("Somebody has said that this is not right: {0}.", context.language.list(what)));
}

bool serves(app::UnitDetails const& unit, PlacePicked const& place) {
  auto const& parties = place.life->versions().back()->parties;
  auto const is_here = [&](std::string const& code) {
    return std::any_of(parties.begin(), parties.end(), [&](auto const& party) { return party.code == code; });
  };
  auto const is_municipality = [&](std::string const& code) {
    return std::any_of(parties.begin(), parties.end(), [&](auto const& party) {
      return party.code == code && party.kind == agreement::Party::Kind::municipality;
    });
  };
  if (!is_here(unit.party) && !is_here(unit.municipality)) return false;
  if (place.municipality == nullptr) return true;
  auto const& wanted = place.municipality->code;
  if (!unit.municipality.empty()) return unit.municipality == wanted;
  return unit.party == wanted || !is_municipality(unit.party);
}

std::string unit_path(app::UnitDetails const& unit) {
  return "/enheter/" + http::encode(unit.id);
}

}  // namespace overens::web
