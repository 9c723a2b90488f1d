#include "agreement/shapes.hpp"

#include "agreement/shape_parts.hpp"

// The format of a pack, in one place: the strict check of a file, the JSON Schema and the guidance all come from here.

namespace overens::agreement {
namespace {

using namespace shape_parts;

ShapePtr words_or_both() {
  return either({words(), map({required("sv", words()), optional("en", words())})});
}

ShapePtr ages() {
  return reading(
      map({optional("from", integer(0, 150), text("full years, included")),
           optional("until", integer(0, 150), text("full years, not included: until: 21 is to the 21st birthday"))}));
}

ShapePtr holder() {
  return reading(map({required("party", code({"region", "municipality", "police", "other"})),
                      optional("unit", id(), text("one of units:, when the text names a kind of unit")),
                      optional("part", code({"owns", "shares", "leads", "first_line", "may"}),
                               text("answers for it, shares it, leads it, is the first line, or may help")),
                      optional("when", words(), text("a condition in words, shown and never computed")),
                      optional("when_en", words())}));
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
      map({required("form", code({"fixed", "until_further_notice"}), text("with a last day, or until further notice")),
           required("from", readable(day()), text("the first day")),
           optional("through", readable(day()), text("the last day, when form is fixed")),
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
  return map(item(
      {required("need", id(text("a need of the vocabulary, such as laro")),
                text("a need of agreements/vocabulary/needs.yaml")),
       optional("words", list(words()), text("the county's own words for the need")),
       optional("nobody", boolean(), text("the text names the need and points nobody out")),
       optional("items", list(id()), text("other items of the pack that name the need")),
       optional("ages", ages(), text("whom it concerns")),
       optional("example", boolean(), text("the text only gives examples: what it does not list is not excluded")),
       optional("who", list(holder()), text("who answers for it")),
       optional("by_age", list(reading(band)), text("instead of who: bands of ages, without a gap")),
       optional("asking", words(), text("what the law says about asking and consent")), optional("asking_en", words()),
       optional("note", words(), text("what else is good to know")), optional("note_en", words())}));
}

ShapePtr local_template() {
  return map(item(
      {optional("required", boolean(), text("true: the agreement expects one in every municipality")),
       optional("kind", code({"local_agreement", "routine", "action_plan"})),
       required("headings", list(map({required("id", id()), required("title", words()), optional("title_en", words()),
                                      optional("questions", list(words_or_both()))}))),
       optional("grid",
                map({required("rows", list(words_or_both())), required("columns", list(words_or_both())),
                     required("cells", list(map({required("row", words()), required("column", words()),
                                                 required("text", words()), optional("text_en", words())})))}))}));
}

ShapePtr draft() {
  return map(joined({{required("of", words(), text("the version that it changes: agreement/version"))},
                     both("title", true),
                     both("says", true),
                     {optional("removes", list(id()), text("items that it takes away"))}}));
}

ShapePtr section() {
  return map({required("id", id()), required("label", words(), text("as printed, in quotes")),
              required("title", words()), optional("title_en", words()), optional("at", words(), text("page or line")),
              required("summary", words(), text("in our own words")), optional("summary_en", words())});
}

ShapePtr document() {
  return map(item({optional("edition", words()), optional("through", day(), text("last day it holds")),
                   required("status", code({"current", "under_revision", "superseded"})), optional("note", words())}));
}

ShapePtr target_group() {
  return map(item({optional("ages", ages(), text("counted from the birthday")),
                   optional("noted", list(id(text("a code of target_groups, such as alcohol"))),
                            text("codes of target_groups: what is noted in the case")),
                   optional("description", words()), optional("description_en", words())}));
}

ShapePtr commitment() {
  return map(
      item({required("party", code({"region", "municipality", "all"}), text("whose it is")),
            optional("forum", id(), text("the forum that it is promised through")), optional("group", id()),
            optional("verb", code({"must", "should", "may", "promise"}), text("strength; promise when left out")),
            required("says", words(), text("what is undertaken, in our own words")), optional("says_en", words()),
            optional("drift", words(), text("how its places in the source differ")), optional("drift_en", words()),
            optional("evidence", list(words_or_both()), text("what shows that it is kept: event types, or words")),
            optional("review", reading(span()), text("how often it is followed up"))}));
}

ShapePtr ladder() {
  auto const rung = map({required("id", id()), required("title", words()), optional("title_en", words()),
                         optional("forum", id(), text("left out: no forum of the pack")),
                         optional("limit", span(), text("how long they have")),
                         optional("unstated", words(), text("the text's word when it names no time")),
                         optional("deidentified", boolean(), text("nothing there tells who the individual is")),
                         optional("last", boolean(), text("true at the last step, and at no other"))});
  return map(item({required("about", list(id()), text("codes of dispute_matters")),
                   required("rungs", list(rung, 2), text("the steps, in order"))}));
}

ShapePtr indicator() {
  return map(item({required("kind", code({"structure", "process", "outcome"})), optional("topic", id()),
                   optional("norms", list(id()), text("the rules that it counts")),
                   optional("events", list(event_with_fields()), text("the types of event that it counts"))}));
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
       optional("draft", draft(), text("a draft: its items stand instead of those with the same id, or are added")),
       optional("sections", list(section()), text("the agreement's sections, in its own order")),
       optional("documents", list(document()), text("what the agreement leans on")),
       optional("readings", list(reading_shape()),
                text("what the text leaves open: a question, its answers and the one in use")),
       optional(
           "goals",
           list(map(item(joined({{required("kind", code({"purpose", "goal", "sub_goal", "development_need", "value"})),
                                  optional("group", id())},
                                 both("says", true)}))))),
       optional("definitions", list(map(item(both("says", true)))), text("words as the agreement uses them")),
       optional("phases", list(map(item(joined({{optional("questions", list(words_or_both()))}, both("who")})))),
                text("the steps of the individual's way, with the questions in each")),
       optional("participants",
                list(map(item({required("group", id()), optional("region", list(words_or_both())),
                               optional("municipality", list(words_or_both())),
                               optional("others", list(words_or_both()))}))),
                text("who should take part in the cooperation around a group")),
       optional("practices", list(practice_shape()), text("examples of practice: shown, never a duty")),
       optional("rights", list(right_shape()), text("what those who are no parties may ask for, or are to be given")),
       optional("groups", list(target_group()), text("whom the agreement is for")),
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
                               optional("ages", ages()), optional("note", words()), optional("note_en", words())}))),
                text("kinds of units, and whom each receives")),
       optional("responsibilities", list(exactly_one({"who", "by_age", "nobody"}, responsibility())),
                text("who does what: one for each need that the text takes up")),
       optional("commitments", list(commitment()), text("what the parties undertake without any event opening it")),
       optional("norms", list(norm()), text("the rules: who is to do what, when it arises and by when")),
       optional("ladders", list(ladder()), text("what happens when the parties disagree, step by step")),
       optional("local_agreements", list(local_template()), text("templates of what is written locally")),
       optional("indicators", list(indicator()), text("what is counted when the agreement is followed up")),
       optional("reports",
                list(map(item({optional("by", id(), text("a forum")), optional("to", id(), text("a forum")),
                               optional("every", span()), required("parts", list(words_or_both()))}))),
                text("reports that the agreement asks for")),
       optional("remarks",
                list(map(item({required("kind", code({"error", "contradiction", "weak_reference", "expired", "gap"})),
                               required("says", words()), optional("says_en", words())}))),
                text("what is odd in the text itself")),
       optional("codes",
                list(map({required("for", id(), text("the list of codes of the vocabulary")), required("id", id()),
                          required("sv", words()), required("en", words())})),
                text("codes that only this county has, with its id before each")),
       optional("sources", list(source_text()), text("the texts that the pack was written from, as the ledger goes")),
       optional("ledger", list(passage()), text("every passage of the sources in order, and what carries it"))});
  return shape;
}

}  // namespace overens::agreement
