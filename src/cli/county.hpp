#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "agreement/check.hpp"
#include "event/vocabulary.hpp"
#include "wording/language.hpp"

namespace overens::cli {

/// A folder of agreements: the vocabulary and the packs under it.
struct Agreements {
  event::Vocabulary vocabulary;
  std::vector<std::unique_ptr<agreement::Pack>> owned;
  std::vector<agreement::Pack const*> packs;
  base::Findings findings;
};

/// Loads `root`/vocabulary and every pack under `root`. A pack may also be loaded alone: `root` is then its own folder
/// and the vocabulary is looked for in the folders above.
std::unique_ptr<Agreements> load_agreements(std::filesystem::path const& root);
/// The same with the vocabulary named.
std::unique_ptr<Agreements> load_agreements(std::filesystem::path const& root, std::filesystem::path const& vocabulary);

/// The folder `vocabulary` beside or above the folder, empty when there is none.
std::filesystem::path vocabulary_for(std::filesystem::path folder);

/// Prints findings as file:line: what → what to write instead, and how many there are. True when none forbids use.
bool print_findings(base::Findings const& findings, wording::Language const& say, bool warnings_too);

}  // namespace overens::cli
