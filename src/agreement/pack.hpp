#pragma once

#include <optional>
#include <string>
#include <vector>

#include "agreement/condition.hpp"
#include "calendar/day.hpp"
#include "event/vocabulary.hpp"

namespace overens::agreement {

// One version of one agreement as data. Every item cites sections of its source; ids are unique in the pack.

/// Words in Swedish, and in English where somebody has translated them.
struct Words {
  std::string sv;
  std::string en;
};

/// What all items have.
struct Item {
  std::string id;
  Words title;
  std::vector<std::string> cite;      ///< section ids
  std::vector<std::string> law;       ///< statutes, as printed
  std::vector<std::string> readings;  ///< readings that the item rests on
  std::vector<std::string> links;     ///< document ids
  base::Place place;
};

enum class TextStatus { full, summary, not_available };
enum class Verb { must, should, may, must_not, promise };

struct Party {
  enum class Kind { region, municipality };
  std::string code;  ///< official: two digits for a region (county code), four for a municipality (SCB)
  std::string name;
  Kind kind = Kind::municipality;
};

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
};

struct Group : Item {
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
  std::string convened_by;     ///< region, municipality; empty: stands in the event that founds it
  std::vector<ForumName> now;  ///< what it is called
  std::vector<Words> tasks;
  std::vector<Words> members;
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
  bool example = false;  ///< the source lists examples: what is not listed is not therefore excluded
  std::vector<Holder> who;
  std::vector<AgeBand> by_age;
  Words asking;  ///< what the law says about asking and consent
  Words note;
};

struct Commitment : Item {
  Verb verb = Verb::promise;
  std::string party;  ///< region, municipality, all
  std::string group;
  std::vector<Words> evidence;
  std::optional<calendar::Span> review;
  Words says;
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
  bool required = false;
  std::vector<Heading> headings;
  std::vector<Words> rows;
  std::vector<Words> columns;
  std::vector<GridCell> cells;
};

struct Indicator : Item {
  std::string kind;  ///< structure, process, outcome
  std::vector<std::string> norms;
  std::vector<std::string> events;
  std::string topic;
};

struct Bearer {
  enum class Form { roles, forum, parties };
  enum class Parties { subject, region, municipalities, all };
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
  std::string after = "opening";           ///< "opening" or an event type
  std::optional<calendar::Recipe> recipe;  ///< none: the text names no time
  std::string unstated;                    ///< the text's word, such as "utan dröjsmål"
  std::optional<calendar::Recipe> watch;   ///< when to look, never late
};

struct Pause {
  Condition by;
  Condition until;
};

/// A rule: what it opens is an obligation.
struct Norm : Item {
  Verb verb = Verb::must;
  std::string says;  ///< the source's own word
  std::string per;   ///< what one instance is for
  Bearer bearer;
  std::vector<std::string> toward;
  std::vector<std::string> groups;
  std::optional<Condition> opens;    ///< or every, or once
  bool opens_from_in_force = false;  ///< opened no earlier than the agreement's own start
  std::optional<Every> every;
  bool once = false;  ///< a standing duty for every subject, from the agreement's own start
  std::optional<Condition> unless;
  std::optional<DueRule> due;
  std::optional<Condition> met;
  std::optional<Condition> met_before;
  std::vector<Condition> steps;
  std::vector<Condition> release;
  std::optional<Condition> broken_by;
  std::optional<Condition> used_by;
  std::optional<Condition> until;
  std::optional<Pause> paused;
  enum class By { bearer, all, anyone } by = By::bearer;
  enum class Match { id, in_case, person } match = Match::id;
  enum class Late { still_owed, lapses } late = Late::still_owed;
  enum class Replaced { keep, move, close } on_replacement = Replaced::keep;
  bool per_opening = false;
  std::string commitment;
  bool practice = false;  ///< an example of practice: followed and counted, never a breach
};

struct Validity {
  enum class Form { fixed, until_further_notice };
  Form form = Form::fixed;
  calendar::Day from = {};
  std::optional<calendar::Day> through;
  std::vector<std::string> readings;
};

struct Coverage {
  std::string row;
  std::vector<std::string> items;
  std::string note;
};

/// What is odd in the source itself: an error, a contradiction, a weak reference.
struct Remark : Item {
  std::string kind;
  Words says;
};

struct Pending {
  Words title;
  Words what;
  std::vector<std::string> cite;
};

struct Pack {
  std::string folder;
  std::string agreement;  ///< its id, the same in every version
  std::string version;
  std::string county;  ///< county code
  Words title;
  TextStatus text = TextStatus::full;
  std::string source;
  std::vector<std::string> law;
  std::vector<Party> parties;
  Validity validity;
  calendar::Rules rules;
  std::vector<std::string> rules_readings;
  std::vector<Pending> pending;
  base::Place place;

  std::vector<Section> sections;
  std::vector<Document> documents;
  std::vector<Reading> readings;
  std::vector<Group> groups;
  std::vector<Forum> forums;
  std::vector<UnitRoute> units;
  std::vector<Responsibility> responsibilities;
  std::vector<Commitment> commitments;
  std::vector<Norm> norms;
  std::vector<Ladder> ladders;
  std::vector<LocalTemplate> local_templates;
  std::vector<Indicator> indicators;
  std::vector<Remark> remarks;
  std::vector<Coverage> coverage;

  /// Ids of items that could not be read (said in the findings): what refers to them is not said again.
  std::vector<std::string> unreadable;

  std::string name() const { return agreement + "/" + version; }
  Party const* party(std::string_view code) const;
  Section const* section(std::string_view id) const;
  Reading const* reading(std::string_view id) const;
  Group const* group(std::string_view id) const;
  Forum const* forum(std::string_view id) const;
  UnitRoute const* unit(std::string_view id) const;
  Norm const* norm(std::string_view id) const;
  Document const* document(std::string_view id) const;
};

}  // namespace overens::agreement
