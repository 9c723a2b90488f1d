// What an event once opened and no longer does: found by asking again as known just before each revision.

#include <algorithm>

#include "obligation/engine.hpp"

namespace overens::obligation {

std::vector<Engine::Session::Revision> Engine::Session::revisions(VisibleEvents const& view) const {
  std::vector<Revision> all;
  auto const families = static_cast<std::uint16_t>(engine_.rules_->undoing.size());
  for (std::uint16_t agreement_index = 0; agreement_index < families; ++agreement_index) {
    if (registry_->in_use(agreement_index))
      add_revisions(view, engine_.rules_->undoing[agreement_index], agreement_index, all);
  }
  std::sort(all.begin(), all.end(), [](Revision const& a, Revision const& b) {
    return std::tie(b.at, b.agreement_index) < std::tie(a.at, a.agreement_index);
  });
  return all;
}

void Engine::Session::add_revisions(VisibleEvents const& view, CompiledRules::Undoing const& of,
                                    std::uint16_t agreement_index, std::vector<Revision>& all) {
  for (auto const& revision : view.revisions()) {
    if (of.opening[revision.type] || of.undoing[revision.type] || of.anytime[revision.type])
      all.push_back({revision.at, agreement_index});
  }
  // An act undoes nothing unless something had opened by what was known before it was learnt.
  auto const& acts = view.acts();
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

// A duty that an event certainly opened by what was known before a revision, and that no event opens by what is known
// now, for any party, is void. A recurring duty is never void, since no event opened it.
void Engine::Session::find_void(AnswerInMaking& making) {
  auto const all = revisions(making.view);
  if (all.empty()) return;
  auto& answer = making.answer;
  auto const* kind = engine_.facts_.vocabulary().kind(making.groups.front()->kind);
  auto const count = answer.obligations.size();
  Answer earlier;
  for (auto revision = all.begin(); revision != all.end();) {
    auto const next =
        std::find_if(revision, all.end(), [&](Revision const& other) { return other.at != revision->at; });
    auto question = question_;
    question.as_known = revision->at - std::chrono::milliseconds(1);
    build(before_, making, question);
    earlier.clear();
    // A forum or a unit is itself part of what everybody knew then.
    auto const then = kind != nullptr && !kind->individual ? engine_.registry(question) : registry_;
    Evaluate evaluate(engine_.rules(), *then, before_);
    run(evaluate, before_, making.subjects, earlier, false);
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
        add_void(making, std::move(o), revision->at);
    }
    revision = next;
  }
}

void Engine::Session::add_void(AnswerInMaking& making, Obligation o, calendar::Instant revised_at) {
  auto& view = making.view;
  auto const& act = before_.act(o.opened_by);
  o.void_event = std::string(before_.id(act));
  auto const now =
      std::find_if(view.acts().begin(), view.acts().end(), [&](Act const& a) { return a.fact == act.fact; });
  auto const known = now == view.acts().end() ? view.as_known(*act.fact) : *now;
  // Moved to another case with its placement or plan: it lives on there, under the same id.
  auto const elsewhere = known && known->subject == o.subject && known->when.day <= question_.on.day &&
                         known->in_case != act.in_case && view.group().form == Group::Form::in_case;
  if (now == view.acts().end() && elsewhere && o.norm->per != "case") return;
  o.reason = !known ? "withdrawn" : known->corrected ? "corrected" : "undone";
  o.life = Life::closed;
  o.outcome = Outcome::voided;
  o.closed = calendar::Moment::whole(calendar::day_in_sweden(revised_at));
  o.opened_by = o.closed_by = o.late_act = o.counted_from = no_act;
  o.done_late.reset();
  o.beforehand = o.waits_for_anchor = o.replaced = o.seen_by_nobody = false;
  o.ended_with = EndedWith::nothing;
  o.occasions.clear();
  for (auto& bearer : o.bearers) {
    bearer.knowledge = {};
    bearer.part = Part::to_act;
  }
  making.answer.obligations.push_back(std::move(o));
}

}  // namespace overens::obligation
