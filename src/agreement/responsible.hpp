#pragma once

#include "agreement/pack.hpp"

namespace overens::agreement {

/// One line of the answer to "Vem gör vad?": who, and for which ages.
struct Responsible {
  Responsibility const* row = nullptr;
  std::vector<Holder const*> who = {};
  std::optional<Ages> ages = {};                  ///< those of the row, or of one band of it; nothing: all
  std::vector<std::string> readings = {};         ///< that this line rests on
  std::optional<int> age = {};                    ///< the age asked for
  std::vector<Holder const*> of_other_ages = {};  ///< named, but not for the age asked for
  std::vector<Ages> named_for = {};               ///< when nobody is left: the ages for which somebody is named
};

/// Who answers for a need. Without an age every band is told. The ages of the row, of its bands and of its units
/// decide: a line whose holders are all for other ages says so. Empty: no row is about the need, which is never the
/// same as nobody.
std::vector<Responsible> who(Pack const& pack, std::string_view need, std::optional<int> age);

/// The version that the documents themselves say holds on the day: among packs of one agreement, the latest begun and
/// not ended. Nothing when there is none.
Pack const* in_force(std::vector<Pack const*> const& packs, std::string_view agreement, calendar::Day on);

/// Agreements that a word could mean: by id, county code or region name.
std::vector<std::string> find_agreement(std::vector<Pack const*> const& packs, std::string_view word);

}  // namespace overens::agreement
