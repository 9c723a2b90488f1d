#include "obligation/consents.hpp"

#include <algorithm>
#include <tuple>

#include "event/known.hpp"

namespace overens::obligation {
namespace {

std::int64_t milliseconds_of(calendar::Instant instant) {
  return instant.time_since_epoch().count();
}

template <class T>
bool is_among(std::vector<T> const& all, T one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

bool are_among(std::vector<std::uint16_t> const& all, std::vector<std::uint16_t> const& wanted) {
  return std::all_of(wanted.begin(), wanted.end(), [&](auto type) { return is_among(all, type); });
}

}  // namespace

std::optional<Act> known_by(Facts const& facts, Corrections& corrections, Fact const& fact, std::int64_t last,
                            calendar::Day on) {
  if (fact.recorded > last) return std::nullopt;
  auto act = as_recorded(facts, fact);
  if (!corrections.amend(act, last) || act.when.day > on) return std::nullopt;
  return act;
}

std::int64_t ends_from(Fact const& fact) {
  return std::max(fact.recorded, milliseconds_of(calendar::start_of(calendar::Day(std::chrono::days(fact.day)))));
}

Consents::Consents(Facts const& facts, Corrections& corrections, std::int64_t as_known, calendar::Day on)
    : facts_(facts), corrections_(corrections), as_known_(as_known), on_(on) {
  namespace known = event::known;
  auto const& v = facts.vocabulary();
  auto const& given = *v.type(known::consent_given);
  words_ = {given.number,
            v.type(known::consent_declined)->number,
            v.type(known::consent_withdrawn)->number,
            v.type(known::block_set)->number,
            v.type(known::block_lifted)->number,
            given.field("to")->symbol,
            given.field("types")->symbol,
            given.field("through")->symbol};
}

void Consents::note(Fact const& fact) {
  if (fact.type == words_.given) given_.push_back(&fact);
  if (fact.type == words_.declined || fact.type == words_.withdrawn) endings_.push_back(&fact);
  if (fact.type == words_.blocked || fact.type == words_.unblocked) blocks_.push_back(&fact);
}

std::optional<Consents::Cover> Consents::cover(std::uint64_t consent, Passage const& passage) {
  auto const* given = given_last(consent, passage);
  if (given == nullptr) return std::nullopt;
  auto const first = terms(*given, passage, passage.from);
  auto const end = std::min(ended(*given, passage.from), blocked(passage.owner, passage.from));
  if (!first || end <= passage.from || first->until <= passage.from) return std::nullopt;
  Cover cover{first->types, std::min(end, first->until)};
  // What has been corrected since counts from then: it takes nothing back, and lets nothing more across.
  std::vector<std::uint16_t> followed;
  for (auto const type : *passage.types) {
    if (is_among(cover.kinds, type)) followed.push_back(type);
  }
  for (auto const at : turns(*given, passage.from)) {
    if (at >= cover.until) break;
    auto const now = terms(*given, passage, at);
    if (!now || !are_among(now->types, followed)) {
      cover.until = at;
      break;
    }
    cover.until = std::max(at, std::min(end, now->until));
  }
  return cover;
}

// The last word counts: who has declined or withdrawn may give it anew.
Fact const* Consents::given_last(std::uint64_t consent, Passage const& passage) const {
  Fact const* last = nullptr;
  auto const place = [](Fact const& fact) { return std::tuple(fact.recorded, fact.seq, fact.id_hash); };
  for (auto const* fact : given_) {
    if (fact->owner != passage.owner || fact->subject != consent || fact->recorded > passage.from) continue;
    if (last == nullptr || place(*last) < place(*fact)) last = fact;
  }
  return last;
}

// Nothing when it had been taken back, or names another subject, case or receiver.
std::optional<Consents::Terms> Consents::terms(Fact const& given, Passage const& passage, std::int64_t last) {
  auto const act = known_by(facts_, corrections_, given, last, on_);
  if (!act || act->subject != given.subject || act->in_case != passage.in_case) return std::nullopt;
  Terms terms;
  for (auto const& datum : act->data) {
    if (datum.field == words_.to) terms.to.push_back(static_cast<base::Symbol>(datum.value));
    if (datum.field == words_.types) terms.types.push_back(static_cast<std::uint16_t>(datum.value));
    if (datum.field == words_.through)
      terms.until =
          milliseconds_of(calendar::end_of(calendar::Day(std::chrono::days(static_cast<std::int64_t>(datum.value)))));
  }
  if (!is_among(terms.to, passage.to)) return std::nullopt;
  return terms;
}

// When corrections of it, and what takes such back, were recorded.
std::vector<std::int64_t> Consents::turns(Fact const& given, std::int64_t from) const {
  std::vector<std::int64_t> all;
  auto const add = [&](Fact const& by) {
    if (by.recorded > from && by.recorded <= as_known_) all.push_back(by.recorded);
  };
  for (auto const* amendment : facts_.amendments(given)) {
    auto const& by = facts_.fact(amendment->fact);
    add(by);
    for (auto const* over : facts_.amendments(by)) add(facts_.fact(over->fact));
  }
  std::sort(all.begin(), all.end());
  return all;
}

// The first time after it was given that it was declined or withdrawn. Whoever takes that back lets nothing across that
// was stopped: it is disclosed anew.
std::int64_t Consents::ended(Fact const& given, std::int64_t from) const {
  auto first = INT64_MAX;
  for (auto const* fact : endings_) {
    auto const is_known = fact->recorded <= as_known_ && calendar::Day(std::chrono::days(fact->day)) <= on_;
    if (!is_known || fact->owner != given.owner || fact->subject != given.subject) continue;
    auto const at = ends_from(*fact);
    if (at >= given.recorded && from < taken_back(*fact)) first = std::min(first, at);
  }
  return first;
}

// A block beats every consent, also one that is given while it stands.
std::int64_t Consents::blocked(base::Symbol owner, std::int64_t from) const {
  auto first = INT64_MAX;
  auto const is_known = [&](Fact const& fact) {
    return fact.owner == owner && fact.recorded <= as_known_ && calendar::Day(std::chrono::days(fact.day)) <= on_;
  };
  for (auto const* block : blocks_) {
    if (block->type != words_.blocked || !is_known(*block)) continue;
    auto stands_until = taken_back(*block);
    for (auto const* lifting : blocks_) {
      if (lifting->type == words_.unblocked && is_known(*lifting) && lifting->recorded >= block->recorded)
        stands_until = std::min(stands_until, ends_from(*lifting));
    }
    if (from < stands_until) first = std::min(first, ends_from(*block));
  }
  return first;
}

std::int64_t Consents::taken_back(Fact const& ending) const {
  for (auto const* amendment : corrections_.standing(ending, as_known_)) {
    if (amendment->withdrawn) return facts_.fact(amendment->fact).recorded;
  }
  return INT64_MAX;
}

}  // namespace overens::obligation
