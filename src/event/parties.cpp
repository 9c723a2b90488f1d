// Counties, regions and municipalities by the official list.

#include <algorithm>

#include "base/words.hpp"
#include "event/vocabulary.hpp"

namespace overens::event {

using base::text;

County const* Vocabulary::find_county(std::string_view word) const {
  auto const wanted = base::folded(word);
  auto const is = [&](std::string_view name) { return base::folded(name) == wanted; };
  auto const by_code = [&](std::string_view code) {
    auto const found = std::find_if(counties.begin(), counties.end(), [&](County const& c) { return c.code == code; });
    return found == counties.end() ? nullptr : &*found;
  };
  // Most counties' names are in the genitive: with or without "län" behind it, and without its "s".
  auto const is_county = [&](County const& county) {
    auto const name = base::folded(county.name);
    auto const without = name.substr(0, name.rfind(' '));
    return name == wanted || without == wanted || (without.ends_with('s') && without == wanted + "s") ||
           county.code == wanted || is(county.letter) || is(county.region);
  };
  auto const county = std::find_if(counties.begin(), counties.end(), is_county);
  if (county != counties.end()) return &*county;
  auto const municipality = std::find_if(municipalities.begin(), municipalities.end(), [&](Municipality const& one) {
    return is(one.name) || is(one.full_name) || one.code == wanted;
  });
  return municipality == municipalities.end() ? nullptr : by_code(std::string_view(municipality->code).substr(0, 2));
}

std::optional<Vocabulary::PartyKind> Vocabulary::party_kind(std::string_view code) const {
  auto const has = [&](auto const& all) {
    return std::any_of(all.begin(), all.end(), [&](auto const& one) { return one.code == code; });
  };
  if (has(counties)) return PartyKind::region;
  if (has(municipalities)) return PartyKind::municipality;
  if (std::find(invented_parties_.begin(), invented_parties_.end(), code) == invented_parties_.end())
    return std::nullopt;
  return code.size() == 2 ? PartyKind::region : PartyKind::municipality;
}

std::string Vocabulary::region_of(std::string_view municipality) const {
  if (party_kind(municipality) != PartyKind::municipality) return {};
  return std::string(municipality.substr(0, 2));
}

base::Text no_such_party(std::string_view code) {
  return text("no party has the code {0}: a region has its county's two digits, a municipality its four", code);
}

std::optional<base::Text> Vocabulary::misfit(std::string_view kind_of_authority, std::string_view party) const {
  auto const* kind = authority_kind(kind_of_authority);
  if (kind == nullptr) return std::nullopt;
  auto const is = party_kind(party);
  if (!is) return no_such_party(party);
  if (kind->party == "private") return std::nullopt;
  auto const wanted = kind->party == "region" ? PartyKind::region : PartyKind::municipality;
  if (*is == wanted) return std::nullopt;
  return wanted == PartyKind::region ? text("{0} is a municipality, and this kind of authority a region's", party)
                                     : text("{0} is a region, and this kind of authority a municipality's", party);
}

}  // namespace overens::event
