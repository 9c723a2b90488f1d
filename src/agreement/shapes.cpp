#include "agreement/shapes.hpp"

// The format of a pack, in one place: the strict check of a file, the JSON Schema and the guidance all come from here.

namespace overens::agreement {
namespace {

using base::text;
using namespace base::shape;
using base::Field;
using base::ShapePtr;

/// A value that may instead rest on a reading, whose choice then sets `value`.
ShapePtr readable(ShapePtr const& shape) {
  return either({shape, reading(map({required("value", shape)}))});
}

ShapePtr words_or_both() {
  return either({words(), map({required("sv", words()), optional("en", words())})});
}

std::vector<Field> item(std::vector<Field> more, bool title_too = true) {
  std::vector<Field> fields = {required("id", id(), text("name of the item, the same in every version"))};
  if (title_too) {
    fields.push_back(required("title", words(), text("a few words in Swedish for pages and lists")));
    fields.push_back(optional("title_en", words(), text("the title in English")));
  }
  fields.push_back(required("cite", list(id()), text("the sections of the agreement that say it")));
  fields.push_back(optional("law", list(words()), text("the statutes behind it, as printed")));
  fields.push_back(optional("links", list(id()), text("documents of documents.yaml that it leans on")));
  fields.insert(fields.end(), more.begin(), more.end());
  return fields;
}

ShapePtr span() {
  return map({required("count", integer(0, 1000)),
              required("unit", code({"hour", "day", "working_day", "week", "month", "year"}))});
}

ShapePtr recipe_with(std::vector<Field> more) {
  std::vector<Field> fields = {
      optional("count", integer(0, 1000), text("how many; the opening day is day 0")),
      optional("unit", code({"hour", "day", "working_day", "week", "month", "year"}), text("always written")),
      optional("roll", code({"none", "next_working_day", "previous_working_day"}),
               text("when the last day is a day off"))};
  fields.insert(fields.end(), more.begin(), more.end());
  return reading(map(std::move(fields)));
}

std::vector<Field> condition_keys() {
  auto const wanted =
      either({value(), list(value()),
              exactly_one({"has", "min"}, map({optional("has", value()), optional("min", integer(0, 1'000'000))}))});
  return {
      optional("event", id(), text("a type of event of the vocabulary")),
      optional("where", open_map(wanted), text("what its fields must be: a value, a list (any of them), has: or min:")),
      optional("since", id(), text("opening, ever or a type of event: only events from then on")),
      optional("before", id(), text("opening or a type of event: only events before the first of them")),
      optional("within", span(), text("at most so far from the opening")),
      optional("times", integer(1, 100), text("true with the n-th")),
      optional("distinct", id(), text("count only different values of this field, authority or party")),
      optional("not_ended_by", either({id(), map({required("event", id()), required("where", open_map(wanted))})}),
               text("does not count once this event has followed for the same subject")),
      optional("any", list(named("condition")), text("one of these")),
      optional("all", list(named("condition")), text("all of these"))};
}

ShapePtr condition_with(std::vector<Field> more) {
  auto fields = condition_keys();
  fields.insert(fields.end(), more.begin(), more.end());
  return reading(exactly_one({"event", "any", "all"}, map(std::move(fields))));
}

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
      {id(), reading(exactly_one(
                 {"all_of", "forum", "parties"},
                 map({optional("all_of", list(id()), text("roles")),
                      optional("share", code({"joint", "each"}), text("joint: one duty together; each: one for each")),
                      optional("forum", id(), text("the forum's convenor")),
                      optional("parties", code({"subject", "region", "municipalities", "all"}))})))});
}

