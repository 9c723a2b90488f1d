#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/yaml.hpp"
#include "event/vocabulary.hpp"

namespace overens::demonstration {

/// A unit of a side, and how many work there besides its manager.
struct StoryUnit {
  std::string kind, name, telephone;
  int staff = 0;
};

/// As what somebody works.
struct StoryRole {
  std::string role, purpose;  ///< of the vocabulary's staff_roles and commission_purposes
};

/// A side of the stories, with the units that each authority of it has.
struct StorySide {
  std::string id;              ///< as the steps name it (`by`)
  std::string authority_kind;  ///< of Vocabulary::authority_kinds
  int authorities = 1;         ///< at most so many have cases
  StoryRole staff, manager;    ///< those who work in cases, and whoever sees to what has come in
  std::vector<StoryUnit> units;
};

/// So often, and so long after, or so much slower.
struct StoryChance {
  double share = 0;  ///< from 0 through 1
  int number = 0;
};

/// What invented cases are made of: the stories, and how they are told over and over.
struct Stories {
  std::vector<base::Node> all;  ///< each with its steps
  std::vector<StorySide> sides;
  std::vector<std::string> given, family;  ///< names
  int days_between = 1;
  StoryChance slow;           ///< the days between the steps are so many times as many
  double share_stopping = 0;  ///< that come to a stop before the last step
  StoryChance closed;         ///< so many days after the last step
  StoryChance taken_on;       ///< by the side to which something was disclosed, within so many days
  double share_disclosed = 0;
  std::vector<std::string> disclosed_types;
};

/// Of files of which those with `story` are one, and one has `sides`; what else there is, is passed over. Nothing when
/// there is no story. What is wrong is told in `findings`.
std::optional<Stories> read_stories(std::vector<base::SourceFile> const& files, event::Vocabulary const& vocabulary,
                                    base::Findings& findings);

// What stands under a key of a map; empty, or 0, when the key does not stand.
std::string text_at(base::Node const& node, std::string_view key);
int number_at(base::Node const& node, std::string_view key);
/// Nothing: it is no whole number.
std::optional<int> whole_number(std::string_view words);

}  // namespace overens::demonstration
