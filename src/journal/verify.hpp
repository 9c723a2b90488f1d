#pragma once

#include <array>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "journal/chain.hpp"

namespace overens::journal {

/// One thing that is wrong, and where. Of a whole stream: without seq, event and position. Of the index and of the
/// database itself: without stream, and of the database with what is wrong in `what`.
struct Damage {
  Fault fault;
  std::string stream = {};
  std::uint64_t seq = 0;
  std::string event = {};  ///< its id
  std::uint64_t position = 0;
  std::string what = {};
};

/// Goes through a journal from its first entry to its last. Needs memory for the head of each stream.
class Verifier {
 public:
  Verifier() = default;
  /// `earlier`: heads that were written earlier, by a backup or an export. What they say was there must still be.
  explicit Verifier(Heads const& earlier);

  /// Each entry in turn.
  void take(std::uint64_t position, Entry const& entry);
  /// What the database finds the entries by, in any order.
  void take_index(SubjectRef const& subject, std::uint64_t position);
  /// After the last: where the database says that the streams end.
  void finish(Heads const& stored);
  /// Something that was found otherwise.
  void found(Damage damage);

  std::uint64_t entries() const { return entries_; }
  std::uint64_t streams() const { return heads_.size(); }
  std::uint64_t erased() const { return erased_.size(); }
  /// Decisions to erase are encrypted, and were not opened: it has not been seen whether all that is gone was decided
  /// on.
  bool decisions_hidden() const { return decisions_hidden_; }
  /// How many things are wrong, and the first of them, at most a hundred.
  std::uint64_t damages() const { return damages_; }
  std::vector<Damage> const& first() const { return first_; }

 private:
  struct Place {
    std::uint64_t version = 0;
    Hash hash = {};
  };
  void take_decision(Entry const& entry);

  std::unordered_map<std::string, Place> heads_;
  std::unordered_map<std::string, Place> earlier_;
  std::uint64_t last_position_ = 0;
  std::uint64_t earlier_position_ = 0;
  std::uint64_t entries_ = 0;
  std::vector<std::pair<std::string, Damage>> erased_;                  ///< by their owners
  std::set<std::pair<std::string, std::string>, std::less<>> decided_;  ///< owner and event
  bool decisions_hidden_ = false;
  // Sums of hashes: the same things in another order give the same sum.
  std::uint64_t said_ = 0;
  std::uint64_t indexed_ = 0;
  std::uint64_t damages_ = 0;
  std::vector<Damage> first_;
};

}  // namespace overens::journal
