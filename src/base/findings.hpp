#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/text.hpp"

namespace overens::base {

/// Where in what somebody wrote. Lines and columns count from 1; 0 means the file as a whole.
struct Place {
  std::string file;
  int line = 0;
  int column = 0;

  auto operator<=>(Place const&) const = default;
};

enum class Weight { refusal, warning };

/// One thing to say about what somebody wrote: where, what is wrong, and what to write instead.
struct Finding {
  Weight weight = Weight::refusal;
  Place place;
  Text what;
  Text instead;
  std::string item;  ///< the id of the item in which it stands; empty: in none, or not known

  bool operator==(Finding const&) const = default;
};

/// Everything found in one reading, said all at once. Reading goes on after a finding.
class Findings {
 public:
  void refuse(Place place, Text what, Text instead = {});
  void warn(Place place, Text what, Text instead = {});
  void add(Findings const& others);
  /// Says in which item each stands, where that is not said yet.
  void name(std::function<std::string(Place const&)> const& item_at);

  /// True when nothing found forbids the use of what was read.
  bool usable() const;
  /// In the order of file and line, each finding once.
  std::vector<Finding> sorted() const;
  std::vector<Finding> const& all() const { return all_; }

 private:
  std::vector<Finding> all_;
};

}  // namespace overens::base
