#include "obligation/engine.hpp"

#include <algorithm>

#include "event/known.hpp"

namespace overens::obligation {

Engine::Engine(std::vector<agreement::Pack const*> packs, event::Vocabulary const& vocabulary)
    : rules_(std::move(packs), vocabulary, words_),
      facts_(vocabulary, rules_.asked(), words_),
      undoing_(vocabulary.types.size(), false),
      opening_(vocabulary.types.size(), false) {
  // What can make an opening not have happened after all: a condition of `unless`, an ending, or an order of events.
  auto const mark = [&](auto const& self, When const& when, bool all) -> void {
    for (auto const& part : when.parts) self(self, part, all);
    if (when.form == When::Form::event) (all ? undoing_ : opening_)[when.type] = true;
    if (when.ended_by) undoing_[*when.ended_by] = true;
    if (when.before_type) undoing_[*when.before_type] = true;
  };
  for (auto const& rule : rules_.rules()) {
    if (rule.opens) mark(mark, *rule.opens, false);
    if (rule.unless) mark(mark, *rule.unless, true);
    if (!rule.norm->groups.empty()) {
      undoing_[vocabulary.type(event::known::person_registered)->number] = true;
      undoing_[vocabulary.type(event::known::group_noted)->number] = true;
    }
  }
  // Subjects of recurring duties exist without any event of their own.
  for (auto const* pack : rules_.packs()) {
    facts_.ensure("agreement", pack->agreement);
    for (auto const& party : pack->parties) facts_.ensure("party", party.code);
  }
}

void Engine::add(event::Event const& event, std::vector<std::uint32_t>* touched) {
  facts_.add(event, touched);
}

std::vector<std::string> Engine::unregistered() const {
  Registry const registry(facts_, rules_, {calendar::Moment::whole(calendar::last_day), calendar::Instant::max(), 0});
  std::vector<std::string> all;
  for (auto const name : facts_.authorities()) {
    if (registry.authority(name) == nullptr) all.emplace_back(words_.word(name));
  }
  return all;
}

Engine::Session::Session(Engine& engine, Question const& question)
    : engine_(engine),
      question_(question),
      registry_((engine.facts_.settle(), engine.facts_), engine.rules_, question),
      view_(engine.facts_),
      before_(engine.facts_),
      evaluate_(engine.rules_, registry_, view_) {
  find_sames(question);
  problems_ = registry_.problems();
}

std::uint32_t Engine::Session::groups() const {
  return static_cast<std::uint32_t>(engine_.facts_.groups().size());
}

// Two registrations said to be the same: cases are answered together, ids of subjects count as one.
void Engine::Session::find_sames(Question const& question) {
  auto& facts = engine_.facts_;
  for (auto const& same : facts.sames()) {
    auto const& fact = facts.fact(same.fact);
    if (fact.recorded > question.as_known.time_since_epoch().count() ||
        fact.day > question.on.day.time_since_epoch().count())
      continue;
    if (question.viewer != 0 && fact.owner != question.viewer) continue;
    auto const* amended = facts.amendments(fact.id_hash);
    if (amended != nullptr && std::any_of(amended->begin(), amended->end(), [&](auto const& a) {
          return a.withdrawn && facts.fact(a.fact).recorded <= question.as_known.time_since_epoch().count();
        })) {
      continue;
    }
    if (same.kind != "case") {
      auto const one = subject_hash(same.kind, same.one);
      auto const other = subject_hash(same.kind, same.other);
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
      continue;
    }
    auto const* one = facts.group("case", same.one);
    auto const* other = facts.group("case", same.other);
    if (one == nullptr || other == nullptr || one == other) continue;
    auto const number = [&](Group const* g) { return facts.number(*g); };
    auto const a = joined_at_.find(number(one));
    auto const b = joined_at_.find(number(other));
    auto const have_a = a != joined_at_.end();
    auto const have_b = b != joined_at_.end();
    if (have_a && have_b && a->second == b->second) continue;
    auto const into = have_a ? a->second : have_b ? b->second : joined_.size();
    if (into == joined_.size()) joined_.emplace_back();
    std::vector<Group const*> more;
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
      joined_at_[number(group)] = into;
    }
  }
  for (auto& groups : joined_) {
    std::sort(groups.begin(), groups.end(), [](auto const* x, auto const* y) { return x->id < y->id; });
  }
}

