#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "agreement/pack.hpp"
#include "event/subject_link.hpp"
#include "obligation/facts.hpp"

namespace overens::obligation {

// A norm made ready: event types as numbers, words as symbols. Says nothing that the pack does not say.

using event::subject_link;
using event::SubjectLink;

struct Test {
  enum class Of { data, by_kind, unit_kind };
  Of of = Of::data;
  base::Symbol field = 0;
  bool at_least = false;
  bool all = false;                    ///< every one of the values: a list that holds them
  bool none = false;                   ///< none of the values, also when the field was left out
  std::string const* forum = nullptr;  ///< a forum of this role in the agreement
  std::uint64_t agreement = 0;
  std::vector<std::uint64_t> values;
  std::int64_t least = 0;
};

struct CompiledCondition {
  using Form = agreement::Condition::Form;
  enum class Since { by_slot, opening, ever, event };
  enum class Count { acts, authorities, parties, field };

  Form form = Form::event;
  std::vector<CompiledCondition> parts;
  agreement::Condition const* source = nullptr;

  std::uint16_t type = 0;
  SubjectLink link;   ///< how its acts are tied: by the id of the norm's own kind of subject, or (none) by the case
  SubjectLink names;  ///< which subject an act is about, whatever ties it
  std::vector<Test> tests;
  Since since = Since::by_slot;
  std::uint16_t since_type = 0;
  SubjectLink since_carrier;
  bool before_opening = false;
  std::optional<std::uint16_t> before_type;
  SubjectLink before_carrier;
  int times = 1;
  Count count = Count::acts;
  base::Symbol count_field = 0;
  std::optional<std::uint16_t> ended_by;
  std::vector<Test> ended_tests;    ///< what the ending event must say
  event::Role const* of = nullptr;  ///< a step: whose part it is
};

struct Rule : agreement::Slots<CompiledCondition> {
  agreement::Norm const* norm = nullptr;
  agreement::Pack const* pack = nullptr;
  std::uint16_t pack_number = 0;
  std::uint16_t agreement_index = 0;  ///< its agreement, whatever the version
  std::uint32_t norm_key = 0;         ///< the same norm in every version of its agreement
  std::string group_kind;             ///< kind of group that it is evaluated in: case, person, or its own kind
  bool own_group = false;             ///< the group is its subject's own
  event::Kind const* per = nullptr;
  std::vector<event::Role const*> roles;
  std::vector<std::uint16_t> ends;           ///< event types that end its subject; a case has none
  std::vector<std::uint16_t> met_types;      ///< of acts that meet it
  std::vector<std::uint16_t> release_types;  ///< of acts that release it
  std::vector<std::uint16_t> closing_types;  ///< both
  std::vector<std::uint16_t> ending_types;   ///< of acts that end what met it, where it then arises anew
  /// What must be known not to have stood before the opening: types of what would have met it beforehand, or kept it
  /// from opening.
  struct Earlier {
    std::uint16_t type = 0;
    std::optional<calendar::Span> within;
    bool by_bearers = false;  ///< only a bearer's own: what would have met it
  };
  std::vector<Earlier> earlier;
  base::Symbol due_field = 0;            ///< where its last day may be written; 0: nowhere
  base::Symbol watch_field = 0;          ///< where its day to look may be
  std::vector<std::uint16_t> day_types;  ///< of acts in which they may
  base::Symbol moved_to = 0;             ///< where a new last day stands, in what moves it; 0: nothing does
  base::Symbol moved_agreed = 0;         ///< and who has agreed
  bool ends_with_case = false;           ///< what has no last day ends when its case is closed
};

/// Rules of all packs, by what can open them.
class Rulebook {
 public:
  Rulebook(std::vector<agreement::Pack const*> packs, event::Vocabulary const& vocabulary, base::Symbols& words);

  std::vector<Rule> const& rules() const { return rules_; }
  /// What is evaluated in a kind of group.
  struct GroupKind {
    struct Part {
      std::uint32_t rule;  ///< its number
      std::uint16_t
          agreement_index;  ///< of which agreement: those of other counties are passed by without a look at the rule
    };
    std::string kind;
    std::vector<std::vector<Part>> openings;  ///< by event type: rules that it takes part in opening
    std::vector<Part> recurring;
    bool reads_units = false;  ///< of the registry
    bool reads_forums = false;
  };
  /// Nothing when no rule is.
  GroupKind const* group_kind(std::string_view kind) const;
  std::vector<agreement::Pack const*> const& packs() const { return packs_; }
  std::uint16_t pack_count() const { return static_cast<std::uint16_t>(packs_.size()); }
  FieldSelection const& asked() const { return asked_; }
  event::Vocabulary const& vocabulary() const { return vocabulary_; }
  std::uint16_t agreement_index(std::string_view agreement) const;
  std::uint16_t agreement_index_of(std::uint16_t pack) const { return agreement_index_of_pack_[pack]; }

 private:
  class Maker;
  std::vector<agreement::Pack const*> packs_;
  event::Vocabulary const& vocabulary_;
  FieldSelection asked_;
  std::vector<Rule> rules_;
  std::vector<GroupKind> group_kinds_;
  std::vector<std::uint16_t> agreement_index_of_pack_;  ///< by pack
};

}  // namespace overens::obligation
