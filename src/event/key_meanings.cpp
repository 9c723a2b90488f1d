// What each key of the vocabulary means where its own place says nothing else: for the editor that shows it while
// somebody types.

#include "event/key_meanings.hpp"

#include "base/schema.hpp"

namespace overens::event {
namespace {

using base::text;

base::KeyMeaning const key_meanings[] = {
    {text("the name by which packs and events refer to it"), "id"},
    {text("in Swedish"), "sv"},
    {text("in English"), "en"},
    {text("what the field holds"), "type"},
    {text("which list of codes, or kind of id"), "of"},
    {text("true: must be filled in"), "required"},
    {text("true: must be filled in when it is recorded now; what was recorded before may lack it"), "needed"},
    {text("the same, depending on what another field of codes holds"), "needed_when"},
    {text("when a field of codes says so, what it begins is another person's than whom the case is about, and stands "
          "not "
          "on that one's own page"),
     "anothers_when"},
    {text("when it holds one of these"), "is"},
    {text("when it holds anything but these"), "is_not"},
    {text("true: may hold several"), "list"},
    {text("true: names somebody who should have it, which takes a disclosure"), "receives"},
    {text("true: shown only to those who may see what is kept most closely, or say who may"), "for_named"},
    {text("true: holds numbers that are no personal numbers"), "other_number"},
    {text("the title of the form, when it is not the label"), "title"},
    {text("what whoever fills it in needs to know"), "help"},
    {text("under which heading of the menu it stands"), "group"},
    {text("kinds of authority that record it; others do not see it in the menu at first"), "by"},
    {text("kinds of subject on whose pages it can be begun"), "begun_on"},
    {text("where it is kept: here, or in the record system"), "home"},
    {text("what the time line says, with the names of fields in braces; said when these fields stand"), "sentences"},
    {text("several of them, as a heading"), "many"},
    {text("what one without a name is called, with the names of fields in braces"), "called"},
    {text("headings of the menu of what can be recorded, in its order"), "act_groups"},
    {text("parts of a case's page, beside its overview and all that has been recorded"), "case_parts"},
    {text("the part of a case's page that shows what stands under the heading"), "part"},
    {text("true: with what has come from another authority, or gone to one"), "crossing"},
    {text("true: with who works in the case"), "team"},
    {text("what people do at once and is several events"), "acts"},
    {text("what individuals do themselves on their own page"), "own_acts"},
    {text("it is about what an event of this type is the last of; without it something begins"), "after"},
    {text("its events, in the order in which they are recorded"), "parts"},
    {text("fields asked once for all events that have them"), "shared"},
    {text("a choice among what happened as well; with neither this nor when the event always did"), "also"},
    {text("it happened when a question of the act, or a field of what always happened, is answered so"), "when"},
    {text("any of these answers"), "is"},
    {text("true: its subject begins with it in this act"), "begins"},
    {text("fields that are not asked, and what the act says in them"), "says"},
    {text("fields that need not be seen at first"), "folds"},
    {text("questions of the form that say which parts happened, and are not recorded"), "asks"},
    {text("what can be answered"), "answers"},
    {text("true: it comes about in an act of several events, and is no choice of its own in a menu"), "by_product"},
    {text("whom it is recorded for, and disclosed to as it is: whom it names, whoever its subject came from, or those "
          "to "
          "whom that went"),
     "goes_to"},
    {text("true: why it is needed, which its disclosure says as well"), "why"},
    {text("true: so many hours from when it happened what is asked for may take"), "clock"},
    {text("what the form begins with"), "usual"},
    {text("true: its subject begins with it"), "starts"},
    {text("the kind that it is about"), "subject"},
    {text("is it in somebody's case"), "case"},
    {text("does it name the person"), "person"},
    {text("classes of event"), "class"},
    {text("how closely it is kept; of a code: whatever says it is kept so closely"), "secrecy"},
    {text("true: a commission of the role holds when another administrator has confirmed it"), "two_persons"},
    {text("true: an authority in which somebody holds the role is never left without"), "always_held"},
    {text("after it, what these events said is needed is no longer needed"), "undoes"},
    {text("its fields, in the order of the form"), "data"},
    {text("where the role is looked for"), "in"},
    {text("a type of event"), "event"},
    {text("the field that names the authority, or that it depends on"), "field"},
    {text("the events that end it"), "ended_by"},
    {text("words that mean the same in a search"), "synonyms"},
    {text("words that a search passes over"), "passed_over"},
    {text("words that make a number of years something else than an age"), "not_an_age"},
    {text("words before the number of somebody's age"), "before_an_age"},
    {text("words after the number of somebody's age"), "after_an_age"},
    {text("words between two ages"), "between_ages"},
    {text("words behind an age that make it something else"), "not_an_age_now"},
    {text("what it says takes the place of all that was said before"), "replaces"},
    {text("for so many days what it says is good"), "lasts_days"},
    {text("fields that name the party, municipality or agreement whose it is, who alone record of it; subject: itself"),
     "whose"},
    {text("true: the municipality's region records of it as well"), "also_regions"},
    {text("written on one line"), "line"},
    {text("so many characters at most"), "longest"},
    {text("no smaller number"), "least"},
    {text("no greater number"), "most"},
    {text("the field whose day it does not come before"), "not_before"},
    {text("from that day through this so many days at most"), "most_days"},
    {text("which of the authority's staff can be named: all, those in the same role for the same unit as whoever holds "
          "the commission, or those who stand in for it"),
     "among"},
    {text("true: it can be recorded before its day has come, such as that somebody is to leave"), "planned"},
    {text("the parts of the individual's own page on which it stands; of a field, true: shown there"), "own_page"},
    {text("true: when or where the individual is expected"), "appointment"},
    {text("other words for it"), "words"},
    {text("what events and norms can be about; of a role: kinds of authority that can have it"), "kinds"},
    {text("true: without a last day it ends with its case"), "ends_with_case"},
    {text("true: belongs to somebody's case"), "individual"},
    {text("lists of codes; in one of them: its codes"), "codes"},
    {text("the types of event"), "events"},
    {text("how those who are bound are found"), "roles"},
    {text("by an authority of a party, by whoever is named, or by whoever holds it now"), "filled"},
    {text("whose it is; of a role, true: charged as its party"), "party"},
    {text("where it is looked for, in order"), "found"},
    {text("kinds of authority"), "authority_kinds"},
    {text("true: it gives health care, whose records can be blocked"), "health"},
    {text("kinds of unit"), "unit_kinds"},
    {text("on what a disclosure can rest"), "disclosure_bases"},
    {text("true: it rests on a consent that covers it; otherwise it says why it is needed"), "consent"},
    {text("true: it may be of whole types, also of what is to come; otherwise item by item"), "coming"},
    {text("classes of event"), "classes"},
    {text("the counties of the country"), "counties"},
    {text("the municipalities of the country"), "municipalities"},
    {text("the official code, in quotes"), "code"},
    {text("the county's letter"), "letter"},
    {text("what it is called"), "name"},
    {text("what the region is called"), "region"},
    {text("the name with its ending"), "full"},
    {text("needs that people ask about"), "needs"},
};

}  // namespace

base::Text key_meaning(std::string_view key) {
  return base::key_meaning(key_meanings, key);
}

}  // namespace overens::event
