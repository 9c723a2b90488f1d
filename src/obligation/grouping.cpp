// Which groups an event belongs to: its case, its subject's, those of the subjects that it carries, and those that a
// correction puts it in.

#include <algorithm>

#include "obligation/facts.hpp"

namespace overens::obligation {

std::uint32_t Facts::group_for(std::string_view kind, std::string_view id, std::uint64_t key) {
  auto const tail = static_cast<std::uint32_t>(tail_of(id) >> 24U);
  for (;; key = key * 3) {  // two ids with the same hash, should it ever happen, get two groups
    auto const [found, fresh] = group_of_.emplace(key, Known{groups_.size(), tail});
    if (fresh) {
      auto const form = kind == "case"       ? Group::Form::in_case
                        : kind == "register" ? Group::Form::of_all
                                             : Group::Form::of_subject;
      groups_.add({key, {}, groups_.size(), form, std::string(event::same_kind(kind)), std::string(id)});
      members_.make();
    }
    if (found->second.tail == tail) return found->second.group;
  }
}

void Facts::put(std::uint32_t group, std::uint32_t fact, std::vector<std::uint32_t>* touched) {
  members_.add(group, fact);
  if (touched != nullptr) touch(group, *touched);
}

// With it what is asked together with it, under whichever name.
void Facts::touch(std::uint32_t group, std::vector<std::uint32_t>& touched) const {
  auto const one = [&](std::uint32_t number) {
    touched.push_back(number);
    if (same_keys_.contains(groups_[number].key)) touched.push_back(everything);
  };
  one(group);
  for (auto const* others : {&beside_, &cases_of_}) {
    auto const found = others->find(group);
    if (found == others->end()) continue;
    for (auto const other : found->second) one(other);
  }
}

Facts::Groups const& Facts::beside(Group const& in_case) const {
  static Groups const none;
  auto const found = beside_.find(in_case.number);
  return found == beside_.end() ? none : found->second;
}

void Facts::link_to_case(std::uint64_t subject, std::uint32_t in_case) {
  auto const [first, fresh] = case_of_subject_.emplace(subject, in_case);
  if (fresh || first->second == in_case) return;
  auto& more = more_cases_[subject];
  if (std::find(more.begin(), more.end(), in_case) == more.end()) more.push_back(in_case);
}

Facts::Groups Facts::cases_of(std::uint64_t subject) const {
  Groups all;
  auto const first = case_of_subject_.find(subject);
  if (first == case_of_subject_.end()) return all;
  all.push_back(first->second);
  if (auto const more = more_cases_.find(subject); more != more_cases_.end())
    all.insert(all.end(), more->second.begin(), more->second.end());
  return all;
}

void Facts::put_once(std::uint32_t group, std::uint32_t fact) {
  bool there = false;
  members_.each(group, [&](std::uint32_t member) { there = there || member == fact; });
  if (!there) members_.add(group, fact);
}

void Facts::name_person(std::uint32_t group, std::uint64_t key) {
  auto& lately = members_.beside(group);
  auto const tag = static_cast<std::uint32_t>(key >> 32U);
  if (lately[0] == tag || lately[1] == tag) return;
  lately[1] = lately[0];
  lately[0] = tag;
  auto& persons = groups_[group].persons;
  if (std::find(persons.begin(), persons.end(), key) == persons.end()) persons.push_back(key);
}

template <class Do>
void Facts::each_carried(event::EventType const& type, std::string const& kind, std::string_view subject,
                         std::string_view unit, std::span<event::Value const> data, Do const& act) const {
  if (!subject.empty() && event::same_kind(type.subject) == kind) act(subject);
  if (kind == "unit" && !unit.empty()) act(unit);
  for (auto const& value : data) {
    if (event::carries(*value.field, kind)) act(value.text);
  }
}

void Facts::fan_out(event::Event const& event, std::string const& kind, std::uint32_t fact,
                    std::vector<std::uint32_t>* touched) {
  auto const put_in = [&](std::string_view id, std::uint64_t key) {
    auto const group = group_for(kind, id, key);
    put(group, fact, touched);
    auto const* known = vocabulary_.kind(kind);
    if (facts_[fact].in_case == no_case || known == nullptr || !known->individual) return;
    auto& beside = beside_[facts_[fact].in_case];
    if (std::find(beside.begin(), beside.end(), group) != beside.end()) return;
    beside.push_back(group);
    cases_of_[group].push_back(facts_[fact].in_case);
  };
  if (kind == "person") {
    if (!event.person.empty()) put_in(event.person, facts_[fact].person);
    return;
  }
  each_carried(*event.type, kind, event.subject.id, event.unit, event.data,
               [&](std::string_view id) { put_in(id, subject_hash(kind, id)); });
}

// Where a correction says that the event belongs. Where it was recorded it stays as well: what it was then can be
// asked.
void Facts::move(std::uint32_t number, Amendment const& amendment) {
  auto const& fact = facts_[number];
  auto const& type = vocabulary_.types[fact.type];
  auto const may_be_outside = type.in_case == event::Presence::optional && !type.subject.empty();
  if (!amendment.in_case.empty()) {
    auto const group = group_for("case", amendment.in_case, subject_hash("case", amendment.in_case));
    put_once(group, number);
    if (fact.person != 0) name_person(group, fact.person);
    if (may_be_outside) link_to_case(fact.subject, group);
  }
  if (!amendment.subject.empty() && fact.in_case == no_case)
    put_once(group_for(type.subject, amendment.subject, subject_hash(type.subject, amendment.subject)), number);
  if (!amendment.subject.empty() && fact.in_case != no_case && may_be_outside)
    link_to_case(subject_hash(type.subject, amendment.subject), fact.in_case);
  using Values = std::span<event::Value const>;
  auto const values =
      amendment.data.empty() ? Values() : corrected_data(vocabulary_, type, amendment.data).value_or(Values());
  for (auto const& kind : asked_.groups(type)) {
    auto const put_in = [&](std::string_view id) { put_once(group_for(kind, id, subject_hash(kind, id)), number); };
    each_carried(type, kind, amendment.subject, amendment.unit, values, put_in);
  }
}

// Corrections are rare, and come before or after what they correct: one pass over the facts answers all of them.
void Facts::find_amended() {
  for (auto i = amendments_.empty() ? facts_.size() : marked_; i < facts_.size(); ++i) {
    auto const found = amendments_.find(facts_[i].id_hash);
    if (found == amendments_.end()) continue;
    facts_[i].amended = true;
    for (auto& amendment : found->second) {
      auto& from = facts_[amendment.fact].owner == facts_[i].owner ? amendment.from_own : amendment.from_others;
      from = std::min(from, facts_[i].recorded);
      if (amendment.moves()) move(i, amendment);
    }
  }
  marked_ = facts_.size();
}

void Facts::settle() {
  if (settled_ == facts_.size()) return;
  settled_ = facts_.size();
  find_amended();
  for (auto const& [subject, first] : case_of_subject_) {
    auto const group = group_of_.find(subject);
    if (group == group_of_.end()) continue;
    auto const cases = cases_of(subject);
    members_.each(group->second.group, [&](std::uint32_t fact) {
      if (facts_[fact].in_case != no_case) return;
      for (auto const in_case : cases) put_once(in_case, fact);
    });
  }
}

}  // namespace overens::obligation
