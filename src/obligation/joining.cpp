#include "obligation/joining.hpp"

#include <algorithm>
#include <array>

#include "event/known.hpp"

namespace overens::obligation {

void add_in_order(Joiners& all, base::Symbol one) {
  auto const at = std::lower_bound(all.begin(), all.end(), one);
  if (at == all.end() || *at != one) all.insert(at, one);
}

namespace {

bool has(Joiners const& all, base::Symbol one) {
  return std::binary_search(all.begin(), all.end(), one);
}

std::uint64_t stands_for(Aliases const& aliases, std::uint64_t id) {
  auto const found = aliases.find(id);
  return found == aliases.end() ? id : found->second;
}

}  // namespace

Groups Joinings::Together::with(Group const& group) const {
  auto const found = set_of.find(group.number);
  return found == set_of.end() ? Groups{&group} : sets[found->second];
}

std::uint64_t Joinings::Together::standing_for(std::uint64_t id) const {
  return stands_for(aliases, id);
}

Joinings::Joinings(Facts const& facts, WhereRecorded& where_recorded, Question const& question) : facts_(facts) {
  bool is_any = false;
  facts.each_merge([&](Merge const&) { is_any = true; });
  if (!is_any) return;
  VisibleEvents view(facts);
  view.build({}, {calendar::Moment::whole(calendar::last_day), question.as_known, question.viewer});
  facts.each_merge([&](Merge const& merge) { read(merge, view); });
  if (all_.empty()) return;
  auto const order = [&](Joining const& a, Joining const& b) {
    return std::tuple(a.fact->recorded, a.fact->seq, facts_.name(a.fact->id)) <
           std::tuple(b.fact->recorded, b.fact->seq, facts_.name(b.fact->id));
  };
  std::sort(all_.begin(), all_.end(), order);
  find_records(where_recorded, question);
  Joiners joiners;
  for (auto const& one : all_) add_in_order(joiners, one.by);
  for (auto const joiner : joiners) find_what_counts(joiner);
  find_problems();
}

// As corrected by then; not when it was withdrawn.
void Joinings::read(Merge const& merge, VisibleEvents const& view) {
  auto const& fact = facts_.fact(merge.fact);
  auto const& question = view.question();
  if (fact.recorded > question.as_known.time_since_epoch().count()) return;
  if (question.viewer != 0 && fact.owner != question.viewer) return;
  auto same = merge;
  for (auto const* amendment : view.amendments(fact)) {
    if (amendment->withdrawn) return;
    same = facts_.corrected(std::move(same), *amendment);
  }
  Joining joining{&fact, fact.owner, same.one, same.other, {}, false};
  joining.keys[0] = facts_.key_of(same, same.one);
  joining.keys[1] = facts_.key_of(same, same.other);
  all_.push_back(std::move(joining));
}

// Looked for wherever something is recorded about one of the ids, and read as the viewer knows it.
void Joinings::find_records(WhereRecorded& where_recorded, Question const& question) {
  std::vector<std::uint64_t> keys;
  for (auto const& one : all_) keys.insert(keys.end(), {one.keys[0], one.keys[1]});
  for (auto const key : keys) records_[key];
  VisibleEvents view(facts_);
  for (auto const* group : where_recorded.groups(keys)) {
    view.build(std::array{group}, {calendar::Moment::whole(calendar::last_day), question.as_known, question.viewer});
    note_records(view);
  }
}

void Joinings::note_records(VisibleEvents const& view) {
  auto const same_as = facts_.vocabulary().type(event::known::same_as)->number;
  for (auto const& act : view.acts()) {
    if (act.type == same_as) continue;
    auto const note = [&](std::uint64_t key, bool is_own) {
      auto const found = records_.find(key);
      if (found == records_.end()) return;
      found->second.anybody = true;
      if (is_own) add_in_order(found->second.owners, act.fact->owner);
    };
    note(act.subject, true);
    note(act.fact->person, true);
    if (act.in_case != nullptr) note(act.in_case->key, true);
    for (auto const& datum : act.data) note(datum.value, false);
  }
}

bool Joinings::is_own(std::uint64_t key, base::Symbol joiner) const {
  return has(records_.at(key).owners, joiner);
}

// Its own, or nobody's: leads on to what that is said to be the same as.
bool Joinings::is_passed(std::uint64_t key, base::Symbol joiner) const {
  return !records_.at(key).anybody || is_own(key, joiner);
}

// From what is its own, as far as that leads.
void Joinings::find_what_counts(base::Symbol joiner) {
  boost::unordered_flat_set<std::uint64_t> reached;
  for (auto const& [key, recorded] : records_) {
    if (has(recorded.owners, joiner)) reached.insert(key);
  }
  for (bool grew = true; grew;) {
    grew = false;
    for (auto& one : all_) {
      if (one.counts || one.by != joiner || one.keys[0] == one.keys[1]) continue;
      auto const leads = [&](std::uint64_t key) { return reached.contains(key) && is_passed(key, joiner); };
      if (!leads(one.keys[0]) && !leads(one.keys[1])) continue;
      one.counts = grew = true;
      for (auto const key : one.keys) {
        reached.insert(key);
        add_in_order(joiners_of_[key], joiner);
      }
    }
  }
}

void Joinings::find_problems() {
  auto const say = [&](Joining const& of, base::Text what) {
    problems_.push_back({std::string(facts_.name(of.fact->id)), std::move(what)});
  };
  auto const is_named_once = [&](std::uint64_t key) {
    return std::count_if(all_.begin(), all_.end(),
                         [&](Joining const& one) { return one.keys[0] == key || one.keys[1] == key; }) == 1;
  };
  for (auto const& one : all_) {
    if (one.keys[0] == one.keys[1]) {
      say(one, base::text("it says that {0} is the same as itself", one.one));
      continue;
    }
    bool is_said = false;
    for (auto const i : {0, 1}) {
      if (records_.at(one.keys[i]).anybody || !is_named_once(one.keys[i])) continue;
      is_said = true;
      say(one, base::text("nothing known has the id {0} that it joins", i == 0 ? one.one : one.other));
    }
    if (!one.counts && !is_said)
      say(one, base::text("it joins {0} and {1}, and neither is its own: it does not count", one.one, one.other));
  }
}

void Joinings::add_direct(Group const& group, Joiners& joiners) const {
  auto const add = [&](std::uint64_t key) {
    if (auto const found = joiners_of_.find(key); found != joiners_of_.end()) {
      for (auto const joiner : found->second) add_in_order(joiners, joiner);
    }
  };
  add(group.key);
  facts_.each_member(group.number, [&](std::uint32_t number) { each_id(facts_, facts_.fact(number), add); });
}

Joiners Joinings::of(Group const& group) const {
  Joiners joiners;
  if (none()) return joiners;
  add_direct(group, joiners);
  for (std::size_t before = 0; before != joiners.size();) {
    before = joiners.size();
    auto const all = together(joiners);
    for (auto const* other : all.with(group)) add_direct(*other, joiners);
    // Also by ids that nobody has recorded anything about.
    for (auto const& [key, stands] : all.aliases) {
      if (stands != all.standing_for(group.key)) continue;
      for (auto const joiner : joiners_of_.at(key)) add_in_order(joiners, joiner);
    }
  }
  return joiners;
}

Joinings::Together Joinings::together(Joiners const& joiners) const {
  Together all;
  boost::unordered_flat_map<std::uint64_t, std::vector<std::uint64_t>> keys;  // of each that stands for others
  for (auto const& one : all_) {
    if (!one.counts || !has(joiners, one.by)) continue;
    for (auto const key : one.keys) {
      if (all.aliases.emplace(key, key).second) keys[key] = {key};
    }
    auto const a = all.aliases[one.keys[0]];
    auto const b = all.aliases[one.keys[1]];
    if (a == b) continue;
    auto const moved = std::move(keys[std::max(a, b)]);
    keys.erase(std::max(a, b));
    for (auto const key : moved) {
      all.aliases[key] = std::min(a, b);
      keys[std::min(a, b)].push_back(key);
    }
  }
  for (auto const& [key, together] : keys) {
    Groups groups;
    for (auto const one : together) {
      if (auto const* group = facts_.group(one)) groups.push_back(group);
    }
    if (groups.size() < 2) continue;
    // One of their own answers for all: another authority's may be closed to them.
    auto const is_foreign = [&](Group const* group) {
      return std::none_of(joiners.begin(), joiners.end(), [&](auto joiner) { return is_own(group->key, joiner); });
    };
    std::sort(groups.begin(), groups.end(), [&](auto const* x, auto const* y) {
      return std::pair(is_foreign(x), std::string_view(x->id)) < std::pair(is_foreign(y), std::string_view(y->id));
    });
    for (auto const* group : groups) all.set_of[group->number] = all.sets.size();
    all.sets.push_back(std::move(groups));
  }
  return all;
}

}  // namespace overens::obligation