ShapePtr norm() {
  return reading(map(item(
      {required("verb", code({"must", "should", "may", "must_not", "promise"}),
                text("strength: ska, bör, får, får inte, åtar sig")),
       optional("says", words(), text("the source's own word")),
       required("per", id(), text("what one duty is for: case, placement, plan …")),
       required("bearer", bearer(), text("who has the duty")),
       optional("toward", list(code({"individual", "close_person", "child", "reporter", "staff", "other_party", "forum",
                                     "public"}))),
       optional("group", either({id(), list(id())}), text("only for these target groups")),
       required("opens", opens(), text("when the duty arises")),
       optional("unless", named("condition"), text("when it does not arise")),
       optional("due",
                recipe_with({optional("after", id(), text("opening or a type of event")),
                             optional("unstated", words(), text("the text's word when it names no time")),
                             optional("watch", recipe_with({}), text("when to look; never late"))}),
                text("by when")),
       optional("met", named("condition"), text("what fulfils it")),
       optional("met_before", named("condition"), text("what fulfils it beforehand")),
       optional("steps", list(condition_with({required("of", id(), text("the role whose part it is"))})),
                text("each bearer's part, in order")),
       optional("release", list(condition_with({required("reason", id(), text("a word for why"))})),
                text("when the duty falls away")),
       optional("broken_by", named("condition"), text("a prohibition: what breaks it")),
       optional("used_by", named("condition"), text("a permission: what uses it")),
       optional("until", named("condition"), text("a prohibition or permission: when it ends")),
       optional("paused", map({required("by", named("condition")), required("until", named("condition"))}),
                text("while the text stops the clock")),
       optional("by", code({"bearer", "all", "anyone"}), text("whose act fulfils it: any bearer, all of them, anyone")),
       optional("match", code({"id", "case", "person"}), text("how an act is tied to the duty")),
       optional("per_opening", boolean(), text("one duty for each opening instead of one for each subject")),
       optional("late", code({"still_owed", "lapses"}), text("after the last day: still owed, or lapsed")),
       optional("on_replacement", code({"keep", "move", "close"}),
                text("what happens to open duties of the version before")),
       optional("commitment", id(), text("the commitment that it makes concrete")),
       optional("practice", boolean(), text("an example of practice: followed and counted, never a breach"))})));
}

ShapePtr ages() {
  return reading(map({optional("from", integer(0, 150)), optional("until", integer(0, 150))}));
}

ShapePtr holder() {
  return reading(map({required("party", code({"region", "municipality", "police", "other"})), optional("unit", id()),
                      optional("part", code({"owns", "shares", "leads", "first_line", "may"})),
                      optional("when", words()), optional("when_en", words())}));
}

ShapePtr reading_shape() {
  return map(item(
      {required("question", words(), text("what the text leaves open")), optional("question_en", words()),
       required("choices",
                list(map({required("id", id()), required("says", words()), optional("says_en", words()),
                          optional("sets", open_map(named("anything")), text("the slots that this choice fills"))}),
                     2)),
       optional("chosen", id(), text("the choice that somebody has decided")),
       optional("by", words(), text("who decided")), optional("decided_on", day(), text("when they decided")),
       optional("assume", id(), text("the choice in use until somebody decides"))},
      false));
}

ShapePtr head() {
  auto const party = map({required("code", words(), text("official code, in quotes")), required("name", words())});
  return map(
      {required("id", id()), required("version", words()), required("county", words(), text("county code, in quotes")),
       required("title", words()), optional("title_en", words()),
       required("text", code({"full", "summary", "not_available"}), text("how much of the text we have")),
       required("source", words(), text("what was read")), optional("law", list(words())), required("region", party),
       required("municipalities", list(party)), required("codes_from", words(), text("the official list of the codes")),
       required("validity", reading(map({required("form", code({"fixed", "until_further_notice"})),
                                         required("from", readable(day())), optional("through", readable(day()))}))),
       required("calendar",
                map({required("eves", readable(code({"off", "working"}))),
                     required("month_end", readable(code({"last_day_of_month", "first_of_next_month", "unclear"})))})),
       optional("pending",
                list(map({required("title", words()), optional("title_en", words()), required("what", words()),
                          optional("what_en", words()), required("cite", list(id()))})))});
}

}  // namespace

