#pragma once

#include <array>
#include <optional>
#include <vector>

#include "app/work/work_list.hpp"

namespace overens::app {

/// The paces of which there is something in the list.
inline constexpr std::array listed_paces = {obligation::Pace::strict, obligation::Pace::lenient,
                                            obligation::Pace::watched, obligation::Pace::waits,
                                            obligation::Pace::missed};

/// A part of the list that the store has in order: what is so near, in one range.
struct WorkStream {
  Nearness nearness;
  WorkRange range;
  std::string stands_in_for = {};  ///< the colleague whose it is, who is away
};

/// Where a row stands in the list on a day.
WorkKey key_of(WorkItem const& item, calendar::Day today);
/// In which part of it; of a day some hours may be past.
obligation::ListPart part_of(ObligationRow const& row, calendar::Moment const& now);

/// The first of the list after a key, of all streams together.
std::vector<WorkItem> read_streams(Store& store, std::string const& authority, std::vector<WorkStream> streams,
                                   WorkFilter const& filter, std::size_t most, std::optional<WorkKey> const& after,
                                   calendar::Day today);

}  // namespace overens::app
