#include <algorithm>

#include "account/mail_address.hpp"
#include "app/cases/case_team.hpp"
#include "app/fits/fitting.hpp"
#include "calendar/day.hpp"
#include "event/known.hpp"

namespace overens::app {
namespace {

using base::refuse;
using base::text;
using event::PlainValues;
using event::said;
using Checked = base::Expected<void>;
namespace known = event::known;

/// Some values of an event, of the type and about the subject, that its owner gives.
struct Given {
  Record const& record;
  event::Vocabulary const& vocabulary;
  std::string_view owner;
  std::string_view subject;
  std::string_view actor;  ///< who gives them; empty: not said
  PlainValues const& values;
};

// A unit that nobody has opened, and one of another authority, are refused alike.
Checked is_own_unit(Given const& given, std::string const& unit, char const* field) {
  auto const* opened = given.record.standing(known::unit_opened, unit);
  if (opened != nullptr && said(given.record.said(*opened, given.vocabulary), "authority") == given.owner) return {};
  return refuse("unknown_unit", text("{0} has no unit {1}", given.owner, unit), field);
}

Checked email_is_sound(PlainValues const& values) {
  auto const& email = said(values, "email");
  if (email.empty() || account::is_mail_address(email)) return {};
  return refuse("bad_value", text("an e-mail address is written such as namn@exempel.se, without å, ä and ö"), "email");
}

Checked ages_are_sound(PlainValues const& values) {
  std::optional<int> from;
  for (auto const* field : {"from_age", "through_age"}) {
    auto const& years = said(values, field);
    if (years.empty()) continue;
    if (years.size() > 3 || years.front() == '-' || std::stoi(years) > 150)
      return refuse("bad_value", text("write the age in full years, from 0 to 150"), field);
    if (from && *from > std::stoi(years))
      return refuse("bad_value", text("the age through which comes before the age from which"), field);
    from = std::stoi(years);
  }
  return {};
}

Checked web_is_sound(PlainValues const& values) {
  auto const& web = said(values, "web");
  if (web.empty() || web.starts_with("https://") || web.starts_with("http://")) return {};
  return refuse("bad_value", text("a web address begins with https://"), "web");
}

Checked opening_fits(Given const& given) {
  if (said(given.values, "authority") == given.owner) return {};
  return refuse("other_authority", text("an authority records its own units only"), "authority");
}

Checked description_fits(Given const& given) {
  auto const& stand_in = said(given.values, "stand_in");
  if (stand_in.empty()) return {};
  if (stand_in == given.subject) return refuse("bad_value", text("a unit can't step in for itself"), "stand_in");
  if (given.record.standing(known::unit_opened, stand_in) == nullptr)
    return refuse("unknown_unit", text("there is no unit {0}", stand_in), "stand_in");
  return {};
}

Checked case_unit_fits(Given const& given) {
  return is_own_unit(given, said(given.values, "unit"), "unit");
}

Checked commission_fits(Given const& given) {
  auto const& staff = said(given.values, "staff");
  if (!given.actor.empty() && staff == given.actor) return own_rights("staff");
  if (given.record.standing(known::staff_registered, staff, given.owner) == nullptr)
    return refuse("unknown_staff", text("{0} has no member of staff {1}", given.owner, staff), "staff");
  if (auto const& unit = said(given.values, "unit"); !unit.empty()) {
    if (auto own = is_own_unit(given, unit, "unit"); !own) return own;
    if (given.record.standing(known::unit_closed, unit) != nullptr)
      return refuse("unknown_unit", text("the unit {0} has closed", unit), "unit");
  }
  return {};
}

// Another of the authority's own, in whose own role the work can be done.
Checked stand_in_fits(Given const& given) {
  auto const& staff = said(given.values, "staff");
  auto const& record = given.record;
  auto const* const of = record.standing(known::commission_given, given.subject, given.owner);
  if (of == nullptr)
    return refuse("unknown_commission", text("{0} has no commission {1}", given.owner, given.subject), "subject");
  if (record.standing(known::staff_registered, staff, given.owner) == nullptr ||
      record.standing(known::staff_left, staff, given.owner) != nullptr)
    return refuse("unknown_staff", text("{0} has no member of staff {1}", given.owner, staff), "staff");
  auto const held = record.said(*of, given.vocabulary);
  if (said(held, "staff") == staff) return refuse("bad_value", text("nobody stands in for themselves"), "staff");
  if (!given.actor.empty() && staff == given.actor) return own_rights("staff");
  auto const does_the_same = [&](Recorded const* other) {
    auto const values = record.said(*other, given.vocabulary);
    auto const& through = said(values, "through");
    return said(values, "role") == said(held, "role") && said(values, "unit") == said(held, "unit") &&
           (through.empty() || through >= said(given.values, "from"));
  };
  auto const theirs = record.all_standing_about(known::commission_given, {"staff", staff}, given.owner);
  if (std::any_of(theirs.begin(), theirs.end(), does_the_same)) return {};
  return refuse("bad_value", text("{0} does not have the same role for the same unit", staff), "staff");
}

// Somebody who stands in on the day, or is to do so later.
Checked has_stand_in(Record const& record, event::Event const& event, RuleSet const& rules) {
  auto const staff = event.said("staff");
  auto const of_them = [&](char const* type) {
    auto all = record.all_standing(type, event.subject.id, event.owner);
    std::erase_if(all,
                  [&](Recorded const* one) { return said(record.said(*one, rules.vocabulary), "staff") != staff; });
    return all;
  };
  auto const ended = of_them(known::commission_stand_in_ended);
  auto const named = of_them(known::commission_stand_in_set);
  auto const stands = std::any_of(named.begin(), named.end(), [&](Recorded const* one) {
    auto const is_over = said(record.said(*one, rules.vocabulary), "through") < calendar::to_string(event.happened.day);
    return !is_over && (ended.empty() || ended.back()->seq < one->seq);
  });
  if (stands) return {};
  return refuse("already_ended", text("{0} does not stand in any more", staff), "staff");
}

// Somebody who has handed a case over no longer has it to give: two who would take it over at once do not both get it.
Checked is_held(Record const& record, event::Event const& event, RuleSet const& rules) {
  auto const staff = event.said("staff");
  auto const team = team_of(record, rules.vocabulary, std::string(event.owner), std::string(event.in_case));
  if (team.holder(staff) != nullptr) return {};
  return refuse("not_held", text("{0} does not work in the case", staff), "staff");
}

// The same of a unit that is said to hand it over.
Checked is_of_unit(Record const& record, event::Event const& event, RuleSet const& rules) {
  auto const from = event.said("from");
  auto const team = team_of(record, rules.vocabulary, std::string(event.owner), std::string(event.in_case));
  if (from.empty() || team.unit == from) return {};
  return refuse("not_held", text("the unit {0} does not have the case", from), "from");
}

/// What the values of a type must fit, whether they are recorded or corrected.
struct ValuesFit {
  std::string_view type;
  Checked (*fits)(Given const&);
};
constexpr ValuesFit values_rows[] = {{known::unit_opened, opening_fits},
                                     {known::unit_described, description_fits},
                                     {known::case_unit_set, case_unit_fits},
                                     {known::commission_given, commission_fits},
                                     {known::commission_stand_in_set, stand_in_fits}};

/// What they must be by themselves, whatever is recorded.
struct Sound {
  std::string_view type;
  Checked (*is_sound)(PlainValues const&);
};
constexpr Sound sound_rows[] = {{known::unit_described, ages_are_sound},
                                {known::unit_described, web_is_sound},
                                {known::unit_described, email_is_sound},
                                {known::staff_registered, email_is_sound},
                                {known::staff_described, email_is_sound}};

Checked values_of_type_fit(std::string_view type, Given const& given) {
  if (auto sound = are_sound(type, given.values); !sound) return sound;
  for (auto const& row : values_rows) {
    if (row.type != type) continue;
    if (auto fitting = row.fits(given); !fitting) return fitting;
  }
  return {};
}

Checked recorded_values_fit(Record const& record, event::Event const& event, RuleSet const& rules) {
  auto const values = event::plain_values(event.data);
  return values_of_type_fit(event.type->name,
                            {record, rules.vocabulary, event.owner, event.subject.id, event.actor, values});
}

Checked unit_is_own(Record const& record, event::Event const& event, RuleSet const& rules) {
  return is_own_unit({record, rules.vocabulary, event.owner, event.subject.id, event.actor, {}},
                     std::string(event.subject.id), "subject");
}

Checked unit_is_new(Record const& record, event::Event const& event, RuleSet const&) {
  if (record.standing(known::unit_opened, event.subject.id) == nullptr) return {};
  return refuse("unit_known", text("there is a unit {0} already", event.subject.id), "subject");
}

Checked staff_is_new(Record const& record, event::Event const& event, RuleSet const&) {
  if (record.standing(known::staff_registered, event.subject.id, event.owner) == nullptr) return {};
  return refuse("staff_known", text("{0} has a member of staff {1} already", event.owner, event.subject.id), "subject");
}

Checked staff_is_own(Record const& record, event::Event const& event, RuleSet const&) {
  if (record.standing(known::staff_registered, event.subject.id, event.owner) != nullptr) return {};
  return refuse("unknown_staff", text("{0} has no member of staff {1}", event.owner, event.subject.id), "subject");
}

Checked staff_has_not_left(Record const& record, event::Event const& event, RuleSet const&) {
  auto const given = event.type->name == known::commission_given;
  auto const staff = given ? event.said("staff") : event.subject.id;
  if (record.standing(known::staff_left, staff, event.owner) == nullptr) return {};
  return refuse("staff_left", text("this member of staff has left"), given ? "staff" : "subject");
}

Checked commission_is_new(Record const& record, event::Event const& event, RuleSet const&) {
  if (record.standing(known::commission_given, event.subject.id, event.owner) == nullptr) return {};
  return refuse("commission_known", text("{0} has a commission {1} already", event.owner, event.subject.id), "subject");
}

Checked commission_lasts(Record const& record, event::Event const& event, RuleSet const&) {
  if (record.standing(known::commission_given, event.subject.id, event.owner) == nullptr)
    return refuse("unknown_commission", text("{0} has no commission {1}", event.owner, event.subject.id), "subject");
  if (record.standing(known::commission_ended, event.subject.id, event.owner) != nullptr)
    return refuse("already_ended", text("the commission has ended"), "subject");
  return {};
}

Checked commission_has_begun(Record const& record, event::Event const& event, RuleSet const& rules) {
  auto const* given = record.standing(known::commission_given, event.subject.id, event.owner);
  if (given == nullptr) return {};
  auto const from = calendar::parse_day(said(record.said(*given, rules.vocabulary), "from"));
  if (!from || event.happened.day >= *from) return {};
  return refuse(
      "bad_value",
      text("the commission begins later, {0}: withdraw it, if it is not to begin", calendar::to_string(*from)),
      "happened");
}

constexpr Fitting organisation_rows[] = {{.type = known::unit_opened, .fits = unit_is_new},
                                         {.type = known::unit_opened, .fits = recorded_values_fit},
                                         {.type = known::unit_described, .fits = unit_is_own},
                                         {.type = known::unit_described, .fits = recorded_values_fit},
                                         {.type = known::case_unit_set, .fits = recorded_values_fit},
                                         {.type = known::unit_verified, .fits = unit_is_own},
                                         {.type = known::unit_doubted, .fits = unit_is_own},
                                         {.type = known::unit_closed, .fits = unit_is_own},
                                         {.type = known::staff_registered, .fits = staff_is_new},
                                         {.type = known::staff_registered, .fits = recorded_values_fit},
                                         {.type = known::staff_described, .fits = staff_is_own},
                                         {.type = known::staff_described, .fits = recorded_values_fit},
                                         {.type = known::staff_left, .fits = staff_is_own},
                                         {.type = known::staff_left, .fits = staff_has_not_left},
                                         {.type = known::commission_given, .fits = commission_is_new},
                                         {.type = known::commission_given, .fits = recorded_values_fit},
                                         {.type = known::commission_given, .fits = staff_has_not_left},
                                         {.type = known::commission_stand_in_set, .fits = commission_lasts},
                                         {.type = known::commission_stand_in_set, .fits = recorded_values_fit},
                                         {.type = known::commission_stand_in_ended, .fits = has_stand_in},
                                         {.type = known::commission_ended, .fits = commission_lasts},
                                         {.type = known::case_unit_set, .fits = is_of_unit},
                                         {.type = known::case_let_go, .fits = is_held},
                                         {.type = known::commission_ended, .fits = commission_has_begun}};

}  // namespace

std::span<Fitting const> fits_organisation() {
  return organisation_rows;
}

Checked are_sound(std::string_view type, PlainValues const& values) {
  for (auto const& row : sound_rows) {
    if (row.type != type) continue;
    if (auto sound = row.is_sound(values); !sound) return sound;
  }
  return {};
}

Checked corrected_values_fit(Record const& record, Recorded const& changed, event::PlainValues const& corrected,
                             std::string_view actor, event::Vocabulary const& vocabulary) {
  auto values = record.said(changed, vocabulary);
  for (auto const& [name, value] : corrected) values.insert_or_assign(name, value);
  std::string subject;
  for (auto const& about : changed.subjects) {
    if (about.kind == changed.type->subject) subject = about.id;
  }
  return values_of_type_fit(changed.type->name, {record, vocabulary, changed.owner, subject, actor, values});
}

}  // namespace overens::app