Answer const* Engine::Session::ask(std::uint32_t number) {
  auto const& group = engine_.facts_.groups()[number];
  if (group.absorbed) return nullptr;
  std::vector<Group const*> groups = {&group};
  if (auto const joined = joined_at_.find(number); joined != joined_at_.end()) {
    groups = joined_[joined->second];
    if (groups.front() != &group) return nullptr;  // answered with the first of them
  }
  view_.build(groups, question_, &aliases_);
  evaluate_.run(answer_);
  find_void(answer_, groups);
  for (auto const& problem : view_.problems()) {
    if (std::find(problems_.begin(), problems_.end(), problem) == problems_.end() && problems_.size() < most_problems)
      problems_.push_back(problem);
  }
  if (answer_.obligations.empty() && answer_.unpinned.empty() && answer_.ladders.empty()) return nullptr;
  return &answer_;
}

// The instants just before which something was known that later registrations undid.
std::vector<calendar::Instant> Engine::Session::turns() const {
  std::vector<calendar::Instant> all;
  for (auto const& turn : view_.turns()) {
    if (engine_.opening_[turn.type] || engine_.undoing_[turn.type]) all.push_back(turn.at);
  }
  for (auto const& act : view_.acts()) {
    if (engine_.undoing_[act.type] && calendar::day_in_sweden(act.learnt) > act.when.day) all.push_back(act.learnt);
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

// What an event once opened and no longer does is void, with what undid it.
void Engine::Session::find_void(Answer& answer, std::vector<Group const*> const& groups) {
  auto const all = turns();
  if (all.empty()) return;
  auto const known = [&](std::string const& id) {
    return std::any_of(answer.obligations.begin(), answer.obligations.end(),
                       [&](Obligation const& o) { return o.id() == id; });
  };
  Answer earlier;
  for (auto turn = all.rbegin(); turn != all.rend(); ++turn) {
    auto question = question_;
    question.as_known = *turn - std::chrono::milliseconds(1);
    before_.build(groups, question, &aliases_);
    Evaluate(engine_.rules_, registry_, before_).run(earlier);
    for (auto& o : earlier.obligations) {
      if (known(o.id())) continue;
      if (o.opened_by != no_act) {
        auto const& act = before_.act(o.opened_by);
        o.void_event = std::string(before_.id(act));
        auto const now =
            std::find_if(view_.acts().begin(), view_.acts().end(), [&](Act const& a) { return a.fact == act.fact; });
        auto const* amended = engine_.facts_.amendments(act.fact->id_hash);
        auto const moved = amended != nullptr && std::none_of(amended->begin(), amended->end(),
                                                              [](Amendment const& a) { return a.withdrawn; });
        // Moved to another case with its placement or plan: it lives on there, under the same id.
        if (now == view_.acts().end() && moved && o.norm->per != "case") continue;
        o.reason = now != view_.acts().end() ? (now->corrected ? "corrected" : "undone")
                   : moved                   ? "corrected"
                                             : "withdrawn";
      }
      o.life = Life::closed;
      o.outcome = Outcome::voided;
      o.closed = calendar::Moment::whole(calendar::day_in_sweden(*turn));
      o.opened_by = o.closed_by = o.late_act = no_act;
      o.subject_ended = o.beforehand = o.waits_for_anchor = o.replaced = o.seen_by_nobody = false;
      o.times = 0;
      for (auto& bearer : o.bearers) {
        bearer.knowledge = {};
        bearer.part = Part::to_act;
      }
      answer.obligations.push_back(std::move(o));
    }
  }
}

void Engine::Session::all(std::function<bool(Answer const&, std::uint32_t)> const& take) {
  for (std::uint32_t i = 0; i < groups(); ++i) {
    if (i + 4 < groups()) engine_.facts_.fetch_facts(i + 4);
    if (i + 2 < groups()) engine_.facts_.fetch_values(i + 2);
    if (auto const* answer = ask(i); answer != nullptr && !take(*answer, i + 1)) return;
  }
}

}  // namespace overens::obligation
