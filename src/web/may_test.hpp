#pragma once

#include "access/policy.hpp"
#include "base/refusal.hpp"

namespace overens::web {

/// Answers as app::Looks does, and keeps nothing.
inline auto may_by(access::Policy const& policy) {
  return [&policy](access::Actor const& actor, access::Action action,
                   access::Object const& object) -> base::Expected<void> {
    auto decision = access::decide(policy, actor, action, object);
    if (!decision.allowed) return tl::unexpected(std::move(decision.why));
    return {};
  };
}

}  // namespace overens::web
