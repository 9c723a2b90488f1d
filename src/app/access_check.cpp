#include "app/access_check.hpp"

#include <algorithm>

#include "app/refresh.hpp"
#include "app/subjects_of.hpp"

namespace overens::app {

using access::AccessFacts;
using access::Action;
using access::Decision;
using access::Object;
using access::ObjectClass;
using access::Relation;

namespace {

bool is_beginning(Action action) {
  return action == Action::record || action == Action::foresee || action == Action::take_on;
}

}  // namespace

RecordedObject recorded_row(ObligationRow const& row) {
  RecordedObject made{object_of_row(row), row.in_case};
  if (row.details.received) made.received = DisclosedEvent{.to = row.authority, .stands = *row.details.received};
  return made;
}

RecordedObject recorded_row(ObligationRow const& row, DisclosedEvents const& disclosed) {
  auto made = recorded_row(row);
  auto const [first, last] = disclosed.equal_range(row.details.opened_by);
  auto const found = std::find_if(first, last, [&](auto const& one) { return one.second.to == row.authority; });
  if (found != last) made.received = found->second;
  return made;
}

CaseHead const* head_for(access::Actor const& actor, std::vector<CaseHead> const& heads) {
  CaseHead const* found = nullptr;
  for (auto const& one : heads) {
    if (actor.speaks_for(one.authority) && (found == nullptr || (found->only_received && !one.only_received)))
      found = &one;
  }
  return found;
}

Decision AccessCheck::decide(Action action, Object const& object, std::string const& in_case, bool is_reader) {
  // Only the rows of staff ask how they stand to the case.
  auto const asks_case = actor_.kind == access::Actor::Kind::staff && !in_case.empty() && !object.owner.empty() &&
                         actor_.speaks_for(object.owner);
  if (asks_case) {
    if (auto const* known = head(object.owner, in_case)) {
      if (!known->only_received) return decide(action, object, *known, is_reader);
      auto received = *known;
      if (auto const how = sent(in_case); is_open(how)) received.sent = how;
      return decide(action, object, received, is_reader);
    }
  }
  auto facts = this->facts(access::relation_of(actor_, object));
  facts.is_involved = actor_.kind == access::Actor::Kind::staff && !object.holder.empty() && object.holder == actor_.id;
  if (asks_case) {
    auto const begins = is_beginning(action) && Refresh::are_complete(store_);
    facts.relation = begins ? Relation::own_unit : Relation::own_authority;
    facts.is_involved = facts.is_named = begins;
  }
  return decided(action, object, std::move(facts), in_case);
}

Decision AccessCheck::decide(Action action, Object object, CaseHead const& head, bool is_reader) const {
  object.unit = head.team.unit;
  object.in_case = true;
  auto facts = this->facts(access::relation_of(actor_, object));
  // Of a case that they only know by what others have disclosed nothing is their own yet.
  auto const is_staff = actor_.kind == access::Actor::Kind::staff;
  if (is_staff && head.only_received && actor_.speaks_for(object.owner)) facts.relation = *head.only_received;
  add_team(facts, action, head.team, object.owner);
  facts.is_named = facts.is_named || (facts.is_involved && is_reader);
  if (is_staff && head.sent != Sent::not_to_them) facts.is_involved = facts.is_named = true;
  // A list is not looked through for what has been said of each.
  return decided(action, object, std::move(facts), action == Action::list ? std::string() : head.in_case);
}

std::set<access::ObjectClass> AccessCheck::may_record(CaseHead const& head, event::Vocabulary const& vocabulary) const {
  std::set<access::ObjectClass> all;
  for (auto const& type : vocabulary.types) {
    auto const of = type.secrecy;
    if (type.in_case == event::Presence::none || all.contains(of)) continue;
    if (decide(Action::record, {of, head.authority}, head).is_offered()) all.insert(of);
  }
  return all;
}

Decision AccessCheck::decide(Action action, RecordedObject const& recorded) {
  if (!recorded.received && recorded.in_case.empty()) return decide_alike(action, recorded.object);
  if (!recorded.received) return decide(action, recorded.object, recorded.in_case, recorded.is_reader);
  auto facts = this->facts(recorded.received->stands);
  if (auto const* known = head(recorded.received->to, recorded.in_case))
    add_team(facts, action, known->team, recorded.received->to);
  if (is_reader(recorded.received->sent_to)) facts.is_involved = facts.is_named = true;
  return decided(action, recorded.object, std::move(facts), recorded.in_case);
}

bool AccessCheck::could_read(RecordedObject recorded) {
  if (recorded.received) recorded.received->stands = access::Relation::live_disclosure;
  return decide(Action::read, recorded).allowed;
}

Decision const& AccessCheck::decide_alike(Action action, Object const& object) {
  auto const [at, is_new] = alike_.try_emplace({action, object.object_class, object.owner, object.unit, object.in_case,
                                                object.is_shared, object.parts, object.holder, object.stands_alone});
  if (is_new) at->second = decide(action, object);
  return at->second;
}

std::string AccessCheck::colleague_in(CaseTeam const& team) const {
  auto const& away = actor_.stands_in_for;
  auto const found = std::find_if(team.holders.begin(), team.holders.end(), [&](CaseHolder const& one) {
    return std::find(away.begin(), away.end(), one.staff) != away.end();
  });
  return found == team.holders.end() ? std::string() : found->staff;
}

void AccessCheck::add_team(AccessFacts& facts, Action action, CaseTeam const& team,
                           std::string const& authority) const {
  auto const* const holder = team.holder(actor_.id);
  facts.is_involved = holder != nullptr && actor_.speaks_for(authority);
  facts.is_named = facts.is_involved && holder->is_named;
  // Who is named for what is kept most closely is so in person.
  if (!facts.is_involved && actor_.speaks_for(authority)) facts.stands_in_for = colleague_in(team);
  facts.is_involved = facts.is_involved || !facts.stands_in_for.empty();
  facts.is_protected = team.is_protected;
  // Their own unit goes on with the care; what is blocked leaves it for nobody, whoever has consented.
  auto const leaves_unit = facts.relation != Relation::own_unit || action == Action::disclose;
  facts.is_blocked = team.is_blocked && leaves_unit && action != Action::take_on && action != Action::assign;
}

Decision AccessCheck::decided(Action action, Object const& object, AccessFacts facts,
                              std::string const& in_case) const {
  auto const asks_kind = [&] {
    auto const rows = policy_.rows_for(actor_, action, object.object_class);
    return std::any_of(rows.begin(), rows.end(), [](auto const* row) { return !row->authority_kinds.empty(); });
  };
  if (kind_of_ && !facts.is_involved && !object.owner.empty() && asks_kind())
    facts.authority_kind = kind_of_(object.owner);
  auto decision = access::decide(policy_, actor_, action, object, facts);
  auto const may_have_said = decision.why.code == "reason_needed" || decision.why.code == "sign_in_again";
  if (!now_ || in_case.empty() || !may_have_said) return decision;
  facts.said = said(object.owner, in_case);
  facts.now = *now_;
  return facts.said.empty() ? decision : access::decide(policy_, actor_, action, object, facts);
}

// The access journal is what opens: what was not kept there opens nothing.
std::vector<access::SaidReason> const& AccessCheck::said(std::string const& authority,
                                                         std::string const& in_case) const {
  constexpr std::size_t most = 200;
  auto const [at, is_new] = said_.try_emplace({authority, in_case});
  if (!is_new) return at->second;
  LookFilter const filter{.authority = authority,
                          .shown = journal::SubjectRef{"case", in_case},
                          .who = actor_.id,
                          .from = *now_ - policy_.longest_held()};
  for (auto const& entry : store_.looks().looks(filter, most, {})) {
    auto const& look = entry.look;
    if (!look.reason.empty() && look.refused.empty() && look.commission == actor_.commission)
      at->second.push_back({look.rule, entry.at});
  }
  return at->second;
}

base::Expected<void> AccessCheck::allowed(Action action, Object const& object, std::string const& in_case) {
  auto decision = decide(action, object, in_case);
  if (!decision.allowed) return tl::unexpected(std::move(decision.why));
  return {};
}

bool AccessCheck::may_see(HiddenFacts const& hidden, Action action) {
  auto const is_own = actor_.speaks_for(hidden.owner) || actor_.authorities.empty();
  if (!is_own && is_reader(hidden.sent_to)) {
    auto facts = this->facts(Relation::live_disclosure);
    facts.is_involved = facts.is_named = true;
    Object const sent{access::ObjectClass::sensitive, actor_.authorities.front()};
    return decided(action, sent, std::move(facts), hidden.in_case).allowed;
  }
  Object const object{access::ObjectClass::sensitive, is_own ? hidden.owner : actor_.authorities.front()};
  return decide(action, object, hidden.in_case, is_own && hidden.readers.contains(actor_.id)).allowed;
}

void AccessCheck::add_sight(Sight& sight, std::string const& owner, std::string const& in_case, Action action) {
  sight.owner = owner;
  sight.staff = actor_.id;
  if (may_see({owner, in_case, {}}, action)) sight.named_in.insert(in_case);
  if (may_see({owner, in_case, {actor_.id}}, action)) sight.works_in.insert(in_case);
}

void AccessCheck::add_reads(Sight& sight, std::string const& owner, std::string const& in_case) {
  for (auto const of : {ObjectClass::identity, ObjectClass::coordination, ObjectClass::notes}) {
    if (decide(Action::read, Object{of, owner}, in_case).allowed) sight.reads.insert(of);
  }
}

RecordedObject AccessCheck::recorded(journal::Entry const& entry, EntryClasses const& classes,
                                     std::string const& found_with) {
  RecordedObject made{object_of(entry, classes), case_of(entry)};
  if (found_with.empty() || entry.shared || actor_.speaks_for(entry.owner)) return made;
  for (auto const& own : actor_.authorities) {
    auto const [first, last] = disclosed_events(own, found_with).equal_range(classes.changed_in_the_end(entry));
    auto const found = std::find_if(
        first, last, [&](auto const& one) { return one.second.from == entry.owner && one.second.to == own; });
    if (found == last) continue;
    made.received = found->second;
    made.in_case = found_with;
    // What has come in is the receiver's own record of it.
    made.object.owner = own;
    made.object.object_class = event::closer(made.object.object_class, access::ObjectClass::received);
    return made;
  }
  return made;
}

DisclosedEvents const& AccessCheck::disclosed_events(std::string const& authority, std::string const& in_case) {
  know_disclosed(authority, std::span(&in_case, 1));
  return disclosed_.at({authority, in_case});
}

void AccessCheck::know_disclosed(std::string const& authority, std::span<std::string const> cases) {
  std::vector<std::string> unknown;
  for (auto const& one : cases) {
    if (disclosed_.try_emplace({authority, one}).second) unknown.push_back(one);
  }
  if (unknown.empty() || agreements_ == nullptr) return;
  agreements_->ask([&](SharedState const& known) {
    auto found = app::disclosed_events(known, store_, unknown, authority, on_,
                                       [&](HiddenFacts const& hidden) { return may_see(hidden); });
    for (auto& [in_case, events] : found) disclosed_[{authority, in_case}] = std::move(events);
  });
}

void AccessCheck::know_sent() {
  std::vector<std::string> const cases(cases_sent().begin(), cases_sent().end());
  if (cases.empty()) return;
  for (auto const& own : actor_.authorities) {
    if (!team_now_) know(store_.case_heads(own, cases));
    for (auto const& one : cases) {
      if (!team_now_) heads_.try_emplace({own, one});  // which it has not
    }
    know_disclosed(own, cases);
  }
}

bool AccessCheck::is_of_unit_in(std::set<std::string> const& sent_to) const {
  if (actor_.kind != access::Actor::Kind::staff || actor_.unit.empty()) return false;
  return std::any_of(actor_.authorities.begin(), actor_.authorities.end(),
                     [&](std::string const& own) { return sent_to.contains(name_of_reading_unit(own, actor_.unit)); });
}

bool AccessCheck::is_reader(std::set<std::string> const& sent_to) const {
  if (actor_.kind != access::Actor::Kind::staff || sent_to.empty()) return false;
  auto const is_named = std::any_of(actor_.authorities.begin(), actor_.authorities.end(), [&](std::string const& own) {
    return sent_to.contains(name_of_reader(own, actor_.id));
  });
  return is_named || is_of_unit_in(sent_to);
}

std::set<std::string> const& AccessCheck::cases_sent() {
  if (cases_sent_) return *cases_sent_;
  auto& cases = cases_sent_.emplace();
  if (actor_.kind != access::Actor::Kind::staff) return cases;
  std::vector<journal::SubjectRef> as_reader;
  for (auto const& own : actor_.authorities) {
    as_reader.push_back({reader_kind, name_of_reader(own, actor_.id)});
    if (!actor_.unit.empty()) as_reader.push_back({reader_kind, name_of_reading_unit(own, actor_.unit)});
  }
  for (auto const& entry : store_.entries_about(as_reader)) {
    if (auto in_case = case_of(entry); !in_case.empty()) cases.insert(std::move(in_case));
  }
  return cases;
}

Sent AccessCheck::sent(std::string const& in_case) {
  auto found = Sent::not_to_them;
  if (!cases_sent().contains(in_case)) return found;
  for (auto const& own : actor_.authorities) {
    for (auto const& [id, one] : disclosed_events(own, in_case)) {
      if (one.to != own || one.stands != Relation::live_disclosure || !is_reader(one.sent_to)) continue;
      auto const openly = is_of_unit_in(one.sent_to) ? Sent::to_unit : Sent::by_name;
      found = std::max(found, one.is_hidden ? Sent::hidden : openly);
    }
  }
  return found;
}

void AccessCheck::know(std::span<CaseHead const> heads) {
  for (auto const& head : heads) heads_.try_emplace(CaseOf{head.authority, head.in_case}, head);
}

CaseHead const* AccessCheck::head(std::string const& authority, std::string const& in_case) {
  auto const [at, is_new] = heads_.try_emplace({authority, in_case});
  if (auto team = is_new && team_now_ ? team_now_(authority, in_case) : std::nullopt) {
    auto& now = at->second.emplace();
    now.authority = authority;
    now.in_case = in_case;
    now.team = std::move(*team);
  }
  if (is_new && !at->second) at->second = store_.case_head(authority, in_case);
  return at->second ? &*at->second : nullptr;
}

}  // namespace overens::app
