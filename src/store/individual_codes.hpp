#pragma once

#include "app/ports/individual_code_store.hpp"
#include "store/pool.hpp"

namespace overens::store {

/// The table individual_code.
class IndividualCodeTable : public app::IndividualCodeStore {
 public:
  /// The pools must outlive it.
  IndividualCodeTable(Pool& readers, Pool& writers) : readers_(readers), writers_(writers) {}

  void put(app::KeptIndividualCode const& code) override;
  std::optional<app::KeptIndividualCode> code_of(app::PersonRef const& person) override;
  std::optional<app::KeptIndividualCode> code_with(std::string const& selector) override;
  std::optional<app::KeptIndividualCode> code_by_account(std::string const& account) override;
  long failed(std::string const& selector) override;
  void succeeded(std::string const& selector) override;
  void remove(app::PersonRef const& person) override;

 private:
  Pool& readers_;
  Pool& writers_;
};

}  // namespace overens::store
