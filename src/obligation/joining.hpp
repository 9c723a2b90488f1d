#pragma once

#include "obligation/visible_events.hpp"
#include "obligation/where_recorded.hpp"

namespace overens::obligation {

/// Authorities that say that registrations are the same; each once, in order.
using Joiners = boost::container::small_vector<base::Symbol, 2>;
void add_in_order(Joiners& all, base::Symbol one);

/// Registrations that are said to be the same (`record.same_as`), as far as the viewer knows. Who says so joins only
/// what is its own with something else: for its own duties, and for nobody else's. Whatever day it was said on, it
/// holds for every day. One id leads to another through ids that nobody has recorded anything about, never through
/// those that only others have.
class Joinings {
 public:
  /// What some authorities say, together.
  struct Together {
    Aliases aliases;
    std::vector<Groups> sets;  ///< each begins with the group that answers for all of them
    boost::unordered_flat_map<std::uint32_t, std::size_t> set_of;

    bool joins(Group const& group) const { return set_of.contains(group.number); }
    Groups with(Group const& group) const;
    std::uint64_t standing_for(std::uint64_t id) const;
  };

  Joinings(Facts const& facts, WhereRecorded& where_recorded, Question const& question);

  bool none() const { return joiners_of_.empty(); }
  /// Those whose joinings concern the group, or one that they join with it.
  Joiners of(Group const& group) const;
  Together together(Joiners const& joiners) const;
  /// Joinings that come to nothing.
  std::vector<Problem> const& problems() const { return problems_; }

 private:
  struct Joining {
    Fact const* fact = nullptr;
    base::Symbol by = 0;
    std::string one, other;
    std::uint64_t keys[2] = {};
    bool counts = false;
  };
  /// Who has recorded anything about an id.
  struct Recorded {
    bool anybody = false;
    Joiners owners;
  };

  void read(Merge const& merge, VisibleEvents const& view);
  void find_records(WhereRecorded& where_recorded, Question const& question);
  void note_records(VisibleEvents const& view);
  void find_what_counts(base::Symbol joiner);
  void find_problems();
  bool is_own(std::uint64_t key, base::Symbol joiner) const;
  bool is_passed(std::uint64_t key, base::Symbol joiner) const;
  void add_direct(Group const& group, Joiners& joiners) const;

  Facts const& facts_;
  std::vector<Joining> all_;
  boost::unordered_flat_map<std::uint64_t, Recorded> records_;    ///< by id
  boost::unordered_flat_map<std::uint64_t, Joiners> joiners_of_;  ///< by id that counts
  std::vector<Problem> problems_;
};

}  // namespace overens::obligation
