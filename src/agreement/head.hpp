#pragma once

#include <optional>
#include <string>
#include <vector>

#include "agreement/item.hpp"
#include "calendar/day.hpp"
#include "calendar/recipe.hpp"

namespace overens::agreement {

// The head of an agreement: its parties, its validity, and how it comes into being, changes and ends.

enum class TextStatus { full, summary, not_available };

struct Party {
  enum class Kind { region, municipality };
  std::string code;  ///< official: two digits for a region (county code), four for a municipality (SCB)
  std::string name;
  Kind kind = Kind::municipality;
};

/// What the document's own head says about it.
struct DocumentHead {
  std::string type;
  std::string number;  ///< diarienummer
  std::string edition;
  std::optional<calendar::Day> adopted;
  std::string adopted_by;
  std::string approved_by;
  std::string responsible_for_revision;
  std::vector<std::string> history;
  std::vector<std::string> cite;
};

/// The agreement goes on past its last day, when all of `when` has been recorded by then and no later version begins.
struct Prolongation {
  calendar::Span by;
  std::vector<std::string> when;  ///< event types
  std::vector<std::string> cite;
};

struct Validity {
  enum class Form { fixed, until_further_notice };
  Form form = Form::fixed;
  calendar::Day from = {};
  std::optional<calendar::Day> through;
  std::optional<Prolongation> prolonged;
  bool not_terminable = false;          ///< no party may give notice
  bool renegotiated_on_demand = false;  ///< when any party asks
  std::vector<std::string> cite;
  std::vector<std::string> readings;
};

struct Revision {
  std::optional<calendar::Span> every;  ///< from the entry into force
  std::optional<calendar::Day> latest;
  bool with_evaluation = false;
  std::string commissioned_by;  ///< a forum
  std::vector<std::string> cite;
  std::vector<std::string> readings;
};

struct Approval {
  /// What makes the agreement hold for a party: a decision of its own body, or its signature.
  enum class Form { decision, signature };
  struct Signature {
    std::string forum;
    std::string office;  ///< chair, vice_chair
  };
  Form form = Form::decision;
  bool binds_unrecorded = true;  ///< while no party's own is recorded: all are bound from the document's own day
  std::string recommended_by;    ///< a forum
  std::vector<Signature> signatures;
  std::vector<std::string> cite;
};

struct Amendments {
  std::string minor_by;  ///< a forum
  Words minor;           ///< what counts as minor
  std::string major_by;  ///< all_parties, or a forum; empty: not said
  std::vector<std::string> cite;
};

/// Text added to the agreement, with a validity of its own.
struct Addendum : Item {
  std::optional<calendar::Day> decided;
  std::string decided_by;  ///< a forum
  std::optional<calendar::Day> from;
  std::optional<calendar::Day> through;
  std::vector<std::string> adds;  ///< items
};

/// An agreement that this one replaces, in whole or in part; a pack, or one known by its title only.
struct Replaces {
  std::string agreement;
  std::string version;
  Words title;
  bool whole = true;
  std::vector<std::string> parts;
  std::vector<std::string> cite;
};

/// Another agreement of the county, or a plan for one.
struct Related : Item {
  std::string kind;
  std::string status;           ///< current, planned, ended
  std::string becomes_part_of;  ///< id of another related one
};

struct Pending {
  Words title;
  Words what;
  std::vector<std::string> cite;
};

struct PackHead {
  std::string agreement;  ///< its id, the same in every version
  std::string version;
  std::string county;  ///< county code
  Words title;
  TextStatus text = TextStatus::full;
  bool invented = false;  ///< an example that no county has entered into
  std::string source;
  std::string source_url;                ///< where the document can be read; empty: not known
  std::optional<calendar::Day> checked;  ///< when our account was last read against the source
  std::vector<std::string> law;
  std::vector<Party> parties;
  Validity validity;
  DocumentHead document_head;
  std::optional<Revision> revision;
  std::optional<Approval> approval;
  std::optional<Amendments> amendments;
  std::vector<Addendum> addenda;
  std::vector<Replaces> replaces;
  std::vector<Related> related;
  std::vector<Pending> pending;
  std::string compiled_in;  ///< the section that says that it holds all commitments
  calendar::Rules rules;
  std::vector<std::string> eves_readings;       ///< that the eves rest on
  std::vector<std::string> month_end_readings;  ///< that the month ends rest on
  base::Place place;

  Party const* party(std::string_view code) const;
  /// The sections that the head cites, for any part of it.
  std::vector<std::string> cites() const;
  std::string name() const { return agreement + "/" + version; }
};

}  // namespace overens::agreement
