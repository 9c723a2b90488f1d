#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "access/decide.hpp"
#include "base/findings.hpp"
#include "base/shape.hpp"
#include "calendar/swedish_time.hpp"
#include "event/vocabulary.hpp"

namespace overens::access {

/// How much of their names the one who looked and the one whom it is about have in common.
enum class SameName { whole, surname };

/// Which looks a reviewer has to go through. All that it says must hold of a look; what it does not say is not asked.
struct ReviewRule {
  std::string rule;    ///< its name, for the access journal
  event::Label label;  ///< in words
  std::vector<Action> actions = {};
  std::vector<ObjectClass> classes = {};
  std::vector<std::string> by_rules = {};  ///< those of the policy that let it be shown
  bool is_denied = false;
  std::optional<std::pair<int, int>> hours = {};  ///< of the day in Sweden, from and before; may pass midnight
  bool never_worked_in = false;                   ///< of a case that they had not worked in until then
  std::optional<SameName> same_name = {};         ///< of somebody who is called as they are
  bool is_of_protected = false;                   ///< of somebody who had a protected identity
  long more_than_in_a_day = 0;                    ///< so many cases and persons; 0: not asked
  long one_in = 0;                                ///< a sample: one of so many; 0: not asked

  /// Whatever those rules let be shown, without a word more.
  bool is_of_rules_alone() const {
    auto const asks_of_look = !actions.empty() || !classes.empty() || is_denied || hours.has_value();
    auto const asks_of_records = never_worked_in || same_name.has_value() || is_of_protected;
    return !by_rules.empty() && !asks_of_look && !asks_of_records && more_than_in_a_day == 0 && one_in == 0;
  }
};

/// What of the access journal is for data to say (agreements/access/looks.yaml).
struct LookRules {
  /// The classes of which every look is kept: without rules all of them.
  std::vector<ObjectClass> kept = {std::begin(all_object_classes), std::end(all_object_classes)};
  int years = 100;                        ///< so long it is kept; then its content is erased
  std::vector<ReviewRule> review = {};    ///< in the order of the file
  std::vector<event::Code> results = {};  ///< what a review can come to

  bool keeps(ObjectClass object) const;
  /// What was looked at before then may be erased.
  calendar::Instant kept_from(calendar::Day today) const;
};

/// What the file may hold.
base::ShapePtr look_rules_shape();

/// Reads it and says all that is wrong, such as a class that it does not say anything of. What is not usable keeps
/// every class for the longest time.
LookRules load_look_rules(base::SourceFile const& file, base::Findings& findings);

class Policy;

/// Refuses a review of a rule that the policy does not have, and an emergency that no review points out whole: each
/// look by it, and not a sample.
void check_reviews(Policy const& policy, LookRules const& rules, base::Findings& findings);

}  // namespace overens::access
