#include "server/recording.hpp"

#include <nlohmann/json.hpp>

namespace overens::server {

using base::text;

namespace {

// As the API takes it.
std::string command_of(web::Recording const& asked) {
  auto json = nlohmann::ordered_json::parse(event::line_of(asked.draft, asked.command));
  json.erase("id");
  json.erase("recorded");
  json["command"] = asked.command;
  json["do"] = "record";
  return json.dump();
}

}  // namespace

base::Expected<void> record(app::Commands& commands, app::Queries& queries, event::Vocabulary const& vocabulary,
                            access::Actor const& actor, web::Recording const& asked) {
  auto read = app::read_commands(command_of(asked), vocabulary);
  if (!read) return tl::unexpected(read.error());
  auto const& command = read->front().command;
  if (!command) return tl::unexpected(command.error());
  auto const now = queries.subject(actor, asked.subject);
  if (!now) return tl::unexpected(now.error());
  // What the same command has recorded itself is no conflict.
  if (now->version != asked.seen && now->version != asked.command)
    return base::refuse("version_conflict", text("somebody has written since"));
  auto const result = commands.carry_out(actor, *command);
  if (result.refused) return tl::unexpected(*result.refused);
  return {};
}

}  // namespace overens::server
