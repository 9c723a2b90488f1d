#pragma once

#include "obligation/consequence.hpp"
#include "wording/obligations.hpp"

namespace overens::wording {

/// What an act would lead to for one obligation, in the words of a list: "Öppnas", "Håll länsgruppens möte", "forum
/// länsgruppen", "senast 2026-06-30 (tisdag), om 91 dagar".
struct ConsequenceWords {
  std::string kind;
  std::string title;
  std::string subject;
  std::string status;

  bool operator==(ConsequenceWords const&) const = default;
};

/// `view` is that of the answer in which the obligation stands; `now` is the day on which the act is foreseen.
ConsequenceWords consequence_words(ObligationWords const& words, obligation::VisibleEvents const& view,
                                   obligation::Consequence const& consequence, calendar::Moment const& now,
                                   Language const& say);

/// So many more than have been told.
base::Text and_more(long untold);
/// What is owed in cases is worked out anew as well.
base::Text cases_change();

}  // namespace overens::wording
