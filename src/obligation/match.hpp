#pragma once

#include "obligation/registry.hpp"

namespace overens::obligation {

/// What a condition is asked for: which subject, counted from when, whose acts count.
struct Asking {
  std::uint64_t subject = 0;
  calendar::Moment opening = {};
  std::span<base::Symbol const> actors = {};  ///< authorities; empty: anyone's acts count
  calendar::Rules const* rules = nullptr;     ///< how the agreement counts windows
};

/// Finds acts that make a condition true. Acts are numbered as in the view, in the order they happened.
class Matcher {
 public:
  Matcher(View const& view, Registry const& registry) : view_(view), registry_(registry) {}

  /// The act with which the condition becomes true, at or after `from`.
  std::optional<std::uint32_t> first(When const& when, Asking const& asking, calendar::Moment const& from) const;
  /// The latest act by which the condition holds at `at`: it happened by then and has not been ended by then.
  std::optional<std::uint32_t> standing(When const& when, Asking const& asking, calendar::Moment const& at) const;
  /// How many acts of an event condition count, at or after `from`.
  std::uint32_t count(When const& when, Asking const& asking, calendar::Moment const& from) const;
  /// The type, the fields and the tie, without regard to time.
  bool fits(When const& when, Act const& act, Asking const& asking) const;
  /// The subject that the act is about, by the carrier; nothing when it does not say.
  std::optional<std::uint64_t> carried(Carrier const& carrier, Act const& act) const;

 private:
  bool test(Test const& test, Act const& act) const;
  bool in_window(When const& when, Act const& act, Asking const& asking) const;
  bool ended(When const& when, std::uint32_t act, calendar::Moment const& at, Asking const& asking) const;
  bool counts_enough(When const& when, Asking const& asking, std::optional<calendar::Moment> const& from,
                     calendar::Moment const& at) const;
  std::optional<std::uint32_t> standing_since(When const& when, Asking const& asking,
                                              std::optional<calendar::Moment> const& from,
                                              calendar::Moment const& at) const;
  std::optional<calendar::Moment> lower(When const& when, Asking const& asking,
                                        std::optional<calendar::Moment> const& from) const;

  View const& view_;
  Registry const& registry_;
};

}  // namespace overens::obligation
