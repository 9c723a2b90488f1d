#include "app/work/foresee.hpp"

#include <algorithm>
#include <limits>
#include <set>

#include "app/cases/case_workspace.hpp"
#include "app/handle.hpp"

namespace overens::app {
namespace {

using obligation::Engine;

// The tentative events are recorded a little after now, so that what has just been recorded is there without them.
constexpr auto a_little = std::chrono::seconds(1);

// Of every stream: after all that is there.
constexpr std::uint64_t last_version = std::numeric_limits<std::int64_t>::max() - most_events;

// Adds what the command would record; gives the groups whose answers may change, each once.
base::Expected<std::set<std::uint32_t>> add(CaseWorkspace& workspace, EntrySource& source, Command command,
                                            calendar::Instant recorded, RuleSet const& rules) {
  command.expected_version.reset();  // what others have recorded meanwhile is told when it is saved
  command.expected_last.reset();
  Command const* const commands[] = {&command};
  auto subjects = workspace.gather(source, commands);
  auto const after_all = [](std::string const&) { return last_version; };
  auto const entries = handle(workspace.record(), after_all, command, recorded, rules);
  if (!entries) return tl::unexpected<base::Refusal>(entries.error());
  std::vector<std::uint32_t> touched;
  for (std::size_t place = 0; place < entries->size(); ++place) {
    auto const& entry = (*entries)[place];
    auto const moved_to = workspace.gather(source, entry.subjects);
    subjects.insert(subjects.end(), moved_to.begin(), moved_to.end());
    workspace.append(entry, event_in(command, place, entry), &touched);
  }
  auto const& engine = workspace.settled(&touched);
  std::set<std::uint32_t> groups(touched.begin(), touched.end());
  for (auto const* one : subjects) groups.insert(workspace.group_of(one->of));
  for (auto const& entry : *entries) {
    for (auto const& of : entry.subjects) {
      if (auto const* group = engine.facts().group(of.kind, of.id)) groups.insert(group->number);
    }
  }
  groups.erase(obligation::Facts::everything);
  return groups;
}

// What is to come leads to nothing before its day.
calendar::Day day_of(Command const& command, calendar::Instant now) {
  auto day = calendar::day_in_sweden(now);
  for (auto const& one : command.events) day = std::max(day, one.event->happened.day);
  return day;
}

// The same command has been carried out: each of its events is there, by it.
bool is_repeated(EntrySource& source, Command const& command) {
  std::vector<std::string> ids;
  for (auto const& one : command.events) ids.emplace_back(one.event->id);
  auto const entries = source.entries(ids);
  auto const request = source.recognised_by(command.request);
  return entries.size() == ids.size() && std::all_of(entries.begin(), entries.end(), [&](journal::Entry const& entry) {
           return entry.command == command.id && entry.request == request;
         });
}

}  // namespace

base::Expected<Foreseen> foresee(SharedState const& known, EntrySource& entries, Command const& command,
                                 calendar::Instant now, TakeConsequence const& take) {
  auto const may_see = [&](HiddenFacts const& hidden) { return command.sight.sees(hidden); };
  CaseWorkspace workspace(known, calendar::day_in_sweden(now), may_see);
  auto const recorded = now + a_little;
  auto const groups = add(workspace, entries, command, recorded, known.basis());
  if (!groups && groups.error().code == "id_unusable" && is_repeated(entries, command))
    return Foreseen{.on = calendar::day_in_sweden(now)};
  if (!groups) return tl::unexpected(groups.error());
  auto const& engine = workspace.settled();
  auto const owner = engine.authority(command.events.front().event->owner);
  auto const on = day_of(command, now);
  if (owner == 0) return Foreseen{.on = on};
  auto const today = calendar::Moment::whole(on);
  Engine::Session without(std::as_const(engine), {today, recorded - std::chrono::milliseconds(1), owner});
  Engine::Session with(std::as_const(engine), {today, calendar::Instant::max(), owner});
  auto const tell = [&](std::uint32_t group) {
    for (auto const& one : consequences(without.ask(group), with.ask(group)))
      take(engine, (one.is_gone ? without : with).registry(), *one.view, one);
  };
  for (auto const group : *groups) tell(group);
  AsOf const before{today.day, without.registry().fingerprint()};
  AsOf const after{today.day, with.registry().fingerprint()};
  if (before == after) return Foreseen{.on = on};
  for (std::uint32_t group = 0; group < with.groups(); ++group) {
    if (known.has_view(engine.facts().group_at(group)) && !groups->contains(group)) tell(group);
  }
  return Foreseen{known.can_change_cases(before, after), on};
}

}  // namespace overens::app
