#pragma once

#include <string>
#include <vector>

#include "agreement/responsible.hpp"
#include "wording/language.hpp"

namespace overens::wording {

/// One who answers for a need.
struct HolderWords {
  std::string who;    ///< "Region Väst: Beroendeenheten"
  std::string part;   ///< "är ansvarig", empty when nothing is said
  std::string when;   ///< a condition; empty: always
  std::string reach;  ///< whom the unit receives and how, as far as the agreement says; empty: nothing is said
};

/// A section that says so.
struct CitedSection {
  agreement::Section const* section;
  std::string words;  ///< "avsnitt 2.2 Regionens ansvar, sid. 7"
};

/// An item of the agreement that names the need.
struct NamedIn {
  agreement::Item const* item;
  std::string words;  ///< its title
};

/// One line of the answer to "Vem gör vad?", in words. What is empty is not said in the agreement.
struct ResponsibleWords {
  agreement::Responsibility const* row = nullptr;
  std::string ages;
  std::vector<HolderWords> who;
  std::string nobody;                      ///< what to say when the line names nobody
  std::vector<std::string> of_other_ages;  ///< the units that do not receive the age asked for
  std::vector<NamedIn> named_in;
  std::vector<CitedSection> sections;
  std::string note;
  std::string asking;  ///< what the law says about asking and consent
  std::string example;
  std::vector<std::string> see_also;
  std::vector<std::string> readings;
};

/// "13–22 år"; empty when it is all ages.
std::string in_words(agreement::Ages const& ages, Language const& say);

/// `municipality`: what the municipality is called, "kommunen" when empty.
ResponsibleWords responsible(agreement::Pack const& pack, agreement::Responsible const& line,
                             std::string const& municipality, Language const& say);

/// Why there is no line at all: our account of the agreement holds nothing, or its text is missing. Never "nobody".
std::string not_listed(agreement::Pack const& pack, Language const& say);

/// No version held on the day.
base::Text none_in_force(calendar::Day on);

}  // namespace overens::wording
