#include "app/shared_views.hpp"

#include <algorithm>

#include "app/rows.hpp"

namespace overens::app {
namespace {

using obligation::Engine;

SubjectView view_of(Engine::Session& session, Engine const& engine, std::uint32_t number) {
  auto const& group = engine.facts().group_at(number);
  SubjectView view{{group.kind, group.id}, {}, {}};
  auto const& words = engine.facts().words();
  for (auto const* answer : session.ask(number)) {
    for (auto const& authority : session.registry().authorities())
      add_rows(view.obligations, *answer, session.registry(), std::string(words.word(authority.name)), authority.name,
               Whose::own);
    add_rows_of_nobody(view.obligations, *answer, session.registry());
  }
  sort(view);
  return view;
}

obligation::Question question(calendar::Day on) {
  return {calendar::Moment::whole(on), calendar::Instant::max(), 0};
}

}  // namespace

std::vector<SubjectView> shared_views(SharedState const& known, std::uint32_t& from, std::size_t most,
                                      calendar::Day on) {
  std::vector<SubjectView> views;
  auto const& engine = known.engine();
  Engine::Session session(engine, question(on));
  for (; from < session.groups() && views.size() < most; ++from) {
    if (known.has_view(engine.facts().group_at(from))) views.push_back(view_of(session, engine, from));
  }
  return views;
}

Touched touched_views(SharedState const& known, std::vector<journal::Entry const*> const& more, calendar::Day on) {
  Engine engine(known.engine());
  EntryReader reader(known.vocabulary());
  std::vector<std::uint32_t> groups;
  for (auto const* entry : more) engine.add(reader.read(*entry), &groups);
  engine.settle(&groups);
  std::sort(groups.begin(), groups.end());
  groups.erase(std::unique(groups.begin(), groups.end()), groups.end());
  Touched touched{{}, SharedState::as_of(engine, on)};
  Engine::Session session(std::as_const(engine), question(on));
  for (auto const group : groups) {
    if (group != obligation::Facts::everything && known.has_view(engine.facts().group_at(group)))
      touched.views.push_back(view_of(session, engine, group));
  }
  return touched;
}

std::vector<journal::SubjectRef> shared_subjects(SharedState const& known) {
  std::vector<journal::SubjectRef> all;
  auto const& facts = known.engine().facts();
  for (std::uint32_t i = 0; i < facts.group_count(); ++i) {
    auto const& group = facts.group_at(i);
    if (known.has_view(group)) all.push_back({group.kind, group.id});
  }
  return all;
}

}  // namespace overens::app
