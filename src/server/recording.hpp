#pragma once

#include "app/commands.hpp"
#include "app/queries.hpp"
#include "web/page_context.hpp"

namespace overens::server {

/// Has recorded what a page asks for. Refused as app::Commands does, and with `version_conflict` when something has
/// been recorded about the subject that whoever asks had not seen.
base::Expected<void> record(app::Commands& commands, app::Queries& queries, event::Vocabulary const& vocabulary,
                            access::Actor const& actor, web::Recording const& asked);

}  // namespace overens::server
