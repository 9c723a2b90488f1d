#pragma once

#include <optional>
#include <string>
#include <vector>

#include "agreement/condition.hpp"
#include "agreement/head.hpp"
#include "agreement/ledger.hpp"
#include "agreement/slots.hpp"
#include "calendar/day.hpp"
#include "event/vocabulary.hpp"

namespace overens::agreement {

// One version of one agreement as data. Every item cites sections of its source; ids are unique in the pack.

enum class Verb { must, should, may, must_not, promise };

struct Section : Item {
  std::string label;    ///< as printed: "2.3"
  std::string at;       ///< page or line in the source
  std::string summary;  ///< in our own words
  std::string summary_en;
};

struct Document : Item {
  std::string edition;
  std::optional<calendar::Day> through;  ///< last day it holds
  std::string status;                    ///< current, under_revision, superseded
  std::string note;
};

struct Choice {
  std::string id;
  Words says;
};

/// A place where the text leaves something open.
struct Reading : Item {
  Words question;
  std::vector<Choice> choices;
  std::string picked;    ///< the choice in use
  bool decided = false;  ///< false: assumed until somebody decides
  std::string by;
  std::optional<calendar::Day> decided_on;
};

/// Full years: from included, until excluded.
struct Ages {
  std::optional<int> from;
  std::optional<int> until;
  bool has(int age) const { return (!from || age >= *from) && (!until || age < *until); }
  bool operator==(Ages const&) const = default;
};

struct TargetGroup : Item {
  std::optional<Ages> ages;
  std::vector<std::string> noted;  ///< codes of target_groups: noted in the case
  Words description;
};

struct ForumName {
  std::string name;
  std::optional<calendar::Day> from;
};

struct Forum : Item {
  std::string level;  ///< political, official, local, user
  bool per_municipality = false;
  std::string convened_by;     ///< region, municipality, all; empty: stands in the event that founds it
  std::vector<ForumName> now;  ///< what it is called
  std::vector<Words> tasks;
  std::vector<Words> members;
  std::vector<std::string> offices;  ///< chair, vice_chair
  std::string reports_to;            ///< a forum
  Words mandate;
};

/// A kind of unit and whom it receives.
struct UnitRoute : Item {
  std::string kind;
  std::string party;  ///< region or municipality
  std::optional<Ages> ages;
  Words note;
};

/// One who answers for an area.
struct Holder {
  std::string party;  ///< region, municipality
  std::string unit;   ///< a unit route; empty: the party as a whole
  std::string part;   ///< owns, shares, leads, first_line, may
  Words when;         ///< a condition in words; empty: always
  std::vector<std::string> readings;
};

struct AgeBand {
  Ages ages;
  std::vector<Holder> who;
  std::vector<std::string> readings;
};

/// "Vem gör vad?": a need and who answers for it.
struct Responsibility : Item {
  std::string need;
  std::vector<std::string> words;  ///< the county's own words for the need
  bool nobody = false;             ///< the text names the need and points nobody out: `who` and `by_age` are empty
  std::vector<std::string> items;  ///< other items of the pack that name the need
  bool example = false;            ///< the source lists examples: what is not listed is not therefore excluded
  std::optional<Ages> ages;        ///< whom it concerns; nothing: everybody
  std::vector<Holder> who;
  std::vector<AgeBand> by_age;
  Words asking;  ///< what the law says about asking and consent
  Words note;
};

struct Commitment : Item {
  Verb verb = Verb::promise;
  std::string party;  ///< region, municipality, all
  std::string forum;  ///< whose it is, when the parties promise it through a forum
  std::string group;
  std::vector<Words> evidence;
  std::optional<calendar::Span> review;
  Words says;
  Words drift;  ///< how its wording differs between its places in the source

