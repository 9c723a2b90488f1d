#include "app/commands.hpp"

#include "access/of_event.hpp"

namespace overens::app {
namespace {

// Whether the actor may have it recorded; why not, otherwise.
access::Decision decide(access::Actor const& actor, Command const& command) {
  auto const action = command.recorded_elsewhere ? access::Action::import_event : access::action_of(*command.type);
  return access::decide(actor, action, {access::class_of(*command.type), command.owner});
}

}  // namespace

base::Expected<std::vector<ReadCommand>> Commands::read(access::Actor const& actor, std::string_view json) const {
  auto decision = access::decide(actor, access::Action::record, {access::ObjectClass::governance});
  if (!decision.allowed) return tl::unexpected(std::move(decision.why));
  return read_commands(json, processor_.vocabulary());
}

std::vector<CommandResult> Commands::carry_out(access::Actor const& actor, std::vector<Command> const& commands) {
  std::vector<CommandResult> results(commands.size());
  std::vector<Command> allowed;
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < commands.size(); ++i) {
    if (auto decision = decide(actor, commands[i]); !decision.allowed) {
      results[i].refused = std::move(decision.why);
    } else {
      allowed.push_back(commands[i]);
      places.push_back(i);
    }
  }
  if (allowed.empty()) return results;
  auto done = processor_.carry_out(allowed);
  agreements_.look_again();
  for (std::size_t i = 0; i < done.size(); ++i) results[places[i]] = std::move(done[i]);
  return results;
}

CommandResult Commands::carry_out(access::Actor const& actor, Command const& command) {
  return std::move(carry_out(actor, std::vector{command}).front());
}

}  // namespace overens::app
