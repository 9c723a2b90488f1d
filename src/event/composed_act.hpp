#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/shape.hpp"
#include "calendar/day.hpp"
#include "event/draft.hpp"
#include "event/label.hpp"

namespace overens::event {

/// An answer of a field, or of one of the act's own questions: any of `is`, by which something happened.
struct ActCondition {
  std::string field;
  std::vector<std::string> is;
};

/// An event of an act that is several. It always happened, unless it is a choice or an answer says so.
struct ActPart {
  std::string event;       ///< its type
  Label also = {};         ///< a choice among what happened as well; empty: it is none
  ActCondition when = {};  ///< by what it happened; without a field: by nothing
  bool begins = false;     ///< its subject begins with it
  std::vector<std::pair<std::string, std::string>> says = {};  ///< fields that are not asked, since the act says them
  std::vector<std::string> folds = {};                         ///< fields that need not be seen at first
  /// Of a disclosure: the classes of what the case holds already that are offered to go with the act's other events.
  std::vector<std::string> with = {};

  bool is_always() const { return also.empty() && when.field.empty(); }
  /// What the act says in the field; nothing: it is asked.
  std::string const* said(std::string_view field) const;
};

/// An answer to a question of an act.
struct ActAnswer {
  std::string id;
  Label label;
};

/// What the form of an act asks to know which parts happened. It is not recorded.
struct ActQuestion {
  std::string id;
  Label label;
  Label help = {};
  bool required = false;
  std::vector<ActAnswer> answers = {};
};

/// What people do at once and the vocabulary calls several events: one form, one command. All are about one shared
/// subject, or stand in one case; there those about the same kind are about the same placement, plan, child …
struct ComposedAct {
  std::string id;
  Label label;
  Label help = {};
  std::string subject;  ///< kind of what it is about; `case`: it is recorded in one
  std::string group;
  std::vector<std::string> by = {};      ///< see EventType::by
  std::vector<std::string> shared = {};  ///< fields asked once for all events that have them
  std::vector<ActQuestion> asks = {};
  std::vector<ActPart> parts = {};

  bool is_in_case() const { return subject == "case"; }
  ActQuestion const* question(std::string_view id) const;
};

base::ShapePtr composed_act_shape();
ComposedAct read_composed_act(base::Node const& node);

class Vocabulary;

/// What discloses the events before it in the command names them, beside what else it names: those that others can be
/// told of, but for what is kept most closely. It is done `today`, by whoever records it, whenever and by whomever the
/// others were. Gives the events the ids that the command would, where they have none.
void disclose_those_before(std::vector<Draft>& drafts, Vocabulary const& vocabulary, std::string const& command,
                           calendar::Day today);

/// Refuses acts of events that there are not, or that do not go together.
void check_composed_acts(Vocabulary const& vocabulary, base::Findings& findings);

}  // namespace overens::event
