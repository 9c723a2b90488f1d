#pragma once

#include <optional>
#include <vector>

#include "obligation/obligation.hpp"

namespace overens::obligation {

/// What an act would lead to for one obligation.
struct Consequence {
  enum class Kind {
    opens,       ///< it was not there, and is open now
    meets,       ///< fulfilled in time, or after the watch of a duty without a day
    meets_late,  ///< done after its last day, also when it had ended undone by then
    releases,    ///< it no longer applies
    breaks,      ///< a prohibition is broken once more
    uses,        ///< a permission is used once more
    ends,        ///< it ends in another way: not done, kept until its end, or broken or used before
    undoes,      ///< what counted as done is left undone
    voids,       ///< what opened it is gone
    reopens,     ///< it was closed, and is open again
    moves        ///< it stays open with another last day
  };
  Kind kind = Kind::opens;
  Obligation const* obligation = nullptr;  ///< as it stands with the act; without it, when it is there no longer
  VisibleEvents const* view = nullptr;     ///< that its acts are numbered in
  bool is_gone = false;                    ///< the obligation is the one without the act
};

/// Compares the answers for a group with a tentative act with those without. In the order of the answers: first
/// what stands with the act, then what is there no longer. An obligation that stands as before is left out, and so is
/// one that is waiting to open at a later day. Points into the answers.
std::vector<Consequence> consequences(Answers const& without, Answers const& with);

std::string_view to_string(Consequence::Kind kind);

}  // namespace overens::obligation
