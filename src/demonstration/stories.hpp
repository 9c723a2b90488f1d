#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/yaml.hpp"
#include "event/vocabulary.hpp"

namespace overens::demonstration {

/// A side of the stories, with the unit there and who works in it.
struct StorySide {
  std::string id;              ///< as the steps name it (`by`)
  std::string authority_kind;  ///< of Vocabulary::authority_kinds
  std::string unit_kind, unit, telephone;
  std::string role;  ///< of its staff
  int staff = 0;     ///< so many
};

/// What invented cases are made of: the stories, and how they are told over and over.
struct Stories {
  std::vector<base::Node> all;  ///< each with its steps
  std::vector<StorySide> sides;
  std::vector<std::string> given, family;  ///< names
  int days_between = 1;
  double share_closed = 0, share_disclosed = 0;  ///< from 0 through 1
  int closed_after = 0;                          ///< days
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
