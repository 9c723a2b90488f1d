#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/decide.hpp"
#include "access/legal_basis.hpp"
#include "base/findings.hpp"
#include "base/shape.hpp"
#include "event/vocabulary.hpp"

namespace overens::access {

/// A row of the policy: what somebody may do with a class of objects, how they must stand to it, and on which basis.
struct PolicyRow {
  std::string rule;  ///< its name, for the access journal
  Actor::Kind kind = Actor::Kind::visitor;
  std::string role = {};  ///< of staff_roles or system_roles; empty: everybody of the kind
  ObjectClass object = ObjectClass::notes;
  std::vector<Action> may = {};
  std::vector<Relation> relations = {Relation::own_unit, Relation::own_authority};
  std::vector<Requirement> needs = {};            ///< all of them
  std::vector<std::string> purposes = {};         ///< of commissions, one of them; empty: whichever
  bool is_for_protected = false;                  ///< also where somebody's identity is protected
  std::vector<std::string> authority_kinds = {};  ///< of whose record it is, one of them; empty: whichever
  std::chrono::minutes holds = {};                ///< so long after it was said a reason is still one
  bool is_emergency = false;                      ///< it breaks the glass: shown as such, and always reviewed
  bool needs_fresh = false;                       ///< only for who has shown a moment ago who they are
  std::vector<Masked> mask = {};
  std::vector<std::string> parts = {};  ///< of the individual's own page, one of them; empty: whatever
  std::vector<std::string> bases = {};  ///< one of them must hold; empty: it needs none
};

/// The code on paper that an individual is given.
struct IndividualCodeRule {
  int days = 30;  ///< so long it opens
  int tries = 5;  ///< so many wrong ones, and it opens nothing any more
};

/// Who may do what, read from data (agreements/access). Without rows nobody may do anything.
class Policy {
 public:
  Policy() = default;
  explicit Policy(std::vector<PolicyRow> rows, std::vector<LegalBasis> bases = {}, IndividualCodeRule code = {},
                  std::chrono::minutes fresh_for = {}, std::size_t fewest_staff = 0,
                  std::vector<Masked> protected_mask = {})
      : rows_(std::move(rows)),
        bases_(std::move(bases)),
        individual_code_(code),
        fresh_for_(fresh_for),
        fewest_staff_(fewest_staff),
        protected_mask_(std::move(protected_mask)) {}

  /// The rows for the actor and the commission they work under that have the action and the class, in their order.
  std::vector<PolicyRow const*> rows_for(Actor const& actor, Action action, ObjectClass object) const;
  std::vector<PolicyRow> const& rows() const { return rows_; }
  PolicyRow const* row(std::string_view rule) const;
  /// The longest time that a reason holds.
  std::chrono::minutes longest_held() const;
  LegalBasis const* basis(std::string_view id) const;
  std::vector<LegalBasis> const& bases() const { return bases_; }
  IndividualCodeRule const& individual_code() const { return individual_code_; }
  /// So long after showing who they are somebody has done so a moment ago.
  std::chrono::minutes fresh_for() const { return fresh_for_; }
  /// Of a unit with fewer staff no figures are shown: they would be those of a person.
  std::size_t fewest_staff() const { return fewest_staff_; }
  /// What is left out as well of what shows somebody with a protected identity.
  std::vector<Masked> const& protected_mask() const { return protected_mask_; }

 private:
  std::vector<PolicyRow> rows_;
  std::vector<LegalBasis> bases_;
  IndividualCodeRule individual_code_;
  std::chrono::minutes fresh_for_ = {};
  std::size_t fewest_staff_ = 0;
  std::vector<Masked> protected_mask_;
};

// The words that the data has for actions, how somebody stands to an object, what they are, and what is masked.

std::string_view word_of(Action action);
std::string_view word_of(Masked masked);
std::string_view word_of(Relation relation);
std::string_view word_of(Actor::Kind kind);
/// Nothing for any other word.
std::optional<Action> read_action(std::string_view word);
std::optional<Relation> read_relation(std::string_view word);
std::optional<Actor::Kind> read_kind(std::string_view word);
std::vector<std::string> words_of_actions();

/// What a file of the policy may hold.
base::ShapePtr policy_shape();

/// Reads the files and says all that is wrong: words that there are not, roles and purposes that the vocabulary does
/// not have, bases that no file has, and a name used twice. What is not usable gives a policy without rows.
Policy load_policy(std::vector<base::SourceFile> const& files, event::Vocabulary const& vocabulary,
                   base::Findings& findings);

}  // namespace overens::access
