// Which events belong in a view: those of the subject, person or case asked for, as corrections say, and as known.

#include <algorithm>

#include "obligation/visible_events.hpp"

namespace overens::obligation {

void VisibleEvents::focus(Group const* subject) {
  groups_.erase(groups_.begin(), groups_.end() - 1);
  cases_ = subject == nullptr ? 0 : 1;
  if (subject != nullptr) groups_.insert(groups_.begin(), subject);
}

bool VisibleEvents::is_own(Act const& act) const {
  auto const own = std::span(groups_).first(groups_.size() - cases_);
  return std::any_of(own.begin(), own.end(), [&](Group const* group) {
    switch (group->form) {
      case Group::Form::in_case:
        return act.in_case == group;
      case Group::Form::of_all:
        return true;
      case Group::Form::of_subject:
        break;
    }
    if (group->kind == "person") return act.fact->person == group->key;
    if (act.subject == key() || act.subject == group->key) return true;
    if (act.unit != 0 && group->kind == "unit" && group->id == facts_.words().word(act.unit)) return true;
    auto const& data = facts_.vocabulary().types[act.type].data;
    return std::any_of(act.data.begin(), act.data.end(), [&](Datum const& datum) {
      if (datum.value == group->key) return true;  // an id, as it is kept
      auto const field = std::find_if(data.begin(), data.end(), [&](auto const& f) { return f.symbol == datum.field; });
      return group->kind == "party" && field->type == event::DataField::Type::party &&
             group->id == facts_.words().word(static_cast<base::Symbol>(datum.value));
    });
  });
}

// Where a correction says that an event belongs, it belongs; in the cases of a person what names another does not.
bool VisibleEvents::belongs(Act const& act, Group const& group) const {
  if (group.form == Group::Form::in_case)
    return (act.in_case == nullptr || act.in_case == &group) && !is_of_another(act);
  return !facts_.is_amended(*act.fact) || act.fact->subject_name.empty() || is_own(act);
}

// Of another person than the one asked for. Another authority's person may be the same one.
bool VisibleEvents::is_of_another(Act const& act) const {
  if (cases_ == 0 || act.fact->person == 0 || groups_.front()->kind != "person") return false;
  return act.fact->owner == members_.front()->owner && !is_own(act);
}

void VisibleEvents::exclude(Act const& act, Group const* group) {
  auto const first = original(act);
  if (group != nullptr && belongs(first, *group)) excluded_.push_back(first);
}

// The registrations of the persons that known events name, wherever they were recorded.
void VisibleEvents::take_registrations(Group const& group) {
  auto const take_all = [&](std::uint64_t person) {
    for (auto const fact : facts_.of_person(person)) take(facts_.fact(fact), nullptr);
  };
  for (auto const person : group.persons) {
    if (std::any_of(acts().begin(), acts().end(), [&](Act const& act) { return act.fact->person == person; }))
      take_all(person);
  }
  if (group.form == Group::Form::of_subject) take_all(group.key);
}

// An event about a complaint that has no case lies in the cases of other events about it, where those are known.
void VisibleEvents::leave_out_unlinked() {
  auto const is_stray = [&](Act const& act) {
    auto const lies_here = [&](Act const& other) {
      return other.in_case != nullptr && other.subject == act.subject && subject_id(other) == subject_id(act);
    };
    return act.in_case == nullptr && act.subject != 0 && !is_own(act) &&
           std::none_of(acts().begin(), acts().end(), lies_here);
  };
  timeline_.leave_out(is_stray);
  std::erase_if(revisions_,
                [&](Revision const& revision) { return is_stray(original(as_recorded(facts_, *revision.of))); });
}

}  // namespace overens::obligation
