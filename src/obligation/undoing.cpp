// Which later registrations can make an opening not have happened after all, by agreement.

#include "event/known.hpp"
#include "obligation/engine.hpp"

namespace overens::obligation {

Rules::Rules(std::vector<agreement::Pack const*> packs, event::Vocabulary const& vocabulary)
    : book(std::move(packs), vocabulary, words) {
  std::vector<bool> const none(vocabulary.types.size(), false);
  for (std::uint16_t pack = 0; pack < book.pack_count(); ++pack) {
    if (book.agreement_index_of(pack) >= undoing.size())
      undoing.resize(book.agreement_index_of(pack) + 1U, {none, none, none});
  }
  for (auto const& rule : book.rules()) {
    auto& own = undoing[rule.agreement_index];
    // What an opening rests on, or what can take it away: a condition of `unless`, an ending, or an order of events.
    auto const mark = [&](auto const& self, CompiledCondition const& when, bool all) -> void {
      for (auto const& part : when.parts) self(self, part, all);
      if (when.form == CompiledCondition::Form::event) (all ? own.undoing : own.opening)[when.type] = true;
      if (when.ended_by) own.undoing[*when.ended_by] = true;
      if (when.before_type) own.undoing[*when.before_type] = true;
      if (when.since == CompiledCondition::Since::event) own.undoing[when.since_type] = true;
    };
    if (rule.opens) mark(mark, *rule.opens, false);
    if (rule.unless) mark(mark, *rule.unless, true);
    if (rule.norm->groups.empty()) continue;
    for (auto const* name : {event::known::person_registered, event::known::group_noted})
      own.anytime[vocabulary.type(name)->number] = true;
  }
}

}  // namespace overens::obligation
