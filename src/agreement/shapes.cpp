#include "agreement/shapes.hpp"

#include "agreement/shape_parts.hpp"

// The format of a pack, in one place: the strict check of a file, the JSON Schema and the guidance all come from here.

namespace overens::agreement {
namespace {

using namespace base::shape;
using namespace shape_parts;

ShapePtr words_or_both() {
  return either({words(), map({required("sv", words()), optional("en", words())})});
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

// Both languages of one key: in Swedish, and in English where somebody has translated it.
std::vector<MapKey> both(std::string const& key, bool is_required = false, base::Text const& meaning = {}) {
  return {is_required ? required(key, words(), meaning) : optional(key, words(), meaning),
          optional(key + "_en", words())};
}

std::vector<MapKey> joined(std::vector<std::vector<MapKey>> const& parts) {
  std::vector<MapKey> all;
  for (auto const& part : parts) all.insert(all.end(), part.begin(), part.end());
  return all;
}

ShapePtr practice_shape() {
  return map(item(joined({both("says", true), {optional("with", list(words_or_both()))}, both("entry")})));
}

ShapePtr right_shape() {
  return map(item(joined(
      {{required("holders", list(code({"individual", "close_person", "child", "association"})), text("whose it is"))},
       both("says", true, text("what it gives, in our own words")),
       both("when", false, text("a condition in words, shown and never computed")),
       {optional("norms", list(id()), text("the duties that answer to it")),
        optional("events", list(id()), text("the types of event by which it is used"))}})));
}

ShapePtr validity() {
  auto const prolonged =
      map({required("by", span()), required("when", list(id()), text("types of event")), required("cite", list(id()))});
  return reading(
      map({required("form", code({"fixed", "until_further_notice"})), required("from", readable(day())),
           optional("through", readable(day())),
           optional("prolonged", prolonged,
                    text("goes on so much longer when all of these have been recorded by the last day and no later "
                         "version begins")),
           optional("termination", code({"possible", "not_possible"}), text("may a party give notice")),
           optional("renegotiation", code({"any_party"}), text("renegotiated when a party asks")),
           optional("cite", list(id()))}));
}

ShapePtr document_head() {
  return map({optional("type", words()), optional("number", words()), optional("edition", words()),
              optional("adopted", day()), optional("adopted_by", words()), optional("approved_by", words()),
              optional("responsible_for_revision", words()), optional("history", list(words())),
              required("cite", list(id()))});
}

ShapePtr approval() {
  return map(
      {optional("recommended_by", id(), text("a forum")),
       optional("each_party", code({"decision", "signature"}),
                text("what makes it hold for a party: a decision of its own body, or its signature")),
       optional("unrecorded", readable(code({"document", "nobody"})),
                text("while no party's is recorded: document binds all from its own day, nobody binds none")),
       optional("signatures", list(map({required("forum", id()), required("office", code({"chair", "vice_chair"}))}))),
       required("cite", list(id()))});
}

ShapePtr addendum() {
  return map(item({optional("decided", day()), optional("decided_by", id(), text("a forum")), optional("from", day()),
                   optional("through", day(), text("its own last day")),
                   optional("adds", list(id()), text("the items that it brings"))}));
}

ShapePtr head() {
  auto const party = map({required("code", words(), text("official code, in quotes")), required("name", words())});
  auto const revision = reading(
      map({optional("every", span()), optional("latest", readable(day())), optional("with_evaluation", boolean()),
           optional("commissioned_by", id()), required("cite", list(id()))}));
  auto const replaced =
      exactly_one({"agreement", "title"},
                  map(joined({both("title"),
                              {optional("agreement", id()), optional("version", words()), optional("whole", boolean()),
                               optional("parts", list(words())), required("cite", list(id()))}})));
  auto const related =
      map(item({required("kind", code({"psychiatric_disability", "dependency", "placed_children",
                                       "children_mental_health", "health_checks", "other"})),
                required("status", code({"current", "planned", "ended"})), optional("becomes_part_of", id())}));
  return map(joined(
      {{required("id", id()), required("version", words()),
        required("county", words(), text("county code, in quotes"))},
       both("title", true),
       {required("text", code({"full", "summary", "not_available"}), text("how much of the text we have")),
        required("source", words(), text("what was read")),
        optional("source_url", words(), text("where the document can be read")),
        optional("checked", day(), text("when this account was last read against the source")),
        optional("law", list(words())),
        optional("document", document_head(), text("what the document's own head says")),
        required("region", party),
        required("municipalities", list(party)),
        required("codes_from", words(), text("the official list of the codes")),
        required("validity", validity()),
        optional("revision", revision, text("when it is to be revised")),
        optional("approval", approval(), text("how it comes into force")),
        optional("amendments",
                 map(joined({{optional("minor_by", id())},
                             both("minor"),
                             {optional("major_by", readable(id())), required("cite", list(id()))}})),
                 text("who may change it")),
        optional("addenda", list(addendum())),
        optional("replaces", list(replaced)),
        optional("related", list(related), text("the county's other agreements")),
        optional("invented", boolean(), text("true: an example that no county has entered into")),
        optional("compiled_in", id(), text("the section that says that it holds all commitments")),
        required("calendar",
                 map({required("eves", readable(code({"off", "working"}))),
                      required("month_end", readable(code({"last_day_of_month", "first_of_next_month", "unclear"})))})),
        optional("pending",
                 list(map(joined({both("title", true), both("what", true), {required("cite", list(id()))}}))))}}));
}

ShapePtr source_text() {
  return map({required("title", words(), text("what the text is called, and how it was made readable")),
              required("sha256", words(), text("the hash of the file as read: sha256sum")),
              required("lines", integer(1, 100'000), text("how many lines the file has"))});
}

ShapePtr passage() {
  return exactly_one(
      {"items", "none"},
      map({required("lines", value(), text("the lines of the source, both included: 12-15, or 16")),
           optional("file", integer(1, 20), text("which of the sources; the first when left out")),
           optional("page", words(), text("the page, in quotes")),
           optional("section", id(), text("the section that begins here; holds until the next one")),
           optional("says", words(), text("what the passage says, in our own words")), optional("says_en", words()),
           optional("items", open_map(words()),
                    text("the items that carry it, each with what of it: who, what, when, toward whom, strength")),
           optional("none", code({"heading", "background", "reference", "repeats", "contact", "names"}),
                    text("why no item needs to carry it")),
           optional("because", words(), text("why a word that sounds binding binds nobody here")),
           optional("rows", list(words()), text("the rows of requirements that it answers to"))}));
}

ShapePtr responsibility() {
  auto const band =
      map({optional("from", integer(0, 150)), optional("until", integer(0, 150)), required("who", list(holder()))});
  return map(
      item({required("need", id()), optional("words", list(words()), text("the county's own words for the need")),
            optional("nobody", boolean(), text("the text names the need and points nobody out")),
            optional("items", list(id()), text("other items of the pack that name the need")),
            optional("ages", ages(), text("whom it concerns")), optional("example", boolean()),
            optional("who", list(holder())), optional("by_age", list(reading(band))), optional("asking", words()),
            optional("asking_en", words()), optional("note", words()), optional("note_en", words())}));
}

ShapePtr local_template() {
  return map(item(
      {optional("required", boolean()), optional("kind", code({"local_agreement", "routine", "action_plan"})),
       required("headings", list(map({required("id", id()), required("title", words()), optional("title_en", words()),
                                      optional("questions", list(words_or_both()))}))),
       optional("grid",
                map({required("rows", list(words_or_both())), required("columns", list(words_or_both())),
                     required("cells", list(map({required("row", words()), required("column", words()),
                                                 required("text", words()), optional("text_en", words())})))}))}));
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
       optional("draft",
                map(joined({{required("of", words(), text("the version that it changes: agreement/version"))},
                            both("title", true),
                            both("says", true),
                            {optional("removes", list(id()), text("items that it takes away"))}})),
                text("a draft: its items stand instead of those with the same id, or are added")),
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
       optional(
           "goals",
           list(map(item(joined({{required("kind", code({"purpose", "goal", "sub_goal", "development_need", "value"})),
                                  optional("group", id())},
                                 both("says", true)}))))),
       optional("definitions", list(map(item(both("says", true))))),
       optional("phases", list(map(item(joined({{optional("questions", list(words_or_both()))}, both("who")}))))),
       optional("participants", list(map(item({required("group", id()), optional("region", list(words_or_both())),
                                               optional("municipality", list(words_or_both())),
                                               optional("others", list(words_or_both()))})))),
       optional("practices", list(practice_shape())),
       optional("rights", list(right_shape()), text("what those who are no parties may ask for, or are to be given")),
       optional("groups", list(map(item({optional("ages", ages()), optional("noted", list(id())),
                                         optional("description", words()), optional("description_en", words())})))),
       optional("forums",
                list(map(item({required("level", code({"political", "official", "local", "user"})),
                               optional("per_municipality", boolean()),
                               optional("convened_by", readable(code({"region", "municipality", "all"}))),
                               optional("now", list(map({required("name", words()), optional("from", day())}))),
                               optional("tasks", list(words_or_both())), optional("members", list(words_or_both())),
                               optional("offices", list(code({"chair", "vice_chair"}))), optional("reports_to", id()),
                               optional("mandate", words()), optional("mandate_en", words())})))),
       optional("units",
                list(map(item({required("kind", id()), required("party", code({"region", "municipality"})),
                               optional("ages", ages()), optional("note", words()), optional("note_en", words())})))),
       optional("responsibilities", list(exactly_one({"who", "by_age", "nobody"}, responsibility()))),
       optional(
           "commitments",
           list(map(item(
               {required("party", code({"region", "municipality", "all"})),
                optional("forum", id(), text("the forum that it is promised through")), optional("group", id()),
                optional("verb", code({"must", "should", "may", "promise"}), text("strength; promise when left out")),
                required("says", words()), optional("says_en", words()),
                optional("drift", words(), text("how its places in the source differ")), optional("drift_en", words()),
                optional("evidence", list(words_or_both())), optional("review", reading(span()))})))),
       optional("norms", list(norm())),
       optional("ladders",
                list(map(item(
                    {required("about", list(id())),
                     required("rungs", list(map({required("id", id()), required("title", words()),
                                                 optional("title_en", words()), optional("forum", id()),
                                                 optional("limit", span()), optional("unstated", words()),
                                                 optional("deidentified", boolean()), optional("last", boolean())}),
                                            2))})))),
       optional("local_agreements", list(local_template())),
       optional("indicators",
                list(map(item({required("kind", code({"structure", "process", "outcome"})), optional("topic", id()),
                               optional("norms", list(id())), optional("events", list(event_with_fields()))})))),
       optional("reports", list(map(item({optional("by", id(), text("a forum")), optional("to", id(), text("a forum")),
                                          optional("every", span()), required("parts", list(words_or_both()))})))),
       optional("remarks",
                list(map(item({required("kind", code({"error", "contradiction", "weak_reference", "expired", "gap"})),
                               required("says", words()), optional("says_en", words())})))),
       optional("codes", list(map({required("for", id(), text("the list of codes of the vocabulary")),
                                   required("id", id()), required("sv", words()), required("en", words())}))),
       optional("sources", list(source_text()), text("the texts that the pack was written from, as the ledger goes")),
       optional("ledger", list(passage()), text("every passage of the sources in order, and what carries it"))});
  return shape;
}

}  // namespace overens::agreement
