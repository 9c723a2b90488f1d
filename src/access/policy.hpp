#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/decide.hpp"
#include "base/findings.hpp"
#include "base/shape.hpp"
#include "event/vocabulary.hpp"

namespace overens::access {

/// A row of the policy: what somebody may do with a class of what is their own.
struct PolicyRow {
  std::string rule;  ///< its name, for the access journal
  std::string who;   ///< visitor, developer, system, staff, or a role of staff_roles
  ObjectClass object = ObjectClass::notes;
  std::vector<Action> may;
};

/// Who may do what, read from data (agreements/access). Without rows nobody may do anything.
class Policy {
 public:
  Policy() = default;
  explicit Policy(std::vector<PolicyRow> rows) : rows_(std::move(rows)) {}

  /// The first row that allows it; nullptr: none does.
  PolicyRow const* row(Actor const& actor, Action action, ObjectClass object) const;
  std::vector<PolicyRow> const& rows() const { return rows_; }

 private:
  std::vector<PolicyRow> rows_;
};

// The words that the data has for actions and classes of objects.

std::string_view word_of(Action action);
std::string_view word_of(ObjectClass object);
/// Nothing for any other word.
std::optional<Action> read_action(std::string_view word);
std::optional<ObjectClass> read_object_class(std::string_view word);
std::vector<std::string> words_of_actions();
std::vector<std::string> words_of_object_classes();

/// What a file of the policy may hold.
base::ShapePtr policy_shape();

/// Reads the files and says all that is wrong: words that there are not, roles that the vocabulary does not have, and a
/// rule's name used twice. What is not usable gives a policy without rows.
Policy load_policy(std::vector<base::SourceFile> const& files, event::Vocabulary const& vocabulary,
                   base::Findings& findings);

}  // namespace overens::access
