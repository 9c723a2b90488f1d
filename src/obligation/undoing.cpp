// Which later registrations can make an opening not have happened after all, by agreement.

#include "event/known.hpp"
#include "obligation/engine.hpp"

namespace overens::obligation {
namespace {

using agreement::Slot;

// The events of a condition, and what can take away that it holds: an ending, or an order of events.
void mark(CompiledCondition const& when, std::vector<bool>& events, CompiledRules::Undoing& all) {
  for (auto const& part : when.parts) mark(part, events, all);
  if (when.form == CompiledCondition::Form::event) events[when.type] = true;
  if (when.ended_by) all.undoing[*when.ended_by] = true;
  if (when.before_type) all.undoing[*when.before_type] = true;
  if (when.since == CompiledCondition::Since::event) all.undoing[when.since_type] = true;
}

}  // namespace

CompiledRules::CompiledRules(std::vector<agreement::Pack const*> packs, event::Vocabulary const& vocabulary)
    : book(std::move(packs), vocabulary, words) {
  std::vector<bool> const none(vocabulary.types.size(), false);
  for (std::uint16_t pack = 0; pack < book.pack_count(); ++pack) {
    if (book.agreement_index_of(pack) >= undoing.size())
      undoing.resize(book.agreement_index_of(pack) + 1U, {none, none, none});
  }
  for (auto const& rule : book.rules()) {
    auto& own = undoing[rule.agreement_index];
    agreement::each_condition(rule, [&](Slot slot, CompiledCondition const& when) {
      switch (slot) {
        case Slot::opens:
          return mark(when, own.opening, own);
        case Slot::unless:
          return mark(when, own.undoing, own);
        case Slot::met:
        case Slot::met_before:
          if (rule.norm->again == agreement::Norm::Again::never) return;
          mark(when, own.opening, own);
          return mark(when, own.undoing, own);
        case Slot::after:
        case Slot::steps:
        case Slot::release:
        case Slot::broken_by:
        case Slot::used_by:
        case Slot::until:
        case Slot::pause:
        case Slot::resume:
        case Slot::moved:
          return;  // says what becomes of it, never whether it opens
      }
    });
    for (auto const type : rule.ending_types) own.opening[type] = own.undoing[type] = true;
    if (rule.norm->groups.empty()) continue;
    for (auto const* name : {event::known::person_registered, event::known::group_noted})
      own.anytime[vocabulary.type(name)->number] = true;
  }
}

}  // namespace overens::obligation
