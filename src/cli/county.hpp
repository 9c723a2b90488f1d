#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "disk/agreements.hpp"
#include "wording/language.hpp"

namespace overens::cli {

/// The day that --on names, today when it is empty. Says what is wrong with it.
std::optional<calendar::Day> pick_day(std::string const& on, wording::Language const& say);

/// The id of the agreement that a word means: its id, the county's code or the region's name. Empty after having said
/// which there are.
std::string pick_agreement(disk::Agreements const& all, std::string const& word, wording::Language const& say);

/// A version of an agreement: "county/2025", or "county" for the one that holds on the day, or else the latest. After
/// having said which there are, the exit code.
tl::expected<agreement::Pack const*, int> pick_version(disk::Agreements const& all, std::string const& word,
                                                       calendar::Day on, wording::Language const& say);

/// Prints findings as file:line: what → what to write instead, and how many there are. True when none forbids use.
bool print_findings(base::Findings const& findings, wording::Language const& say, bool warnings_too);
/// All of them, errors first; of many warnings of one kind two whole and the places of the others.
void print_findings_folded(base::Findings const& findings, wording::Language const& say);

}  // namespace overens::cli
