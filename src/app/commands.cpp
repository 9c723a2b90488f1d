#include "app/commands.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "access/of_event.hpp"
#include "app/access_check.hpp"
#include "app/cases/ends_of_disclosures.hpp"
#include "app/hidden.hpp"
#include "app/organisation/named_reader.hpp"
#include "event/known.hpp"
#include "event/secrecy.hpp"
#include "journal/chain.hpp"
#include "journal/hex.hpp"

namespace overens::app {
namespace {

/// Why the actor may not have a command recorded.
struct Denial {
  access::Action action;
  access::Object object;
  access::Decision decision;
  base::Refusal why;
};

/// What is decided on, and how.
struct Decided {
  access::Object object;
  access::Decision decision;
};

// What a disclosure names one by one, and each type that is to follow it, are decided on as what they are: who may
// disclose something of a case may not disclose all that stands in it.
std::optional<Decided> denied_to_disclose(AccessCheck& check, Command const& command, std::size_t place,
                                          std::string const& in_case, EntrySource& seen, CommandProcessor& processor) {
  auto const& vocabulary = processor.vocabulary();
  auto const& disclosure = command.events[place];
  auto const decided = [&](access::Object const& object, bool is_reader) -> std::optional<Decided> {
    auto decision = check.decide(access::Action::disclose, object, in_case, is_reader);
    return decision.allowed ? std::nullopt : std::optional(Decided{object, std::move(decision)});
  };
  journal::SubjectRef const about{"case", in_case};
  auto const entries = in_case.empty() ? seen.entries(disclosure.refers_to) : seen.entries_about(std::span(&about, 1));
  EntryClasses const classes(entries, vocabulary);
  HiddenEntries const hidden(entries, vocabulary, processor.today());
  for (auto const& entry : entries) {
    auto const& named = disclosure.refers_to;
    if (std::find(named.begin(), named.end(), entry.id) == named.end() || entry.shared) continue;
    auto object = object_of(entry, classes);
    auto const is_hidden = hidden.holds(entry);
    if (is_hidden) object.object_class = access::ObjectClass::sensitive;
    if (auto denied = decided(object, is_hidden && hidden.facts(entry).readers.contains(check.actor().id)))
      return denied;
  }
  // What is recorded and disclosed at once, with whom it is about.
  for (std::size_t i = 0; i < place; ++i) {
    auto const& event = *command.events[i].event;
    auto const& named = disclosure.refers_to;
    if (std::find(named.begin(), named.end(), event.id) == named.end()) continue;
    if (auto denied = decided(object_of(command, i, seen, vocabulary).object, false)) return denied;
    auto const is_told = event.type->goes_to != event::EventType::GoesTo::nobody && !event.person.empty();
    if (!is_told) continue;
    if (auto denied = decided({access::ObjectClass::identity, std::string(event.owner)}, false)) return denied;
  }
  for (auto const& value : disclosure.event->data) {
    auto const* const type = value.field->name == "types" ? vocabulary.type(value.text) : nullptr;
    if (type == nullptr || type->shared || type->internal) continue;
    access::Object const object{event::closest_secrecy_of(*type), std::string(disclosure.event->owner)};
    if (auto denied = decided(object, false)) return denied;
  }
  return std::nullopt;
}

// Whom a disclosure names to receive it works there, and may see what comes in to them: otherwise nobody would.
std::optional<base::Refusal> unknown_reader(event::Event const& disclosure, CommandProcessor& processor,
                                            access::Policy const& policy) {
  if (disclosure.value("readers") == nullptr) return std::nullopt;
  std::string const to(disclosure.said("to"));
  NamedReaders const readers(processor.recorded(), processor.vocabulary(), policy, processor.today());
  for (auto const& value : disclosure.data) {
    if (value.field->name != "readers") continue;
    if (!readers.may_be(to, std::string(value.text)))
      return base::Refusal{"unknown_reader",
                           base::text("{0} has nobody of that name who may receive it: ask them who it is to be", to),
                           "readers"};
  }
  return std::nullopt;
}

std::optional<base::Refusal> unknown_reader_in(Command const& command, CommandProcessor& processor,
                                               access::Policy const& policy) {
  for (std::size_t i = 0; i < command.events.size() && !command.recorded_elsewhere; ++i) {
    auto const& event = *command.events[i].event;
    if (event.type->name != event::known::disclosure_made) continue;
    if (auto why = unknown_reader(event, processor, policy)) return in_event(*why, i + 1, command.events.size());
  }
  return std::nullopt;
}

// With what the command withdraws ends what it was disclosed by.
void add_what_follows(Command& command, CommandProcessor& processor) {
  if (command.recorded_elsewhere) return;
  auto drafts = ends_of_disclosures(command, processor.recorded(), processor.vocabulary());
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    drafts[i].happened = calendar::to_string(processor.today());
    drafts[i].id = fmt::format("{}.{}", command.id, command.events.size() + i + 1);
  }
  auto made =
      drafts.empty() ? base::Expected<Command>(Command()) : make_command(command.id, drafts, processor.vocabulary());
  if (!made) return;
  for (auto& one : made->events) {
    one.follows = true;
    command.events.push_back(std::move(one));
  }
}

// What says that two cases are the same is recorded in both.
std::vector<std::string> other_cases(NewEvent const& event, std::string const& in_case) {
  std::vector<std::string> cases;
  for (auto const& subject : event.subjects) {
    if (subject.kind == "case" && subject.id != in_case) cases.push_back(subject.id);
  }
  return cases;
}

// The first of its events that is denied. Notes what they may see of what is hidden.
std::optional<Denial> denied(AccessCheck& check, Command const& command, CommandProcessor& processor, Sight& sight) {
  check.at(processor.now());
  auto const sees_by = command.recorded_elsewhere ? access::Action::import_event : access::Action::read;
  SeenEntries seen(processor.recorded(), processor.vocabulary(), processor.today(),
                   [&](HiddenFacts const& hidden) { return check.may_see(hidden, sees_by); });
  for (std::size_t i = 0; i < command.events.size(); ++i) {
    if (command.events[i].follows) continue;
    auto const [object, in_case, changes] = object_of(command, i, seen, processor.vocabulary());
    auto action = access::action_of(*command.events[i].event, check.actor());
    // Whoever may put a case's days right may not thereby say who works in it; what a commission gives is given anew.
    auto const changed = changes == nullptr ? action : access::action_of(*changes);
    if (changed == access::Action::assign || changed == access::Action::name_stand_in ||
        (changed == access::Action::grant && action == access::Action::correct))
      action = changed;
    if (command.recorded_elsewhere && action != access::Action::doubt) action = access::Action::import_event;
    auto const decision = check.decide(action, object, in_case);
    if (!decision.allowed)
      return Denial{action, object, decision, in_event(decision.why, i + 1, command.events.size())};
    for (auto const& other : other_cases(command.events[i], in_case)) {
      auto const there = check.decide(action, object, other);
      if (!there.allowed) return Denial{action, object, there, in_event(there.why, i + 1, command.events.size())};
    }
    if (action == access::Action::disclose && command.events[i].event->type->name == event::known::disclosure_made) {
      if (auto no = denied_to_disclose(check, command, i, in_case, seen, processor))
        return Denial{action, no->object, no->decision, in_event(no->decision.why, i + 1, command.events.size())};
    }
    check.add_sight(sight, object.owner, in_case, sees_by);
    if (i == 0 && command.expected_last) check.add_reads(sight, object.owner, in_case);
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

// What individuals do themselves comes another way (OwnActs): nobody else records in their name.
bool is_in_their_name(Command const& command) {
  auto const is_theirs = [](std::string_view actor) { return actor == event::known::by_the_individual; };
  return !command.recorded_elsewhere &&
         (is_theirs(command.actor) || std::any_of(command.events.begin(), command.events.end(),
                                                  [&](NewEvent const& one) { return is_theirs(one.event->actor); }));
}

// The same for all who doubt the same details, so that all of them together are one event; another once that event has
// been withdrawn.
std::string doubt_id(UnitDetails const& unit) {
  auto seen = unit.id + "\n" + (unit.verified ? unit.verified->event : std::string());
  if (unit.withdrawn_doubts > 0) seen += "\n" + std::to_string(unit.withdrawn_doubts);
  return "doubt-" + journal::hex(journal::hash_of_data({}, seen)).substr(0, 32);
}

event::Draft doubt_draft(UnitDetails const& unit, std::vector<std::string> const& what, calendar::Day today) {
  event::Draft draft;
  draft.type = event::known::unit_doubted;
  draft.happened = calendar::to_string(today);
  draft.owner = unit.authority;
  draft.subject_kind = "unit";
  draft.subject_id = unit.id;
  if (!what.empty()) draft.data.push_back({"what", {what.begin(), what.end()}, true});
  return draft;
}

}  // namespace

base::Expected<void> Commands::doubt(access::Actor const& actor, std::string const& id,
                                     std::vector<std::string> const& what, calendar::Day today) {
  if (auto may = looks_.may(actor, access::Action::doubt, access::ObjectClass::open); !may) return may;
  std::optional<UnitDetails> unit;
  try {
    unit = agreements_.on(today)->units()->find(id, today);
  } catch (StoreFailed const&) {
    return tl::unexpected(unavailable());
  }
  if (!unit || !unit->is_open_to_everybody())
    return base::refuse("not_found", base::text("there is nothing at this address"));
  if (unit->doubted) return {};
  auto const draft = doubt_draft(*unit, what, today);
  auto const command = make_command(doubt_id(*unit), std::span(&draft, 1), processor_.vocabulary());
  if (!command) return tl::unexpected(command.error());
  // By nobody: whoever it is speaks for no authority, and is not named in another's record.
  auto const result = std::move(processor_.carry_out({*command}).front());
  agreements_.look_again();
  // Somebody was a moment before, and said that something else is wrong.
  if (!result.refused || result.refused->code == "id_unusable") return {};
  return tl::unexpected<base::Refusal>(*result.refused);
}

base::Expected<void> Commands::take_on(access::Actor const& actor, std::string const& in_case,
                                       std::string const& command) {
  return have_case(actor, in_case, command,
                   {access::Action::take_on,
                    event::known::case_taken_on,
                    {"staff", {actor.id}, false},
                    [](access::Actor const& who, CaseTeam const& team) { return team.holder(who.id) != nullptr; }});
}

base::Expected<void> Commands::take_to_unit(access::Actor const& actor, std::string const& in_case,
                                            std::string const& command) {
  return have_case(actor, in_case, command,
                   {access::Action::assign,
                    event::known::case_unit_set,
                    {"unit", {actor.unit}, false},
                    [](access::Actor const& who, CaseTeam const& team) { return team.unit == who.unit; }});
}

// By an event that says who has it now.
base::Expected<void> Commands::have_case(access::Actor const& actor, std::string const& in_case,
                                         std::string const& command, HavingCase by) {
  if (auto may = looks_.may(actor, by.action, access::ObjectClass::coordination); !may) return may;
  auto const authority = actor.authorities.empty() ? std::string() : actor.authorities.front();
  auto has_unit = false;
  try {
    AccessCheck check(looks_.policy(), actor, processor_.recorded(), processor_.today(), {}, &agreements_);
    agreements_.on(processor_.today());
    auto const head = processor_.recorded().case_head(authority, in_case);
    has_unit = head && !head->team.unit.empty();
    if (head && by.has_it(actor, head->team)) return {};
    if (!head && check.sent(in_case) == Sent::not_to_them)
      return base::refuse("not_found", base::text("there is nothing at this address"));
  } catch (StoreFailed const&) {
    return tl::unexpected(unavailable());
  }
  event::Draft draft;
  draft.type = by.type;
  draft.happened = calendar::to_string(processor_.today());
  draft.owner = authority;
  if (!has_unit) draft.unit = actor.unit;
  draft.in_case = in_case;
  draft.subject_kind = "case";
  draft.subject_id = in_case;
  draft.data.push_back(std::move(by.said));
  auto const recorded = record(actor, command.empty() ? id_by_chance() : command, std::span(&draft, 1));
  if (!recorded) return tl::unexpected(recorded.error());
  return {};
}

base::Expected<CommandResult> Commands::record(access::Actor const& actor, std::string const& command,
                                               std::span<event::Draft const> drafts, Beside const& beside) {
  auto made = make_command(command, drafts, processor_.vocabulary());
  if (!made) return tl::unexpected(made.error());
  made->beside = beside;
  auto result = carry_out(actor, *made);
  if (result.refused) return tl::unexpected<base::Refusal>(*result.refused);
  return result;
}

base::Expected<std::vector<ReadCommand>> Commands::read(access::Actor const& actor, std::string_view json) {
  auto const may = looks_.may(actor, access::Action::record, access::ObjectClass::governance);
  if (!may) return tl::unexpected(may.error());
  return read_commands(json, processor_.vocabulary());
}

std::optional<base::Refusal> Commands::denied_or_unknown(access::Actor const& actor, Command& command) {
  try {
    AccessCheck check(looks_.policy(), actor, processor_.recorded(), processor_.today(), {}, &agreements_);
    auto denial = denied(check, command, processor_, command.sight);
    if (!denial) return unknown_reader_in(command, processor_, looks_.policy());
    looks_.keep_denial(actor, denial->action, denial->object, denial->decision);
    return std::move(denial->why);
  } catch (StoreFailed const&) {
    return unavailable();
  }
}

// What staff may do hangs on who has the case, which may have become another while the command waited for its turn.
std::vector<CommandResult> Commands::carry_out_if_still_allowed(access::Actor const& actor,
                                                                std::vector<Command> const& commands) {
  if (actor.kind != access::Actor::Kind::staff) return processor_.carry_out(commands);
  std::map<std::string, Denial> denials;  // by the command's id: a transaction may be tried again
  auto done = processor_.carry_out(commands, [&](Command const& command, TeamNow const& team_now) {
    AccessCheck check(looks_.policy(), actor, processor_.recorded(), processor_.today(), {}, &agreements_);
    check.ask_for_teams(team_now);
    denials.erase(command.id);
    Sight as_before;  // what they saw when they asked decides
    auto const denial = denied(check, command, processor_, as_before);
    if (denial) denials.emplace(command.id, *denial);
    return denial ? std::optional(denial->why) : std::nullopt;
  });
  try {
    for (auto const& [id, denial] : denials) looks_.keep_denial(actor, denial.action, denial.object, denial.decision);
  } catch (StoreFailed const&) {
    for (auto& one : done) {
      if (one.refused) one.refused = CommandRefusal{unavailable()};
    }
  }
  return done;
}

std::vector<CommandResult> Commands::carry_out(access::Actor const& actor, std::vector<Command> const& commands) {
  std::vector<CommandResult> results(commands.size());
  std::vector<Command> allowed;
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < commands.size(); ++i) {
    auto command = commands[i];
    if (auto why = denied_or_unknown(actor, command)) {
      results[i].refused = CommandRefusal{std::move(*why)};
    } else {
      add_what_follows(command, processor_);
      name_actor(command, actor);
      if (is_in_their_name(command)) {
        results[i].refused =
            CommandRefusal{{"bad_value", base::text("nobody else records in the individual's name"), "actor"}};
        continue;
      }
      allowed.push_back(std::move(command));
      places.push_back(i);
    }
  }
  if (allowed.empty()) return results;
  auto done = carry_out_if_still_allowed(actor, allowed);
  agreements_.look_again();
  for (std::size_t i = 0; i < done.size(); ++i) results[places[i]] = std::move(done[i]);
  return results;
}

CommandResult Commands::carry_out(access::Actor const& actor, Command const& command) {
  return std::move(carry_out(actor, std::vector{command}).front());
}

}  // namespace overens::app
