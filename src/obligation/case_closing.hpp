#pragma once

#include "obligation/registry.hpp"
#include "obligation/rule.hpp"

namespace overens::obligation {

struct Obligation;

/// Whether the case in which something is owed is closed for those who owe it. Each authority closes and opens again
/// its own: the case is closed when everybody who owes it and has recorded something in it has closed it.
class CaseClosing {
 public:
  /// The obligation has its opening and its bearers.
  CaseClosing(VisibleEvents const& view, Registry const& registry, Rule const& rule, Obligation const& obligation);

  /// The closing by which it is closed at that time; nothing when it is open then.
  std::optional<std::uint32_t> standing(calendar::Moment const& at) const;
  /// The first closing after that time by which it is closed.
  std::optional<std::uint32_t> after(calendar::Moment const& at) const;

 private:
  struct Record {
    std::uint32_t act;
    base::Symbol by;  ///< whose record it is
  };
  bool owes(base::Symbol authority, calendar::Day on) const;
  std::optional<std::uint32_t> closed_with(std::size_t records) const;

  VisibleEvents const& view_;
  Registry const& registry_;
  Obligation const& obligation_;
  std::uint16_t closed_;
  std::uint16_t reopened_;
  std::vector<Record>
      records_;  ///< of those who owe it, in the order of the view; empty when nobody has closed the case
};

}  // namespace overens::obligation
