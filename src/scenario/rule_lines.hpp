#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "agreement/pack.hpp"
#include "scenario/example_line.hpp"

namespace overens::scenario {

/// The lines of a scenario of one rule: what opens it, what is done about it, what ends that again. Made of the rule's
/// own conditions: of several that will do the first is taken. Two authorities act in it, one of the region and one of
/// a municipality, and others where a condition asks for their kind.
class RuleLines {
 public:
  RuleLines(agreement::Pack const& pack, agreement::Norm const& norm, event::Vocabulary const& vocabulary)
      : pack_(pack), norm_(norm), v_(vocabulary) {}

  struct Opened {
    calendar::Day on;
    calendar::Day counted_from;  ///< its time
  };
  /// What opens the rule, from the day on, and what its time is counted from.
  Opened open(calendar::Day first);

  /// What makes the condition true, done by those whom the rule binds.
  void act(agreement::Condition const& condition, calendar::Day day);

  /// What ends that which made the condition true; false: the condition says of nothing that it does.
  bool end(agreement::Condition const& condition, calendar::Day day);

  /// Whoever the rule binds closes the case.
  void close_case(calendar::Day day);

  /// The authorities, and after them all lines.
  std::string text() const;

 private:
  using Fields = std::map<std::string, std::string>;
  enum class Of { opening, act };

  void found_forum(std::string const& role, std::string const& id, calendar::Day day);
  void take_part(calendar::Day day);
  void begin_subject(calendar::Day day);
  void put_in_group(calendar::Day day);
  calendar::Day open_by(agreement::Condition const& condition, calendar::Day day);
  void add(agreement::Condition const& condition, calendar::Day day, Of of);
  void add_event(event::EventType const& type, agreement::Condition const& condition, calendar::Day day, int turn,
                 std::string by, Of of);
  void name_bearers(event::EventType const& type, std::string const& by, Fields& fields) const;
  std::string line(event::EventType const& type, Fields fields, calendar::Day day, std::string const& by,
                   int turn = 0) const;

  std::vector<std::string> doers(agreement::Condition const& condition) const;
  std::string first_bearer() const;
  std::string who(std::string const& role) const;
  std::string kind_of(std::string const& authority) const;
  std::string party_of(std::string const& kind) const;
  std::string authority_of(std::string const& kind);
  std::string holder_of(std::string const& unit_kind, std::string const& otherwise) const;
  std::string value_for(agreement::Where const& where, event::EventType const& type) const;
  std::string other_than(std::vector<std::string> const& words, std::string const& field,
                         event::EventType const& type) const;

  agreement::Pack const& pack_;
  agreement::Norm const& norm_;
  event::Vocabulary const& v_;
  std::vector<std::string> lines_;
  std::string opener_ = "kommun";  ///< who recorded what opened it
  std::string last_by_ = "kommun";
  std::set<std::string> others_;  ///< kinds of the authorities beside the two
};

}  // namespace overens::scenario
