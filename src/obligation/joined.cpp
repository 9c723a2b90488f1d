// What authorities have joined counts for their own duties: those are answered from what they join, everybody else's as
// if nothing had been said.

#include <algorithm>

#include "obligation/engine.hpp"

namespace overens::obligation {
namespace {

// Each set of some of them, the largest first; of many only all together, and each alone.
std::vector<Sayers> sets_of(Sayers const& sayers) {
  constexpr std::size_t few = 3;
  std::vector<Sayers> all;
  if (sayers.size() > few) {
    all.push_back(sayers);
    for (auto const sayer : sayers) all.push_back({sayer});
    return all;
  }
  for (auto bits = (1U << sayers.size()) - 1; bits > 0; --bits) {
    Sayers some;
    for (std::size_t i = 0; i < sayers.size(); ++i) {
      if ((bits >> i & 1U) != 0) some.push_back(sayers[i]);
    }
    all.push_back(std::move(some));
  }
  std::stable_sort(all.begin(), all.end(), [](Sayers const& a, Sayers const& b) { return a.size() > b.size(); });
  return all;
}

// The same duty, by whichever of its subject's names.
bool is_same(Obligation const& a, Obligation const& b, Joinings::Together const& together) {
  return a.norm->id == b.norm->id && a.pack->agreement == b.pack->agreement && a.of_party == b.of_party &&
         a.period == b.period && a.number == b.number &&
         together.standing_for(a.subject) == together.standing_for(b.subject);
}

bool is_among(Obligation const& o, std::vector<Obligation> const& all, Joinings::Together const& together) {
  return std::any_of(all.begin(), all.end(), [&](Obligation const& other) { return is_same(o, other, together); });
}

}  // namespace

// Those of them that have the duty, themselves or as authorities of the party when it opened.
Sayers Engine::Session::sayers_among(Sayers const& sayers, Obligation const& o) const {
  Sayers all;
  for (auto const sayer : sayers) {
    auto const party = registry_->party_of(sayer, o.opened.day);
    auto const bears = std::any_of(o.bearers.begin(), o.bearers.end(), [&](BearerOf const& bearer) {
      return bearer.name != 0 && bearer.name == (bearer.is_party ? party : sayer);
    });
    if (bears) all.push_back(sayer);
  }
  return all;
}

// The answers of the group with what each set of authorities has joined to it.
void Engine::Session::ask_joined(Group const& group, std::vector<Asked const*>& all) {
  auto const sayers = joinings_.of(group);
  if (sayers.empty()) return;
  for (auto& some : sets_of(sayers)) {
    auto together = joinings_.together(some);
    if (only_case(group, together) != nullptr) continue;  // answered with it
    auto& asked = joined_.emplace_back(engine_, *registry_);
    asked.sayers = std::move(some);
    asked.together = std::move(together);
    fill(asked, group);
    keep_own(asked, sayers);
    std::erase_if(asked.answer.obligations, [&](Obligation const& o) {
      return std::any_of(all.begin(), all.end(), [&](Asked const* larger) {
        return is_among(o, larger->answer.obligations, larger->together);
      });
    });
    all.push_back(&asked);
  }
}

// As if nothing had been said.
std::vector<Obligation> const& Engine::Session::alone(Group const& group) {
  auto const [at, fresh] = alone_.try_emplace(group.number);
  if (fresh) {
    Asked asked(engine_, *registry_);
    fill(asked, group);
    at->second.assign(asked.answer.obligations.begin(), asked.answer.obligations.end());
  }
  return at->second;
}

// Keeps the duties of those who have joined it, and of nobody else. A duty that is there without it is theirs when it
// is so then: nobody comes to have one by joining.
void Engine::Session::keep_own(Asked& asked, Sayers const& sayers) {
  auto& answer = asked.answer;
  auto const is_own = [&](Obligation const& o) {
    if (sayers_among(sayers, o) != asked.sayers) return false;
    bool is_there = false;
    bool is_theirs = false;
    for (auto const* group : asked.groups) {
      for (auto const& other : alone(*group)) {
        if (!is_same(o, other, asked.together)) continue;
        is_there = true;
        is_theirs = is_theirs || sayers_among(sayers, other) == asked.sayers;
      }
    }
    return is_theirs || !is_there;
  };
  auto const others = std::stable_partition(answer.obligations.begin(), answer.obligations.end(), is_own);
  asked.others.assign(std::make_move_iterator(others), std::make_move_iterator(answer.obligations.end()));
  answer.obligations.erase(others, answer.obligations.end());
  auto const is_others = [&](std::uint32_t act) {
    auto const& own_sayers = asked.sayers;
    return own_sayers.size() != 1 || asked.view.act(act).acting() != own_sayers.front();
  };
  std::erase_if(answer.without_agreement, [&](NoAgreementInForce const& one) { return is_others(one.opened_by); });
  std::erase_if(answer.ladders, [&](OnLadder const& one) { return is_others(one.raised_by); });
}

// Takes out of the answer as if nothing had been said what those who have said something are answered for. A duty that
// would be somebody else's with what they join stays as it is without.
void Engine::Session::leave_joined(Sayers const& sayers, std::vector<Asked const*> const& joined) {
  auto& answer = plain_.answer;
  std::erase_if(answer.obligations, [&](Obligation const& o) {
    auto const own = sayers_among(sayers, o);
    return std::any_of(joined.begin(), joined.end(), [&](Asked const* asked) {
      return asked->sayers == own &&
             (is_among(o, asked->answer.obligations, asked->together) || !is_among(o, asked->others, asked->together));
    });
  });
  auto const is_joined = [&](base::Symbol acting) {
    return std::any_of(joined.begin(), joined.end(), [&](Asked const* asked) {
      return asked->sayers.size() == 1 && asked->sayers.front() == acting;
    });
  };
  std::erase_if(answer.without_agreement,
                [&](NoAgreementInForce const& one) { return is_joined(plain_.view.act(one.opened_by).acting()); });
  std::erase_if(answer.ladders,
                [&](OnLadder const& one) { return is_joined(plain_.view.act(one.raised_by).acting()); });
}

}  // namespace overens::obligation
