// What a registry says as one number, to tell whether anything else than before can follow from it.

#include <algorithm>

#include "obligation/registry.hpp"

namespace overens::obligation {
namespace {

std::uint64_t number(calendar::Day day) {
  return static_cast<std::uint64_t>(day.time_since_epoch().count());
}
std::uint64_t number(std::optional<calendar::Day> const& day) {
  return day ? number(*day) : UINT64_MAX;
}

std::uint64_t all_of(std::initializer_list<std::uint64_t> parts) {
  std::uint64_t all = 0;
  for (auto const part : parts) all = mixed(all, part);
  return all;
}

}  // namespace

// Symbols differ from one program to another: words count. What has no order is added up.
void Registry::take_fingerprint() {
  auto const word = [&](base::Symbol symbol) { return hash_of(facts_.words().word(symbol)); };
  auto& rest = fingerprint_.rest;
  auto& units = fingerprint_.units;
  auto& forums = fingerprint_.forums;
  auto const take = [&](Authority const& one) {
    rest += all_of({1, word(one.name), word(one.party), one.kind, number(one.from)});
  };
  for (auto const& one : authorities_) take(one);
  for (auto const& [name, all] : former_) std::for_each(all.begin(), all.end(), take);
  for (auto const& [authority, all] : complete_) {
    for (auto const& one : all) {
      auto what = all_of({number(one.from), number(one.through)});
      for (auto const type : one.types) what = mixed(what, type);
      rest += all_of({2, word(authority), what});
    }
  }
  // What is done under an agreement says only that it is in use: see Lifecycle.
  boost::unordered_flat_set<std::uint64_t> in_use;
  for (auto const& recorded : on_agreements_) {
    auto const id = hash_of(recorded.agreement);
    auto const& one = recorded.event;
    if (in_use.insert(mixed(id, word(recorded.by))).second) rest += all_of({3, id, word(recorded.by)});
    if (!one.type.starts_with("agreement.")) continue;
    rest += all_of({4, id, word(recorded.by), hash_of(one.type), hash_of(one.version), number(one.on),
                    hash_of(one.party), hash_of(one.forum), hash_of(one.office), hash_of(one.by), hash_of(one.addendum),
                    hash_of(one.weight), number(one.through), number(one.from), one.in_part ? 1U : 0U});
  }
  for (auto const& [name, unit] : units_) units += all_of({5, word(name), word(unit.authority), unit.kind});
  for (std::size_t i = 0; i < forums_.size(); ++i) {
    auto const& one = forums_[i];
    forums += all_of({6, i, one.key, word(one.role), one.agreement, word(one.convened_by), one.municipality,
                      number(one.from), number(one.through)});
  }
}

}  // namespace overens::obligation
