#pragma once

#include "http/assets.hpp"
#include "route/row.hpp"

namespace overens::server {

// The server's own addresses, beside those of the pages and of the API.

using access::Action;
inline constexpr auto open_to_all = access::ObjectClass::open;

inline constexpr route::Address asset_route{"GET", http::Assets::pattern, open_to_all, Action::read};
inline constexpr route::Address health_route{"GET", "/health", open_to_all, Action::read};
inline constexpr route::Address metrics_route{"GET", "/metrics", open_to_all, Action::read};
/// Of a trial alone.
inline constexpr route::Address developer_route{"GET", "/utvecklare/{secret}", open_to_all, Action::sign_in};
/// Where a provider signs people in.
inline constexpr route::Address provider_route{"GET", "/logga-in/{provider}", open_to_all, Action::sign_in};
inline constexpr route::Address answer_route{"GET", "/logga-in/{provider}/svar", open_to_all, Action::sign_in};
inline constexpr route::Address log_out_route{"POST", "/logga-in/{provider}/avsluta", open_to_all, Action::sign_in};

/// All that can be asked of the program, whatever its settings: the one table of routes.
route::Addresses addresses();

}  // namespace overens::server
