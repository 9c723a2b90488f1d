#pragma once

#include "server/settings.hpp"
#include "wording/language.hpp"

namespace overens::server {

/// Runs the server until it is told to stop (SIGTERM, SIGINT; a second one stops it at once). Gives the exit code: 0
/// after a graceful stop, 2 when the settings or what they name can't be used, which is said on standard error.
int serve(Settings settings, wording::Language const& say);

}  // namespace overens::server
