#pragma once

#include <vector>

#include "agreement/pack.hpp"

namespace overens::agreement {

/// How one item differs from what it is compared with.
struct Difference {
  /// strength: the verb; time: by when; interval: how often; who: bearer or holder; opens: when it arises; fulfils:
  /// what meets or breaks it; group: whom it is for; releases: when it falls away; lapses: whether it is still owed
  /// after the day; all_must: whether every bearer must act; again: whether it arises anew when it was met; practice:
  /// whether it is only an example; steps: of a ladder, or of those who bear it; exceptions: when it does not arise;
  /// moves: by what its last day may be moved on; beforehand: what meets it before; ends: of a prohibition or
  /// permission; pauses: what stops the clock; required, content: of a local agreement; ages: of a group.
  enum class Aspect {
    strength,
    time,
    interval,
    who,
    opens,
    fulfils,
    group,
    releases,
    lapses,
    all_must,
    again,
    practice,
    steps,
    exceptions,
    beforehand,
    ends,
    pauses,
    moves,
    required,
    content,
    ages
  };
  enum class Way { stronger, weaker, other };
  Aspect aspect;
  Way way;
};

/// Two items about the same matter, or one that the other agreement lacks.
struct Pair {
  enum class Kind { norm, responsibility, commitment, forum, ladder, local_agreement, group };
  enum class Verdict { same, stronger, weaker, changed, added, missing };
  Kind kind;
  Item const* before = nullptr;  ///< nothing: added
  Item const* after = nullptr;   ///< nothing: missing
  std::vector<Difference> differences = {};

  Verdict verdict() const;
};

/// What `after` says of the same matters as `before`, in the order of `before`; then what only `after` has, in its own
/// order. Within one agreement the same id is the same matter. Between agreements norms are about the same when what
/// they are for, what opens them and what fulfils or breaks them are the same; responsibilities when the need is;
/// ladders when they are about the same; groups when they are noted by the same codes or have the same ages; the others
/// by their titles.
std::vector<Pair> compare(Pack const& before, Pack const& after);

}  // namespace overens::agreement
