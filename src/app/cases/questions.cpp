#include "app/cases/questions.hpp"

#include <algorithm>

#include "app/cases/sent_to.hpp"

namespace overens::app {
namespace {

std::string receiver_in(TimelineEvent const& event) {
  for (auto const& value : event.fields) {
    if (value.field->receives) return value.text;
  }
  return {};
}

// So many hours from when it happened, or, when that is known by its day alone, from when it was recorded.
std::optional<calendar::Instant> answer_by(TimelineEvent const& event) {
  for (auto const& value : event.fields) {
    if (value.field->clock) return event.happened.at.value_or(event.recorded) + std::chrono::hours(value.number);
  }
  return std::nullopt;
}

// Withdrawn, or ended by the first event that does.
std::optional<UrgentQuestion::Ended> ending_of(TimelineEvent const& question, std::vector<TimelineEvent> const& events,
                                               event::Kind const& kind) {
  if (auto const& change = question.withdrawn)
    return UrgentQuestion::Ended{nullptr, change->id, question.owner, change->recorded, change->reason, change->actor};
  for (auto const& other : events) {
    auto const& ends = kind.ended_by;
    auto const is_end = std::find(ends.begin(), ends.end(), other.type->name) != ends.end();
    if (is_end && !other.withdrawn && other.subject == question.subject)
      return UrgentQuestion::Ended{other.type, other.id, other.owner, other.recorded, {}, other.actor};
  }
  return std::nullopt;
}

}  // namespace

std::vector<UrgentQuestion> questions_in(std::vector<TimelineEvent> const& events, event::Vocabulary const& vocabulary,
                                         calendar::Instant now) {
  std::vector<UrgentQuestion> all;
  for (auto const& event : events) {
    if (!event.type->starts || event.type->goes_to != event::EventType::GoesTo::named) continue;
    UrgentQuestion question{event.subject, event.in_case, event.type, event.owner, receiver_in(event)};
    for (auto const& value : event.fields) {
      if (value.field->type == event::DataField::Type::unit) question.unit = value.text;
    }
    question.at = event.happened.at.value_or(event.recorded);
    question.answer_by = answer_by(event);
    if (question.answer_by) question.left = std::chrono::floor<std::chrono::minutes>(*question.answer_by - now);
    question.event = event.id;
    question.ended = ending_of(event, events, *vocabulary.kind(event.subject.kind));
    all.push_back(std::move(question));
  }
  return all;
}

std::vector<UrgentQuestion> withdrawn_questions_in(std::vector<TimelineEvent> const& events,
                                                   event::Vocabulary const& vocabulary) {
  std::vector<UrgentQuestion> all;
  for (auto& one : questions_in(events, vocabulary, {})) {
    if (!one.ended || one.ended->by != nullptr) continue;
    one.ended->actor.clear();
    all.push_back({one.subject, one.in_case, one.asked, one.from, one.to, {}, one.at, {}, {}, one.ended, one.event});
  }
  return all;
}

void WaitingQuestions::take(Recorded const& event) {
  using GoesTo = event::EventType::GoesTo;
  auto const& type = *event.type;
  if (type.goes_to == GoesTo::nobody) return;
  if (!type.starts) ended_.insert(event.subject);
  if (type.starts && type.goes_to == GoesTo::named && event.owner == asker_) asked_.insert(event.subject);
}

bool WaitingQuestions::any() const {
  return std::any_of(asked_.begin(), asked_.end(), [&](std::string const& one) { return !ended_.contains(one); });
}

void leave_out_unit(UrgentQuestion& question, std::set<std::string> const& sent_to) {
  if (std::all_of(sent_to.begin(), sent_to.end(), [](std::string const& one) { return is_person(one); }))
    question.unit.clear();
}

}  // namespace overens::app
