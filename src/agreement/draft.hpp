#pragma once

#include <optional>

#include "agreement/load.hpp"

namespace overens::agreement {

/// A draft of a change: what it does to a pack. Its items stand instead of those with the same id, or are added.
struct DraftChange {
  std::string of;  ///< agreement/version
  Words title;
  Words says;  ///< what the draft is, for those who read an answer that rests on it
  std::vector<std::string> removes;
};

/// The draft's head, when the files have one.
std::optional<DraftChange> draft_of(PackFiles const& files, base::Findings& findings);

/// The pack as the draft would have it.
PackFiles with_draft(PackFiles pack, PackFiles const& changes, DraftChange const& draft);

}  // namespace overens::agreement
