#include "app/organisation/import_table.hpp"

namespace overens::app {

base::Expected<ImportPlan> import_table(Queries& queries, Commands& commands, event::Vocabulary const& vocabulary,
                                        access::Actor const& actor, ImportRequest const& request,
                                        std::string_view table, bool record,
                                        std::function<void(double share)> const& progress) {
  auto plan = queries.plan_import(actor, request, table, progress);
  if (!plan || !record || plan->drafts.empty()) return plan;
  auto const command = make_command(request.command, plan->drafts, vocabulary, most_imported_events);
  if (!command) return tl::unexpected(command.error());
  auto const result = commands.carry_out(actor, *command);
  if (result.refused) return tl::unexpected<base::Refusal>(*result.refused);
  return plan;
}

}  // namespace overens::app
