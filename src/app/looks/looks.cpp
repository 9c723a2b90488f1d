#include "app/looks/looks.hpp"

#include <algorithm>

namespace overens::app {

using access::Action;
using access::Actor;
using access::Decision;
using access::Object;

namespace {

bool is_registered(Store& store, std::string const& authority) {
  journal::SubjectRef const subject{"authority", authority};
  return !store.entries_about(std::span(&subject, 1)).empty();
}

// Whose record it is; of what is shared, whom the asker works for. Never what is only written in an address.
std::string chain_of(Store& store, Actor const& actor, Object const& object, bool is_denied) {
  auto const own = actor.authorities.empty() ? std::string() : actor.authorities.front();
  // Whoever was denied has not been near it: their own authority answers for them. An individual has none but those
  // that know them.
  auto const is_individual = actor.kind == Actor::Kind::individual || actor.kind == Actor::Kind::individual_by_code;
  if (object.owner.empty() || (is_denied && !is_individual)) return own;
  auto const& all = actor.authorities;
  auto const is_own = std::find(all.begin(), all.end(), object.owner) != all.end();
  return is_own || is_registered(store, object.owner) ? object.owner : own;
}

// What is denied without having been looked for tells nothing of what there is. Who goes through the other log has
// looked in it, also for what is not there.
bool is_of_what_is_hidden(access::ObjectClass object, std::string const& refused) {
  if (object == access::ObjectClass::sensitive_log) return refused.empty() || refused == "not_found";
  return refused.empty() && object == access::ObjectClass::sensitive;
}

std::string kind_kept(Actor::Kind kind) {
  return kind == Actor::Kind::staff ? std::string() : std::string(access::word_of(kind));
}

std::string relation_kept(access::Relation relation) {
  return relation == access::Relation::nobody ? std::string() : std::string(access::word_of(relation));
}

}  // namespace

Shown& Shown::add(journal::SubjectRef const& subject) {
  said_ = true;
  subjects_.push_back(subject);
  return *this;
}

Shown& Shown::nobody() {
  said_ = true;
  return *this;
}

Shown& Shown::version(std::string const& event) {
  look_.version = event;
  return *this;
}

Shown& Shown::needed_for(std::string const& words) {
  look_.reason = words;
  return *this;
}

Shown& Shown::reason(std::string const& words) {
  reason_ = words;
  return *this;
}

Shown& Shown::result(std::string const& code) {
  look_.result = code;
  return *this;
}

Shown& Shown::by(Object const& object, Decision const& decision) {
  object_ = object;
  if (decision.rests_on_reason) look_.reason = reason_;
  look_.rule = decision.rule;
  look_.basis = decision.basis == nullptr ? std::string() : decision.basis->id;
  look_.relation = relation_kept(decision.relation);
  look_.stands_in_for = decision.stands_in_for;
  look_.refused = decision.why.code;
  look_.masked.clear();
  for (auto const masked : decision.mask) look_.masked.emplace_back(access::word_of(masked));
  return *this;
}

Shown& Shown::part(Object const& object, Decision const& decision) {
  if (decision.rests_on_reason) look_.reason = reason_;
  auto const is_same = object.object_class == object_.object_class;
  auto const is_closer = !is_same && event::closer(object.object_class, object_.object_class) == object.object_class;
  // What decided that the whole may be asked for gives way to what decided on what is shown.
  if (!is_closer && (has_part_ || !is_same)) return *this;
  has_part_ = true;
  return by(object, decision);
}

Shown& Shown::hidden_part(Object const& object, Decision const& decision, std::string const& in_case) {
  if (!hidden_) hidden_ = std::make_shared<Shown>();
  hidden_->by(object, decision);
  if (!in_case.empty()) hidden_->add({"case", in_case});
  return *this;
}

Shown& Shown::hidden_parts_of(Shown const& other) {
  hidden_ = other.hidden_;
  return *this;
}

Shown& Shown::as_not_found() {
  look_.refused = "not_found";
  return *this;
}

Shown& Shown::hidden_version(std::string const& event) {
  if (hidden_) hidden_->version(event);
  return *this;
}

Decision Looks::decide(Actor const& actor, Action action, Object const& object) const {
  auto decision = access::decide_route(policy_, actor, action, object.object_class);
  if (!decision.allowed || object.owner.empty() || actor.speaks_for(object.owner)) return decision;
  return access::decide(policy_, actor, action, object);
}

base::Expected<void> Looks::may(Actor const& actor, Action action, access::ObjectClass object) {
  return guarded<base::Expected<void>>([&]() -> base::Expected<void> {
    auto decision = access::decide_route(policy_, actor, action, object);
    if (decision.allowed) return {};
    keep_denial(actor, action, {object}, decision);
    return tl::unexpected(std::move(decision.why));
  });
}

void Looks::keep_denial(Actor const& actor, Action action, Object const& object, Decision const& decision) {
  keep(actor, action, Shown().by(object, decision).nobody());
}

void Looks::keep(Actor const& actor, Action action, Shown const& shown) {
  keep_one(actor, action, shown);
  if (shown.hidden_) keep_one(actor, action, *shown.hidden_);
}

void Looks::keep_one(Actor const& actor, Action action, Shown const& shown) {
  auto const is_refused = !shown.look_.refused.empty();
  if (!shown.said_ && !is_refused) throw std::logic_error("an answer that does not say what it shows");
  if (!rules_.keeps(shown.object_.object_class)) return;
  // Who a visitor is nobody knows, and there is nothing to go through.
  if (actor.kind == Actor::Kind::visitor) return;
  auto look = shown.look_;
  look.who = actor.id;
  look.kind = kind_kept(actor.kind);
  look.commission = actor.commission;
  look.unit = actor.unit;
  look.action = access::word_of(action);
  look.object_class = event::to_string(shown.object_.object_class);
  look.shown = shown.subjects_;
  std::sort(look.shown.begin(), look.shown.end());
  look.shown.erase(std::unique(look.shown.begin(), look.shown.end()), look.shown.end());
  look.purpose = actor.purpose;
  look.request = actor.request;
  auto const is_hidden = is_of_what_is_hidden(shown.object_.object_class, look.refused);
  keeper_.keep(chain_of(store_, actor, shown.object_, is_refused), look, is_hidden);
}

void Looks::keep_sign_in(std::string const& authority, Actor::Kind kind, std::string const& who, Action action,
                         std::string const& refused) {
  keeper_.keep(authority, {.who = who,
                           .kind = kind_kept(kind),
                           .action = std::string(access::word_of(action)),
                           .object_class = std::string(event::to_string(access::ObjectClass::open)),
                           .refused = refused});
}

}  // namespace overens::app
