// What each key of a pack means where its own place says nothing else: for the editor that shows it while somebody
// types.

#include "agreement/key_meanings.hpp"

#include <algorithm>
#include <iterator>

namespace overens::agreement {
namespace {

using base::text;

struct KeyMeaning {
  base::Text meaning;
  std::string_view key;
};

KeyMeaning const key_meanings[] = {
    {text("the version's own name, such as a year"), "version"},
    {text("how much of the text we have; in a cell of a table: what stands there"), "text"},
    {text("the statutes behind it, as printed"), "law"},
    {text("the region: its code and name; under participants: its units"), "region"},
    {text("the municipalities that are parties"), "municipalities"},
    {text("what it is called"), "name"},
    {text("from when and until when it holds"), "validity"},
    {text("fixed: to a last day; until_further_notice: without one"), "form"},
    {text("the first day; of ages: from this age, included"), "from"},
    {text("the last day, included"), "through"},
    {text("up to this age, not included; of a pause: what ends it"), "until"},
    {text("how much longer; of a pause: what begins it"), "by"},
    {text("the sections of the agreement that say it"), "cite"},
    {text("how often"), "every"},
    {text("the last day for it"), "latest"},
    {text("true: an evaluation belongs to it"), "with_evaluation"},
    {text("the forum that commissions it"), "commissioned_by"},
    {text("who signs, when offices of forums do"), "signatures"},
    {text("chair or vice_chair"), "office"},
    {text("the offices that the forum has"), "offices"},
    {text("a forum, by its id under forums:"), "forum"},
    {text("the forum that decides small changes"), "minor_by"},
    {text("what counts as a small change"), "minor"},
    {text("who decides other changes: all_parties, or a forum"), "major_by"},
    {text("texts that have been added, each with a validity of its own"), "addenda"},
    {text("the day of the decision"), "decided"},
    {text("what it replaces"), "replaces"},
    {text("the id of the agreement"), "agreement"},
    {text("true: all of it is replaced"), "whole"},
    {text("the parts, each in a few words"), "parts"},
    {text("the agreement that it is to become part of"), "becomes_part_of"},
    {text("how it stands"), "status"},
    {text("how days are counted"), "calendar"},
    {text("are the three eves days off"), "eves"},
    {text("which day is a month after the 31st"), "month_end"},
    {text("what is coming and not decided"), "pending"},
    {text("what it is about"), "what"},
    {text("what kind of document it is"), "type"},
    {text("its number, in quotes"), "number"},
    {text("which edition"), "edition"},
    {text("the day on which it was adopted"), "adopted"},
    {text("who adopted it"), "adopted_by"},
    {text("who approved it"), "approved_by"},
    {text("who answers for the revision"), "responsible_for_revision"},
    {text("the editions before"), "history"},
    {text("the name by which it is referred to"), "id"},
    {text("a few words in Swedish for pages and lists"), "title"},
    {text("of which kind it is"), "kind"},
    {text("what it says, in our own words"), "says"},
    {text("in Swedish"), "sv"},
    {text("in English"), "en"},
    {text("something to know beside it"), "note"},
    {text("whom it means, in a few words"), "description"},
    {text("the answers that there are"), "choices"},
    {text("which ages: from is included, until is not"), "ages"},
    {text("codes of target_groups that are noted in the case"), "noted"},
    {text("a target group, by its id under groups:"), "group"},
    {text("questions to answer, each a line"), "questions"},
    {text("who answers for it; of a phase: who works in it"), "who"},
    {text("the units of the municipality"), "municipality"},
    {text("others that take part"), "others"},
    {text("who works together in it"), "with"},
    {text("how one comes into it"), "entry"},
    {text("political, official, local or of users"), "level"},
    {text("true: there is one in each municipality"), "per_municipality"},
    {text("who calls; all: the region and the municipalities together"), "convened_by"},
    {text("what it is called now, when that is another name"), "now"},
    {text("what it does"), "tasks"},
    {text("who sits in it"), "members"},
    {text("the forum that it reports to"), "reports_to"},
    {text("what it may decide"), "mandate"},
    {text("region or municipality, where fitting also all, police or other"), "party"},
    {text("a need of the vocabulary"), "need"},
    {text("true: the source only gives examples"), "example"},
    {text("who answers, by age, instead of who"), "by_age"},
    {text("what the law says of asking and consent"), "asking"},
    {text("owns, shares, leads, first_line or may"), "part"},
    {text("a condition in words; always when left out"), "when"},
    {text("how its places in the source differ"), "drift"},
    {text("what shows that it is done"), "evidence"},
    {text("how often it is looked over"), "review"},
    {text("whom it is owed to"), "toward"},
    {text("norms, by their ids"), "norms"},
    {text("a type of event of the vocabulary"), "event"},
    {text("types of event, or with where: what their fields must be"), "events"},
    {text("what its fields must be"), "where"},
    {text("how many"), "count"},
    {text("of what: day, working_day, week, month …; under responsibilities: a unit of units:"), "unit"},
    {text("the value itself, when it rests on a reading"), "value"},
    {text("what the disputes are about: codes of dispute_matters"), "about"},
    {text("the steps, the first one first"), "rungs"},
    {text("how long it may stay on the step"), "limit"},
    {text("the text's word when it names no time"), "unstated"},
    {text("true: nothing there may tell who the individual is"), "deidentified"},
    {text("true: the last step"), "last"},
    {text("true: the text demands one"), "required"},
    {text("the headings, in order"), "headings"},
    {text("a table to fill in"), "grid"},
    {text("the rows of the table"), "rows"},
    {text("the columns of the table"), "columns"},
    {text("what stands in the table already"), "cells"},
    {text("which row"), "row"},
    {text("which column"), "column"},
    {text("a topic of the follow-up"), "topic"},
    {text("the sections of the text, which everything cites"), "sections"},
    {text("what it leans on"), "documents"},
    {text("what the text leaves open, with the answers that there are"), "readings"},
    {text("what it is for and wants to reach"), "goals"},
    {text("words as it uses them"), "definitions"},
    {text("the individual's way through care"), "phases"},
    {text("who should take part around a group"), "participants"},
    {text("examples of practice, shown"), "practices"},
    {text("whom it is for"), "groups"},
    {text("who meets"), "forums"},
    {text("kinds of unit and whom they receive"), "units"},
    {text("who does what"), "responsibilities"},
    {text("what the parties undertake without anything opening it"), "commitments"},
    {text("the way of a dispute"), "ladders"},
    {text("templates of what is written locally"), "local_agreements"},
    {text("what is counted"), "indicators"},
    {text("what is reported"), "reports"},
    {text("what is odd in the source"), "remarks"},
    {text("codes of its own, under its own prefix"), "codes"},
};

}  // namespace

base::Text key_meaning(std::string_view key) {
  auto const found = std::find_if(std::begin(key_meanings), std::end(key_meanings),
                                  [&](KeyMeaning const& one) { return one.key == key; });
  if (found != std::end(key_meanings)) return found->meaning;
  return key.ends_with("_en") ? text("the same in English") : base::Text{};
}

}  // namespace overens::agreement
