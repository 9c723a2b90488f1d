#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "access/guidance.hpp"
#include "access/look_rules.hpp"
#include "access/policy.hpp"
#include "agreement/check.hpp"
#include "event/vocabulary.hpp"

namespace overens::disk {

/// A folder of agreements: the vocabulary and the packs under it.
struct Agreements {
  event::Vocabulary vocabulary;
  access::Policy policy;         ///< who may do what: the folder access beside the vocabulary; none: nobody anything
  access::LookRules look_rules;  ///< of the access journal: its looks.yaml
  access::Guidance guidance;     ///< what may be said to whom, for people to read: its guidance.yaml
  std::vector<std::unique_ptr<agreement::Pack>> owned;
  std::vector<agreement::Pack const*> packs;
  std::string edition;  ///< sixteen hexadecimal digits, others when any byte of a file is another
  base::Findings findings;
};

/// Loads `root`/vocabulary and every pack under `root`. A pack may also be loaded alone: `root` is then its own folder
/// and the vocabulary is looked for in the folders above.
std::unique_ptr<Agreements> load_agreements(std::filesystem::path const& root);
/// The same with the vocabulary named.
std::unique_ptr<Agreements> load_agreements(std::filesystem::path const& root, std::filesystem::path const& vocabulary);

/// Reads the folder with who may do what, what is kept of it, and the guide, by the vocabulary that `all` has; nothing
/// when there is no such folder.
void load_access(std::filesystem::path const& folder, Agreements& all);

/// The folder `vocabulary` beside or above the folder, empty when there is none.
std::filesystem::path vocabulary_for(std::filesystem::path folder);
/// The same, having said what is missing when it is empty: the folder itself, or a vocabulary for it.
std::filesystem::path vocabulary_for(std::filesystem::path const& folder, base::Findings& findings);

/// The same pack with other choices of its readings.
std::unique_ptr<agreement::Pack> load_with_choices(Agreements& all, agreement::Pack const& pack,
                                                   agreement::OtherChoices const& choices);

/// A draft, ready to be asked: a pack of its own (agreement.yaml), or what it changes in another (draft.yaml) put
/// together with that one, which is looked for under `agreements` and beside the vocabulary. After having said what is
/// wrong, nothing.
struct LoadedDraft {
  std::unique_ptr<agreement::Pack> pack;
  agreement::Words says;  ///< what it is; empty for a pack of its own
};
std::optional<LoadedDraft> load_draft(std::filesystem::path const& folder, event::Vocabulary& vocabulary,
                                      std::filesystem::path const& agreements, base::Findings& findings);

}  // namespace overens::disk
