#pragma once

#include <string>
#include <vector>

#include "base/findings.hpp"

namespace overens::agreement {

/// Words in Swedish, and in English where somebody has translated them.
struct Words {
  std::string sv;
  std::string en;
};
inline base::TextValue text_value(Words const& words) {
  return {words.sv, {}, words.en};
}

/// What all items of a pack have. Ids are unique in the pack.
struct Item {
  std::string id;
  Words title;
  std::vector<std::string> cite;      ///< section ids
  std::vector<std::string> law;       ///< statutes, as printed
  std::vector<std::string> readings;  ///< readings that the item rests on
  std::vector<std::string> links;     ///< document ids
  base::Place place;
};

}  // namespace overens::agreement
