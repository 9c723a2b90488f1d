#include "obligation/timeline.hpp"

#include <algorithm>
#include <bit>

namespace overens::obligation {
namespace {

// When an act that is known only by its day takes its place among those of the day with a time: when it was recorded,
// as far as that was on the day.
calendar::Instant place_in_day(Act const& act) {
  if (act.when.at) return *act.when.at;
  auto const last = calendar::end_of(act.when.day) - std::chrono::milliseconds(1);
  return std::clamp(instant_of(act.fact->recorded), calendar::start_of(act.when.day), last);
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

Timeline::Timeline(Facts const& facts)
    : facts_(facts), first_(facts.vocabulary().types.size(), none), last_(facts.vocabulary().types.size(), none) {}

void Timeline::begin(std::size_t most) {
  for (auto const type : types_) first_[type] = none;
  types_.clear();
  acts_.clear();
  participants_.clear();
  problems_.clear();
  ids_.assign(std::bit_ceil(2 * most + 1), none);
  acts_.reserve(most);
}

void Timeline::add(Act const& act) {
  if (!is_there(act)) acts_.push_back(act);
}

// The same event twice counts once. Two different events with one id: the one recorded first counts, and it is said.
bool Timeline::is_there(Act const& act) {
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

void Timeline::put_in_order() {
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

}  // namespace overens::obligation
