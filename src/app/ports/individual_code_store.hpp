#pragma once

#include <optional>
#include <string>

#include "app/ports/identity_store.hpp"

namespace overens::app {

/// A code on paper as it is kept: what would open anything as a hash only.
struct KeptIndividualCode {
  PersonRef person;
  std::string selector;
  std::string hash;
  std::string account;  ///< the id of the one that it signs in by
  calendar::Instant given = {};
  calendar::Day through = {};
  long tries = 0;  ///< that have failed
};

/// Where the codes of individuals are kept, beside the journal. Each call is one transaction and durable when it
/// returns. Used by many threads and by several servers at once. Throws StoreFailed.
class IndividualCodeStore {
 public:
  virtual ~IndividualCodeStore();

  /// In the place of the one that the person had. Throws Conflict when another person's has the selector.
  virtual void put(KeptIndividualCode const& code) = 0;
  virtual std::optional<KeptIndividualCode> code_of(PersonRef const& person) = 0;
  virtual std::optional<KeptIndividualCode> code_with(std::string const& selector) = 0;
  virtual std::optional<KeptIndividualCode> code_by_account(std::string const& account) = 0;
  /// Counts a try that failed, and gives how many have.
  virtual long failed(std::string const& selector) = 0;
  /// The tries that failed are forgotten.
  virtual void succeeded(std::string const& selector) = 0;
  virtual void remove(PersonRef const& person) = 0;
};

}  // namespace overens::app
