#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "journal/look.hpp"

namespace overens::app {

/// Which looks, of one authority's record. What is empty is not asked.
struct LookFilter {
  std::string authority;
  std::optional<journal::SubjectRef> shown = {};  ///< a case, a person …
  std::string who = {};
  std::string not_by = {};  ///< their own are left out
  std::string action = {};
  calendar::Instant from = calendar::Instant::min();
  calendar::Instant before = calendar::Instant::max();
};

/// Where the next page of looks begins: after this one, the latest first.
struct LookKey {
  calendar::Instant at;
  std::uint64_t chain = 0;
  std::uint64_t seq = 0;
};

/// A key by which words beside the journal are encrypted, wrapped for its owner and its name.
struct KeptKey {
  std::string name;
  std::string owner;
  std::string key;
};

/// Where all looks are read from, to be kept elsewhere too. Throws StoreFailed.
class LookSource {
 public:
  virtual ~LookSource();

  /// The keys of what is encrypted beside the journal, as they are kept.
  virtual std::vector<KeptKey> keys() = 0;
  /// In the order of their numbers.
  virtual std::vector<journal::LookChain> chains() = 0;
  /// At most so many of a chain, after one of it.
  virtual std::vector<journal::LookEntry> of_chain(std::uint64_t chain, std::uint64_t after, std::size_t most) = 0;
};

/// Where looks are kept: beside the journal, in the same database. Used by many threads and by several servers at once.
/// Throws StoreFailed.
class LookStore : public LookSource {
 public:
  /// Opens a chain for the authority, with the next number.
  virtual journal::LookChain open_chain(std::string const& authority) = 0;
  /// Encrypts the words of a look that is about to be sealed at its place. They are read again by looks() alone.
  virtual void encrypt(journal::LookEntry& entry) = 0;
  /// Appends sealed entries; durable when it returns. Throws Conflict when one does not follow the end of its chain.
  virtual void append(std::span<journal::LookEntry const> entries) = 0;

  /// The latest first; those whose content has been erased are left out.
  virtual std::vector<journal::LookEntry> looks(LookFilter const& filter, std::size_t limit,
                                                std::optional<LookKey> const& after) = 0;
  /// The last that did something with each of these, in their order; nothing for those that none did.
  virtual std::vector<std::optional<journal::LookEntry>> last_of(std::string const& authority,
                                                                 std::string const& action,
                                                                 std::span<journal::SubjectRef const> shown) = 0;
  /// Those who saw more than so many cases and persons within a time, with the last look of each.
  virtual std::vector<journal::LookEntry> saw_many(LookFilter const& within, long more_than) = 0;

  /// What looks are found by: with chain, seq, authority and time of each, in no certain order.
  virtual void index(std::function<void(journal::SubjectRef const&, journal::LookEntry const&)> const& take) = 0;

  /// Erases the content of at most so many that were kept before then; gives how many they were.
  virtual std::size_t erase_before(calendar::Instant at, std::size_t most) = 0;
};

}  // namespace overens::app
