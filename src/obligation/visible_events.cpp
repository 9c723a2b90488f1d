#include "obligation/visible_events.hpp"

#include <algorithm>

namespace overens::obligation {

VisibleEvents::VisibleEvents(Facts const& facts)
    : facts_(facts), corrections_(facts), disclosures_(facts), timeline_(facts) {}

void VisibleEvents::build(std::span<Group const* const> groups, Question const& question, Aliases const* aliases,
                          std::span<Group const* const> cases) {
  groups_.assign(groups.begin(), groups.end());
  groups_.insert(groups_.end(), cases.begin(), cases.end());
  cases_ = cases.size();
  unlinked_ = false;
  question_ = question;
  aliases_ = aliases;
  corrections_.clear();
  excluded_.clear();
  revisions_.clear();
  members_.clear();
  ends_.clear();
  for (auto const* group : groups_) {
    auto const from = members_.size();
    facts_.each_member(group->number, [&](std::uint32_t fact) { members_.push_back(&facts_.fact(fact)); });
    ends_.push_back(members_.size() - from);
  }
  std::size_t most = members_.size();
  for (auto const* group : groups_) most += 4 * group->persons.size();
  timeline_.begin(most);
  Disclosures::Scope scope{{}, cases_, groups_, question.on.day, limit()};
  std::size_t from = 0;
  for (auto const count : ends_) {
    scope.groups.emplace_back(std::span(members_).subspan(from, count));
    from += count;
  }
  disclosures_.find(scope);
  for (std::size_t i = 0; i < groups_.size(); ++i) {
    for (auto const* fact : scope.groups[i]) take(*fact, groups_[i]);
  }
  for (auto const* group : groups_) take_registrations(*group);
  if (unlinked_) leave_out_unlinked();
  timeline_.put_in_order();
}

Act VisibleEvents::original(Act const& act) const {
  auto first = as_recorded(facts_, *act.fact);
  first.subject = standing_for(first.subject);
  return first;
}

// When the viewer learnt of the event, as far as it had by then. Its corrections follow, whoever received it.
std::optional<std::int64_t> VisibleEvents::known_since(Fact const& fact) const {
  if (fact.recorded > limit()) return std::nullopt;
  return question_.viewer == 0 ? fact.recorded : disclosures_.learnt(question_.viewer, fact);
}

void VisibleEvents::take(Fact const& fact, Group const* group) {
  auto const since = known_since(fact);
  if (!since) return;
  auto act = as_recorded(facts_, fact);
  act.learnt = instant_of(*since);
  if (facts_.is_amended(fact)) {
    note_revisions(act, group);
    if (!corrections_.amend(act, limit())) return exclude(act, group);
  }
  act.subject = standing_for(act.subject);
  auto const here = group == nullptr ? !is_of_another(act) : belongs(act, *group);
  if (!here || act.when.day > question_.on.day) return exclude(act, group);
  unlinked_ = unlinked_ ||
              (group != nullptr && group->form == Group::Form::in_case && act.in_case == nullptr && act.subject != 0);
  timeline_.add(act);
}

// The event as the viewer knows it; nothing when it does not, or knows that it was withdrawn.
std::optional<Act> VisibleEvents::as_known(Fact const& fact) {
  if (!known_since(fact)) return std::nullopt;
  auto act = as_recorded(facts_, fact);
  if (!corrections_.amend(act, limit())) return std::nullopt;
  act.subject = standing_for(act.subject);
  return act;
}

Facts::Amendments VisibleEvents::amendments(Fact const& fact) const {
  return known_since(fact) ? corrections_.standing(fact, limit()) : Facts::Amendments();
}

void VisibleEvents::note_revisions(Act const& act, Group const* group) {
  auto const all = facts_.amendments(*act.fact);
  if (all.empty() || (group != nullptr && !was_here(act, *group))) return;
  auto const& fact = *act.fact;
  for (auto const* amendment : all) {
    auto const& by = facts_.fact(amendment->fact);
    if (by.owner == fact.owner && by.recorded <= limit())
      revisions_.push_back({instant_of(by.recorded), fact.type, &fact});
  }
}

// Belongs here, or did before a correction that is known: one recorded later tells nothing of what was known by then.
bool VisibleEvents::was_here(Act act, Group const& group) {
  auto const here = [&] {
    act.subject = standing_for(act.subject);
    return belongs(act, group);
  };
  if (here()) return true;
  for (auto const* amendment : corrections_.standing(*act.fact, limit())) {
    corrections_.apply(*amendment, act);
    if (here()) return true;
  }
  return false;
}

std::optional<calendar::Instant> VisibleEvents::learnt(base::Symbol authority, Fact const& fact) const {
  auto const since = disclosures_.learnt(authority, fact);
  if (!since) return std::nullopt;
  return instant_of(*since);
}

std::vector<Problem> VisibleEvents::problems() const {
  auto all = corrections_.problems();
  all.insert(all.end(), timeline_.problems().begin(), timeline_.problems().end());
  return all;
}

}  // namespace overens::obligation
