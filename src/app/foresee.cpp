#include "app/foresee.hpp"

#include <algorithm>
#include <limits>
#include <set>

#include "app/shared_state.hpp"

namespace overens::app {
namespace {

using obligation::Engine;

// The tentative events are recorded a little after now, so that what has just been recorded is there without them.
constexpr auto a_little = std::chrono::seconds(1);

// As it would be recorded: after all that is there.
event::Event tentative(Command const& command, std::size_t place, calendar::Instant recorded) {
  journal::Entry entry;
  entry.stream = command.events[place].stream;
  entry.seq = std::numeric_limits<std::int64_t>::max() - static_cast<std::int64_t>(command.events.size() - place);
  entry.recorded = recorded;
  return event_in(command, place, entry);
}

// The groups whose answers may change, each once.
std::set<std::uint32_t> add(Engine& engine, Command const& command, calendar::Instant recorded) {
  std::vector<std::uint32_t> touched;
  for (std::size_t i = 0; i < command.events.size(); ++i) engine.add(tentative(command, i, recorded), &touched);
  engine.settle(&touched);
  std::set<std::uint32_t> groups(touched.begin(), touched.end());
  groups.erase(obligation::Facts::everything);
  for (auto const& one : command.events) {
    for (auto const& subject : one.subjects) {
      if (auto const* group = engine.facts().group(subject.kind, subject.id)) groups.insert(group->number);
    }
  }
  return groups;
}

}  // namespace

void foresee(Engine const& shared, std::span<journal::Entry const> beside, Command const& command,
             calendar::Instant now, event::Vocabulary const& vocabulary, TakeConsequence const& take) {
  Engine engine(shared);
  EntryReader reader(vocabulary);
  for (auto const& entry : beside) engine.add(reader.read(entry));
  auto const recorded = now + a_little;
  auto const groups = add(engine, command, recorded);
  auto const owner = engine.authority(command.events.front().event->owner);
  if (owner == 0) return;
  auto const today = calendar::Moment::whole(calendar::day_in_sweden(now));
  Engine::Session without(std::as_const(engine), {today, recorded - std::chrono::milliseconds(1), owner});
  Engine::Session with(std::as_const(engine), {today, calendar::Instant::max(), owner});
  for (auto const group : groups) {
    for (auto const& one : consequences(without.ask(group), with.ask(group)))
      take(engine, (one.is_gone ? without : with).registry(), *one.view, one);
  }
}

}  // namespace overens::app
