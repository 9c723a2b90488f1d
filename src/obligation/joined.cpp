// What authorities have joined counts for their own duties: those are answered from what they join, everybody else's as
// if nothing had been said. Which of the answers tells of a duty of a case is said by its subject: where they have
// joined that to something, the answer of that subject; otherwise the case's. What they have joined to another subject
// of the case tells nothing of it. A duty that several have is each one's own, and tells of all of them by what any of
// them has joined.

#include <algorithm>

#include "obligation/engine.hpp"

namespace overens::obligation {
namespace {

// Each set of some of them, the largest first; of many only all together, and each alone.
std::vector<Joiners> sets_of(Joiners const& joiners) {
  constexpr std::size_t few = 3;
  std::vector<Joiners> all;
  if (joiners.size() > few) {
    all.push_back(joiners);
    for (auto const joiner : joiners) all.push_back({joiner});
    return all;
  }
  for (auto bits = (1U << joiners.size()) - 1; bits > 0; --bits) {
    Joiners some;
    for (std::size_t i = 0; i < joiners.size(); ++i) {
      if ((bits >> i & 1U) != 0) some.push_back(joiners[i]);
    }
    all.push_back(std::move(some));
  }
  std::stable_sort(all.begin(), all.end(), [](Joiners const& a, Joiners const& b) { return a.size() > b.size(); });
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

// Whoever has the one has the other.
bool has_bearers_of(Obligation const& all, Obligation const& some) {
  return std::all_of(some.bearers.begin(), some.bearers.end(), [&](BearerOf const& bearer) {
    return std::any_of(all.bearers.begin(), all.bearers.end(), [&](BearerOf const& other) {
      return other.name == bearer.name && other.is_party == bearer.is_party;
    });
  });
}

}  // namespace

// Those of them that have the duty, themselves or as authorities of the party when it opened.
Joiners Engine::Session::joiners_among(Joiners const& joiners, Obligation const& o) const {
  Joiners all;
  for (auto const joiner : joiners) {
    auto const party = registry_->party_of(joiner, o.opened.day);
    auto const bears = std::any_of(o.bearers.begin(), o.bearers.end(), [&](BearerOf const& bearer) {
      return bearer.name != 0 && bearer.name == (bearer.is_party ? party : joiner);
    });
    if (bears) all.push_back(joiner);
  }
  return all;
}

Engine::Session::AnswerInMaking const* Engine::Session::JoinedAnswers::of(Joiners const& some) const {
  auto const found =
      std::find_if(answers.begin(), answers.end(), [&](AnswerInMaking const* one) { return one->joiners == some; });
  return found == answers.end() ? nullptr : *found;
}

Engine::Session::JoinedAnswers Engine::Session::ask_joined(Group const& group) {
  JoinedAnswers joined{&group, joinings_.of(group), {}};
  auto const& joiners = joined.joiners;
  if (joiners.empty()) return joined;
  auto& all = joined.answers;
  for (auto& some : sets_of(joiners)) {
    auto together = joinings_.together(some);
    if (only_case(group, together) != nullptr) continue;  // answered with it
    auto& making = joined_.emplace_back(engine_, *registry_);
    making.joiners = std::move(some);
    making.together = std::move(together);
    fill(making, group);
    keep_own(making, joiners);
    // Those of more of them answer for what is the same duty of the same.
    std::erase_if(making.answer.obligations, [&](Obligation const& o) {
      return std::any_of(all.begin(), all.end(), [&](AnswerInMaking const* larger) {
        if (larger->joiners.size() <= making.joiners.size()) return false;
        auto const& theirs = larger->answer.obligations;
        return std::any_of(theirs.begin(), theirs.end(), [&](Obligation const& other) {
          return is_same(o, other, larger->together) && has_bearers_of(other, o);
        });
      });
    });
    all.push_back(&making);
  }
  return joined;
}

// As if nothing had been said.
std::vector<Obligation> const& Engine::Session::alone(Group const& group) {
  auto const [at, fresh] = alone_.try_emplace(group.number);
  if (fresh) {
    AnswerInMaking making(engine_, *registry_);
    fill(making, group);
    at->second.assign(making.answer.obligations.begin(), making.answer.obligations.end());
  }
  return at->second;
}

// Keeps the duties of those who have joined it, and of nobody else. A duty that is there without it is theirs when it
// is so then: nobody comes to have one by joining.
void Engine::Session::keep_own(AnswerInMaking& making, Joiners const& joiners) {
  auto& answer = making.answer;
  auto const is_own = [&](Obligation const& o) {
    if (joiners_among(joiners, o) != making.joiners) return false;
    bool is_there = false;
    bool is_theirs = false;
    for (auto const* group : making.groups) {
      for (auto const& other : alone(*group)) {
        if (!is_same(o, other, making.together)) continue;
        is_there = true;
        is_theirs = is_theirs || joiners_among(joiners, other) == making.joiners;
      }
    }
    return is_theirs || !is_there;
  };
  auto const others = std::stable_partition(answer.obligations.begin(), answer.obligations.end(), is_own);
  making.others.assign(std::make_move_iterator(others), std::make_move_iterator(answer.obligations.end()));
  answer.obligations.erase(others, answer.obligations.end());
  auto const is_others = [&](std::uint32_t act) {
    auto const& own_joiners = making.joiners;
    return own_joiners.size() != 1 || making.view.act(act).acting() != own_joiners.front();
  };
  std::erase_if(answer.without_agreement, [&](NoAgreementInForce const& one) { return is_others(one.opened_by); });
  std::erase_if(answer.ladders, [&](OnLadder const& one) { return is_others(one.raised_by); });
}

// Takes out of the answer as if nothing had been said what those who have said something are answered for: of a subject
// of the case that they have joined to something, with that; of all else, with the case. A duty that would be somebody
// else's with what they join stays as it is without.
void Engine::Session::leave_joined(JoinedAnswers const& joined, std::vector<JoinedAnswers> const& of_subjects) {
  auto& answer = plain_.answer;
  // The answer of those who have something of the subject with what they have joined to it; `whose`: who of some has
  // it.
  auto const answered_in = [&](std::uint64_t subject, auto const& whose) -> AnswerInMaking const* {
    for (auto const& of_subject : of_subjects) {
      if (of_subject.group->key != subject) continue;
      if (auto const* found = of_subject.of(whose(of_subject.joiners))) return found;
    }
    return joined.of(whose(joined.joiners));
  };
  std::erase_if(answer.obligations, [&](Obligation const& o) {
    auto const* making = answered_in(o.subject, [&](Joiners const& some) { return joiners_among(some, o); });
    return making != nullptr && (is_among(o, making->answer.obligations, making->together) ||
                                 !is_among(o, making->others, making->together));
  });
  auto const is_joined = [&](std::uint32_t number) {
    auto const& act = plain_.view.act(number);
    return answered_in(act.subject, [&](Joiners const&) { return Joiners{act.acting()}; }) != nullptr;
  };
  std::erase_if(answer.without_agreement, [&](NoAgreementInForce const& one) { return is_joined(one.opened_by); });
  std::erase_if(answer.ladders, [&](OnLadder const& one) { return is_joined(one.raised_by); });
}

}  // namespace overens::obligation
