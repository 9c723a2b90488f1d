#pragma once

#include <functional>
#include <string>

#include "app/agreement_status.hpp"
#include "app/command_processor.hpp"
#include "http/routes.hpp"
#include "wording/language.hpp"

namespace overens::api {

/// The door for programs, opened by a token (`Authorization: Bearer …`):
///
/// - `POST /commands`: one command, or a list of them (app/command.hpp). One is answered with its own status: 201 done,
///   200 had been done before, or that of its refusal. A list is answered with 200 and a list in the same order, each
///   with its `status`.
/// - `GET /api/obligations?authority=…`, `GET /api/cases?authority=…`, at most `most` (100, up to 1000) from the
///   `from`th: what an authority owes, by day; the cases that it knows.
/// - `GET /api/status`: how the agreements stand today.
///
/// A refusal is {"error": {"code", "message", "field"?, "version"?, "expected_version"?}}. What it says is in Swedish, or
/// in English when Accept-Language asks for that first.
class Api {
 public:
  using Clock = app::CommandProcessor::Clock;

  /// Without a token nobody is let in. What it is given must outlive it.
  Api(app::CommandProcessor& processor, app::Store& store, app::AgreementStatus& agreements, std::string token, Clock clock);

  /// The paths of the above; answered by many threads at once. It must outlive the routes.
  void add_to(http::Routes& routes);

  /// The request is for one of its paths, or for one beside them.
  static bool is_asked(http::Request const& request);
  /// What was refused before it came here: no such path, another method, too large …
  http::Reply refuse(http::Request const& request, int status) const;

 private:
  using Answer = http::Reply (Api::*)(http::Request const&, wording::Language const&);
  http::Reply let_in(http::Request const& request, Answer answer);
  bool is_let_in(http::Request const& request) const;
  http::Reply commands(http::Request const& request, wording::Language const& say);
  http::Reply obligations(http::Request const& request, wording::Language const& say);
  http::Reply cases(http::Request const& request, wording::Language const& say);
  http::Reply status(http::Request const& request, wording::Language const& say);
  wording::Language const& language(http::Request const& request) const;

  app::CommandProcessor& processor_;
  app::Store& store_;
  app::AgreementStatus& agreements_;
  std::string token_;
  Clock clock_;
  wording::Language swedish_{wording::Tongue::swedish};
  wording::Language english_{wording::Tongue::english};
};

}  // namespace overens::api
