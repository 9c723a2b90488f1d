// What others have asked in a hurry, for those who are to answer.

#include <algorithm>

#include "app/cases/questions.hpp"
#include "app/queries.hpp"

namespace overens::app {

using access::Action;
using access::ObjectClass;

base::Expected<std::vector<UrgentQuestion>> Queries::questions(access::Actor const& actor) {
  using Result = base::Expected<std::vector<UrgentQuestion>>;
  return looks_.show(actor, Action::list, {ObjectClass::governance}, [&](Store& store, Shown& shown) -> Result {
    shown.nobody();
    std::vector<UrgentQuestion> waiting;
    auto check = this->check(store, actor);
    for (auto const& in_case : check.cases_sent()) {
      // What is hidden is found where that is shown: in its case, and in the list of cases.
      if (check.sent(in_case) != Sent::openly) continue;
      journal::SubjectRef const subject{"case", in_case};
      auto seen = this->seen(store, check, subject, in_case);
      for (auto& question : questions_in(events(store, check, subject, seen), vocabulary_, clock_())) {
        auto const found = seen.objects.find(question.event);
        if (question.ended_by != nullptr || !actor.speaks_for(question.to) || found == seen.objects.end() ||
            found->second.is_hidden)
          continue;
        auto const& recorded = found->second.recorded;
        shown.add(subject);
        show_part(shown, recorded.object, check.decide(Action::list, recorded), in_case);
        if (recorded.received) leave_out_unit(question, recorded.received->sent_to);
        waiting.push_back(std::move(question));
      }
    }
    std::sort(waiting.begin(), waiting.end(), [](UrgentQuestion const& a, UrgentQuestion const& b) {
      return std::pair(a.answer_by.value_or(calendar::Instant::max()), a.event) <
             std::pair(b.answer_by.value_or(calendar::Instant::max()), b.event);
    });
    return waiting;
  });
}

}  // namespace overens::app
