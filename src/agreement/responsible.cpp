#include "agreement/responsible.hpp"

#include <algorithm>

#include "base/shape.hpp"
#include "base/words.hpp"

namespace overens::agreement {

namespace {

bool include(std::optional<Ages> const& ages, std::optional<int> age) {
  return !age || !ages || ages->has(*age);
}

// The ages that lie in both.
Ages common(Ages const& one, Ages const& other) {
  auto const& from = one.from.value_or(0) >= other.from.value_or(0) ? one.from : other.from;
  constexpr int none = 1000;
  auto const& until = one.until.value_or(none) <= other.until.value_or(none) ? one.until : other.until;
  return {from, until};
}

bool is_empty(Ages const& ages) {
  return ages.from && ages.until && *ages.from >= *ages.until;
}

void add_readings(Responsible& line, std::vector<std::string> const& more) {
  for (auto const& id : more) {
    if (std::find(line.readings.begin(), line.readings.end(), id) == line.readings.end()) line.readings.push_back(id);
  }
}

// A unit that does not receive the age is not told to somebody who asks for that age.
void add_holders(Responsible& line, Pack const& pack, std::vector<Holder> const& holders,
                 std::optional<Ages> const& ages) {
  for (auto const& holder : holders) {
    auto const* unit = pack.unit(holder.unit);
    auto const receives = unit == nullptr ? std::nullopt : unit->ages;
    if (unit != nullptr) add_readings(line, unit->readings);
    if (include(ages, line.age) && include(receives, line.age)) {
      line.who.push_back(&holder);
      continue;
    }
    line.of_other_ages.push_back(&holder);
    auto const named = common(ages.value_or(Ages{}), receives.value_or(Ages{}));
    if (is_empty(named)) continue;
    if (std::find(line.named_for.begin(), line.named_for.end(), named) == line.named_for.end())
      line.named_for.push_back(named);
  }
}

// The answer of a row, or of one of its bands.
Responsible line_of(Pack const& pack, Responsibility const& row, std::vector<Holder> const& holders,
                    std::optional<Ages> const& ages, std::optional<int> age) {
  Responsible line{.row = &row, .ages = ages, .age = age};
  add_holders(line, pack, holders, ages);
  if (!line.who.empty()) line.named_for.clear();
  return line;
}

}  // namespace

std::vector<Responsible> who(Pack const& pack, std::string_view need, std::optional<int> age) {
  std::vector<Responsible> all;
  for (auto const& row : pack.responsibilities) {
    if (row.need != need) continue;
    if (row.by_age.empty()) {
      all.push_back(line_of(pack, row, row.who, row.ages, age));
      add_readings(all.back(), row.readings);
      continue;
    }
    Responsible outside{.row = &row, .age = age};
    auto const before = all.size();
    for (auto const& band : row.by_age) {
      auto const ages = common(row.ages.value_or(Ages{}), band.ages);
      if (is_empty(ages)) continue;
      auto const is_asked = include(ages, age);
      if (is_asked) all.push_back(line_of(pack, row, band.who, ages, age));
      if (!is_asked) add_holders(outside, pack, band.who, ages);
      add_readings(is_asked ? all.back() : outside, band.readings);
    }
    if (all.size() == before) all.push_back(std::move(outside));
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
