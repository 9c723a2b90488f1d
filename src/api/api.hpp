#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/commands.hpp"
#include "app/queries.hpp"
#include "app/signing_in/system_clients.hpp"
#include "route/row.hpp"
#include "wording/language.hpp"

namespace overens::api {

/// The API, for other systems, each by a key of its own (`Authorization: Bearer <key>`):
///
/// - `POST /commands`: one command, or a list of them (app/command.hpp). One is answered with its own status: 201 done,
///   200 had been done before, or that of its refusal. A list is answered with 200 and a list in the same order, each
///   with its `status`.
/// - `GET /api/obligations`, `GET /api/cases`: what an authority owes, by day; the cases that it knows. `authority` is
///   one that the client speaks for, and may be left out when there is only one. At most `limit` (100, up to 1000) from
///   `after`, which is what the page before gave as `next`.
/// - `GET /api/status`: how the agreements stand today; open to everybody.
///
/// A refusal is {"error": {"code", "message", "field"?, "version"?, "expected_version"?}}. What it says is in Swedish,
/// or in English when Accept-Language asks for that first.
class Api {
 public:
  using Clock = app::Queries::Clock;

  /// All but the clock must outlive it.
  Api(app::Commands& commands, app::Queries& queries, app::SystemClients& clients, Clock clock);

  /// Its part of the table of routes, answered by many threads at once. It must outlive it.
  route::Rows rows();

  /// What can be asked of it.
  static route::Addresses addresses();

  /// The request is for one of its paths, or for one beside them.
  static bool is_asked(http::Request const& request);
  /// What was refused before it came here: no such path, another method, too large …
  http::Reply refuse(http::Request const& request, int status) const;

 private:
  /// A request, who sent it, and the language of its answer.
  struct Call {
    http::Request const& request;
    access::Actor const& actor;
    wording::Language const& say;
  };
  /// What has an address of its own, and the parameters that the address may have.
  struct Resource {
    route::Address address;
    std::vector<char const*> parameters;
    http::Reply (Api::*answer)(Call const&) const;
  };

  static std::vector<Resource> resources();

  http::Reply answer(http::Request const& request, Resource const& resource) const;
  /// Somebody who shows no key is a visitor; a key that nobody has is refused.
  base::Expected<access::Actor> actor_of(http::Request const& request) const;
  http::Reply commands(Call const& call) const;
  http::Reply obligations(Call const& call) const;
  http::Reply cases(Call const& call) const;
  http::Reply status(Call const& call) const;
  wording::Language const& language(http::Request const& request) const;

  app::Commands& commands_;
  app::Queries& queries_;
  app::SystemClients& clients_;
  Clock clock_;
  wording::Language swedish_{wording::Tongue::swedish};
  wording::Language english_{wording::Tongue::english};
};

}  // namespace overens::api
