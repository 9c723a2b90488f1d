#pragma once

#include "app/commands.hpp"
#include "app/queries.hpp"

namespace overens::app {

/// What a table would change of an organisation, as Queries::plan_import(). `record`: and has it recorded, all or
/// nothing; refused as Commands.
base::Expected<ImportPlan> import_table(Queries& queries, Commands& commands, event::Vocabulary const& vocabulary,
                                        access::Actor const& actor, ImportRequest const& request,
                                        std::string_view table, bool record,
                                        std::function<void(double share)> const& progress = {});

}  // namespace overens::app
