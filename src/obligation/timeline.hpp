#pragma once

#include "obligation/act.hpp"

namespace overens::obligation {

/// Acts in the order they happened, with a chain for each type. The same event twice counts once.
class Timeline {
 public:
  static constexpr std::uint32_t none = UINT32_MAX;

  explicit Timeline(Facts const& facts);

  /// Begins anew, for at most so many acts.
  void begin(std::size_t most);
  void add(Act const& act);
  template <class IsOut>
  void leave_out(IsOut const& is_out) {
    std::vector<Act> rest;
    std::remove_copy_if(acts_.begin(), acts_.end(), std::back_inserter(rest), is_out);
    acts_ = std::move(rest);
  }
  /// After the last is added. Before it the acts have no order.
  void put_in_order();

  std::vector<Act> const& acts() const { return acts_; }
  /// The first act of a type, and the next of the same type; `none` after the last.
  std::uint32_t first(std::uint16_t type) const { return first_[type]; }
  std::uint32_t next(std::uint32_t act) const { return next_[act]; }
  std::span<std::uint16_t const> types() const { return types_; }
  /// Who acted, each with its first act, in that order.
  std::span<std::pair<base::Symbol, std::uint32_t> const> participants() const { return participants_; }
  /// Of two different events with one id.
  std::vector<Problem> const& problems() const { return problems_; }

 private:
  bool is_there(Act const& act);

  Facts const& facts_;
  std::vector<Act> acts_;
  std::vector<std::uint32_t> first_;  // by type
  std::vector<std::uint32_t> last_;   // by type
  std::vector<std::uint32_t> next_;   // by act
  std::vector<std::uint16_t> types_;
  std::vector<std::pair<base::Symbol, std::uint32_t>> participants_;
  std::vector<std::uint32_t> ids_;  // acts, by the hash of their event's id
  std::vector<Problem> problems_;
};

}  // namespace overens::obligation
