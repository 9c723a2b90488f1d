// Which groups an event belongs to: its case, its subject's, those of the subjects that it carries, and those that a
// correction puts it in.

#include <algorithm>
#include <utility>

#include "obligation/facts.hpp"

namespace overens::obligation {

std::uint32_t Facts::group_for(std::string_view kind, std::string_view id, std::uint64_t key) {
  auto const tail = static_cast<std::uint32_t>(tail_of(id) >> 24U);
  for (;; key = key * 3) {  // two ids with the same hash, should it ever happen, get two groups
    auto const* other = beneath_ == nullptr ? nullptr : beneath_->known(key);
    if (other != nullptr && other->group < groups_from_) {
      if (other->tail == tail) return other->group;
      continue;
    }
    auto const [found, fresh] = group_of_.emplace(key, Known{group_count(), tail});
    if (fresh) {
      auto const form = kind == "case"       ? Group::Form::in_case
                        : kind == "register" ? Group::Form::of_all
                                             : Group::Form::of_subject;
      groups_.add({key, {}, group_count(), form, std::string(event::same_kind(kind)), std::string(id)});
      members_.make();
    }
    if (found->second.tail == tail) return found->second.group;
  }
}

void Facts::add_member(std::uint32_t group, std::uint32_t fact) {
  if (group >= groups_from_) return members_.add(group - groups_from_, fact);
  auto const [list, fresh] = list_beneath_.emplace(group, 0);
  if (fresh) list->second = members_beneath_.make();
  members_beneath_.add(list->second, fact);
}

void Facts::put(std::uint32_t group, std::uint32_t fact, std::vector<std::uint32_t>* touched) {
  add_member(group, fact);
  if (touched != nullptr) touch(group, *touched);
}

// About something that is said to be the same as something else: who has recorded it tells whether that counts.
bool Facts::names_joined(Fact const& fact) const {
  if (same_keys_.empty() && (beneath_ == nullptr || beneath_->same_keys_.empty())) return false;
  auto const all = data(fact);
  return is_same_key(fact.subject) || is_same_key(fact.person) ||
         std::any_of(all.begin(), all.end(), [&](Datum const& datum) { return is_same_key(datum.value); });
}

// Which of its corrections count depends on who asks and when: every id that one of them names, as every kind.
void Facts::note_same(Merge const& merge) {
  std::vector<std::string> kinds{merge.kind};
  std::vector<std::string> ids{merge.one, merge.other};
  each_amendment_of(fact(merge.fact).id_hash, [&](Amendment const& amendment) {
    auto const one = corrected(merge, amendment);
    kinds.push_back(one.kind);
    ids.insert(ids.end(), {one.one, one.other});
  });
  for (auto const& kind : kinds) {
    for (auto const& id : ids) same_keys_.insert(key_of({merge.fact, kind, {}, {}}, id));
  }
}

// With it what is asked together with it, under whichever name.
void Facts::touch(std::uint32_t group, std::vector<std::uint32_t>& touched) const {
  auto const one = [&](std::uint32_t number) {
    touched.push_back(number);
    if (is_same_key(group_at(number).key)) touched.push_back(everything);
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
  each_member(group, [&](std::uint32_t member) { there = there || member == fact; });
  if (!there) add_member(group, fact);
}

void Facts::name_person(std::uint32_t group, std::uint64_t key) {
  auto& lately = members_.beside(group - groups_from_);
  auto const tag = static_cast<std::uint32_t>(key >> 32U);
  if (lately[0] == tag || lately[1] == tag) return;
  lately[1] = lately[0];
  lately[0] = tag;
  auto& persons = groups_[group - groups_from_].persons;
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
  auto const& own = this->fact(fact);
  auto const put_in = [&](std::string_view id, std::uint64_t key) {
    auto const group = group_for(kind, id, key);
    put(group, fact, touched);
    auto const* of_kind = vocabulary_.kind(kind);
    if (own.in_case == no_case || of_kind == nullptr || !of_kind->individual) return;
    auto& beside = beside_[own.in_case];
    if (std::find(beside.begin(), beside.end(), group) != beside.end()) return;
    beside.push_back(group);
    cases_of_[group].push_back(own.in_case);
  };
  if (kind == "person") {
    if (!event.person.empty()) put_in(event.person, own.person);
    return;
  }
  each_carried(*event.type, kind, event.subject.id, event.unit, event.data,
               [&](std::string_view id) { put_in(id, subject_hash(kind, id)); });
}

// Where a correction says that the event belongs. Where it was recorded it stays as well: what it was then can be
// asked.
void Facts::move(std::uint32_t number, Amendment const& amendment, std::vector<std::uint32_t>* touched) {
  auto const& moved = fact(number);
  auto const& type = vocabulary_.types[moved.type];
  auto const may_be_outside = type.in_case == event::Presence::optional && !type.subject.empty();
  auto const put_in = [&](std::string_view kind, std::string_view id) {
    auto const group = group_for(kind, id, subject_hash(kind, id));
    put_once(group, number);
    if (touched != nullptr) touch(group, *touched);
    return group;
  };
  if (!amendment.in_case.empty()) {
    auto const group = put_in("case", amendment.in_case);
    if (moved.person != 0) name_person(group, moved.person);
    if (may_be_outside) link_to_case(moved.subject, group);
  }
  if (!amendment.subject.empty() && moved.in_case == no_case) put_in(type.subject, amendment.subject);
  if (!amendment.subject.empty() && moved.in_case != no_case && may_be_outside)
    link_to_case(subject_hash(type.subject, amendment.subject), moved.in_case);
  using Values = std::span<event::Value const>;
  auto const values =
      amendment.data.empty() ? Values() : corrected_data(vocabulary_, type, amendment.data).value_or(Values());
  for (auto const& value : values) word_of(value);
  for (auto const& kind : asked_.groups(type)) {
    each_carried(type, kind, amendment.subject, amendment.unit, values, [&](std::string_view id) { put_in(kind, id); });
  }
}

// The groups that the event was put in when it was recorded.
void Facts::touch_groups_of(Fact const& fact, std::vector<std::uint32_t>& touched) const {
  auto const& type = vocabulary_.types[fact.type];
  auto const one = [&](std::uint64_t key) {
    if (auto const* group = key == 0 ? nullptr : this->group(key)) touch(group->number, touched);
  };
  if (fact.in_case != no_case) touch(fact.in_case, touched);
  one(fact.subject);
  for (auto const& kind : asked_.groups(type)) {
    if (kind == "person") one(fact.person);
    if (kind == "unit" && fact.unit != 0) one(subject_hash(kind, words_.word(fact.unit)));
    for (auto const& datum : data(fact)) {
      auto const field = std::find_if(type.data.begin(), type.data.end(),
                                      [&](auto const& one_of) { return one_of.symbol == datum.field; });
      if (!event::carries(*field, kind)) continue;
      auto const is_party = field->type == event::DataField::Type::party;
      one(is_party ? subject_hash(kind, words_.word(static_cast<base::Symbol>(datum.value))) : datum.value);
    }
  }
}

// Facts with the id and a number below `end`.
template <class Do>
void Facts::each_with_id(std::uint64_t id, std::uint32_t end, Do const& act) const {
  if (beneath_ != nullptr) beneath_->each_with_id(id, std::min(end, from_), act);
  if (indexed_) {
    auto const found = by_id_.find(id);
    if (found == by_id_.end()) return;
    for (auto const number : found->second) {
      if (number < end) act(number);
    }
    return;
  }
  for (auto i = from_; i < end; ++i) {
    if (fact(i).id_hash == id) act(i);
  }
}

// Notes that the event counts as something else than before, and puts it where its corrections say.
void Facts::change(std::uint32_t number, std::vector<std::uint32_t>* touched) {
  auto const& changed = fact(number);
  if (touched != nullptr) touch_groups_of(changed, *touched);
  auto const is_registered = types_->role[changed.type] == Types::registered;
  if (is_registered) ++register_changes_;
  if (types_->role[changed.type] == Types::sameness) {
    each_merge([&](Merge const& merge) {
      if (merge.fact == number) note_same(merge);
    });
  }
  each_amendment_of(changed.id_hash, [&](Amendment const& amendment) {
    if (is_registered) registered_until_ = std::max(registered_until_, fact(amendment.fact).recorded);
    if (amendment.moves()) move(number, amendment, touched);
  });
}

void Facts::mark_amended(std::uint32_t number, std::vector<std::uint32_t>* touched) {
  if (number >= from_) facts_[number - from_].amended = true;
  auto const& amended = fact(number);
  change(number, touched);
  if (auto const own = amendments_.find(amended.id_hash); own != amendments_.end()) {
    for (auto& amendment : own->second) {
      auto& from = fact(amendment.fact).owner == amended.owner ? amendment.from_own : amendment.from_others;
      from = std::min(from, amended.recorded);
    }
  }
  // A correction that is itself withdrawn: what it corrected changes as well.
  auto const role = types_->role[amended.type];
  if (role != Types::correction && role != Types::withdrawal) return;
  if (auto const id = target_of(number))
    each_with_id(*id, count(), [&](std::uint32_t target) { change(target, touched); });
}

// The id of what the correction or withdrawal changes.
std::optional<std::uint64_t> Facts::target_of(std::uint32_t fact) const {
  if (fact < from_) return beneath_->target_of(fact);
  for (auto const& [id, all] : amendments_) {
    if (std::any_of(all.begin(), all.end(), [&](Amendment const& one) { return one.fact == fact; })) return id;
  }
  return std::nullopt;
}

// Corrections are rare, and come before or after what they correct. New facts are looked at for whether something
// corrects them, and for a new correction those before are looked through once.
void Facts::find_amended(std::vector<std::uint32_t>* touched) {
  auto const before = std::exchange(marked_, count());
  if (amendments_.empty() && (beneath_ == nullptr || beneath_->amendments_.empty())) return;
  for (auto i = before; i < marked_; ++i) {
    bool amended = false;
    each_amendment_of(fact(i).id_hash, [&](Amendment const&) { amended = true; });
    if (amended) mark_amended(i, touched);
  }
  auto const fresh = std::exchange(fresh_amendments_, {});
  auto const mark = [&](std::uint32_t number) { mark_amended(number, touched); };
  for (auto const id : fresh) {
    if (indexed_) {
      each_with_id(id, before, mark);
    } else if (beneath_ != nullptr) {
      beneath_->each_with_id(id, from_, mark);
    }
  }
  for (auto i = from_; !indexed_ && !fresh.empty() && i < before; ++i) {
    if (fresh.contains(fact(i).id_hash)) mark(i);
  }
}

void Facts::settle(std::vector<std::uint32_t>* touched) {
  if (is_settled()) return;
  settled_ = count();
  find_amended(touched);
  for (auto const& [subject, first] : case_of_subject_) {
    auto const* group = known(subject);
    if (group == nullptr) continue;
    auto const cases = cases_of(subject);
    each_member(group->group, [&](std::uint32_t number) {
      if (fact(number).in_case != no_case) return;
      for (auto const in_case : cases) put_once(in_case, number);
    });
  }
}

}  // namespace overens::obligation
