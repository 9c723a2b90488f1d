#include "agreement/responsible.hpp"

#include <algorithm>

#include "base/shape.hpp"
#include "base/words.hpp"

namespace overens::agreement {

std::vector<Responsible> who(Pack const& pack, std::string_view need, std::optional<int> age) {
  std::vector<Responsible> all;
  for (auto const& row : pack.responsibilities) {
    if (row.need != need) continue;
    if (!row.who.empty()) {
      Responsible line{&row, {}, std::nullopt, {}};
      for (auto const& holder : row.who) line.who.push_back(&holder);
      all.push_back(std::move(line));
    }
    for (auto const& band : row.by_age) {
      if (age && !band.ages.has(*age)) continue;
      Responsible line{&row, {}, band.ages, band.readings};
      for (auto const& holder : band.who) {
        // A unit that does not receive the age is not told to somebody who asks for that age.
        auto const* unit = pack.unit(holder.unit);
        if (age && unit != nullptr && unit->ages && !unit->ages->has(*age)) continue;
        line.who.push_back(&holder);
      }
      all.push_back(std::move(line));
    }
  }
  return all;
}

Pack const* in_force(std::vector<Pack const*> const& packs, std::string_view agreement, calendar::Day on) {
  Pack const* latest = nullptr;
  for (auto const* pack : packs) {
    if (pack->agreement != agreement || pack->validity.from > on) continue;
    if (pack->validity.through && *pack->validity.through < on) continue;
    if (latest == nullptr || pack->validity.from > latest->validity.from) latest = pack;
  }
  return latest;
}

std::vector<event::Need const*> find_need(event::Vocabulary const& vocabulary, std::string_view word) {
  auto const wanted = base::folded(word);
  std::vector<event::Need const*> some;
  for (auto const& need : vocabulary.needs) {
    auto const exact =
        need.id == word || base::folded(need.label.sv) == wanted || base::folded(need.label.en) == wanted;
    if (exact) return {&need};
    auto const other =
        std::any_of(need.words.begin(), need.words.end(), [&](auto const& w) { return base::folded(w) == wanted; });
    auto const part = base::folded(need.label.sv).find(wanted) != std::string::npos ||
                      base::folded(need.label.en).find(wanted) != std::string::npos;
    if (!wanted.empty() && (other || part)) some.push_back(&need);
  }
  return some;
}

std::vector<std::string> find_agreement(std::vector<Pack const*> const& packs, std::string_view word) {
  auto const wanted = base::folded(word);
  std::vector<std::string> all;
  for (auto const* pack : packs) {
    auto const fits = pack->agreement == word || pack->county == word ||
                      (!wanted.empty() && base::folded(pack->parties.front().name).find(wanted) != std::string::npos);
    if (fits && std::find(all.begin(), all.end(), pack->agreement) == all.end()) all.push_back(pack->agreement);
  }
  return all;
}

}  // namespace overens::agreement
