#pragma once

#include <span>

#include "obligation/facts.hpp"

namespace overens::obligation {

/// An event as the viewer knew it, corrections applied.
struct Act {
  Fact const* fact = nullptr;
  calendar::Moment when = {};
  std::uint64_t subject = 0;
  std::string const* subject_id = nullptr;  ///< corrected; otherwise as in the fact
  std::span<Datum const> data;
  Group const* in_case = nullptr;  ///< the case, corrected; none: nullptr
  calendar::Instant learnt = {};   ///< when the viewer learnt it
  base::Symbol unit = 0;
  std::uint16_t type = 0;
  bool corrected = false;

  base::Symbol acting() const { return fact->acting; }
  Datum const* datum(base::Symbol field) const {
    for (auto const& d : data) {
      if (d.field == field) return &d;
    }
    return nullptr;
  }
};

/// The event as it was recorded, whatever was corrected since.
Act as_recorded(Facts const& facts, Fact const& fact);

/// A correction whose data does not fit the corrected event's type, or two different events with one id.
struct Problem {
  std::string event;
  base::Text what;
  bool operator==(Problem const&) const = default;
};

}  // namespace overens::obligation
