// One question, put to one group after the other.

#include <algorithm>

#include "obligation/engine.hpp"

namespace overens::obligation {

std::uint32_t Engine::Session::groups() const {
  return engine_.facts_.group_count();
}

// The cases that events of these groups stand, or ever stood, in; with those said to be the same.
Groups Engine::Session::cases_of(AnswerInMaking const& making) const {
  auto const& facts = engine_.facts_;
  Groups cases;
  auto const add = [&](Group const* in_case) {
    if (in_case == nullptr || std::find(cases.begin(), cases.end(), in_case) != cases.end()) return;
    auto const same = making.together.with(*in_case);
    cases.insert(cases.end(), same.begin(), same.end());
  };
  for (auto const* group : making.groups) {
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
void Engine::Session::build(VisibleEvents& view, AnswerInMaking const& making, Question const& question) const {
  auto const& groups = making.groups;
  auto const& together = making.together;
  auto const& kind = groups.front()->kind;
  auto cases = has_cases(*groups.front()) ? cases_of(making) : Groups();
  view.build(groups, question, &together.aliases, cases);
  if (cases.empty()) return;
  auto const& types = engine_.facts_.vocabulary().types;
  auto const unknown = std::remove_if(cases.begin(), cases.end(), [&](Group const* in_case) {
    auto const same = together.with(*in_case);
    return std::none_of(view.acts().begin(), view.acts().end(), [&](Act const& act) {
      // What stands in the group itself: other events of the case, of whichever type, do not bring the case in.
      if (act.in_case == nullptr || !engine_.facts_.joins(types[act.type], kind) || !view.is_own(act)) return false;
      return std::find(same.begin(), same.end(), act.in_case) != same.end();
    });
  });
  if (unknown == cases.end()) return;
  cases.erase(unknown, cases.end());
  view.build(groups, question, &together.aliases, cases);
}

// The case of a subject all of whose events stand in one: it is answered with that, which holds the same events.
// Nothing when some stand elsewhere, or may by a correction, or another name is used for it or for the case.
Group const* Engine::Session::only_case(Group const& group, Joinings::Together const& together) const {
  if (group.kind == "person" || together.joins(group) || !has_cases(group)) return nullptr;
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
  return one && home != no_case && !together.joins(facts.group_at(home)) ? &facts.group_at(home) : nullptr;
}

void Engine::Session::run(Evaluate& evaluate, VisibleEvents& view, Groups const& subjects, Answer& answer,
                          bool with_recurring) {
  evaluate.run(answer, with_recurring);
  for (auto const* subject : subjects) {
    view.focus(subject);
    evaluate.run(answer, with_recurring);
  }
  if (!subjects.empty()) view.focus(nullptr);
}

void Engine::Session::fill(AnswerInMaking& making, Group const& group) {
  making.groups = making.together.with(group);
  making.subjects.clear();
  for (auto const other : engine_.facts_.beside(group)) {
    auto const& subject = engine_.facts_.group_at(other);
    if (only_case(subject, making.together) == &group) making.subjects.push_back(&subject);
  }
  build(making.view, making, question_);
  making.answer.clear();
  run(making.evaluate, making.view, making.subjects, making.answer, true);
  find_void(making);
  for (auto const& problem : making.view.problems()) {
    if (std::find(problems_.begin(), problems_.end(), problem) == problems_.end() && problems_.size() < most_problems)
      problems_.push_back(problem);
  }
}

VisibleEvents const& Engine::Session::know(std::uint32_t number) {
  plain_.groups = plain_.together.with(engine_.facts_.group_at(number));
  build(plain_.view, plain_, question_);
  return plain_.view;
}

Answers Engine::Session::ask(std::uint32_t number) {
  auto const& group = engine_.facts_.group_at(number);
  joined_.clear();
  Answers answers;
  auto const joined = ask_joined(group);
  for (auto const* making : joined.answers) {
    if (making->groups.front() == &group && !making->answer.empty()) answers.push_back(&making->answer);
  }
  if (only_case(group, plain_.together) != nullptr) return answers;  // answered with it
  fill(plain_, group);
  if (!joinings_.none()) {
    std::vector<JoinedAnswers> of_subjects;
    for (auto const* subject : plain_.subjects) of_subjects.push_back(ask_joined(*subject));
    leave_joined(joined, of_subjects);
  }
  if (!plain_.answer.empty()) answers.insert(answers.begin(), &plain_.answer);
  return answers;
}

void Engine::Session::all(std::function<bool(Answer const&, std::uint32_t)> const& take) {
  for (std::uint32_t i = 0; i < groups(); ++i) {
    if (i + 4 < groups()) engine_.facts_.fetch_facts(i + 4);
    if (i + 2 < groups()) engine_.facts_.fetch_values(i + 2);
    for (auto const* answer : ask(i)) {
      if (!take(*answer, i + 1)) return;
    }
  }
}

}  // namespace overens::obligation
