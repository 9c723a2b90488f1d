#include "access/decide.hpp"

#include <algorithm>

#include "access/policy.hpp"

namespace overens::access {
namespace {

using base::text;
using Kind = Actor::Kind;

template <class Words, class Word>
bool has(Words const& words, Word const& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

Decision denied(std::string_view step, std::string code, base::Text why) {
  return {false, step, {std::move(code), std::move(why)}};
}

Decision nobody_signed_in() {
  return denied("session", "unauthorized", text("this needs somebody who is signed in"));
}

Decision more_than_they_may() {
  return denied("no row", "forbidden", text("this is more than you may do here"));
}

/// One question, put to the rows that are left: each step takes those away that do not go so far.
class Deciding {
 public:
  Deciding(Policy const& policy, Actor const& actor, Action action, Object const& object, AccessFacts const& facts)
      : policy_(policy),
        action_(action),
        object_(object),
        facts_(facts),
        rows_(policy.rows_for(actor, action, object.object_class)),
        authority_kind_(actor.authority_kind),
        is_visitor_(actor.kind == Kind::visitor),
        is_fresh_(actor.is_fresh) {
    // Of what stands in a case those rows say nothing, not even by how it is denied.
    std::erase_if(rows_, [&](PolicyRow const* row) {
      return has(row->needs, Requirement::no_case) && !is_met(Requirement::no_case, *row);
    });
  }

  Decision answer() {
    auto decision = decided();
    decision.relation = facts_.relation;
    if (decision.allowed && facts_.is_protected)
      decision.mask.insert(decision.mask.end(), policy_.protected_mask().begin(), policy_.protected_mask().end());
    return decision;
  }

 private:
  Decision decided() {
    static constexpr std::optional<Decision> (Deciding::*steps[])() = {
        &Deciding::session, &Deciding::whose, &Deciding::protected_identity, &Deciding::involvement, &Deciding::blocked,
        &Deciding::basis,   &Deciding::fresh};
    for (auto const step : steps) {
      if (auto decision = (this->*step)()) return std::move(*decision);
    }
    if (rows_.empty()) return more_than_they_may();
    auto const& row = *rows_.front();
    auto const rests_on_reason = has(row.needs, Requirement::reason) && !facts_.reason.empty();
    Decision allowed{true, row.rule, {}, row.mask, rests_on_reason, row.is_emergency, basis_of(row)};
    if (has(row.needs, Requirement::involved)) allowed.stands_in_for = facts_.stands_in_for;
    return allowed;
  }

  using Step = std::optional<Decision>;

  // Where rows were left and none goes so far, that is why it is denied.
  template <class Goes>
  bool none_of_those_left(Goes const& goes) {
    if (rows_.empty()) return false;
    std::erase_if(rows_, [&](PolicyRow const* row) { return !goes(*row); });
    return rows_.empty();
  }

  Step session() { return is_visitor_ && rows_.empty() ? Step(nobody_signed_in()) : std::nullopt; }

  bool is_in_its_part(PolicyRow const& row) const {
    return row.parts.empty() || std::any_of(row.parts.begin(), row.parts.end(),
                                            [&](std::string const& part) { return has(object_.parts, part); });
  }

  Step whose() {
    auto const is_left_out = none_of_those_left([&](PolicyRow const& row) {
      return has(row.relations, facts_.relation) && is_in_its_part(row) &&
             (row.authority_kinds.empty() || has(row.authority_kinds, facts_.authority_kind));
    });
    switch (facts_.relation) {
      case Relation::nobody:
        return another_authoritys();
      case Relation::own_unit:
      case Relation::own_authority:
      case Relation::party:
        if (!is_left_out) return std::nullopt;
        return denied("whose it is", "other_unit", text("this is for another unit to do"));
      case Relation::live_disclosure:
        if (!is_left_out) return std::nullopt;
        return denied("whose it is", "not_involved", text("this is for those who work in the case"));
      case Relation::ended_disclosure:
      case Relation::withdrawn_consent:
        if (!is_left_out) return std::nullopt;
        return denied("whose it is", "disclosure_ended", text("what was disclosed to you is so no longer"));
      case Relation::invited:
      case Relation::individual:
        if (!is_left_out) return std::nullopt;
        return another_authoritys();
    }
    return another_authoritys();
  }

  Decision another_authoritys() const {
    if (is_visitor_) return nobody_signed_in();
    if (action_ == Action::read)
      return denied("another authority's", "not_found", text("there is nothing at this address"));
    return denied("another authority's", "forbidden", text("you do not speak for {0}", object_.owner));
  }

  // Whoever could open another case by saying why is asked why here as well, and denied then: that somebody has a
  // protected identity is not told by what is asked.
  Step protected_identity() {
    if (!facts_.is_protected) return std::nullopt;
    auto const by_reason = rows_that_ask_why();
    if (!none_of_those_left([](PolicyRow const& row) { return row.is_for_protected; })) {
      asks_why_of_others_ = by_reason;
      return std::nullopt;
    }
    if (!by_reason.empty()) return asked_why(by_reason);
    return denied("protected identity", "protected_identity", text("this is shown to those who are named for it only"));
  }

  // A reason holds for a while, for what it opened: in an emergency for that alone. What was said of a list that asks
  // for none, such as a file, opens nothing.
  bool was_said(PolicyRow const& row) const {
    return std::any_of(facts_.said.begin(), facts_.said.end(), [&](SaidReason const& said) {
      auto const* const by = policy_.row(said.rule);
      return by != nullptr && has(by->needs, Requirement::reason) && by->is_emergency == row.is_emergency &&
             facts_.now - said.at <= row.holds;
    });
  }

  bool is_met(Requirement need, PolicyRow const& row) const {
    switch (need) {
      case Requirement::involved:
        return facts_.is_involved;
      case Requirement::named:
        return facts_.is_involved && facts_.is_named;
      case Requirement::reason:
        return !facts_.reason.empty() || was_said(row);
      case Requirement::no_case:
        return object_.stands_alone;
    }
    return false;
  }

  // The rows that lack nothing but a reason.
  std::vector<PolicyRow const*> rows_that_ask_why() const {
    std::vector<PolicyRow const*> all;
    std::copy_if(rows_.begin(), rows_.end(), std::back_inserter(all), [&](PolicyRow const* row) {
      auto const is_reason = [](Requirement need) { return need == Requirement::reason; };
      return std::any_of(row->needs.begin(), row->needs.end(), is_reason) && !is_met(Requirement::reason, *row) &&
             std::all_of(row->needs.begin(), row->needs.end(),
                         [&](Requirement need) { return is_reason(need) || is_met(need, *row); });
    });
    return all;
  }

  static Decision asked_why(std::vector<PolicyRow const*> const& rows) {
    auto decision = denied("involvement", "reason_needed", text("say why you need this first"));
    decision.is_emergency = std::all_of(rows.begin(), rows.end(), [](auto const* row) { return row->is_emergency; });
    return decision;
  }

  Step involvement() {
    auto by_reason = rows_that_ask_why();
    by_reason.insert(by_reason.end(), asks_why_of_others_.begin(), asks_why_of_others_.end());
    auto const are_met = [&](PolicyRow const& row) {
      return std::all_of(row.needs.begin(), row.needs.end(), [&](Requirement need) { return is_met(need, row); });
    };
    if (!none_of_those_left(are_met)) return std::nullopt;
    if (!by_reason.empty()) return asked_why(by_reason);
    return denied("involvement", "not_involved", text("this is for those who work in the case"));
  }

  Step blocked() {
    if (!facts_.is_blocked || rows_.empty()) return std::nullopt;
    return denied("block", "blocked", text("whom it is about has blocked it"));
  }

  Step basis() {
    auto const has_basis = [&](PolicyRow const& row) { return row.bases.empty() || basis_of(row) != nullptr; };
    if (!none_of_those_left(has_basis)) return std::nullopt;
    return denied("legal basis", "no_basis", text("no statute that is in force gives a right to this"));
  }

  // The last of the steps: only who would be let through is asked to show anew who they are.
  Step fresh() {
    if (is_fresh_ || !none_of_those_left([&](PolicyRow const& row) {
          return !row.needs_fresh || (has(row.needs, Requirement::reason) && was_said(row));
        }))
      return std::nullopt;
    return denied("fresh sign-in", "sign_in_again", text("show once more who you are first"));
  }

  // Of those that hold, that of the kind of authority that they work for, or else the first.
  LegalBasis const* basis_of(PolicyRow const& row) const {
    LegalBasis const* first = nullptr;
    for (auto const& id : row.bases) {
      auto const* const basis = policy_.basis(id);
      if (basis == nullptr || !facts_.on || !basis->holds_on(*facts_.on)) continue;
      if (has(basis->authority_kinds, authority_kind_)) return basis;
      auto const is_anybodys = basis->authority_kinds.empty();
      auto const is_for_others = first != nullptr && !first->authority_kinds.empty() && !authority_kind_.empty();
      if (first == nullptr || (is_anybodys && is_for_others)) first = basis;
    }
    return first;
  }

  Policy const& policy_;
  Action action_;
  Object const& object_;
  AccessFacts const& facts_;
  std::vector<PolicyRow const*> rows_;
  std::vector<PolicyRow const*> asks_why_of_others_;  ///< that would ask why if nobody's identity were protected
  std::string const& authority_kind_;
  bool is_visitor_;
  bool is_fresh_;
};

}  // namespace

bool Actor::speaks_for(std::string_view authority) const {
  switch (kind) {
    case Kind::visitor:
    case Kind::individual:
    case Kind::individual_by_code:
      return false;
    case Kind::developer:
    case Kind::terminal:
      return true;
    case Kind::staff:
    case Kind::system:
      return has(authorities, authority);
  }
  return false;
}

bool Decision::leaves_out(Masked what) const {
  return has(mask, what);
}

Relation relation_of(Actor const& actor, Object const& object) {
  if (object.owner.empty()) return Relation::own_unit;
  if (!actor.speaks_for(object.owner)) return object.is_shared ? Relation::party : Relation::nobody;
  if (actor.unit.empty() || actor.unit == object.unit) return Relation::own_unit;
  auto const is_nobodys = object.unit.empty() && !object.in_case && object.holder.empty();
  return is_nobodys ? Relation::own_unit : Relation::own_authority;
}

Decision decide(Policy const& policy, Actor const& actor, Action action, Object const& object,
                AccessFacts const& facts) {
  return Deciding(policy, actor, action, object, facts).answer();
}

Decision decide(Policy const& policy, Actor const& actor, Action action, Object const& object) {
  return decide(policy, actor, action, object, {.relation = relation_of(actor, object)});
}

Decision decide_route(Policy const& policy, Actor const& actor, Action action, ObjectClass object) {
  auto const rows = policy.rows_for(actor, action, object);
  if (!rows.empty()) return {true, rows.front()->rule, {}};
  return actor.kind == Kind::visitor ? nobody_signed_in() : more_than_they_may();
}

}  // namespace overens::access
