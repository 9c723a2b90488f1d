#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "demonstration/chance.hpp"
#include "demonstration/year.hpp"

namespace overens::demonstration {

/// What happens by somebody's hand, in a case or beside it.
struct Note {
  std::string type;
  calendar::Moment happened;
  std::string owner;
  std::pair<std::string, std::string> subject = {};  ///< its kind and id
  nlohmann::ordered_json data = nlohmann::ordered_json::object();
  std::string in_case = {};
  std::string person = {};
  std::string told_by = {};
};

/// Writes down what happens as the events of the journal: on a working day, in the daytime, one after the other in each
/// case. What would be written down after the year's last day is left out.
class Diary {
 public:
  explicit Diary(Year const& year) : chance_(year.seed), through_(year.through) {}

  /// The id of the event; empty: it is left out.
  std::string write(Note const& what);
  /// In the order they were recorded.
  std::vector<std::string> lines();

 private:
  calendar::Instant written_down(calendar::Moment const& happened, std::string const& about, std::string const& id);

  Chance chance_;
  calendar::Day through_;
  std::map<std::string, int> counted_;               // the events of a case, or of what stands beside them
  std::map<std::string, calendar::Instant> latest_;  // when something about it was last written down
  std::vector<nlohmann::ordered_json> told_;
};

}  // namespace overens::demonstration
