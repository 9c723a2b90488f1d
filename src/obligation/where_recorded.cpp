#include "obligation/where_recorded.hpp"

#include <algorithm>
#include <utility>

#include "base/add_once.hpp"

namespace overens::obligation {
namespace {

void add_group(Groups& all, Group const* group) {
  if (group != nullptr) base::add_once(all, group);
}

}  // namespace

Groups WhereRecorded::groups(std::span<std::uint64_t const> ids) {
  std::lock_guard const lock(finding_);
  if (std::exchange(count_, facts_.count()) != facts_.count()) found_.clear();
  GroupsOfId wanted;
  for (auto const id : ids) {
    if (!found_.contains(id)) wanted[id];
  }
  if (!wanted.empty()) find(wanted);
  found_.insert(wanted.begin(), wanted.end());
  Groups all;
  for (auto const id : ids) {
    for (auto const* group : found_.at(id)) add_group(all, group);
  }
  return all;
}

void WhereRecorded::find(GroupsOfId& wanted) const {
  for (auto& [id, groups] : wanted) add_group(groups, facts_.group(id));
  for (std::uint32_t i = 0; i < facts_.count(); ++i) {
    auto const& fact = facts_.fact(i);
    each_id(facts_, fact, [&](std::uint64_t id) {
      auto const found = wanted.find(id);
      if (found == wanted.end()) return;
      add_group(found->second, fact.in_case != no_case ? &facts_.group_at(fact.in_case) : facts_.group(fact.subject));
      for (auto const* amendment : facts_.amendments(fact)) {
        if (!amendment->in_case.empty()) add_group(found->second, facts_.group("case", amendment->in_case));
      }
    });
  }
}

}  // namespace overens::obligation
