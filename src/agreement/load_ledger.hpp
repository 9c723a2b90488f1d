#pragma once

#include "agreement/pack.hpp"
#include "base/yaml.hpp"

namespace overens::agreement {

/// A source and a passage, put together from their nodes, whose shapes have been checked.
SourceText source_text(base::Node const& node, std::string const& file);
Passage passage(base::Node const& node, std::string const& file);

/// Gives each passage without a section the one that the passages before it stand in.
void spread_sections(std::vector<Passage>& ledger);

}  // namespace overens::agreement
