// What others have asked in a hurry, for those who are to answer, and what they themselves have asked.

#include <algorithm>

#include "app/cases/questions.hpp"
#include "app/organisation/staff_names.hpp"
#include "app/queries.hpp"
#include "base/add_once.hpp"
#include "event/known.hpp"

namespace overens::app {

using access::Action;
using access::ObjectClass;

namespace {

// Whether the authority has something of its own in the case …
bool is_of_their_own(AccessCheck& check, std::string const& in_case) {
  return std::any_of(check.actor().authorities.begin(), check.actor().authorities.end(), [&](std::string const& own) {
    auto const* const head = check.head(own, in_case);
    return head != nullptr && !head->only_received;
  });
}

// … or has answered that it is not theirs.
bool is_seen_to(AccessCheck& check, std::string const& in_case) {
  return is_of_their_own(check, in_case) ||
         std::any_of(check.actor().authorities.begin(), check.actor().authorities.end(), [&](std::string const& own) {
           auto const* const head = check.head(own, in_case);
           return head != nullptr && head->come_in == ComeIn::answered;
         });
}

}  // namespace

// What is hidden is found where that is shown: in its case, and in the list of cases.
void Queries::add_waiting(Store& store, AccessCheck& check, std::string const& in_case, bool is_asker,
                          std::vector<UrgentQuestion>& waiting, Shown& shown) const {
  journal::SubjectRef const subject{"case", in_case};
  auto seen = this->seen(store, check, subject, in_case);
  for (auto& question : questions_in(events(store, check, subject, seen), vocabulary_, clock_())) {
    auto const found = seen.objects.find(question.event);
    auto const is_theirs = check.actor().speaks_for(is_asker ? question.from : question.to);
    if (question.ended || !is_theirs || found == seen.objects.end() || found->second.is_hidden) continue;
    auto const& recorded = found->second.recorded;
    shown.add(subject);
    show_part(shown, recorded.object, check.decide(Action::list, recorded), in_case);
    if (recorded.received) leave_out_unit(question, recorded.received->sent_to);
    waiting.push_back(std::move(question));
  }
}

// Only of one's own: who works elsewhere is not told.
void Queries::name_who_ended(Store& store, SubjectPage& page) const {
  std::set<std::string> staff;
  for (auto const& question : page.questions) {
    if (question.ended && question.ended->owner == page.authority) staff.insert(question.ended->actor);
  }
  if (staff.empty()) return;
  StaffNames const names(store, vocabulary_, page.authority, staff);
  for (auto& question : page.questions) {
    if (!question.ended || question.ended->owner != page.authority) continue;
    auto& ended = *question.ended;
    ended.who = names.of(ended.actor);
    if (!page.is_unit_masked) ended.unit = names.unit_of(ended.actor, calendar::day_in_sweden(ended.at));
  }
}

base::Expected<std::string> Queries::reader_who_asked(access::Actor const& actor, std::string const& in_case,
                                                      std::string const& question) {
  using Result = base::Expected<std::string>;
  return looks_.show(actor, Action::disclose, {ObjectClass::notes}, [&](Store& store, Shown& shown) -> Result {
    journal::SubjectRef const subject{"case", in_case};
    shown.add(subject);
    auto check = this->check(store, actor);
    auto seen = this->seen(store, check, subject, in_case);
    auto const is_taken_on = is_of_their_own(check, in_case);
    for (auto const& event : timeline(seen.entries, subject, vocabulary_)) {
      auto const& recorded = seen.objects.at(event.id).recorded;
      auto const asks = event.type->starts && event.type->goes_to == event::EventType::GoesTo::named;
      auto const is_arrival = event.type->name == event::known::disclosure_made;
      auto const is_it = (is_arrival || (asks && is_taken_on)) && event.subject.id == question && recorded.received;
      if (!is_it || !check.decide(Action::disclose, {ObjectClass::notes, recorded.received->to}, in_case).is_offered())
        continue;
      shown.add({"staff", event.owner + "/" + event.actor});
      return event.actor;
    }
    return base::refuse("not_found", base::text("there is nothing at this address"));
  });
}

// In which they, or whom they stand in for, work, and have asked somebody something.
std::vector<CaseHead> Queries::cases_that_wait(Store& store, AccessCheck const& check) const {
  auto const& actor = check.actor();
  if (actor.kind != access::Actor::Kind::staff || actor.authorities.size() != 1) return {};
  auto const& authority = actor.authorities.front();
  auto held = store.held_cases(authority, actor.id);
  for (auto const& away : actor.stands_in_for) {
    for (auto const& one : store.held_cases(authority, away)) base::add_once(held, one);
  }
  auto heads = store.case_heads(authority, held);
  std::erase_if(heads, [](CaseHead const& head) { return !head.waits_for_answer; });
  return heads;
}

base::Expected<WaitingHere> Queries::waiting(access::Actor const& actor) {
  using Result = base::Expected<WaitingHere>;
  return looks_.show(actor, Action::list, {ObjectClass::governance}, [&](Store& store, Shown& shown) -> Result {
    shown.nobody();
    WaitingHere here;
    auto& waiting = here.questions;
    auto check = this->check(store, actor);
    for (auto const& in_case : check.cases_sent()) {
      auto const how = check.sent(in_case);
      if (is_open(how)) add_waiting(store, check, in_case, false, waiting, shown);
      if (how != Sent::not_to_them && !is_seen_to(check, in_case)) ++here.come_in;
    }
    auto const own = cases_that_wait(store, check);
    check.know(own);
    for (auto const& head : own) add_waiting(store, check, head.in_case, true, waiting, shown);
    std::sort(waiting.begin(), waiting.end(), [](UrgentQuestion const& a, UrgentQuestion const& b) {
      return std::pair(a.answer_by.value_or(calendar::Instant::max()), a.event) <
             std::pair(b.answer_by.value_or(calendar::Instant::max()), b.event);
    });
    return here;
  });
}

}  // namespace overens::app
