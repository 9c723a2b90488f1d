#pragma once

#include "access/policy.hpp"
#include "base/refusal.hpp"

namespace overens::web {

/// Answers as app::Looks does, and keeps nothing.
inline auto may_by(access::Policy const& policy) {
  return
      [&policy](access::Actor const& actor, access::Action action, access::ObjectClass object) -> base::Expected<void> {
        auto decision = access::decide_route(policy, actor, action, object);
        if (!decision.allowed) return tl::unexpected(std::move(decision.why));
        return {};
      };
}

}  // namespace overens::web
