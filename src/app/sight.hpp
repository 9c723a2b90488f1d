#pragma once

#include <functional>
#include <set>
#include <string>

#include "event/object_class.hpp"

namespace overens::app {

/// What decides who may see a hidden event.
struct HiddenFacts {
  std::string owner;
  std::string in_case;                 ///< empty: it stands in none
  std::set<std::string> readers = {};  ///< staff that were named for this one alone
  std::set<std::string> sent_to = {};  ///< whom disclosures of it name, never a unit: see SentTo
};
using MaySeeHidden = std::function<bool(HiddenFacts const&)>;

/// What whoever asks for a command may see. Nothing, unless it is said.
struct Sight {
  std::string owner = {};               ///< whose record it is
  std::set<std::string> named_in = {};  ///< cases in which they are named for what is kept most closely; empty: none
  std::set<std::string> works_in = {};  ///< cases in which they see what they are named for one by one
  std::string staff = {};
  std::set<event::ObjectClass> reads = {};  ///< of what is not hidden in the case: what is kept so closely

  bool sees_nothing() const { return named_in.empty() && works_in.empty(); }
  bool sees(HiddenFacts const& hidden) const;
};

}  // namespace overens::app
