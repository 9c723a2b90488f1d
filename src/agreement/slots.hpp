#pragma once

#include <optional>
#include <tuple>
#include <utility>
#include <vector>

namespace overens::agreement {

/// The conditions of a norm, each in its slot: as the pack says them, and made ready. Who goes through them all does it
/// by `each_slot` or `each_condition` and a `switch` over `Slot` without `default`: so a new slot does not compile
/// until it has a name here and everybody says what it is to them.
template <class One>
struct Slots {
  std::optional<One> opens;  ///< or every, or once
  std::optional<One> unless;
  std::optional<One> after;  ///< what the due day is counted from; none: the opening
  std::optional<One> met;
  std::optional<One> met_before;
  std::vector<One> steps;  ///< each bearer's part
  std::vector<One> release;
  std::optional<One> broken_by;
  std::optional<One> used_by;
  std::optional<One> until;
  std::optional<One> pause;
  std::optional<One> resume;
  std::optional<One> moved;  ///< by which its last day is moved on
};

/// In the order of `Slots`.
enum class Slot {
  opens,
  unless,
  after,
  met,
  met_before,
  steps,
  release,
  broken_by,
  used_by,
  until,
  pause,
  resume,
  moved
};
inline constexpr std::size_t slot_count = static_cast<std::size_t>(Slot::moved) + 1;

template <class All>
auto tied_exactly(All& all) {
  auto& [opens, unless, after, met, met_before, steps, release, broken_by, used_by, until, pause, resume, moved] = all;
  auto slots =
      std::tie(opens, unless, after, met, met_before, steps, release, broken_by, used_by, until, pause, resume, moved);
  static_assert(std::tuple_size_v<decltype(slots)> == slot_count);
  return slots;
}

template <class One>
auto tied(Slots<One>& all) {
  return tied_exactly(all);
}
template <class One>
auto tied(Slots<One> const& all) {
  return tied_exactly(all);
}

/// Hands out each slot with what stands in it, in the same order for several norms at once.
template <class... All, class Do>
void each_slot(Do const& act, All&... all) {
  auto const one = [&]<std::size_t place>(std::integral_constant<std::size_t, place>) {
    act(static_cast<Slot>(place), std::get<place>(tied(all))...);
  };
  [&]<std::size_t... places>(std::index_sequence<places...>) {
    (one(std::integral_constant<std::size_t, places>()), ...);
  }
  (std::make_index_sequence<slot_count>());
}

template <class One, class Do>
void each_in(std::optional<One> const& slot, Do const& act) {
  if (slot) act(*slot);
}
template <class One, class Do>
void each_in(std::vector<One> const& slot, Do const& act) {
  for (auto const& one : slot) act(one);
}

/// Hands out every condition, with its slot.
template <class One, class Do>
void each_condition(Slots<One> const& all, Do const& act) {
  each_slot([&](Slot slot, auto const& in) { each_in(in, [&](One const& one) { act(slot, one); }); }, all);
}

}  // namespace overens::agreement
