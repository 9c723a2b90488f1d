#include "agreement/check_norms.hpp"

#include <algorithm>
#include <functional>

#include <fmt/format.h>

#include "agreement/check_conditions.hpp"
#include "agreement/meant.hpp"

namespace overens::agreement {
namespace {

using base::text;

bool contains(std::vector<std::string> const& all, std::string_view one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

bool is_duty(Verb verb) {
  return verb != Verb::must_not && verb != Verb::may;
}

/// Duties, prohibitions and permissions each have slots of their own.
bool may_stand(Slot slot, Verb verb) {
  switch (slot) {
    case Slot::opens:
    case Slot::unless:
      return true;
    case Slot::after:
    case Slot::met:
    case Slot::met_before:
    case Slot::steps:
    case Slot::release:
    case Slot::pause:
    case Slot::resume:
    case Slot::moved:
      return is_duty(verb);
    case Slot::broken_by:
      return verb == Verb::must_not;
    case Slot::used_by:
      return verb == Verb::may;
    case Slot::until:
      return !is_duty(verb);
  }
  return true;
}

class NormCheck {
 public:
  NormCheck(Norm const& norm, Pack const& pack, event::Vocabulary const& vocabulary, base::Findings& findings)
      : norm_(norm), pack_(pack), v_(vocabulary), findings_(findings) {}

  void check() {
    if (v_.kind(norm_.per) == nullptr)
      return refuse(text("there is no kind {0} for per:", norm_.per),
                    instead_of(norm_.per, known_words(v_.kinds), text("see kinds in the vocabulary")));
    bearer();
    for (auto const& group : norm_.groups) {
      if (pack_.group(group) == nullptr && !pack_.is_unreadable(group)) {
        refuse(text("there is no target group {0}", group), text("write it under groups:, or correct the word"));
      }
    }
    conditions();
    slots();
    met_by_its_opening();
    due();
    movable();
    too_late_for_ever();
    recurring();
    again();
    care_before_money();
    need_gone();
    if (!norm_.commitment.empty() &&
        std::none_of(pack_.commitments.begin(), pack_.commitments.end(),
                     [&](auto const& c) { return c.id == norm_.commitment; }) &&
        !pack_.is_unreadable(norm_.commitment)) {
      refuse(text("there is no commitment {0}", norm_.commitment),
             text("write it under commitments:, or correct the word"));
    }
  }

 private:
  void refuse(base::Text what, base::Text instead) {
    findings_.refuse(norm_.place, std::move(what), std::move(instead));
  }

  bool duty() const { return is_duty(norm_.verb); }

  void bearer() {
    for (auto const& id : norm_.bearer.roles) {
      auto const* role = v_.role(id);
      if (role == nullptr) {
        refuse(text("there is no role {0}", id),
               instead_of(id, known_words(v_.roles), text("see roles in the vocabulary")));
        continue;
      }
      for (auto const& source : role->found) {
        if (source.in != event::RoleSource::In::field || !norm_.opens) continue;
        // A role may look in a field that only some events have: it must be there in none or more of them, never
        // misspelt.
        auto const known = std::any_of(v_.types.begin(), v_.types.end(),
                                       [&](auto const& t) { return t.field(source.field) != nullptr; });
        if (!known)
          refuse(text("the role {0} looks in a field {1} that no event has", id, source.field),
                 text("correct the vocabulary"));
      }
    }
    if (norm_.bearer.form == Bearer::Form::forum) {
      auto const* forum = pack_.forum(norm_.bearer.forum);
      if (forum == nullptr && !pack_.is_unreadable(norm_.bearer.forum)) {
        refuse(text("there is no forum {0}", norm_.bearer.forum), text("write it under forums:, or correct the word"));
      }
      if (norm_.per != "forum" && norm_.per != "agreement")
        refuse(text("a forum's duty is per: forum or agreement"), text("write one of them"));
    }
    parties();
    for (auto const& step : norm_.steps) {
      if (!contains(norm_.bearer.roles, step.of))
        refuse(text("the step is of {0}, who is no bearer", step.of), text("name one of the bearer's roles"));
    }
    if (norm_.by == Norm::By::all && (norm_.bearer.each || !several())) {
      refuse(text("by: all needs several bearers with one joint duty"),
             text("write all_of: with share: joint, or remove by:"));
    }
  }

  bool several() const {
    auto const& bearer = norm_.bearer;
    if (bearer.form != Bearer::Form::parties) return bearer.roles.size() > 1;
    return bearer.parties != Bearer::Parties::subject && bearer.parties != Bearer::Parties::region;
  }

  void parties() {
    if (norm_.bearer.form != Bearer::Form::parties || norm_.per == "party" || norm_.per == "municipality") return;
    if (norm_.bearer.parties == Bearer::Parties::subject)
      refuse(text("parties: subject needs per: party or municipality"), text("write region, municipalities or all"));
    if (norm_.bearer.parties == Bearer::Parties::subject_and_region)
      refuse(text("parties: subject_and_region needs per: party or municipality"),
             text("write region, municipalities or all"));
  }

  // It is said in words, so it must have some.
  void release_reason(std::string const& reason) {
    if (v_.code("release_reasons", reason) == nullptr)
      refuse(text("there is no code {0} in {1}", reason, "release_reasons"),
             instead_of(reason, known_codes(v_, "release_reasons"), text("see agreements/vocabulary for the words")));
  }

  void conditions() {
    each_condition(norm_, [&](Slot slot, Condition const& one) {
      check_condition(one, norm_, pack_, slot, v_, findings_);
      if (slot == Slot::release) release_reason(one.reason);
    });
  }

  static void each_event(Condition const& condition, std::function<void(Condition const&)> const& act) {
    if (condition.form == Condition::Form::event) return act(condition);
    for (auto const& part : condition.parts) each_event(part, act);
  }

  // A duty that is done by the very event that it arises from asks for nothing, unless each of several is to do it.
  void met_by_its_opening() {
    auto const needs_several = [](Condition const& condition) { return condition.form == Condition::Form::all; };
    if (!duty() || norm_.by == Norm::By::all || !norm_.opens || !norm_.met || needs_several(*norm_.opens) ||
        needs_several(*norm_.met))
      return;
    each_event(*norm_.opens, [&](Condition const& opening) {
      each_event(*norm_.met, [&](Condition const& met) {
        auto const is_asked_too = [&](Where const& where) {
          return std::find(opening.where.begin(), opening.where.end(), where) != opening.where.end();
        };
        if (met.event == opening.event && met.times == 1 &&
            std::all_of(met.where.begin(), met.where.end(), is_asked_too))
          refuse(text("{0} both opens it and fulfils it", met.event),
                 text("write in met: what comes after, or what the event must say besides"));
      });
    });
  }

  void slots() {
    bool has_a_dutys = norm_.due || norm_.every;
    bool has_anothers = false;
    each_condition(norm_, [&](Slot slot, Condition const&) {
      if (!may_stand(slot, norm_.verb)) (may_stand(slot, Verb::must) ? has_a_dutys : has_anothers) = true;
    });
    if (duty()) {
      if (!norm_.met) refuse(text("nothing fulfils the duty"), text("add met: with an event"));
      if (has_anothers)
        refuse(text("broken_by:, used_by: and until: belong to prohibitions and permissions"),
               text("write met: and release:"));
      return;
    }
    auto const prohibition = norm_.verb == Verb::must_not;
    if (prohibition && !norm_.broken_by)
      refuse(text("nothing breaks the prohibition"), text("add broken_by: with an event"));
    if (!prohibition && !norm_.used_by) refuse(text("nothing uses the permission"), text("add used_by: with an event"));
    if (has_a_dutys) {
      refuse(text("met:, due:, steps:, release: and every: belong to duties"),
             text("a prohibition has broken_by: and until:, a permission used_by: and until:"));
    }
    if (has_anothers)
      refuse(text("broken_by: belongs to prohibitions, used_by: to permissions"), text("remove the other"));
  }

  void due() {
    if (!norm_.due) return;
    auto const& due = *norm_.due;
    if (norm_.every) refuse(text("a recurring duty is due on the last day of its period"), text("remove due:"));
    if (!due.recipe && due.unstated.empty()) {
      if (due.field.empty()) {
        refuse(text("due: says neither count and unit, day nor unstated"),
               text("write count: and unit:, day:, or unstated: with the text's word"));
      } else {
        refuse(text("due: names a field in which the day may be written, and not what holds while none is"),
               text("add count: and unit:, or unstated: with the text's word"));
      }
    }
    if (due.two_days)
      refuse(text("due: says both a day and how to count one"), text("write day: alone, or count:, unit: and after:"));
    if (due.recipe && !due.unstated.empty())
      refuse(text("due: says both a time and that the text names none"), text("remove one of them"));
    if (due.recipe && due.recipe->day && !due.field.empty())
      refuse(text("due: names a day of the calendar, and a field in which the day is written"),
             text("remove one of them"));
    for (auto const* field : {&due.field, &due.watch_field}) {
      if (!field->empty() && !has_day(*field))
        refuse(text("nothing that it is counted from has a day in a field {0}", *field),
               text("name a field of type day of the event that opens it, or of after:"));
    }
    if (due.says_when && due.unstated.empty())
      refuse(text("due: says_when is about the words of unstated"), text("remove says_when, or write unstated:"));
    for (auto const* recipe : {&due.recipe, &due.watch}) {
      if (recipe->has_value()) month_end((*recipe)->span);
    }
  }

  // Only a last day can be moved, to a day that an event says, by authorities that it names.
  void movable() {
    if (!norm_.movable) return;
    using Type = event::DataField::Type;
    auto const& rule = *norm_.movable;
    if (!norm_.due || (!norm_.due->recipe && norm_.due->field.empty()))
      refuse(text("movable: there is no last day that could be moved"), text("remove movable:, or write due:"));
    each_event(*norm_.moved, [&](Condition const& condition) {
      auto const* type = v_.type(condition.event);
      if (type == nullptr) return;
      for (auto const& [name, is, is_list] :
           {std::tuple(&rule.to, Type::day, false), std::tuple(&rule.agreed, Type::authority, true)}) {
        auto const* field = type->field(*name);
        if (field == nullptr || field->type != is || field->list != is_list)
          refuse(is_list ? text("movable: {0} has no list of authorities {1}", type->name, *name)
                         : text("movable: {0} has no day {1}", type->name, *name),
                 text("see its fields: overens vocabulary doc"));
      }
    });
    for (auto const& section : rule.cite) {
      if (pack_.section(section) == nullptr && !pack_.is_unreadable(section))
        refuse(text("there is no section {0}", section), text("write it under sections:, or correct the word"));
    }
  }

  // What has to be done before something, without a last day, can't be done after it and is never called late.
  void too_late_for_ever() {
    if (!duty() || !norm_.met || (norm_.due && norm_.due->recipe)) return;
    each_event(*norm_.met, [&](Condition const& met) {
      if (met.before.empty() || met.before == "opening") return;
      findings_.warn(met.place, text("after {0} nothing fulfils it, and it is never late", met.before),
                     text("write {0}", fmt::format("due: {{after: {}, count: 0, unit: day}}", met.before)));
    });
  }

  bool has_day(std::string const& field) const {
    auto const counted_from = types_with_the_day(norm_);
    return std::any_of(counted_from.begin(), counted_from.end(), [&](std::string const& event) {
      auto const* type = v_.type(event);
      auto const* found = type == nullptr ? nullptr : type->field(field);
      return found != nullptr && found->type == event::DataField::Type::day && !found->list;
    });
  }

  void month_end(calendar::Span const& span) {
    if ((span.unit == calendar::Unit::month || span.unit == calendar::Unit::year) &&
        pack_.rules.month_end == calendar::MonthEnd::unclear) {
      refuse(text("a month is counted, but the agreement does not say what a month from the 31st is"),
             text("choose month_end: last_day_of_month or first_of_next_month in the head"));
    }
  }

  void recurring() {
    if (!norm_.every && !norm_.once) return;
    if (norm_.per != "forum" && norm_.per != "party" && norm_.per != "municipality" && norm_.per != "agreement") {
      refuse(text("a recurring or standing duty is per: forum, party, municipality or agreement"),
             text("write one of them; for a {0} open by an event, with due: and again: when_met", norm_.per));
    }
    if (norm_.once) return;
    if (norm_.per == "forum" && norm_.bearer.form != Bearer::Form::forum)
      refuse(text("a recurring duty per forum names the forum as its bearer"), text("write bearer: {forum: …}"));
    auto const unit = norm_.every->span.unit;
    if (unit == calendar::Unit::hour || unit == calendar::Unit::working_day)
      refuse(text("a period is days, weeks, months or years"), text("write another unit"));
    if (norm_.every->span.count < 1) refuse(text("a period is at least one long"), text("write count: 1 or more"));
    if (norm_.every->period != Every::Period::calendar) month_end(norm_.every->span);
  }

  static bool says_what_ends_it(Condition const& c) {
    return !c.not_ended_by.empty() || std::any_of(c.parts.begin(), c.parts.end(), says_what_ends_it);
  }

  // What arises anew takes up where it was met.
  void again() {
    if (norm_.again == Norm::Again::never) return;
    if (!duty() || norm_.every || norm_.per_opening)
      return refuse(text("again: belongs to a duty with one opening for each subject"),
                    text("remove again:, or every: or per_opening:"));
    if (norm_.after)
      refuse(text("a duty that arises anew is counted from what makes it arise"), text("remove after:, or again:"));
    if (norm_.again == Norm::Again::when_ended) {
      if (norm_.by == Norm::By::all)
        refuse(text("again: when_ended asks what one act has met, and by: all asks for several"),
               text("remove by:, or write one norm for each bearer"));
      if (norm_.met && !says_what_ends_it(*norm_.met))
        refuse(text("nothing ends what meets the duty, so it never arises anew"), text("add not_ended_by: to met:"));
      return;
    }
    if (norm_.due && norm_.due->recipe && norm_.due->recipe->day)
      refuse(text("again: when_met counts from the act that met it, and a day of the calendar comes only once"),
             text("write count: and unit:, or remove again:"));
    if (norm_.once || norm_.met_before || norm_.late == Norm::Late::lapses)
      refuse(text("again: when_met counts from the act that met it, and is owed until then"),
             text("remove once:, met_before: and late: lapses, or again:"));
  }

  bool of_class(Condition const& c, std::string_view name) const {
    auto const all = events_of(c);
    return std::any_of(all.begin(), all.end(), [&](auto const& event) {
      auto const* type = v_.type(event);
      return type != nullptr && type->has_class(name);
    });
  }
  bool of_class(std::string const& event, std::string_view name) const {
    auto const* type = v_.type(event);
    return type != nullptr && type->has_class(name);
  }

  // The program never delays care: no care may have to wait for money.
  void care_before_money() {
    bool waits = norm_.opens && norm_.met && of_class(*norm_.opens, "money") && of_class(*norm_.met, "care");
    auto const before_care = [&](std::optional<Condition> const& c) {
      return c && of_class(*c, "money") && of_class(c->before, "care");
    };
    waits = waits || before_care(norm_.met) || before_care(norm_.met_before);
    waits = waits ||
            (norm_.broken_by && norm_.until && of_class(*norm_.broken_by, "care") && of_class(*norm_.until, "money"));
    for (auto const& c : norm_.steps) waits = waits || (of_class(c, "care") && of_class(c.since, "money"));
    if (waits)
      refuse(text("care would have to wait for money"), text("let both run side by side, each with its own norm"));
  }

  // The vocabulary has an event that says the need is gone, and the norm does not listen to it.
  void need_gone() {
    if (!duty() || !norm_.opens) return;
    for (auto const& opening : events_of(*norm_.opens)) {
      for (auto const& type : v_.types) {
        if (!contains(type.undoes, opening)) continue;
        auto const hears = [&](std::optional<Condition> const& c) { return c && contains(events_of(*c), type.name); };
        auto const released = std::any_of(norm_.release.begin(), norm_.release.end(),
                                          [&](auto const& c) { return contains(events_of(c), type.name); });
        if (!released && !hears(norm_.met) && !hears(norm_.unless)) {
          findings_.warn(norm_.place, text("{0} says that the need is gone, but does not release the duty", type.name),
                         text("add it under release:, or be sure that it is still owed"));
        }
      }
    }
  }

  Norm const& norm_;
  Pack const& pack_;
  event::Vocabulary const& v_;
  base::Findings& findings_;
};

}  // namespace

void check_norm(Norm const& norm, Pack const& pack, event::Vocabulary const& vocabulary, base::Findings& findings) {
  NormCheck(norm, pack, vocabulary, findings).check();
}

}  // namespace overens::agreement
