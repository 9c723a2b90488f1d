#pragma once

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
  Actor::Kind kind = Actor::Kind::visitor;
  std::string role = {};  ///< of staff_roles or system_roles; empty: everybody of the kind
  ObjectClass object = ObjectClass::notes;
  std::vector<Action> may = {};
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

/// What a file of the policy may hold.
base::ShapePtr policy_shape();

/// Reads the files and says all that is wrong: words that there are not, roles that the vocabulary does not have, and a
/// rule's name used twice. What is not usable gives a policy without rows.
Policy load_policy(std::vector<base::SourceFile> const& files, event::Vocabulary const& vocabulary,
                   base::Findings& findings);

}  // namespace overens::access
