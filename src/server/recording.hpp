#pragma once

#include "app/commands.hpp"
#include "app/queries.hpp"
#include "web/page_context.hpp"

namespace overens::server {

/// What a page asks to have recorded, as a command: refused with `version_conflict` when something has been recorded
/// about the subject that whoever asks had not seen, and otherwise as app::make_command().
base::Expected<app::Command> command_of(web::Recording const& asked, event::Vocabulary const& vocabulary);

/// Has it recorded. Refused as app::Commands does.
base::Expected<void> record(app::Commands& commands, event::Vocabulary const& vocabulary, access::Actor const& actor,
                            web::Recording const& asked);

/// What it would lead to, in words. Refused as app::Queries::foresee().
base::Expected<web::ForeseenWords> foresee(app::Queries& queries, event::Vocabulary const& vocabulary,
                                           access::Actor const& actor, web::Recording const& asked, calendar::Day today,
                                           wording::Language const& say);

/// The same of a command that has been put together.
base::Expected<web::ForeseenWords> foresee(app::Queries& queries, access::Actor const& actor,
                                           app::Command const& command, calendar::Day today,
                                           wording::Language const& say);

/// One of what is to be done, explained in words. Refused as app::Queries::explain().
base::Expected<web::Explained> explain(app::Queries& queries, access::Actor const& actor, app::WorkPlace const& place,
                                       std::string const& reason, calendar::Day today, wording::Language const& say,
                                       wording::NameOf const& name_of);

}  // namespace overens::server
