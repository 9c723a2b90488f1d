#include "wording/rules.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/add_once.hpp"

namespace overens::wording {

using agreement::Bearer;
using agreement::Condition;
using agreement::Norm;
using agreement::Verb;
using base::plural;
using base::text;

std::string RuleWords::sections(agreement::Pack const& pack, std::vector<std::string> const& cite) const {
  std::vector<std::string> labels;
  for (auto const& id : cite) {
    if (auto const* section = pack.section(id)) base::add_once(labels, swedish(section->label));
  }
  return say_.say(plural("section {1}", "sections {1}", static_cast<long>(labels.size()), say_.list(labels)));
}

std::string RuleWords::verb(Norm const& norm) const {
  if (norm.practice) return say_.say(text("practice or goal in the text, not a duty"));
  return verb(norm.verb);
}

std::string RuleWords::verb(Verb verb) const {
  switch (verb) {
    case Verb::must:
      return say_.say(text("must"));
    case Verb::should:
      return say_.say(text("should"));
    case Verb::may:
      return say_.say(text("may"));
    case Verb::must_not:
      return say_.say(text("must not"));
    case Verb::promise:
      return say_.say(text("undertakes to"));
  }
  return {};
}

std::string RuleWords::value(event::DataField const* field, std::string const& word,
                             agreement::Pack const* named) const {
  if (word == "true") return say_.say(text("yes"));
  if (word == "false") return say_.say(text("no"));
  if (field == nullptr) {
    if (auto const* kind = vocabulary_.authority_kind(word)) return say_.say(kind->label);
    for (auto const& kind : vocabulary_.unit_kinds) {
      if (kind.id == word) return say_.say(kind.label);
    }
    return word;
  }
  if (field->type == event::DataField::Type::code) {
    auto const* code = vocabulary_.code(field->of, word);
    return code == nullptr ? word : say_.say(code->label);
  }
  auto const* title = named == nullptr ? nullptr : named->title_of(word);
  return title == nullptr ? word : say_.say(*title);
}

// "Placering påbörjad (form: HVB)".
std::string RuleWords::event_with(std::string const& event, std::vector<agreement::Where> const& tests,
                                  agreement::Pack const* named) const {
  using Is = agreement::Where::Is;
  auto const* type = vocabulary_.type(event);
  std::vector<std::string> wheres;
  for (auto const& where : tests) {
    auto const* field = type->field(where.field);
    auto label = field != nullptr           ? say_.say(field->label)
                 : where.field == "by_kind" ? say_.say(text("kind of authority"))
                                            : say_.say(text("kind of unit"));
    std::vector<std::string> values;
    for (auto const& word : where.words) values.push_back(value(field, word, named));
    if (where.is == Is::none_of)
      values = {say_.say(text("not {0}", fmt::format("{}", fmt::join(values, say_.say(text(" or "))))))};
    if (where.is == Is::at_least) values.push_back(say_.say(text("at least {0}", where.least)));
    auto const between = where.is == Is::has ? text(" and ") : text(" or ");
    wheres.push_back(fmt::format("{}: {}", label, fmt::join(values, say_.say(between))));
  }
  auto line = say_.say(type->label);
  if (!wheres.empty()) line += fmt::format(" ({})", fmt::join(wheres, ", "));
  return line;
}

// What of the events counts: which, from when, and until what.
std::vector<std::string> RuleWords::limits(Condition const& c, agreement::Pack const* named) const {
  std::vector<std::string> all;
  auto const add = [&](base::Text const& one) { all.push_back(say_.say(one)); };
  auto const label = [&](std::string const& event) { return say_.say(vocabulary_.type(event)->label); };
  if (c.distinct == "authority") {
    add(text("by different authorities"));
  } else if (c.distinct == "party") {
    add(text("by different parties"));
  } else if (!c.distinct.empty()) {
    add(text("each with another value of: {0}", say_.say(vocabulary_.type(c.event)->field(c.distinct)->label)));
  }
  if (c.since == "opening") {
    add(text("after it has arisen"));
  } else if (c.since == "ever") {
    add(text("whenever it happened"));
  } else if (!c.since.empty()) {
    add(text("after the last: {0}", label(c.since)));
  }
  if (c.before == "opening") {
    add(text("before it arises"));
  } else if (!c.before.empty()) {
    add(text("before the first: {0}", label(c.before)));
  }
  if (c.within) add(text("at most {0} from when it arises", span(*c.within)));
  if (!c.not_ended_by.empty()) add(text("not followed by: {0}", event_with(c.not_ended_by, c.ended_where, named)));
  return all;
}

std::string RuleWords::condition(Condition const& c, agreement::Pack const* named) const {
  if (named == nullptr) named = named_;
  std::vector<std::string> parts;
  for (auto const& part : c.parts) parts.push_back(condition(part, named));
  if (c.form == Condition::Form::any) return fmt::format("{}", fmt::join(parts, say_.say(text(" or "))));
  if (c.form == Condition::Form::all) return fmt::format("{}", fmt::join(parts, say_.say(text(" and "))));
  auto line = event_with(c.event, c.where, named);
  if (c.times > 1) line += " " + say_.say(text("{0} times", c.times));
  for (auto const& limit : limits(c, named)) line += ", " + limit;
  return line;
}

std::string RuleWords::conditions(Norm const& norm, agreement::Slot wanted) const {
  std::vector<std::string> all;
  each_condition(norm, [&](agreement::Slot slot, Condition const& one) {
    if (slot != wanted) return;
    auto const* role = vocabulary_.role(one.of);
    all.push_back(role == nullptr ? condition(one) : fmt::format("{}: {}", say_.say(role->label), condition(one)));
  });
  return fmt::format("{}", fmt::join(all, "; "));
}

base::Text slot_heading(agreement::Slot slot) {
  using agreement::Slot;
  switch (slot) {
    case Slot::opens:
      return text("When it arises");
    case Slot::unless:
      return text("When it does not arise");
    case Slot::after:
      return text("What it is counted from");
    case Slot::met:
      return text("What fulfils it");
    case Slot::met_before:
      return text("What fulfils it beforehand");
    case Slot::steps:
      return text("The parts, in order");
    case Slot::release:
      return text("Falls away by");
    case Slot::broken_by:
      return text("What breaks it");
    case Slot::used_by:
      return text("What uses it");
    case Slot::until:
      return text("What ends it");
    case Slot::pause:
      return text("What stops the clock");
    case Slot::resume:
      return text("What starts the clock again");
    case Slot::moved:
      return text("What moves the last day on");
  }
  return {};
}

std::string RuleWords::span(calendar::Span s) const {
  switch (s.unit) {
    case calendar::Unit::hour:
      return say_.say(plural("one hour", "{0} hours", s.count));
    case calendar::Unit::day:
      return say_.say(plural("one day", "{0} days", s.count));
    case calendar::Unit::working_day:
      return say_.say(plural("one working day", "{0} working days", s.count));
    case calendar::Unit::week:
      return say_.say(plural("one week", "{0} weeks", s.count));
    case calendar::Unit::month:
      return say_.say(plural("one month", "{0} months", s.count));
    case calendar::Unit::year:
      return say_.say(plural("one year", "{0} years", s.count));
  }
  return {};
}

std::string RuleWords::every(calendar::Span s) const {
  if (s.count == 1 && s.unit == calendar::Unit::year) return say_.say(text("every year"));
  if (s.count == 1 && s.unit == calendar::Unit::month) return say_.say(text("every month"));
  if (s.count == 1 && s.unit == calendar::Unit::week) return say_.say(text("every week"));
  return say_.say(text("every {0}", span(s)));
}

std::string RuleWords::bearer(agreement::Pack const& pack, Norm const& norm) const {
  auto const who = bound(pack, norm);
  return norm.carried_out_by.sv.empty() ? who : say_.say(text("{0}, through {1}", who, say_.say(norm.carried_out_by)));
}

std::string RuleWords::bound(agreement::Pack const& pack, Norm const& norm) const {
  switch (norm.bearer.form) {
    case Bearer::Form::forum: {
      auto const* forum = pack.forum(norm.bearer.forum);
      return say_.say(text("the one who convenes {0}", forum == nullptr ? norm.bearer.forum : say_.say(forum->title)));
    }
    case Bearer::Form::parties:
      switch (norm.bearer.parties) {
        case Bearer::Parties::region:
          return pack.parties.front().name;
        case Bearer::Parties::municipalities:
          return say_.say(text("each municipality"));
        case Bearer::Parties::all:
          return norm.bearer.each ? say_.say(text("each party")) : say_.say(text("all parties together"));
        case Bearer::Parties::subject:
          return say_.say(text("the party"));
        case Bearer::Parties::subject_and_region:
          return norm.bearer.each ? say_.say(text("the party and {0}, each", pack.parties.front().name))
                                  : say_.say(text("the party and {0} together", pack.parties.front().name));
      }
      return {};
    case Bearer::Form::roles:
      break;
  }
  std::vector<std::string> roles;
  for (auto const& id : norm.bearer.roles) {
    auto const* role = vocabulary_.role(id);
    roles.push_back(role == nullptr ? id : say_.say(role->label));
  }
  auto const all = say_.list(roles);
  if (roles.size() < 2) return all;
  return norm.bearer.each ? say_.say(text("{0}, each", all)) : say_.say(text("{0} together", all));
}

std::string RuleWords::opens(Norm const& norm) const {
  if (norm.every) return every(norm.every->span);
  if (norm.once) return say_.say(text("as long as the agreement holds"));
  return norm.opens ? say_.say(text("at: {0}", condition(*norm.opens))) : std::string();
}

std::string RuleWords::again(Norm const& norm) const {
  switch (norm.again) {
    case Norm::Again::never:
      return {};
    case Norm::Again::when_met:
      return say_.say(text("each time it has been done, counted from then"));
    case Norm::Again::when_ended:
      return say_.say(text("when what fulfilled it has ended"));
  }
  return {};
}

std::string RuleWords::due(Norm const& norm) const {
  if (norm.every) return say_.say(text("at the latest when the period ends"));
  if (!norm.due) return {};
  std::string line;
  if (norm.due->recipe) {
    auto const& recipe = *norm.due->recipe;
    auto const same_day = recipe.span.count == 0;
    // From the opening, where one event is it; from whichever of several it was otherwise.
    auto const by_one = norm.opens && norm.opens->form == Condition::Form::event;
    auto const* opening = by_one ? vocabulary_.type(norm.opens->event) : nullptr;
    std::string from;
    if (norm.after) from = condition(*norm.after);
    if (from.empty() && opening != nullptr) from = say_.say(opening->label);
    if (recipe.day) from.clear();  // nothing is counted
    line = recipe.day ? say_.say(text("at the latest {0}", calendar::to_string(*recipe.day)))
           : same_day ? say_.say(text("the same day"))
                      : say_.say(text("within {0}", span(recipe.span)));
    if (!from.empty())
      line += " " + say_.say(same_day ? text("as: {0}", from) : text("from: {0}", from));
    else if (!same_day && !recipe.day)
      line += " " + say_.say(text("from that it arises"));
    if (recipe.roll == calendar::Roll::next_working_day) line += ", " + say_.say(text("or the next working day"));
    if (recipe.roll == calendar::Roll::previous_working_day) line += ", " + say_.say(text("or the working day before"));
  }
  if (!norm.due->unstated.empty())
    line = norm.due->says_when ? say_.say(text("“{0}”; the text names no day", swedish(norm.due->unstated)))
                               : say_.say(text("the text names no day"));
  if (!norm.due->field.empty())
    line = say_.say(text("the day that is written as “{0}”, else: {1}", field_of_day(norm, norm.due->field), line));
  if (norm.due->watch) line += "; " + say_.say(text("looked at after {0}", span(norm.due->watch->span)));
  if (!norm.due->watch_field.empty())
    line += "; " + say_.say(text("or on the day that is written as “{0}”", field_of_day(norm, norm.due->watch_field)));
  return line;
}

std::string RuleWords::field_of_day(Norm const& norm, std::string const& name) const {
  for (auto const& event : agreement::types_with_the_day(norm)) {
    auto const* field = vocabulary_.type(event)->field(name);
    if (field != nullptr) return say_.say(field->label);
  }
  return name;
}

}  // namespace overens::wording
