#include "demonstration/places.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "event/known.hpp"

namespace overens::demonstration {

using calendar::Moment;
using Json = nlohmann::ordered_json;

bool Places::find(std::vector<std::string> const& before) {
  for (auto const& line : before) {
    auto const event = Json::parse(line);
    if (event.value("type", "") != event::known::authority_registered) continue;
    auto const data = event.value("data", Json::object());
    auto const& parties = year_.pack->parties;
    auto const is_party = std::any_of(parties.begin(), parties.end(),
                                      [&](auto const& one) { return one.code == data.value("party", ""); });
    for (auto const& side : stories_.sides) {
      auto& all = authorities_[side.id];
      if (is_party && side.authority_kind == data.value("kind", "") && static_cast<int>(all.size()) < side.authorities)
        all.push_back(event.value("owner", ""));
    }
  }
  return std::all_of(stories_.sides.begin(), stories_.sides.end(),
                     [&](StorySide const& side) { return !authorities_[side.id].empty(); });
}

void Places::employ(Diary& diary) {
  for (auto const& side : stories_.sides) {
    for (auto const& authority : authorities_[side.id]) {
      auto number = 0;
      for (auto const& unit : side.units) open_unit(side, unit, authority, ++number, diary);
    }
  }
}

void Places::open_unit(StorySide const& side, StoryUnit const& unit, std::string const& authority, int number,
                       Diary& diary) {
  Workplace place{authority, fmt::format("demo-{}-unit-{}", authority, number), {}};
  auto const write = [&](char const* type, Json data) {
    diary.write({type, Moment::whole(year_.from), authority, {"unit", place.unit}, std::move(data)});
  };
  write(event::known::unit_opened, {{"authority", authority}, {"kind", unit.kind}, {"name", unit.name}});
  write("unit.described", {{"name", unit.name}, {"telephone", unit.telephone}, {"hours", "Måndag–fredag 8–16"}});
  for (int i = 1; i <= unit.staff; ++i) {
    auto const id = fmt::format("demo-{}-{}", authority, 10 * (number - 1) + i);
    hire(id, side.staff, place, diary);
    place.staff.push_back(id);
  }
  // Who sees to what has come in, and what nobody has taken on.
  hire(fmt::format("demo-{}-chef-{}", authority, number), side.manager, place, diary);
  places_[side.id].push_back(std::move(place));
}

void Places::hire(std::string const& id, StoryRole const& as, Workplace const& place, Diary& diary) const {
  diary.write({"staff.registered",
               Moment::whole(year_.from),
               place.authority,
               {"staff", id},
               {{"name", name_of(id)}, {"email", id + "@prov.example"}}});
  diary.write({"commission.given",
               Moment::whole(year_.from),
               place.authority,
               {"commission", "u-" + id},
               {{"staff", id},
                {"role", as.role},
                {"purpose", as.purpose},
                {"from", calendar::to_string(year_.from)},
                {"unit", place.unit}}});
}

Workplace const& Places::one(std::string const& side, std::string const& what) const {
  auto const& all = places_.at(side);
  return all[chance_.number(side, what) % all.size()];
}

std::string Places::name_of(std::string const& id) const {
  auto const pick = [&](char const* which, std::vector<std::string> const& all) {
    return all[chance_.number(which, id) % all.size()];
  };
  return pick("given", stories_.given) + " " + pick("family", stories_.family);
}

}  // namespace overens::demonstration