base::ShapeBook const& pack_shapes() {
  static base::ShapeBook const book = {
      {"condition", condition_with({})},
      {"anything", either({value(), list(named("anything")), open_map(named("anything"))})},
  };
  return book;
}

base::ShapePtr pack_shape() {
  static ShapePtr const shape = map(
      {optional("agreement", head(), text("the head of the agreement")),
       optional("sections",
                list(map({required("id", id()), required("label", words(), text("as printed, in quotes")),
                          required("title", words()), optional("title_en", words()),
                          optional("at", words(), text("page or line")),
                          required("summary", words(), text("in our own words")), optional("summary_en", words())}))),
       optional("documents",
                list(map(item({optional("edition", words()), optional("through", day(), text("last day it holds")),
                               required("status", code({"current", "under_revision", "superseded"})),
                               optional("note", words())})))),
       optional("readings", list(reading_shape())),
       optional("groups", list(map(item({optional("ages", ages()), optional("noted", list(id())),
                                         optional("description", words()), optional("description_en", words())})))),
       optional(
           "forums",
           list(map(item({required("level", code({"political", "official", "local", "user"})),
                          optional("per_municipality", boolean()),
                          optional("convened_by", readable(code({"region", "municipality"}))),
                          optional("now", list(map({required("name", words()), optional("from", day())}))),
                          optional("tasks", list(words_or_both())), optional("members", list(words_or_both()))})))),
       optional("units",
                list(map(item({required("kind", id()), required("party", code({"region", "municipality"})),
                               optional("ages", ages()), optional("note", words()), optional("note_en", words())})))),
       optional("responsibilities",
                list(exactly_one(
                    {"who", "by_age"},
                    map(item({required("need", id()), optional("example", boolean()), optional("who", list(holder())),
                              optional("by_age", list(reading(map({optional("from", integer(0, 150)),
                                                                   optional("until", integer(0, 150)),
                                                                   required("who", list(holder()))})))),
                              optional("asking", words()), optional("asking_en", words()), optional("note", words()),
                              optional("note_en", words())}))))),
       optional("commitments",
                list(map(item({required("party", code({"region", "municipality", "all"})), optional("group", id()),
                               optional("verb", code({"must", "should", "may", "promise"}),
                                        text("strength; promise when left out")),
                               required("says", words()), optional("says_en", words()),
                               optional("evidence", list(words_or_both())), optional("review", span())})))),
       optional("norms", list(norm())),
       optional("ladders",
                list(map(item(
                    {required("about", list(id())),
                     required("rungs", list(map({required("id", id()), required("title", words()),
                                                 optional("title_en", words()), optional("forum", id()),
                                                 optional("limit", span()), optional("unstated", words()),
                                                 optional("deidentified", boolean()), optional("last", boolean())}),
                                            2))})))),
       optional("local_agreements",
                list(map(item(
                    {optional("required", boolean()),
                     required("headings",
                              list(map({required("id", id()), required("title", words()), optional("title_en", words()),
                                        optional("questions", list(words_or_both()))}))),
                     optional("grid",
                              map({required("rows", list(words_or_both())), required("columns", list(words_or_both())),
                                   required("cells", list(map({required("row", words()), required("column", words()),
                                                               required("text", words()),
                                                               optional("text_en", words())})))}))})))),
       optional("indicators",
                list(map(item({required("kind", code({"structure", "process", "outcome"})), optional("topic", id()),
                               optional("norms", list(id())), optional("events", list(id()))})))),
       optional("remarks",
                list(map(item({required("kind", code({"error", "contradiction", "weak_reference", "expired"})),
                               required("says", words()), optional("says_en", words())})))),
       optional("codes", list(map({required("for", id(), text("the list of codes of the vocabulary")),
                                   required("id", id()), required("sv", words()), required("en", words())}))),
       optional("coverage", list(map({required("row", words(), text("row of the requirements")),
                                      optional("items", list(id())), optional("note", words())})))});
  return shape;
}

}  // namespace overens::agreement
