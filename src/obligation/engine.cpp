#include "obligation/engine.hpp"

#include <algorithm>

namespace overens::obligation {

Engine::Engine(std::shared_ptr<Rules const> rules)
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
      view_(engine.facts_),
      before_(engine.facts_),
      evaluate_(engine.rules(), *registry_, view_) {
  find_merges(question);
  problems_ = registry_->problems();
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

std::uint32_t Engine::Session::groups() const {
  return engine_.facts_.group_count();
}

// Two registrations said to be the same: what belongs to either is answered together, and ids of subjects count as one.
void Engine::Session::find_merges(Question const& question) {
  auto const& facts = engine_.facts_;
  auto const limit = question.as_known.time_since_epoch().count();
  facts.each_merge([&](Merge const& same) {
    auto const& fact = facts.fact(same.fact);
    if (fact.recorded > limit || fact.day > question.on.day.time_since_epoch().count()) return;
    if (question.viewer != 0 && fact.owner != question.viewer) return;
    auto const amended = facts.amendments(fact);
    auto const is_withdrawn = std::any_of(amended.begin(), amended.end(), [&](Amendment const* a) {
      auto const& by = facts.fact(a->fact);
      return a->withdrawn && by.owner == fact.owner && by.recorded <= limit;
    });
    if (is_withdrawn) return;
    auto const one = facts.key_of(same, same.one);
    auto const other = facts.key_of(same, same.other);
    join(facts.group(one), facts.group(other));
    if (same.kind == "case") return;
    auto const stands_for = [&](std::uint64_t id) {
      auto const found = aliases_.find(id);
      return found == aliases_.end() ? id : found->second;
    };
    auto const to = std::min(stands_for(one), stands_for(other));
    auto const from = std::max(stands_for(one), stands_for(other));
    for (auto& [id, target] : aliases_) {
      if (target == from) target = to;
    }
    aliases_[from] = to;
  });
  for (auto& groups : joined_) {
    std::sort(groups.begin(), groups.end(), [](auto const* x, auto const* y) { return x->id < y->id; });
  }
}

void Engine::Session::join(Group const* one, Group const* other) {
  if (one == nullptr || other == nullptr || one == other) return;
  auto const a = joined_at_.find(one->number);
  auto const b = joined_at_.find(other->number);
  auto const have_a = a != joined_at_.end();
  auto const have_b = b != joined_at_.end();
  if (have_a && have_b && a->second == b->second) return;
  auto const into = have_a ? a->second : have_b ? b->second : joined_.size();
  if (into == joined_.size()) joined_.emplace_back();
  Groups more;
  if (have_a && have_b) {
    more = std::move(joined_[b->second]);
    joined_[b->second].clear();
  } else if (!have_a && !have_b) {
    more = {one, other};
  } else {
    more = {have_a ? other : one};
  }
  for (auto const* group : more) {
    joined_[into].push_back(group);
    joined_at_[group->number] = into;
  }
}

// The cases that events of these groups stand, or ever stood, in; with those said to be the same.
Engine::Session::Groups Engine::Session::cases_of(Groups const& groups) const {
  auto const& facts = engine_.facts_;
  Groups cases;
  auto const add = [&](Group const* in_case) {
    if (in_case == nullptr || std::find(cases.begin(), cases.end(), in_case) != cases.end()) return;
    auto const joined = joined_at_.find(in_case->number);
    if (joined == joined_at_.end()) return cases.push_back(in_case);
    auto const& same = joined_[joined->second];
    cases.insert(cases.end(), same.begin(), same.end());
  };
  for (auto const* group : groups) {
    facts.each_member(group->number, [&](std::uint32_t number) {
      auto const& fact = facts.fact(number);
      if (fact.in_case != no_case) add(&facts.group_at(fact.in_case));
      for (auto const* amendment : facts.amendments(fact)) {
        if (!amendment->in_case.empty()) add(facts.group("case", amendment->in_case));
      }
    });
  }
  std::sort(cases.begin(), cases.end(), [](auto const* x, auto const* y) { return x->id < y->id; });
  return cases;
}

// A subject or a person of its own, which may stand in cases.
bool Engine::Session::has_cases(Group const& group) const {
  if (group.form != Group::Form::of_subject) return false;
  if (engine_.rules().group_kind(group.kind) == nullptr && group.kind != "dispute") return false;
  auto const* kind = engine_.facts_.vocabulary().kind(group.kind);
  return kind != nullptr && kind->individual;
}

// It is asked together with the cases that its events stand in, as far as the viewer knows of one that does.
void Engine::Session::build(View& view, Groups const& groups, Question const& question) const {
  auto const& kind = groups.front()->kind;
  auto cases = has_cases(*groups.front()) ? cases_of(groups) : Groups();
  view.build(groups, question, &aliases_, cases);
  if (cases.empty()) return;
  auto const& types = engine_.facts_.vocabulary().types;
  auto const unknown = std::remove_if(cases.begin(), cases.end(), [&](Group const* in_case) {
    auto const joined = joined_at_.find(in_case->number);
    return std::none_of(view.acts().begin(), view.acts().end(), [&](Act const& act) {
      // What stands in the group itself: other events of the case, of whichever type, do not bring the case in.
      if (act.in_case == nullptr || !engine_.facts_.joins(types[act.type], kind) || !view.is_own(act)) return false;
      auto const other = joined_at_.find(act.in_case->number);
      return act.in_case == in_case ||
             (joined != joined_at_.end() && other != joined_at_.end() && joined->second == other->second);
    });
  });
  if (unknown == cases.end()) return;
  cases.erase(unknown, cases.end());
  view.build(groups, question, &aliases_, cases);
}

// The case of a subject all of whose events stand in one: it is answered with that, which holds the same events.
// Nothing when some stand elsewhere, or may by a correction, or another name is used for it or for the case.
Group const* Engine::Session::only_case(Group const& group) const {
  if (group.kind == "person" || joined_at_.contains(group.number) || !has_cases(group)) return nullptr;
  auto const& facts = engine_.facts_;
  auto home = no_case;
  bool one = true;
  facts.each_member(group.number, [&](std::uint32_t number) {
    auto const& fact = facts.fact(number);
    if (home == no_case) home = fact.in_case;
    auto const amended = facts.amendments(fact);
    auto const moves =
        std::any_of(amended.begin(), amended.end(), [](Amendment const* amendment) { return amendment->moves(); });
    one = one && fact.in_case != no_case && fact.in_case == home && !moves;
  });
  return one && home != no_case && !joined_at_.contains(home) ? &facts.group_at(home) : nullptr;
}

void Engine::Session::run(Evaluate& evaluate, View& view, Groups const& subjects, Answer& answer, bool with_recurring) {
  evaluate.run(answer, with_recurring);
  for (auto const* subject : subjects) {
    view.focus(subject);
    evaluate.run(answer, with_recurring);
  }
  if (!subjects.empty()) view.focus(nullptr);
}

Answer const* Engine::Session::ask(std::uint32_t number) {
  auto const& group = engine_.facts_.group_at(number);
  Groups groups = {&group};
  if (auto const joined = joined_at_.find(number); joined != joined_at_.end()) {
    groups = joined_[joined->second];
    if (groups.front() != &group) return nullptr;  // answered with the first of them
  }
  if (only_case(group) != nullptr) return nullptr;  // answered with it
  subjects_.clear();
  for (auto const other : engine_.facts_.beside(group)) {
    auto const& subject = engine_.facts_.group_at(other);
    if (only_case(subject) == &group) subjects_.push_back(&subject);
  }
  build(view_, groups, question_);
  answer_.clear();
  run(evaluate_, view_, subjects_, answer_, true);
  find_void(answer_, groups);
  for (auto const& problem : view_.problems()) {
    if (std::find(problems_.begin(), problems_.end(), problem) == problems_.end() && problems_.size() < most_problems)
      problems_.push_back(problem);
  }
  return answer_.empty() ? nullptr : &answer_;
}

View const* Engine::Session::known(std::uint32_t group) const {
  return joined_at_.contains(group) ? nullptr : &view_;
}

std::vector<Engine::Session::Revision> Engine::Session::revisions() const {
  std::vector<Revision> all;
  auto const families = static_cast<std::uint16_t>(engine_.rules_->undoing.size());
  for (std::uint16_t agreement_index = 0; agreement_index < families; ++agreement_index) {
    if (registry_->in_use(agreement_index)) add_revisions(agreement_index, all);
  }
  std::sort(all.begin(), all.end(), [](Revision const& a, Revision const& b) {
    return std::tie(b.at, b.agreement_index) < std::tie(a.at, a.agreement_index);
  });
  return all;
}

void Engine::Session::add_revisions(std::uint16_t agreement_index, std::vector<Revision>& all) const {
  auto const& of = engine_.rules_->undoing[agreement_index];
  for (auto const& revision : view_.revisions()) {
    if (of.opening[revision.type] || of.undoing[revision.type] || of.anytime[revision.type])
      all.push_back({revision.at, agreement_index});
  }
  // An act undoes nothing unless something had opened by what was known before it was learnt.
  auto const& acts = view_.acts();
  auto const had_opened = [&](std::size_t from, calendar::Instant learnt) {
    return std::any_of(acts.begin() + static_cast<std::ptrdiff_t>(from), acts.end(),
                       [&](Act const& act) { return of.opening[act.type] && act.learnt < learnt; });
  };
  std::size_t of_the_day = 0;
  for (std::size_t i = 0; i < acts.size(); ++i) {
    auto const& act = acts[i];
    if (act.when.day != acts[of_the_day].when.day) of_the_day = i;
    if ((of.anytime[act.type] && had_opened(0, act.learnt)) ||
        (of.undoing[act.type] && had_opened(of_the_day, act.learnt)))
      all.push_back({act.learnt, agreement_index});
  }
}

// What an event once opened for certain, and no event opens any longer, whoever it was or would be for, is void: with
// what undid it. What recurs no event opened.
void Engine::Session::find_void(Answer& answer, Groups const& groups) {
  auto const all = revisions();
  if (all.empty()) return;
  auto const* kind = engine_.facts_.vocabulary().kind(groups.front()->kind);
  auto const count = answer.obligations.size();
  Answer earlier;
  for (auto revision = all.begin(); revision != all.end();) {
    auto const next =
        std::find_if(revision, all.end(), [&](Revision const& other) { return other.at != revision->at; });
    auto question = question_;
    question.as_known = revision->at - std::chrono::milliseconds(1);
    build(before_, groups, question);
    earlier.clear();
    // A forum or a unit is itself part of what everybody knew then.
    auto const then = kind != nullptr && !kind->individual ? engine_.registry(question) : registry_;
    Evaluate evaluate(engine_.rules(), *then, before_);
    run(evaluate, before_, subjects_, earlier, false);
    for (auto& o : earlier.obligations) {
      auto const agreement_index = engine_.rules().agreement_index(o.pack->agreement);
      auto const is_revision_of = [&](Revision const& one) { return one.agreement_index == agreement_index; };
      auto const is_certain = std::any_of(o.bearers.begin(), o.bearers.end(),
                                          [](BearerOf const& bearer) { return !bearer.knowledge.group_unknown; });
      auto const now = answer.obligations.begin() + static_cast<std::ptrdiff_t>(count);
      auto const is_open = std::any_of(answer.obligations.begin(), now,
                                       [&](Obligation const& other) { return other.is_same(o, ForParty::any); });
      auto const is_void = std::any_of(now, answer.obligations.end(),
                                       [&](Obligation const& other) { return other.is_same(o, ForParty::same); });
      if (is_certain && !is_open && !is_void && std::any_of(revision, next, is_revision_of))
        add_void(answer, std::move(o), revision->at);
    }
    revision = next;
  }
}

void Engine::Session::add_void(Answer& answer, Obligation o, calendar::Instant revised_at) {
  auto const& act = before_.act(o.opened_by);
  o.void_event = std::string(before_.id(act));
  auto const now =
      std::find_if(view_.acts().begin(), view_.acts().end(), [&](Act const& a) { return a.fact == act.fact; });
  auto const known = now == view_.acts().end() ? view_.as_known(*act.fact) : *now;
  // Moved to another case with its placement or plan: it lives on there, under the same id.
  auto const elsewhere = known && known->subject == o.subject && known->when.day <= question_.on.day &&
                         known->in_case != act.in_case && view_.group().form == Group::Form::in_case;
  if (now == view_.acts().end() && elsewhere && o.norm->per != "case") return;
  o.reason = !known ? "withdrawn" : known->corrected ? "corrected" : "undone";
  o.life = Life::closed;
  o.outcome = Outcome::voided;
  o.closed = calendar::Moment::whole(calendar::day_in_sweden(revised_at));
  o.opened_by = o.closed_by = o.late_act = no_act;
  o.beforehand = o.waits_for_anchor = o.replaced = o.seen_by_nobody = false;
  o.ended_with = EndedWith::nothing;
  o.occasions.clear();
  for (auto& bearer : o.bearers) {
    bearer.knowledge = {};
    bearer.part = Part::to_act;
  }
  answer.obligations.push_back(std::move(o));
}

void Engine::Session::all(std::function<bool(Answer const&, std::uint32_t)> const& take) {
  for (std::uint32_t i = 0; i < groups(); ++i) {
    if (i + 4 < groups()) engine_.facts_.fetch_facts(i + 4);
    if (i + 2 < groups()) engine_.facts_.fetch_values(i + 2);
    if (auto const* answer = ask(i); answer != nullptr && !take(*answer, i + 1)) return;
  }
}

}  // namespace overens::obligation
