#include "obligation/view.hpp"

#include <algorithm>
#include <bit>

#include "event/known.hpp"

namespace overens::obligation {
namespace {

namespace known = event::known;

calendar::Instant instant(std::int64_t milliseconds) {
  return calendar::Instant(std::chrono::milliseconds(milliseconds));
}

calendar::Moment moment(Fact const& fact) {
  auto const at = fact.at == no_time ? std::nullopt : std::optional(instant(fact.at));
  return {calendar::Day(std::chrono::days(fact.day)), at};
}

// When an act that is known only by its day takes its place among those of the day with a time: when it was recorded,
// as far as that was on the day.
calendar::Instant place_in_day(Act const& act) {
  if (act.when.at) return *act.when.at;
  auto const last = calendar::end_of(act.when.day) - std::chrono::milliseconds(1);
  return std::clamp(instant(act.fact->recorded), calendar::start_of(act.when.day), last);
}

// The order in which things happened; when the days do not tell, the order in which they were recorded. A total order:
// no three acts go round in a circle, in whatever order they came.
bool in_order(Facts const& facts, Act const& a, Act const& b) {
  if (a.when.day != b.when.day) return a.when.day < b.when.day;
  if (a.when.at || b.when.at) {
    auto const x = place_in_day(a);
    auto const y = place_in_day(b);
    if (x != y) return x < y;
  }
  if (a.fact->recorded != b.fact->recorded) return a.fact->recorded < b.fact->recorded;
  if (a.fact->seq != b.fact->seq) return a.fact->seq < b.fact->seq;
  return facts.name(a.fact->id) < facts.name(b.fact->id);
}

bool same_content(Facts const& facts, Fact const& a, Fact const& b) {
  auto const x = facts.data(a);
  auto const y = facts.data(b);
  return a.type == b.type && a.day == b.day && a.at == b.at && a.recorded == b.recorded && a.owner == b.owner &&
         a.acting == b.acting && a.subject == b.subject && a.in_case == b.in_case &&
         std::equal(x.begin(), x.end(), y.begin(), y.end(),
                    [](Datum const& d, Datum const& e) { return d.field == e.field && d.value == e.value; });
}

}  // namespace

bool Disclosure::names(Fact const& fact) const {
  return fact.owner == owner && std::find(items.begin(), items.end(), fact.id_hash) != items.end();
}

bool Disclosure::covers(Fact const& fact) const {
  if (fact.owner != owner) return false;
  if (names(fact)) return true;
  auto const elsewhere = in_case != no_case && fact.in_case != no_case && fact.in_case != in_case;
  return fact.recorded < until && !elsewhere && std::find(types.begin(), types.end(), fact.type) != types.end();
}

View::View(Facts const& facts)
    : facts_(facts), first_(facts.vocabulary().types.size(), none), last_(facts.vocabulary().types.size(), none) {
  auto const& v = facts.vocabulary();
  auto const& made = *v.type(known::disclosure_made);
  auto const field = [&](char const* name) { return made.field(name)->symbol; };
  known_ = {made.number,
            v.type(known::disclosure_ended)->number,
            v.type(known::consent_withdrawn)->number,
            field("to"),
            field("items"),
            field("types"),
            field("consent"),
            field("basis"),
            v.symbols().find("consent")};
  for (auto const& type : v.types) {
    auto& own = receivers_.emplace_back();
    for (auto const& one : type.data) {
      if (one.receives) own.push_back(one.symbol);
    }
  }
}

void View::build(std::span<Group const* const> groups, Question const& question, Aliases const* aliases,
                 std::span<Group const* const> cases) {
  for (auto const type : types_) first_[type] = none;
  groups_.assign(groups.begin(), groups.end());
  groups_.insert(groups_.end(), cases.begin(), cases.end());
  cases_ = cases.size();
  unlinked_ = false;
  question_ = question;
  aliases_ = aliases;
  acts_.clear();
  types_.clear();
  disclosures_.clear();
  patched_.clear();
  excluded_.clear();
  problems_.clear();
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
  ids_.assign(std::bit_ceil(2 * most + 1), none);
  acts_.reserve(most);
  std::size_t from = 0;
  for (std::size_t i = 0; i < groups_.size(); from += ends_[i++])
    find_disclosures(std::span(members_).subspan(from, ends_[i]));
  from = 0;
  for (std::size_t i = 0; i < groups_.size(); from += ends_[i++]) {
    for (auto const* fact : std::span(members_).subspan(from, ends_[i])) take(*fact, groups_[i]);
  }
  for (auto const* group : groups_) take_registrations(*group);
  if (unlinked_) leave_out_unlinked();
  index();
}

Act View::as_recorded(Fact const& fact) const {
  auto const* in_case = fact.in_case == no_case ? nullptr : &facts_.group_at(fact.in_case);
  return {&fact,   moment(fact),           fact.subject, nullptr,   facts_.data(fact),
          in_case, instant(fact.recorded), fact.unit,    fact.type, false};
}

Act View::original(Act const& act) const {
  auto first = as_recorded(*act.fact);
  first.subject = standing_for(first.subject);
  return first;
}

// Disclosures first: they tell what the viewer, and each bearer, knows of the rest.
void View::find_disclosures(std::span<Fact const* const> members) {
  static thread_local std::vector<Fact const*> ends;
  ends.clear();
  struct From {
    std::size_t place;
    std::uint64_t subject;
    std::uint64_t consent;
    bool on_consent;
  };
  std::vector<From> rests_on;
  for (auto const* member : members) {
    auto const& fact = *member;
    if (fact.type == known_.ended || fact.type == known_.withdrawn) ends.push_back(member);
    if (fact.type != known_.made || fact.recorded > limit()) continue;
    auto act = as_recorded(fact);
    if (facts_.is_amended(fact) && !amend(act, limit())) continue;
    auto const elsewhere = act.in_case != nullptr && groups_.front()->form == Group::Form::in_case &&
                           std::find(groups_.begin(), groups_.end(), act.in_case) == groups_.end();
    if (act.when.day > question_.on.day || elsewhere) continue;
    Disclosure disclosure;
    disclosure.fact = &fact;
    disclosure.owner = fact.owner;
    disclosure.from = fact.recorded;
    if (cases_ > 0) disclosure.in_case = fact.in_case;
    From from{disclosures_.size(), fact.subject, 0, false};
    for (auto const& datum : act.data) {
      if (datum.field == known_.to) disclosure.to = static_cast<base::Symbol>(datum.value);
      if (datum.field == known_.items) disclosure.items.push_back(datum.value);
      if (datum.field == known_.types) disclosure.types.push_back(static_cast<std::uint16_t>(datum.value));
      if (datum.field == known_.consent) from.consent = datum.value;
      if (datum.field == known_.basis) from.on_consent = datum.value == known_.on_consent;
    }
    disclosures_.push_back(std::move(disclosure));
    rests_on.push_back(from);
  }
  if (disclosures_.empty()) return;
  for (auto const* end : ends) {
    auto const& fact = *end;
    if (fact.recorded > limit()) continue;
    auto act = as_recorded(fact);
    if (facts_.is_amended(fact) && !amend(act, limit())) continue;
    if (act.when.day > question_.on.day) continue;
    for (auto const& from : rests_on) {
      auto& disclosure = disclosures_[from.place];
      auto const hit = fact.type == known_.ended
                           ? fact.subject == from.subject
                           : from.on_consent && (from.consent == 0 || from.consent == fact.subject);
      if (hit && fact.owner == disclosure.owner && fact.recorded >= disclosure.from) {
        disclosure.until = std::min(disclosure.until, fact.recorded);
      }
    }
  }
}

bool View::is_addressed(Fact const& fact, base::Symbol authority) const {
  for (auto const field : receivers_[fact.type]) {
    for (auto const& datum : facts_.data(fact)) {
      if (datum.field == field && datum.value == authority) return true;
    }
  }
  return false;
}

std::optional<View::Access> View::access(base::Symbol authority, Fact const& fact) const {
  if (fact.owner == authority || facts_.vocabulary().types[fact.type].shared) return Access{fact.recorded, INT64_MAX};
  // Sent to it: a report, an invitation, a complaint handed on.
  if (is_addressed(fact, authority)) return Access{fact.recorded, INT64_MAX};
  std::optional<Access> best;
  for (auto const& disclosure : disclosures_) {
    if (disclosure.to != authority || !disclosure.covers(fact) || !reaches(disclosure, fact)) continue;
    auto const learnt = std::max(fact.recorded, disclosure.from);
    if (!best) {
      best = Access{learnt, disclosure.until};
    } else {
      best->learnt = std::min(best->learnt, learnt);
      best->until = std::max(best->until, disclosure.until);
    }
  }
  return best;
}

// Where registrations are said to be the same, a disclosure of whole types goes no further than the one it stands in.
bool View::reaches(Disclosure const& disclosure, Fact const& fact) const {
  if (groups_.size() - cases_ < 2 || disclosure.names(fact)) return true;
  auto from = members_.begin();
  for (auto const count : ends_) {
    auto const end = from + static_cast<std::ptrdiff_t>(count);
    if (std::find(from, end, disclosure.fact) != end && std::find(from, end, &fact) != end) return true;
    from = end;
  }
  return false;
}

// When the viewer learnt of the event, as far as it had by then.
std::optional<View::Access> View::known_since(Fact const& fact) const {
  if (fact.recorded > limit()) return std::nullopt;
  return question_.viewer == 0 ? Access{fact.recorded, INT64_MAX} : access(question_.viewer, fact);
}

// A correction reaches its receivers while the disclosure lives; afterwards they keep what they received.
std::int64_t View::last_correction(Access const& known) const {
  return known.until == INT64_MAX ? limit() : std::min(limit(), known.until - 1);
}

void View::take(Fact const& fact, Group const* group) {
  auto const since = known_since(fact);
  if (!since) return;
  auto act = as_recorded(fact);
  act.learnt = instant(since->learnt);
  if (facts_.is_amended(fact)) {
    auto const last = last_correction(*since);
    note_revisions(act, group, last);
    if (!amend(act, last)) return exclude(act, group);
  }
  act.subject = standing_for(act.subject);
  auto const here = group == nullptr ? !is_of_another(act) : belongs(act, *group);
  if (!here || act.when.day > question_.on.day) return exclude(act, group);
  unlinked_ = unlinked_ ||
              (group != nullptr && group->form == Group::Form::in_case && act.in_case == nullptr && act.subject != 0);
  if (!seen_before(act)) acts_.push_back(act);
}

// The same event twice counts once. Two different events with one id: the one recorded first counts, and it is said.
bool View::seen_before(Act const& act) {
  auto const mask = ids_.size() - 1;
  for (auto at = act.fact->id_hash & mask;; at = (at + 1) & mask) {
    if (ids_[at] == none) {
      ids_[at] = static_cast<std::uint32_t>(acts_.size());
      return false;
    }
    auto& before = acts_[ids_[at]];
    if (before.fact->id_hash != act.fact->id_hash) continue;
    if (before.fact == act.fact || same_content(facts_, *before.fact, *act.fact)) return true;
    problems_.push_back({std::string(facts_.name(act.fact->id)),
                         base::text("two different events have this id; the one recorded first counts")});
    if (in_order(facts_, act, before) && act.fact->recorded <= before.fact->recorded) before = act;
    return true;
  }
}

void View::index() {
  auto const before = [&](Act const& a, Act const& b) { return in_order(facts_, a, b); };
  if (!std::is_sorted(acts_.begin(), acts_.end(), before)) std::sort(acts_.begin(), acts_.end(), before);
  next_.assign(acts_.size(), none);
  participants_.clear();
  for (std::uint32_t i = 0; i < acts_.size(); ++i) {
    auto const type = acts_[i].type;
    if (first_[type] == none) {
      first_[type] = i;
      types_.push_back(type);
    } else {
      next_[last_[type]] = i;
    }
    last_[type] = i;
    auto const actor = acts_[i].acting();
    if (std::none_of(participants_.begin(), participants_.end(), [&](auto const& p) { return p.first == actor; })) {
      participants_.emplace_back(actor, i);
    }
  }
}

std::optional<calendar::Instant> View::learnt(base::Symbol authority, Fact const& fact) const {
  auto const known_since = access(authority, fact);
  if (!known_since) return std::nullopt;
  return instant(known_since->learnt);
}

bool View::follows(base::Symbol to, base::Symbol from, std::uint16_t type, calendar::Day through) const {
  if (to == from || facts_.vocabulary().types[type].shared) return true;
  auto const end = calendar::end_of(through).time_since_epoch().count();
  return std::any_of(disclosures_.begin(), disclosures_.end(), [&](Disclosure const& d) {
    return d.owner == from && d.to == to && d.until >= std::min(end, limit()) &&
           std::find(d.types.begin(), d.types.end(), type) != d.types.end();
  });
}

}  // namespace overens::obligation
