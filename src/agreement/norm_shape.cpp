// The format of a norm.

#include "agreement/shape_parts.hpp"

namespace overens::agreement::shape_parts {
namespace {

ShapePtr recipe_with(std::vector<MapKey> more) {
  std::vector<MapKey> fields = {
      optional("count", integer(0, 1000), text("how many; the opening day is day 0")),
      optional("unit", code({"hour", "day", "working_day", "week", "month", "year"}), text("always written")),
      optional("roll", code({"none", "next_working_day", "previous_working_day"}),
               text("when the last day is a day off")),
      optional("field", id(),
               text("a field of what it is counted from in which the day may be written; else counted"))};
  fields.insert(fields.end(), more.begin(), more.end());
  return reading(map(std::move(fields)));
}

ShapePtr wanted() {
  auto const other = optional("not", either({value(), list(value())}), text("anything else, also nothing"));
  auto const said = map({optional("has", either({value(), list(value())}), text("a list that holds all of these")),
                         optional("min", integer(0, 1'000'000), text("a number that is at least so much")),
                         optional("forum", id(), text("a forum of this name under forums:, whichever it is")), other});
  return either({value(), list(value()), exactly_one({"has", "min", "not", "forum"}, said)});
}

}  // namespace

ShapePtr event_with_fields() {
  return either({id(), map({required("event", id()), required("where", open_map(wanted()))})});
}

namespace {

std::vector<MapKey> condition_keys() {
  return {optional("event", id(), text("a type of event of the vocabulary")),
          optional("where", open_map(wanted()),
                   text("what its fields must be: a value, a list (any), has: (all of them), min:, not:")),
          optional("since", id(), text("opening, ever or a type of event: only events from then on")),
          optional("before", id(), text("opening or a type of event: only events before the first of them")),
          optional("within", span(), text("at most so far from the opening")),
          optional("times", integer(1, 100), text("true with the n-th")),
          optional("distinct", id(), text("count only different values of this field, authority or party")),
          optional("not_ended_by", event_with_fields(),
                   text("does not count once this event has followed for the same subject")),
          optional("any", list(named("condition")), text("one of these")),
          optional("all", list(named("condition")), text("all of these"))};
}

}  // namespace

ShapePtr condition_with(std::vector<MapKey> more) {
  auto fields = condition_keys();
  fields.insert(fields.end(), more.begin(), more.end());
  return reading(exactly_one({"event", "any", "all"}, map(std::move(fields))));
}

namespace {

ShapePtr opens() {
  auto fields = condition_keys();
  fields.push_back(optional("every", span(), text("recurring: how often")));
  fields.push_back(optional("once", code({"in_force"}), text("a standing duty, from the agreement's own start")));
  fields.push_back(
      optional("from", code({"in_force", "opening"}), text("in_force: not before the agreement's own start")));
  fields.push_back(
      optional("period", code({"calendar", "fixed", "since_last"}), text("recurring: how periods are laid out")));
  return reading(exactly_one({"event", "any", "all", "every", "once"}, map(std::move(fields))));
}

ShapePtr bearer() {
  return either(
      {id(text("a role of the vocabulary, such as region_authority")),
       reading(exactly_one(
           {"all_of", "forum", "parties"},
           map({optional("all_of", list(id(text("a role of the vocabulary, such as region_authority"))), text("roles")),
                optional("share", code({"joint", "each"}), text("joint: one duty together; each: one for each")),
                optional("forum", id(), text("the forum's convenor")),
                optional("parties", code({"subject", "region", "municipalities", "subject_and_region", "all"}),
                         text("subject_and_region: the municipality, or party, that it is for, and the region"))})))});
}

}  // namespace

ShapePtr norm() {
  return reading(map(item(
      {required("verb", code({"must", "should", "may", "must_not", "promise"}),
                text("strength: ska, bör, får, får inte, åtar sig")),
       optional("says", words(), text("the source's own word")),
       required("per", id(text("a kind of the vocabulary, such as case or plan")),
                text("what one duty is for: case, placement, plan …")),
       required("bearer", bearer(), text("who has the duty")),
       optional("carried_out_by", words(), text("the board, head or unit of the bearer that the text names; shown")),
       optional("carried_out_by_en", words(), text("the same in English")),
       optional("toward", list(code({"individual", "close_person", "child", "reporter", "staff", "other_party", "forum",
                                     "public"}))),
       optional("group", either({id(), list(id())}), text("only for these target groups")),
       required("opens", opens(), text("when the duty arises")),
       optional("unless", named("condition"), text("when it does not arise")),
       optional("due",
                recipe_with({optional("day", day(), text("the last day, when the text names a day of the calendar")),
                             optional("after", event_with_fields(), text("opening, an event, or one with fields")),
                             optional("unstated", words(), text("the text's word when it names no time")),
                             optional("says_when", boolean(), text("that word says when, without a day: at once")),
                             optional("watch", recipe_with({}), text("when to look; never late"))}),
                text("by when")),
       optional("movable",
                condition_with(
                    {required("to", id(), text("the field with the new last day")),
                     required("agreed", id(), text("the field with the authorities that have agreed")),
                     optional("by", code({"all", "any"}), text("all who owe it must have agreed, or any of them")),
                     required("cite", list(id()), text("the sections that let them"))}),
                text("the event by which those who owe it may agree on a later last day, where the text lets them")),
       optional("met", named("condition"), text("what fulfils it")),
       optional("met_before", named("condition"), text("what fulfils it beforehand")),
       optional("steps", list(condition_with({required("of", id(), text("the role whose part it is"))})),
                text("each bearer's part, in order")),
       optional("release",
                list(condition_with(
                    {required("reason", id(text("a word for why, such as not_needed")), text("a word for why"))})),
                text("when the duty falls away")),
       optional("broken_by", named("condition"), text("a prohibition: what breaks it")),
       optional("used_by", named("condition"), text("a permission: what uses it")),
       optional("until", named("condition"), text("a prohibition or permission: when it ends")),
       optional("paused", map({required("by", named("condition")), required("until", named("condition"))}),
                text("while the text stops the clock")),
       optional("by", code({"bearer", "all", "anyone"}), text("whose act fulfils it: any bearer, all of them, anyone")),
       optional("match", code({"id", "case", "person"}), text("how an act is tied to the duty")),
       optional("per_opening", boolean(), text("one duty for each opening instead of one for each subject")),
       optional("again", readable(code({"never", "when_met", "when_ended"})),
                text("arises anew: each time it is met, counted from then; or when what met it has ended")),
       optional("late", code({"still_owed", "lapses"}), text("after the last day: still owed, or lapsed")),
       optional("on_replacement", code({"keep", "move", "close"}),
                text("what happens to open duties of the version before")),
       optional("commitment", id(), text("the commitment that it makes concrete")),
       optional("practice", boolean(),
                text("practice or a goal that the text tells of: followed and counted, never a breach"))})));
}

}  // namespace overens::agreement::shape_parts
