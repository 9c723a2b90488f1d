#include "obligation/disclosures.hpp"

#include <algorithm>
#include <tuple>

#include "event/known.hpp"

namespace overens::obligation {
namespace {

template <class All, class One>
bool holds(All const& all, One const& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

}  // namespace

bool Disclosure::names(Fact const& fact) const {
  return fact.owner == owner && holds(items, fact.id_hash);
}

bool Disclosure::covers(Fact const& fact, std::int64_t came) const {
  auto const in_time = came <= from || came < until;
  if (fact.owner != owner || !in_time) return false;
  // A consent is about what stands in its own case; what was moved is asked for where it lies now.
  auto const of_another = fact.in_case != no_case && fact.in_case != stands_in && !fact.amended;
  if (kinds && (of_another || !holds(*kinds, fact.type))) return false;
  if (names(fact)) return true;
  auto const elsewhere = in_case != no_case && fact.in_case != no_case && fact.in_case != in_case;
  return !elsewhere && holds(types, fact.type);
}

Disclosures::Disclosures(Facts const& facts) : facts_(facts), corrections_(facts) {
  namespace known = event::known;
  auto const& v = facts.vocabulary();
  auto const& made = *v.type(known::disclosure_made);
  auto const field = [&](char const* name) { return made.field(name)->symbol; };
  words_ = {made.number,    v.type(known::disclosure_ended)->number,
            field("to"),    field("items"),
            field("types"), field("consent"),
            field("basis")};
  for (auto const& basis : v.disclosure_bases) bases_.emplace_back(v.symbols().find(basis.id), basis);
  for (auto const& type : v.types) {
    auto& own = receivers_.emplace_back();
    for (auto const& one : type.data) {
      if (one.receives) own.push_back(one.symbol);
    }
  }
}

void Disclosures::find(Scope scope) {
  scope_ = std::move(scope);
  all_.clear();
  corrections_.clear();
  for (auto const members : scope_.groups) find_in(members);
  if (!all_.empty()) day_ends_ = calendar::end_of(scope_.on).time_since_epoch().count();
}

void Disclosures::find_in(Members members) {
  if (std::none_of(members.begin(), members.end(), [&](auto const* fact) { return fact->type == words_.made; })) return;
  auto const before = all_.size();
  Consents consents(facts_, corrections_, scope_.as_known, scope_.on);
  for (auto const* fact : members) consents.note(*fact);
  for (auto const* fact : members) {
    if (fact->type != words_.made) continue;
    auto const act = known_by(facts_, corrections_, *fact, scope_.as_known, scope_.on);
    if (act && !is_elsewhere(*act)) take(*fact, *act, since(*fact, *act), consents);
  }
  // An ending that was taken back has ended it all the same: it is disclosed anew.
  for (auto const* fact : members) {
    auto const is_known = fact->recorded <= scope_.as_known && calendar::Day(std::chrono::days(fact->day)) <= scope_.on;
    if (fact->type != words_.ended || !is_known) continue;
    for (auto i = before; i < all_.size(); ++i) {
      auto& one = all_[i];
      if (one.fact->subject == fact->subject && one.owner == fact->owner && ends_from(*fact) >= one.from)
        one.until = std::min(one.until, ends_from(*fact));
    }
  }
}

bool Disclosures::is_elsewhere(Act const& act) const {
  auto const& asked = scope_.asked;
  return act.in_case != nullptr && asked.front()->form == Group::Form::in_case && !holds(asked, act.in_case);
}

event::DisclosureBasis const* Disclosures::basis(std::uint64_t symbol) const {
  auto const found = std::find_if(bases_.begin(), bases_.end(), [&](auto const& one) { return one.first == symbol; });
  return found == bases_.end() ? nullptr : &found->second;
}

// What its basis does not carry does not pass.
void Disclosures::take(Fact const& fact, Act const& act, std::int64_t from, Consents& consents) {
  Disclosure disclosure;
  disclosure.fact = &fact;
  disclosure.owner = fact.owner;
  disclosure.from = from;
  disclosure.stands_in = act.in_case == nullptr ? no_case : act.in_case->number;
  if (scope_.cases > 0) disclosure.in_case = fact.in_case;
  std::uint64_t consent = 0;
  event::DisclosureBasis const* on = nullptr;
  for (auto const& datum : act.data) {
    if (datum.field == words_.to) disclosure.to = static_cast<base::Symbol>(datum.value);
    if (datum.field == words_.items) disclosure.items.push_back(datum.value);
    if (datum.field == words_.types) disclosure.types.push_back(static_cast<std::uint16_t>(datum.value));
    if (datum.field == words_.consent) consent = datum.value;
    if (datum.field == words_.basis) on = basis(datum.value);
  }
  disclosure.basis = on;
  if (on == nullptr || !on->coming) disclosure.types.clear();
  if (on != nullptr && on->consent) {
    auto cover = consents.cover(consent, {fact.owner, disclosure.to, from, act.in_case, &disclosure.types});
    if (!cover) return;
    std::erase_if(disclosure.types, [&](auto type) { return !holds(cover->kinds, type); });
    disclosure.kinds = std::move(cover->kinds);
    disclosure.until = disclosure.consent_until = cover->until;
  }
  if (!disclosure.items.empty() || !disclosure.types.empty()) all_.push_back(std::move(disclosure));
}

std::int64_t Disclosures::since(Fact const& fact, Act const& act) const {
  auto const first = as_recorded(facts_, fact);
  auto const is_same = [](Datum const& a, Datum const& b) { return a.field == b.field && a.value == b.value; };
  if (act.in_case == first.in_case &&
      std::equal(act.data.begin(), act.data.end(), first.data.begin(), first.data.end(), is_same))
    return fact.recorded;
  return facts_.fact(corrections_.standing(fact, scope_.as_known).back()->fact).recorded;
}

bool Disclosures::is_addressed(Fact const& fact, base::Symbol authority) const {
  for (auto const field : receivers_[fact.type]) {
    for (auto const& datum : facts_.data(fact)) {
      if (datum.field == field && datum.value == authority) return true;
    }
  }
  return false;
}

std::optional<std::int64_t> Disclosures::learnt(base::Symbol authority, Fact const& fact) const {
  if (fact.owner == authority || facts_.vocabulary().types[fact.type].shared) return fact.recorded;
  auto const receipt = this->receipt(authority, fact);
  return receipt ? std::optional(receipt->since) : std::nullopt;
}

std::optional<Receipt> Disclosures::receipt(base::Symbol authority, Fact const& fact) const {
  auto const& type = facts_.vocabulary().types[fact.type];
  std::optional<Receipt> best;
  // What is internal is not told, whatever a disclosure says.
  if (fact.owner == authority || type.shared || type.internal) return best;
  for (auto const& disclosure : all_) {
    if (disclosure.to != authority) continue;
    auto const since = passed(disclosure, fact);
    if (!since) continue;
    Receipt const one{*since, stands(disclosure), &disclosure};
    auto const first = best ? std::min(best->since, one.since) : one.since;
    auto const place = [](Receipt const& of) { return std::tuple(of.stands, of.since); };
    if (!best || place(one) < place(*best)) best = one;
    best->since = first;
  }
  return best;
}

// When the event passed by the disclosure; nothing when it did not.
std::optional<std::int64_t> Disclosures::passed(Disclosure const& disclosure, Fact const& fact) const {
  if (auto const came_at = came(fact, disclosure); disclosure.covers(fact, came_at) && reaches(disclosure, fact))
    return std::max(came_at, disclosure.from);
  // Who receives something sees how it came.
  return disclosure.fact == &fact ? first_passed(disclosure) : std::nullopt;
}

// A consent through a later day than the one asked still carries it. The consent comes first: whose word it is counts
// for more than that the sender has ended it as well.
Receipt::Stands Disclosures::stands(Disclosure const& disclosure) const {
  if (disclosure.consent_until < day_ends_) return Receipt::Stands::without_consent;
  return disclosure.until < day_ends_ ? Receipt::Stands::ended : Receipt::Stands::live;
}

std::vector<base::Symbol> Disclosures::receivers() const {
  std::vector<base::Symbol> all;
  for (auto const& one : all_) {
    if (!holds(all, one.to)) all.push_back(one.to);
  }
  return all;
}

// One of items that are another's, or that its consent does not cover, is nothing that the receiver hears of.
std::optional<std::int64_t> Disclosures::first_passed(Disclosure const& disclosure) const {
  std::optional<std::int64_t> first;
  if (!disclosure.types.empty()) return disclosure.from;
  for (auto const members : scope_.groups) {
    for (auto const* fact : members) {
      if (fact->recorded > scope_.as_known || !disclosure.names(*fact) || !disclosure.covers(*fact, fact->recorded))
        continue;
      auto const at = std::max(fact->recorded, disclosure.from);
      first = first ? std::min(*first, at) : at;
    }
  }
  return first;
}

std::int64_t Disclosures::came(Fact const& fact, Disclosure const& disclosure) const {
  auto const was_here = fact.in_case != no_case && fact.in_case == disclosure.stands_in;
  auto at = fact.recorded;
  if (was_here || !facts_.is_amended(fact) || disclosure.names(fact) || disclosure.fact == &fact) return at;
  for (auto const* amendment : corrections_.standing(fact, scope_.as_known)) {
    if (!amendment->in_case.empty() || !amendment->subject.empty()) at = facts_.fact(amendment->fact).recorded;
  }
  return at;
}

// Where registrations are said to be the same, a disclosure of whole types goes no further than the one it stands in.
bool Disclosures::reaches(Disclosure const& disclosure, Fact const& fact) const {
  if (scope_.groups.size() - scope_.cases < 2 || disclosure.names(fact)) return true;
  return std::any_of(scope_.groups.begin(), scope_.groups.end(),
                     [&](Members group) { return holds(group, disclosure.fact) && holds(group, &fact); });
}

bool Disclosures::follows(base::Symbol to, base::Symbol from, std::uint16_t type, calendar::Day through) const {
  if (to == from || facts_.vocabulary().types[type].shared) return true;
  auto const end = calendar::end_of(through).time_since_epoch().count();
  return std::any_of(all_.begin(), all_.end(), [&](Disclosure const& d) {
    return d.owner == from && d.to == to && d.until >= std::min(end, scope_.as_known) && holds(d.types, type);
  });
}

}  // namespace overens::obligation
