#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <tl/expected.hpp>

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

/// A draft, ready to be asked: a pack of its own (agreement.yaml), or what it changes in another (draft.yaml) put
/// together with that one, which is looked for under `agreements` and beside the vocabulary. After having said what is
/// wrong, nothing.
struct LoadedDraft {
  std::unique_ptr<agreement::Pack> pack;
  agreement::Words says;  ///< what it is; empty for a pack of its own
};
std::optional<LoadedDraft> load_draft(std::filesystem::path const& folder, event::Vocabulary& vocabulary,
                                      std::filesystem::path const& agreements, base::Findings& findings);

/// The day that --on names, today when it is empty. Says what is wrong with it.
std::optional<calendar::Day> pick_day(std::string const& on, wording::Language const& say);

/// The id of the agreement that a word means: its id, the county's code or the region's name. Empty after having said
/// which there are.
std::string pick_agreement(Agreements const& all, std::string const& word, wording::Language const& say);

/// A version of an agreement: "county/2025", or "county" for the one that holds on the day, or else the latest. After
/// having said which there are, the exit code.
tl::expected<agreement::Pack const*, int> pick_version(Agreements const& all, std::string const& word, calendar::Day on,
                                                       wording::Language const& say);

/// Prints findings as file:line: what → what to write instead, and how many there are. True when none forbids use.
bool print_findings(base::Findings const& findings, wording::Language const& say, bool warnings_too);

}  // namespace overens::cli
