#pragma once

#include <span>
#include <vector>

#include "app/agreement_status.hpp"
#include "app/command_json.hpp"
#include "app/command_processor.hpp"
#include "app/looks/looks.hpp"

namespace overens::app {

/// How the edges have something recorded: what access::decide() allows the actor goes to the CommandProcessor.
class Commands {
 public:
  /// What it is given must outlive it.
  Commands(CommandProcessor& processor, AgreementStatus& agreements, Looks& looks)
      : processor_(processor), agreements_(agreements), looks_(looks) {}

  access::Policy const& policy() const { return looks_.policy(); }

  /// Reads commands as read_commands() does. Refused with `unauthorized` when nobody is signed in: what strangers send
  /// is not looked at.
  base::Expected<std::vector<ReadCommand>> read(access::Actor const& actor, std::string_view json);

  /// Waits until all of them have been answered; durable when it returns. In the order given, for each its result. Each
  /// event of a command is decided on, by its type and its owner, and of staff once more when its turn has come. What
  /// is denied is refused with `unauthorized` or `forbidden`, whatever is recorded, and leaves the others alone;
  /// otherwise as CommandProcessor says.
  std::vector<CommandResult> carry_out(access::Actor const& actor, std::vector<Command> const& commands);
  CommandResult carry_out(access::Actor const& actor, Command const& command);

  /// The events of one command, as they are asked for: what carry_out() gives when nothing refuses them, or why they
  /// are refused.
  base::Expected<CommandResult> record(access::Actor const& actor, std::string const& command,
                                       std::span<event::Draft const> drafts, Beside const& beside = {});

  /// Says that the details of a unit are wrong (`what`: codes), as anybody may of one that is open to everybody.
  /// However often it is said, it is recorded once until the authority has gone through them again. `not_found`: there
  /// is no such unit, or it is not open to everybody; `store_unavailable`.
  base::Expected<void> doubt(access::Actor const& actor, std::string const& unit, std::vector<std::string> const& what,
                             calendar::Day today);

  /// Has the actor take on a case that their authority knows, or of which something has come in to them by name, as one
  /// who works in it; once, however often it is asked, by one command or by several. `not_found`: there is none, or it
  /// is another authority's; `store_unavailable`.
  base::Expected<void> take_on(access::Actor const& actor, std::string const& in_case, std::string const& command = {});
  /// Has the unit that the actor works for have such a case. Refused alike.
  base::Expected<void> take_to_unit(access::Actor const& actor, std::string const& in_case,
                                    std::string const& command = {});

 private:
  std::vector<CommandResult> carry_out_if_still_allowed(access::Actor const& actor,
                                                        std::vector<Command> const& commands);
  struct HavingCase {
    access::Action action;
    char const* type;
    event::DraftField said;
    bool (*has_it)(access::Actor const& actor, CaseTeam const& team);
  };
  base::Expected<void> have_case(access::Actor const& actor, std::string const& in_case, std::string const& command,
                                 HavingCase by);
  /// Why it may not be recorded; also when what it changes can't be read.
  std::optional<base::Refusal> denied_or_unknown(access::Actor const& actor, Command& command);

  CommandProcessor& processor_;
  AgreementStatus& agreements_;
  Looks& looks_;
};

}  // namespace overens::app
