#pragma once

#include <string>

namespace overens::web {

/// Who runs the site, as its pages say. What is empty is not said, nor what would be half said without it.
struct Operator {
  std::string name = {};
  std::string accessibility = {};  ///< how to report what is not accessible
  std::string supervision = {};    ///< how to notify the authority that supervises accessibility
  std::string feedback = {};       ///< an address for mail
  /// Where somebody is led who hides their own page: a page of everyday, so that nobody wonders.
  std::string leave_for = "https://www.smhi.se/";

  /// The accessibility statement can be given.
  bool has_statement() const { return !name.empty() && !accessibility.empty() && !supervision.empty(); }
};

}  // namespace overens::web
