// What opens: which acts make the condition of a norm true, for which subject, and for whom.

#include <algorithm>

#include "event/known.hpp"
#include "obligation/evaluate.hpp"
#include "obligation/registration.hpp"

namespace overens::obligation {

using calendar::Moment;

// The events of a condition that the act can be, and the subject that it then names.
template <class Do>
void Evaluate::each_named(CompiledCondition const& when, std::uint32_t number, Do const& take) const {
  for (auto const& part : when.parts) each_named(part, number, take);
  auto const& act = view_.act(number);
  if (when.form != CompiledCondition::Form::event || when.type != act.type) return;
  if (auto const subject = matcher_.carried(when.names, act)) take(when, *subject);
}

// For each subject that the act names, or, when it names none, each that another event of the condition does.
void Evaluate::consider(Rule const& rule, std::uint32_t number) {
  auto const& act = view_.act(number);
  if (rule.group_kind == "person" && !view_.is_own(act)) return;  // what another person's acts open is theirs
  auto const& opens = *rule.opens;
  if (opens.form == CompiledCondition::Form::event) {
    if (auto const subject = matcher_.carried(opens.names, act)) consider(rule, opens, *subject, number, number);
    return;
  }
  bool names = false;
  each_named(opens, number, [&](CompiledCondition const& when, std::uint64_t subject) {
    if (!names) consider(rule, when, subject, number, number);
    names = true;
  });
  if (names) return;
  std::vector<std::uint64_t> taken;
  for (std::uint32_t i = 0; i < view_.acts().size(); ++i) {
    each_named(opens, i, [&](CompiledCondition const& when, std::uint64_t subject) {
      if (std::find(taken.begin(), taken.end(), subject) != taken.end()) return;
      taken.push_back(subject);
      consider(rule, when, subject, i, number);
    });
  }
}

void Evaluate::consider(Rule const& rule, CompiledCondition const& named_by, std::uint64_t subject,
                        std::uint32_t named_in, std::uint32_t number) {
  if ((rule.own_group && subject != view_.key()) || !may_open(rule, subject)) return;
  auto const& act = view_.act(number);
  MatchContext context{subject, act.when, &rule.pack->rules};
  context.opens = true;
  if (!matcher_.holds_with(*rule.opens, context, std::nullopt, number)) return;
  context.opens = false;
  if (rule.unless && matcher_.standing(*rule.unless, context, act.when)) return;
  Opening opening{&rule, subject, id_of(named_by, named_in), number, act.when, 0, {}, {}, {}};
  if (rule.norm->per_opening) opening.number = number_of(rule, subject, number);
  if (rule.opens->form == CompiledCondition::Form::event && rule.opens->times == 1) {
    opening.acts.push_back(number);
  } else {
    auto const acts = support(*rule.opens, context, number);
    opening.acts.assign(acts.begin(), acts.end());
  }
  open(opening);
}

// Does not open again while it stands opened for every possible bearer.
bool Evaluate::may_open(Rule const& rule, std::uint64_t subject) const {
  if (rule.norm->per_opening) return true;
  auto const open = std::count_if(opened_.begin(), opened_.end(),
                                  [&](Opened const& o) { return o.norm_key == rule.norm_key && o.subject == subject; });
  auto const& bearer = rule.norm->bearer;
  return open == 0 || (bearer.each && (bearer.form != agreement::Bearer::Form::roles ||
                                       static_cast<std::size_t>(open) < bearer.roles.size()));
}

// Openings are numbered in the order in which they came to be known as openings, so that a number stays when another
// opening is withdrawn or moved to another day.
int Evaluate::number_of(Rule const& rule, std::uint64_t subject, std::uint32_t number) const {
  MatchContext const context{subject, {}, &rule.pack->rules};
  auto const opens = [&](auto const& self, CompiledCondition const& when, Act const& act) -> bool {
    if (when.form == CompiledCondition::Form::event) return matcher_.fits(when, act, context);
    return std::any_of(when.parts.begin(), when.parts.end(),
                       [&](CompiledCondition const& part) { return self(self, part, act); });
  };
  // An event that was corrected into an opening came to be one then.
  auto const known_from =
      [&](Act const& act) -> std::optional<std::tuple<std::int64_t, std::uint64_t, std::string_view>> {
    auto const first = view_.original(act);
    auto known = act.fact->recorded;
    if (first.in_case != act.in_case || !opens(opens, *rule.opens, first)) {
      if (!act.corrected || !opens(opens, *rule.opens, act)) return std::nullopt;
      known = INT64_MAX;
      for (auto const* amendment : view_.amendments(*act.fact))
        known = std::min(known, view_.facts().fact(amendment->fact).recorded);
    }
    return std::tuple(known, act.fact->seq, view_.id(act));
  };
  auto const own = known_from(view_.act(number));
  std::vector<std::uint64_t> before;
  auto const count = [&](Act const& act) {
    auto const other = known_from(act);
    auto const seen = std::find(before.begin(), before.end(), act.fact->id_hash) != before.end();
    if (other && other < own && !seen) before.push_back(act.fact->id_hash);
  };
  for (auto const& act : view_.acts()) count(act);
  for (auto const& act : view_.excluded()) count(act);
  return static_cast<int>(before.size()) + 1;
}

// What the subject is called: the act's own subject where that is it, else the case, the unit, or the id of the group.
std::string_view Evaluate::id_of(CompiledCondition const& when, std::uint32_t number) const {
  auto const& act = view_.act(number);
  switch (when.names.by) {
    case SubjectLink::By::subject:
      return view_.subject_id(act);
    case SubjectLink::By::in_case:
      return act.in_case == nullptr ? view_.group().id : act.in_case->id;
    case SubjectLink::By::unit:
      return view_.facts().words().word(act.unit);
    case SubjectLink::By::id_field:
      if (view_.group().form == Group::Form::in_case) {
        // Only the hash of an id in a field is kept: its name stands in another event about it.
        auto const named = matcher_.carried(when.names, act);
        for (auto const& other : view_.acts()) {
          if (other.subject == named) return view_.subject_id(other);
        }
      }
      break;
    case SubjectLink::By::none:
    case SubjectLink::By::person:
    case SubjectLink::By::party_field:
      break;
  }
  return view_.group().id;
}

// The parts by which a condition of several holds with an act: all of them, or of several ways one, that of the act
// where it is there.
std::vector<CompiledCondition const*> Evaluate::parts_that_hold(CompiledCondition const& when,
                                                                MatchContext const& context,
                                                                std::uint32_t number) const {
  std::vector<CompiledCondition const*> parts;
  for (auto const& part : when.parts) parts.push_back(&part);
  if (when.form != CompiledCondition::Form::any) return parts;
  auto const has_act = [&](auto const* part) { return matcher_.holds_with(*part, context, std::nullopt, number); };
  auto const stands = [&](auto const* part) {
    return matcher_.standing(*part, context, view_.act(number).when).has_value();
  };
  auto found = std::find_if(parts.begin(), parts.end(), has_act);
  if (found == parts.end()) found = std::find_if(parts.begin(), parts.end(), stands);
  if (found == parts.end()) return {};
  return {*found};
}

// The acts by which a condition holds with an act, in one of the ways in which it does.
std::vector<std::uint32_t> Evaluate::support(CompiledCondition const& when, MatchContext const& context,
                                             std::uint32_t number) const {
  auto const& at = view_.act(number).when;
  std::vector<std::uint32_t> all;
  if (when.form == CompiledCondition::Form::event && when.times == 1) {
    if (auto const act = matcher_.standing(when, context, at)) all.push_back(*act);
  } else if (when.form == CompiledCondition::Form::event) {
    auto const acts = matcher_.counted(when, context, std::nullopt, at);
    auto const is_of_actors =
        when.count == CompiledCondition::Count::authorities || when.count == CompiledCondition::Count::parties;
    for (auto const one : acts) {
      // Where it is who acted that is counted, the last act of each is enough.
      auto const is_later = [&](std::uint32_t other) {
        return other > one && view_.act(other).acting() == view_.act(one).acting();
      };
      if (!is_of_actors || std::none_of(acts.begin(), acts.end(), is_later)) all.push_back(one);
    }
  } else {
    for (auto const* part : parts_that_hold(when, context, number)) {
      auto const own = support(*part, context, number);
      all.insert(all.end(), own.begin(), own.end());
    }
  }
  return all;
}

// True or false when it is known whether the norm's target group fits the person at the opening; nothing when it is
// not.
std::optional<bool> Evaluate::in_group(Rule const& rule, std::uint32_t act, Moment const& at) const {
  if (rule.norm->groups.empty()) return true;
  bool unknown = false;
  for (auto const& id : rule.norm->groups) {
    auto const& group = *rule.pack->group(id);
    if (!group.noted.empty() && !is_noted(group, at)) continue;
    if (!group.ages) return true;
    auto const day = born(view_, act);
    unknown = unknown || !day;
    if (day && group.ages->has(calendar::age(*day, at.day))) return true;
  }
  return unknown ? std::nullopt : std::optional(false);
}

bool Evaluate::is_noted(agreement::TargetGroup const& group, Moment const& at) const {
  auto const& v = view_.facts().vocabulary();
  auto const& noted = *v.type(event::known::group_noted);
  auto const field = noted.field("group")->symbol;
  for (auto i = view_.first(noted.number); i != VisibleEvents::none; i = view_.next(i)) {
    auto const* datum = view_.act(i).datum(field);
    if (datum == nullptr || calendar::is_before(at, view_.act(i).when)) continue;
    auto const word = v.symbols().word(static_cast<base::Symbol>(datum->value));
    if (std::find(group.noted.begin(), group.noted.end(), word) != group.noted.end()) return true;
  }
  return false;
}

}  // namespace overens::obligation
