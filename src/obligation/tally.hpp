#pragma once

#include <map>
#include <string>
#include <tuple>

#include "obligation/engine.hpp"

namespace overens::obligation {

/// How many of a norm's duties there were for a bearer, and how they went.
struct Counts {
  long opened = 0;
  long late = 0;      ///< late on the day asked, or done late
  long unmet = 0;     ///< ended without being done
  long met = 0;       ///< done, in time or late
  long released = 0;  ///< no longer applied
  long broken = 0;    ///< prohibitions
  bool operator==(Counts const&) const = default;
  Counts& operator+=(Counts const& other);
};

/// Counts answers by norm and by bearer. What was cancelled is not counted; what is not known is counted as it stands.
class Tally {
 public:
  struct ByNorm {
    agreement::Norm const* norm = nullptr;
    agreement::Pack const* pack = nullptr;
    Counts counts;  ///< each duty once, however many bearers it has
    std::map<base::Symbol, Counts> bearers;
  };

  void take(Answer const& answer, calendar::Moment const& on);
  std::map<std::string, ByNorm> const& norms() const { return norms_; }  ///< by agreement/norm
  long without_agreement() const { return without_agreement_; }

 private:
  std::map<std::string, ByNorm> norms_;
  boost::unordered_flat_map<agreement::Norm const*, ByNorm*> lately_;
  long without_agreement_ = 0;
};

}  // namespace overens::obligation
