#pragma once

#include <map>
#include <string>
#include <vector>

#include "journal/look.hpp"
#include "journal/verify.hpp"

namespace overens::journal {

/// Goes through the access journal, chain after chain in the order of their numbers. In what it finds the stream is the
/// chain's number and authority.
class LookVerifier {
 public:
  /// What was looked at since then may not have been erased yet. `earlier`: where the chains ended earlier, by a backup
  /// or an export: what was there must still be.
  explicit LookVerifier(calendar::Instant kept_from, std::vector<Head> const& earlier = {});

  /// The next chain, as the database says that it is, and then each of its entries in turn.
  void take(LookChain const& chain);
  void take(LookEntry const& entry);
  /// What the database finds entries by, in any order; of entries beyond their chain's end it is passed over.
  void take_index(SubjectRef const& shown, LookEntry const& of);
  /// After the last.
  void finish();
  void found(Damage damage);

  std::uint64_t entries() const { return entries_; }
  std::uint64_t chains() const { return lengths_.size(); }
  std::uint64_t erased() const { return erased_; }
  /// How many things are wrong, and the first of them, at most a hundred.
  std::uint64_t damages() const { return damages_; }
  std::vector<Damage> const& first() const { return first_; }

 private:
  void at(Fault fault, LookEntry const& entry);
  void finish_chain();

  calendar::Instant kept_from_;
  std::map<std::string, Head> earlier_;  ///< those that have not been come to yet
  Head const* earlier_of_this_ = nullptr;
  LookChain stored_;                    ///< the chain being gone through, as the database says that it is
  LookChain reached_;                   ///< and as far as it has been gone through
  std::vector<std::uint64_t> lengths_;  ///< of each chain, by its number
  std::uint64_t entries_ = 0;
  std::uint64_t erased_ = 0;
  // Sums of hashes: the same things in another order give the same sum.
  std::uint64_t said_ = 0;
  std::uint64_t indexed_ = 0;
  std::uint64_t damages_ = 0;
  std::vector<Damage> first_;
};

}  // namespace overens::journal
