#pragma once

#include <functional>

#include "app/queries.hpp"
#include "cli/commands.hpp"
#include "disk/agreements.hpp"

namespace overens::cli {

/// What somebody who has signed in for one command may ask.
struct Acting {
  app::Queries& queries;
  access::Actor const& actor;
  disk::Agreements const& agreements;
  app::Store& store;
};

/// Asks for the password and a code of whoever holds the commission, signs them in under it for as long as `act` takes,
/// and out again. What is shown is decided and kept as on a page. The exit code of `act`, or 3 when it was refused.
int as_commission(CaseOptions const& options, wording::Language const& say,
                  std::function<int(Acting const&)> const& act);

}  // namespace overens::cli
