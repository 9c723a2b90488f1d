#include "obligation/engine.hpp"

#include <algorithm>

namespace overens::obligation {

Engine::Engine(std::shared_ptr<CompiledRules const> rules)
    : rules_(std::move(rules)),
      words_(&rules_->words),
      facts_(rules_->book.vocabulary(), rules_->book.asked(), words_) {
  // Subjects of recurring duties exist without any event of their own.
  for (auto const* pack : rules_->book.packs()) {
    facts_.ensure("agreement", pack->agreement);
    for (auto const& party : pack->parties) facts_.ensure("party", party.code);
  }
}

Engine::Engine(Engine const& beneath)
    : rules_(beneath.rules_),
      beneath_(&beneath),
      changes_beneath_(beneath.facts_.register_changes()),
      words_(&beneath.words_),
      facts_(beneath.facts_, words_) {}

std::shared_ptr<Registry const> Engine::registry(Question const& question) const {
  constexpr std::size_t most_kept = 4;
  auto const changes = facts_.register_changes();
  auto const is_as_beneath =
      beneath_ != nullptr && changes == 0 && beneath_->facts_.register_changes() == changes_beneath_;
  if (is_as_beneath) return beneath_->registry(question);
  auto const known = question.as_known >= facts_.registered_until() ? calendar::Instant::max() : question.as_known;
  std::lock_guard const lock(keeping_);
  std::erase_if(kept_, [&](Kept const& one) { return one.changes != changes; });
  for (auto const& one : kept_) {
    if (one.on == question.on.day && one.as_known == known) return one.registry;
  }
  if (kept_.size() == most_kept) kept_.erase(kept_.begin());
  auto made = std::make_shared<Registry const>(facts_, rules_->book, Question{question.on, known, 0});
  kept_.push_back({question.on.day, known, changes, made});
  return made;
}

void Engine::add(event::Event const& event, std::vector<std::uint32_t>* touched) {
  facts_.add(event, touched);
}

std::vector<std::string> Engine::unregistered() {
  facts_.settle();
  auto const known = registry({calendar::Moment::whole(calendar::last_day), calendar::Instant::max(), 0});
  std::vector<std::string> all;
  facts_.each_authority([&](base::Symbol name) {
    if (known->authority(name) == nullptr) all.emplace_back(words_.word(name));
  });
  return all;
}

Engine::Session::Session(Engine const& engine, Question const& question)
    : engine_(engine),
      question_(question),
      registry_(engine.registry(question)),
      joinings_(engine.facts_, engine.where_recorded_, question),
      plain_(engine, *registry_),
      before_(engine.facts_),
      problems_(registry_->problems()) {
  problems_.insert(problems_.end(), joinings_.problems().begin(), joinings_.problems().end());
}

std::vector<Problem> const& Engine::Session::problems() {
  if (!std::exchange(idle_found_, true)) find_idle();
  return problems_;
}

// Corrections and withdrawals that come to nothing: each reason once, with the first of them and how many there are.
void Engine::Session::find_idle() {
  auto const& question = question_;
  auto const& facts = engine_.facts_;
  struct Idle {
    long number = 0;
    Fact const* first = nullptr;
  } unknown, by_another, unreadable;
  auto const count = [&](Idle& idle, Fact const& by) {
    auto const order = [&](Fact const& fact) { return std::tuple(fact.recorded, fact.seq, facts.name(fact.id)); };
    ++idle.number;
    if (idle.first == nullptr || order(by) < order(*idle.first)) idle.first = &by;
  };
  auto const limit = question.as_known.time_since_epoch().count();
  auto const is_there = [&](std::int64_t from) { return from != Amendment::never && from <= limit; };
  facts.each_amendment([&](Amendment const& amendment) {
    auto const& by = facts.fact(amendment.fact);
    if (by.recorded > limit || (question.viewer != 0 && by.owner != question.viewer)) return;
    if (amendment.unreadable) count(unreadable, by);
    if (is_there(amendment.from_own)) return;
    count(is_there(amendment.from_others) ? by_another : unknown, by);
  });
  auto const say = [&](Idle const& idle, base::Text what) {
    if (idle.number > 0) problems_.push_back({std::string(facts.name(idle.first->id)), std::move(what)});
  };
  say(unknown,
      base::plural("it corrects or withdraws an event that is not known",
                   "{0} events correct or withdraw an event that is not known; this is the first", unknown.number));
  say(by_another,
      base::plural("it corrects or withdraws an event of another owner, and does not count",
                   "{0} events correct or withdraw an event of another owner, and do not count; this is the first",
                   by_another.number));
  say(unreadable,
      base::plural("the right day or time in the correction can't be read",
                   "the right day or time in {0} corrections can't be read; this is the first", unreadable.number));
}

}  // namespace overens::obligation
