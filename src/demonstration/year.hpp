#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "agreement/pack.hpp"
#include "base/refusal.hpp"
#include "event/vocabulary.hpp"

namespace overens::demonstration {

/// An agreement's own life between two days, invented: its parties and their units, its forums, what it asks of them,
/// done in time, late or not at all, and what they have shown of what they promise. Nothing of individuals.
struct Year {
  agreement::Pack const* pack = nullptr;
  calendar::Day from = {};     ///< nothing happens before
  calendar::Day through = {};  ///< nor after
  std::uint64_t seed = 1;      ///< the same tells the same story
};

/// The events of the story, each a JSON object as `overens journal import` takes it, in the order they were recorded.
/// What `before` tells, such as which authorities and forums there are, is used and not told again. With a later last
/// day the story is the same and goes on. Refused as event::Reader does when an event, of `before` or of the story,
/// does not fit the vocabulary.
base::Expected<std::vector<std::string>> governance(Year const& year, std::vector<agreement::Pack const*> const& packs,
                                                    event::Vocabulary const& vocabulary,
                                                    std::vector<std::string> const& before);

}  // namespace overens::demonstration
