#include "app/commands.hpp"

#include "access/of_event.hpp"

namespace overens::app {
namespace {

// Why the actor may not have the command recorded: the first of its events that is denied.
std::optional<base::Refusal> denied(access::Actor const& actor, Command const& command) {
  for (std::size_t i = 0; i < command.events.size(); ++i) {
    auto const& event = *command.events[i].event;
    auto const action = command.recorded_elsewhere ? access::Action::import_event : access::action_of(*event.type);
    auto decision = access::decide(actor, action, {access::class_of(*event.type), std::string(event.owner)});
    if (!decision.allowed) return in_event(std::move(decision.why), i, command.events.size());
  }
  return std::nullopt;
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
    if (auto why = denied(actor, commands[i])) {
      results[i].refused = CommandRefusal{std::move(*why)};
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