  bool binds(Party const& one) const {
    return party == "all" || (party == "region") == (one.kind == Party::Kind::region);
  }
};

struct Rung {
  std::string id;
  Words title;
  std::string forum;  ///< empty: not a forum of the pack (managers, court)
  std::optional<calendar::Span> limit;
  std::string unstated;  ///< the text's word when it names no limit
  bool deidentified = false;
  bool last = false;
};

struct Ladder : Item {
  std::vector<std::string> about;  ///< codes of dispute_matters
  std::vector<Rung> rungs;
};

struct Heading {
  std::string id;
  Words title;
  std::vector<Words> questions;
};

struct GridCell {
  std::string row;
  std::string column;
  Words text;
};

struct LocalTemplate : Item {
  std::string kind;  ///< local_agreement, routine, action_plan
  bool required = false;
  std::vector<Heading> headings;
  std::vector<Words> rows;
  std::vector<Words> columns;
  std::vector<GridCell> cells;
};

struct Indicator : Item {
  std::string kind;  ///< structure, process, outcome
  std::vector<std::string> norms;
  std::vector<Condition> events;  ///< each a type, or one with what its fields must be
  std::string topic;
};

struct Bearer {
  enum class Form { roles, forum, parties };
  enum class Parties { subject, region, municipalities, subject_and_region, all };
  Form form = Form::roles;
  std::vector<std::string> roles;
  std::string forum;
  Parties parties = Parties::subject;
  bool each = false;  ///< one instance per bearer, met by its own act; otherwise one joint instance
};

struct Every {
  enum class Period { calendar, fixed, since_last };
  calendar::Span span;
  Period period = Period::calendar;
  bool from_in_force = true;
};

struct DueRule {
  std::optional<calendar::Recipe> recipe;  ///< none: the text names no time
  std::string field;                       ///< where the last day is written in what it is counted from; else counted
  bool two_days = false;                   ///< says both a day and how to count one: the checker refuses
  std::string unstated;                    ///< the text's word when it names no time
  bool says_when = false;  ///< that word says when, without a day: "utan dröjsmål", not "åtar sig att"
  std::optional<calendar::Recipe> watch;    ///< when to look, never late
  std::string watch_field;                  ///< where that day is written
  std::vector<std::string> watch_readings;  ///< that nothing of the norm rests on but how that day is counted
};

/// Where the text lets those who owe a duty agree on a later last day: what of the event that says so (the slot
/// `moved`) holds the day, and who has agreed.
struct Movable {
  std::string to;      ///< the field with the new last day
  std::string agreed;  ///< the field with the authorities that have agreed, besides the one that acted
  /// Of those who owe it.
  enum class By { all, any } by = By::all;
  std::vector<std::string> cite = {};  ///< the sections that let them
};

/// A rule: what it opens is an obligation.
struct Norm : Item, Slots<Condition> {
  Verb verb = Verb::must;
  std::string says;  ///< the source's own word
  std::string per;   ///< what one instance is for
  Bearer bearer;
  Words carried_out_by;  ///< the board, head or unit of the bearer that the text names; empty: none
  enum class Toward { individual, close_person, child, reporter, staff, other_party, forum, everybody };
  std::vector<Toward> toward;  ///< whom it is owed to
  std::vector<std::string> groups;
  bool opens_from_in_force = false;  ///< opened no earlier than the agreement's own start
  std::optional<Every> every;
  bool once = false;  ///< a standing duty for every subject, from the agreement's own start
  std::optional<DueRule> due;
  std::optional<Movable> movable;
  enum class By { bearer, all, anyone } by = By::bearer;
  enum class Match { id, in_case, person } match = Match::id;
  enum class Late { still_owed, lapses } late = Late::still_owed;
  enum class Replaced { keep, move, close } on_replacement = Replaced::keep;
  bool per_opening = false;
  /// Whether it arises anew: counted from the act that met it, or when what met it has ended.
  enum class Again { never, when_met, when_ended } again = Again::never;
  std::string commitment;
  bool practice = false;  ///< practice or a goal: followed and counted, never a breach
};

/// The types of event in which the norm's last day, or its day to look, may be written: those that it is counted from.
std::vector<std::string> types_with_the_day(Norm const& norm);

/// What is odd in the source itself: an error, a contradiction, a weak reference.
struct Remark : Item {
  std::string kind;
  Words says;
};

/// What the agreement is for and wants to reach.
struct Goal : Item {
  std::string kind;  ///< purpose, goal, sub_goal, development_need, value
  std::string group;
  Words says;
};

/// A step on the individual's way through care, with the questions to answer in it.
struct Phase : Item {
  std::vector<Words> questions;
  Words who;
};

/// A word as the agreement uses it.
struct Definition : Item {
  Words says;
};

/// The units that should take part in the structured cooperation around a group.
struct Participants : Item {
  std::string group;
  std::vector<Words> region;
  std::vector<Words> municipality;
  std::vector<Words> others;
};

/// An example of practice or a programme: shown, never a duty.
struct Practice : Item {
  Words says;
  std::vector<Words> with;
  Words entry;
};

/// What somebody who is no party may ask for or is to be given: shown, never a duty by itself.
struct Right : Item {
  enum class Holder { individual, close_person, child, association };
  std::vector<Holder> holders;
  Words says;
  Words when;                       ///< a condition in words; empty: always
  std::vector<std::string> norms;   ///< the duties that answer to it
  std::vector<std::string> events;  ///< by which it is used
};

/// A follow-up report that the agreement asks for.
struct Report : Item {
  std::string by;  ///< a forum; empty: not said
  std::string to;
  std::optional<calendar::Span> every;
  std::vector<Words> parts;
};

/// Any item, and the word for its kind: section, norm, commitment …
struct KindOfItem {
  char const* kind;
  Item const* item;
};

struct Pack : PackHead {
  std::string folder;

  std::vector<Section> sections;
  std::vector<Document> documents;
  std::vector<Reading> readings;
  std::vector<Goal> goals;
  std::vector<Definition> definitions;
  std::vector<TargetGroup> groups;
  std::vector<Phase> phases;
  std::vector<Participants> participants;
  std::vector<Practice> practices;
  std::vector<Right> rights;
  std::vector<Forum> forums;
  std::vector<UnitRoute> units;
  std::vector<Responsibility> responsibilities;
  std::vector<Commitment> commitments;
  std::vector<Norm> norms;
  std::vector<Ladder> ladders;
  std::vector<LocalTemplate> local_templates;
  std::vector<Indicator> indicators;
  std::vector<Report> reports;
  std::vector<Remark> remarks;
  std::vector<SourceText> sources;  ///< what the ledger is the ledger of
  std::vector<Passage> ledger;
  bool ledger_readable = true;  ///< false: a source or passage could not be read (said in the findings)

  /// Ids of items that could not be read (said in the findings): what refers to them is not said again.
  std::vector<std::string> unreadable;
  bool is_unreadable(std::string_view id) const;

  /// All items, in the order of the format.
  std::vector<KindOfItem> items() const;
  Item const* item(std::string_view id) const;
  /// What is called by the id: an item, a heading of a template, a step of a ladder. Nothing when there is none.
  Words const* title_of(std::string_view id) const;
  Section const* section(std::string_view id) const;
  Reading const* reading(std::string_view id) const;
  TargetGroup const* group(std::string_view id) const;
  Forum const* forum(std::string_view id) const;
  UnitRoute const* unit(std::string_view id) const;
  Norm const* norm(std::string_view id) const;
  Document const* document(std::string_view id) const;
};

}  // namespace overens::agreement
