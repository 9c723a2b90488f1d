#include "app/commands.hpp"

#include <algorithm>

#include "access/of_event.hpp"

namespace overens::app {
namespace {

// Why the actor may not have the command recorded: the first of its events that is denied.
std::optional<base::Refusal> denied(access::Policy const& policy, access::Actor const& actor,
                                    Command const& command) {
  for (std::size_t i = 0; i < command.events.size(); ++i) {
    auto const& event = *command.events[i].event;
    auto const action = command.recorded_elsewhere ? access::Action::import_event : access::action_of(*event.type);
    auto decision = access::decide(policy, actor, action, {access::class_of(*event.type), std::string(event.owner)});
    if (!decision.allowed) return in_event(std::move(decision.why), i + 1, command.events.size());
  }
  return std::nullopt;
}

// The envelope's actor is who asks. Another system may name its own user instead, and what is imported stays as it was.
void name_actor(Command& command, access::Actor const& actor) {
  auto const names_one = [](NewEvent const& one) { return !one.event->actor.empty(); };
  auto const says_who = std::any_of(command.events.begin(), command.events.end(), names_one);
  if (command.recorded_elsewhere || (actor.kind == access::Actor::Kind::system && says_who)) return;
  command.actor = actor.id;
}

}  // namespace

base::Expected<std::vector<ReadCommand>> Commands::read(access::Actor const& actor, std::string_view json) const {
  auto decision = access::decide(policy_, actor, access::Action::record, {access::ObjectClass::governance});
  if (!decision.allowed) return tl::unexpected(std::move(decision.why));
  return read_commands(json, processor_.vocabulary());
}

std::vector<CommandResult> Commands::carry_out(access::Actor const& actor, std::vector<Command> const& commands) {
  std::vector<CommandResult> results(commands.size());
  std::vector<Command> allowed;
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < commands.size(); ++i) {
    if (auto why = denied(policy_, actor, commands[i])) {
      results[i].refused = CommandRefusal{std::move(*why)};
    } else {
      name_actor(allowed.emplace_back(commands[i]), actor);
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
