#pragma once

#include <string>
#include <vector>

#include "agreement/pack.hpp"
#include "base/yaml.hpp"

namespace overens::agreement {

/// What the sources ask for, row by row: `agreements/coverage/rows.yaml`. Packs say in their coverage which rows they
/// carry; a row that no pack carries says where it is at home.
struct Requirements {
  struct Group {
    std::string id;
    Words title;
  };
  struct Row {
    std::string id;
    std::string group;
    std::vector<std::string> sources;
    Words title;
    std::string home;  ///< pack, engine, server, background
  };
  std::vector<Group> groups;
  std::vector<Row> rows;

  Row const* row(std::string_view id) const;
};

Requirements load_requirements(base::SourceFile const& file, base::Findings& findings);

/// Rows that a pack claims to carry and that do not exist are refused.
void check_coverage(Requirements const& requirements, std::vector<Pack const*> const& packs, base::Findings& findings);

}  // namespace overens::agreement
