#include "web/period_choices.hpp"

#include <algorithm>

#include "app/timeline.hpp"
#include "event/plain_values.hpp"
#include "event/subject_link.hpp"
#include "obligation/period.hpp"
#include "web/agreement_parts.hpp"
#include "web/known_subjects.hpp"
#include "wording/period.hpp"

namespace overens::web {

using agreement::Every;
using agreement::Norm;
using base::text;

namespace {

class PeriodChoices {
 public:
  PeriodChoices(app::SubjectPage const& page, std::span<event::EventType const* const> types,
                PageContext const& context)
      : page_(page), types_(types), context_(context) {}

  void add(agreement::Pack const& version) {
    for (auto const& norm : version.norms) {
      if (!norm.every || !norm.met || !is_met_by_them(*norm.met) || !is_of_this_forum(norm)) continue;
      for (auto const& row : page_.obligations) {
        if (row.norm == norm.id && !row.details.period.empty()) add(row);
      }
      if (norm.every->period == Every::Period::calendar) add(norm.every->span);
    }
  }
  void add(std::string const& name) { add(name, wording::period_words(name, context_.language)); }
  // The latest first.
  void sort() {
    std::sort(all_.begin(), all_.end(), [](Option const& a, Option const& b) { return a.value > b.value; });
  }
  std::vector<Option> const& all() const { return all_; }

 private:
  bool is_met_by_them(agreement::Condition const& met) const {
    auto const events = events_of(met);
    return std::any_of(types_.begin(), types_.end(), [&](auto const* type) {
      return std::find(events.begin(), events.end(), type->name) != events.end();
    });
  }

  // One forum's meetings are not another's.
  bool is_of_this_forum(Norm const& norm) const {
    if (page_.subject.kind != "forum" || norm.per != "forum") return true;
    return std::any_of(page_.events.begin(), page_.events.end(), [&](app::TimelineEvent const& event) {
      auto const begins_it = event.type->starts && event.subject == page_.subject && !event.withdrawn;
      return begins_it && event::said(app::plain_values(event), "role") == norm.bearer.forum;
    });
  }

  void add(std::string const& name, std::string words) {
    auto const is_it = [&](Option const& one) { return one.value == name; };
    if (std::none_of(all_.begin(), all_.end(), is_it)) all_.push_back({name, std::move(words)});
  }

  // One that is counted from a day has no other name.
  void add(app::ObligationRow const& row) {
    auto const& name = row.details.period;
    if (!calendar::parse_day(name) || !row.opened_on || !row.due_on) return add(name);
    add(name,
        context_.tr(text("{0} through {1}", calendar::to_string(*row.opened_on), calendar::to_string(*row.due_on))));
  }

  void add(calendar::Span const& every) {
    auto const now = obligation::period_of(context_.today, every);
    for (auto const& one : {now, obligation::period_of(now.first - std::chrono::days(1), every)}) {
      if (!calendar::parse_day(one.name)) add(one.name);
    }
  }

  app::SubjectPage const& page_;
  std::span<event::EventType const* const> types_;
  PageContext const& context_;
  std::vector<Option> all_;
};

}  // namespace

std::vector<Option> period_choices(app::SubjectPage const& page, std::span<event::EventType const* const> types,
                                   PageContext const& context, std::vector<std::string> const& standing) {
  auto const* life = context.life(agreement_of(page, context));
  if (life == nullptr) return {};
  PeriodChoices choices(page, types, context);
  choices.add(shown(*life, context.today));
  if (choices.all().empty()) return {};
  choices.sort();
  for (auto const& one : standing) choices.add(one);
  return choices.all();
}

}  // namespace overens::web
