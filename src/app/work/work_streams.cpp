#include "app/work/work_streams.hpp"

#include <algorithm>
#include <limits>
#include <tuple>

#include "app/rows.hpp"

namespace overens::app {

using calendar::Day;
using obligation::ListPart;
using obligation::Pace;

namespace {

// The first place that stands in the part or a later one; nothing when none does.
std::optional<std::int64_t> first_place(Pace pace, ListPart part, Day today) {
  using std::chrono::days;
  constexpr auto before_all = std::numeric_limits<std::int64_t>::min();
  if (pace == Pace::missed) return before_all;
  if (list_part(pace, Day::min(), today) >= part) return before_all;
  for (auto const day : {today, today + days(1), calendar::end_of_week(today) + days(1)}) {
    if (list_part(pace, day, today) >= part) return place_in_list(day, pace);
  }
  return list_part(pace, std::nullopt, today) >= part ? std::optional(without_day) : std::nullopt;
}

// In which part a place of the pace stands.
ListPart part_at(std::int64_t place, Pace pace, Day today) {
  auto const day = place == without_day ? std::nullopt : std::optional(Day(std::chrono::days(place)));
  return list_part(pace, day, today);
}

// Where the stream goes on after a key of the whole list; false: it has nothing more.
bool go_on(WorkStream& stream, WorkKey const& after, Day today) {
  auto const is_over = stream.nearness < after.nearness;
  if (is_over && after.part == ListPart::missed) return false;
  auto const part = is_over ? static_cast<ListPart>(static_cast<int>(after.part) + 1) : after.part;
  auto const first = first_place(stream.range.pace, part, today);
  if (!first) return false;
  stream.range.from = *first;
  // In a stream of another pace the place stands in another part, which begins with its own first place.
  if (stream.nearness == after.nearness && part_at(after.place, stream.range.pace, today) == after.part) {
    stream.range.from = after.place;
    stream.range.after_case = after.in_case;
    stream.range.after_id = after.id;
  }
  return true;
}

// So many of them, in the order of their keys, none of which is made more than once.
std::vector<WorkItem> first_in_order(std::vector<WorkItem> items, std::size_t most, Day today) {
  struct Placed {
    ListPart part;
    std::int64_t place;
    WorkItem* item;
    auto key() const { return std::tuple(part, item->nearness, place, std::tie(item->row.in_case, item->row.id)); }
  };
  std::vector<Placed> placed;
  placed.reserve(items.size());
  for (auto& item : items) placed.push_back({list_part(item.row.pace, item.row.day(), today), item.row.place(), &item});
  auto const end = placed.begin() + static_cast<std::ptrdiff_t>(std::min(most, placed.size()));
  std::partial_sort(placed.begin(), end, placed.end(),
                    [](Placed const& a, Placed const& b) { return a.key() < b.key(); });
  std::vector<WorkItem> first;
  for (auto one = placed.begin(); one != end; ++one) first.push_back(std::move(*one->item));
  return first;
}

}  // namespace

WorkKey key_of(WorkItem const& item, Day today) {
  auto const& row = item.row;
  return {list_part(row.pace, row.day(), today), item.nearness, row.place(), row.in_case, row.id};
}

std::vector<WorkItem> read_streams(Store& store, std::string const& authority, std::vector<WorkStream> streams,
                                   WorkFilter const& filter, std::size_t most, std::optional<WorkKey> const& after,
                                   Day today) {
  if (after) std::erase_if(streams, [&](WorkStream& stream) { return !go_on(stream, *after, today); });
  std::vector<WorkRange> ranges;
  for (auto const& stream : streams) ranges.push_back(stream.range);
  auto found = store.work(authority, ranges, filter, most);
  std::vector<WorkItem> items;
  for (std::size_t i = 0; i < found.size(); ++i) {
    auto const& [nearness, range, colleague] = streams[i];
    for (auto& one : found[i]) {
      items.push_back(
          {.row = std::move(one.row), .of = std::move(one.of), .nearness = nearness, .stands_in_for = colleague});
    }
  }
  return first_in_order(std::move(items), most, today);
}

ListPart part_of(ObligationRow const& row, calendar::Moment const& now) {
  auto const is_late = row.pace == Pace::strict && urgency_of(row, now) == obligation::Urgency::late;
  return is_late ? ListPart::late : list_part(row.pace, row.day(), now.day);
}

}  // namespace overens::app
