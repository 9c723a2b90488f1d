#pragma once

#include <optional>
#include <string>
#include <vector>

#include "calendar/day.hpp"
#include "event/vocabulary.hpp"

namespace overens::access {

/// A statute on which something may be seen or done, read from data since statutes change.
struct LegalBasis {
  std::string id;
  std::string statute;  ///< as it is cited
  event::Label says;    ///< in our own words
  calendar::Day from = {};
  std::optional<calendar::Day> through = {};
  std::vector<std::string> authority_kinds = {};  ///< that it is for, and rest on it before others; empty: nobody's own

  bool holds_on(calendar::Day day) const { return from <= day && (!through || day <= *through); }
};

}  // namespace overens::access
