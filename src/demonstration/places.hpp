#pragma once

#include <map>
#include <string>
#include <vector>

#include "demonstration/diary.hpp"
#include "demonstration/stories.hpp"

namespace overens::demonstration {

/// A unit where cases are, and who works there.
struct Workplace {
  std::string authority, unit;
  std::vector<std::string> staff;
};

/// Where the stories happen: the authorities of each side that there are, with units and staff, which are written down
/// when they are made.
class Places {
 public:
  Places(Year const& year, Stories const& stories) : year_(year), stories_(stories), chance_(year.seed) {}

  /// False: a side has no authority.
  bool find(std::vector<std::string> const& before);
  void employ(Diary& diary);

  /// One of a side, by chance.
  Workplace const& one(std::string const& side, std::string const& what) const;
  std::string name_of(std::string const& id) const;

 private:
  void open_unit(StorySide const& side, StoryUnit const& unit, std::string const& authority, int number, Diary& diary);
  void hire(std::string const& id, StoryRole const& as, Workplace const& place, Diary& diary) const;

  Year const& year_;
  Stories const& stories_;
  Chance chance_;
  std::map<std::string, std::vector<std::string>> authorities_;  // of each side
  std::map<std::string, std::vector<Workplace>> places_;         // of each side
};

}  // namespace overens::demonstration
