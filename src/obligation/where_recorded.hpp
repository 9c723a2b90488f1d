#pragma once

#include <mutex>
#include <span>

#include "obligation/facts.hpp"

namespace overens::obligation {

/// Groups that are answered together.
using Groups = boost::container::small_vector<Group const*, 4>;

/// The groups in which something is recorded about an id. Looked for among all events, since a placement or a plan has
/// no group of its own; kept until another event is added. May be asked on any number of threads.
class WhereRecorded {
 public:
  explicit WhereRecorded(Facts const& facts) : facts_(facts) {}

  /// Of all the ids together, each group once. As recorded or as ever corrected, whoever knows of it.
  Groups groups(std::span<std::uint64_t const> ids);

 private:
  using GroupsOfId = boost::unordered_flat_map<std::uint64_t, Groups>;
  void find(GroupsOfId& wanted) const;

  Facts const& facts_;
  std::mutex finding_;
  std::uint32_t count_ = 0;  // of the facts that were gone through
  GroupsOfId found_;
};

/// Hands out the ids that a fact is about, belongs to or names, as recorded or as ever corrected.
template <class Do>
void each_id(Facts const& facts, Fact const& fact, Do const& act) {
  act(fact.subject);
  act(fact.person);
  if (fact.in_case != no_case) act(facts.group_at(fact.in_case).key);
  for (auto const& datum : facts.data(fact)) act(datum.value);
  for (auto const* amendment : facts.amendments(fact)) {
    auto const& type = facts.vocabulary().types[fact.type];
    if (!amendment->subject.empty()) act(subject_hash(type.subject, amendment->subject));
    if (!amendment->in_case.empty()) act(subject_hash("case", amendment->in_case));
    if (amendment->data.empty()) continue;
    auto const values = corrected_data(facts.vocabulary(), type, amendment->data);
    if (!values) continue;
    for (auto const& value : *values) {
      if (auto const datum = facts.datum(type, value)) act(datum->value);
    }
  }
}

}  // namespace overens::obligation
