#include "app/looks.hpp"

#include <algorithm>

namespace overens::app {

using access::Action;
using access::Actor;
using access::Object;

namespace {

// Whose record it is; of what is shared, whom the asker works for.
std::string authority_of(Actor const& actor, Object const& object, bool is_denied) {
  auto const own = actor.authorities.size() == 1 ? actor.authorities.front() : std::string();
  // Whoever was denied has not been near it: their own authority answers for them.
  if (is_denied && !own.empty()) return own;
  return object.owner.empty() ? own : object.owner;
}

}  // namespace

Shown& Shown::add(journal::SubjectRef const& subject) {
  said_ = true;
  subjects_.push_back(subject);
  return *this;
}

std::vector<journal::SubjectRef> Shown::subjects() const {
  auto all = subjects_;
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

Shown& Shown::nobody() {
  said_ = true;
  return *this;
}

Shown& Shown::version(std::string const& event) {
  version_ = event;
  return *this;
}

Shown& Shown::result(std::string const& code) {
  result_ = code;
  return *this;
}

base::Expected<std::string> Looks::decide(Actor const& actor, Action action, Object const& object) {
  auto decision = access::decide(policy_, actor, action, object);
  std::string rule(decision.rule);
  if (decision.allowed) return rule;
  // Who a visitor is nobody knows, and there is nothing to go through.
  if (actor.kind != Actor::Kind::visitor) keep(actor, action, object, rule, Shown().nobody(), decision.why.code);
  return tl::unexpected(std::move(decision.why));
}

base::Expected<void> Looks::may(Actor const& actor, Action action, Object const& object) {
  return guarded([&]() -> base::Expected<void> {
    if (auto const rule = decide(actor, action, object); !rule) return tl::unexpected(rule.error());
    return {};
  });
}

void Looks::keep(Actor const& actor, Action action, Object const& object, std::string const& rule, Shown const& shown,
                 std::string const& refused) {
  if (!shown.is_said() && refused.empty()) throw std::logic_error("an answer that does not say what it shows");
  if (!rules_.keeps(object.object_class)) return;
  journal::Look const look{.who = actor.id,
                           .commission = actor.commission,
                           .unit = actor.unit,
                           .action = std::string(word_of(action)),
                           .object_class = std::string(word_of(object.object_class)),
                           .shown = shown.subjects(),
                           .version = shown.version(),
                           .purpose = actor.purpose,
                           .rule = rule,
                           .refused = refused,
                           .result = shown.result(),
                           .request = actor.request};
  keeper_.keep(authority_of(actor, object, !refused.empty()), look);
}

void Looks::keep_sign_in(std::string const& authority, std::string const& who, Action action,
                         std::string const& refused) {
  keeper_.keep(authority, {.who = who,
                           .action = std::string(word_of(action)),
                           .object_class = std::string(word_of(access::ObjectClass::open)),
                           .refused = refused});
}

}  // namespace overens::app
