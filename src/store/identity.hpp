#pragma once

#include <memory>

#include "app/ports/identity_store.hpp"
#include "keys/key_store.hpp"
#include "store/pool.hpp"

namespace overens::store {

/// The persons that are not as they were written; at most a hundred.
std::vector<std::string> persons_altered(Connection& connection);

/// Takes over another database's persons, into one that has none. The caller holds the transaction.
void copy_persons(Connection& connection, app::IdentityStore& other);

/// The tables person and identity.
class IdentityTables : public app::IdentityStore {
 public:
  /// The pools must outlive it. Without keys nothing can be said of anybody, and nothing that was is opened.
  IdentityTables(Pool& readers, Pool& writers, std::shared_ptr<keys::KeyStore> keys)
      : readers_(readers), writers_(writers), keys_(std::move(keys)) {}

  std::vector<std::optional<app::IdentityVersion>> identities(std::span<app::PersonRef const> persons) override;
  std::vector<app::IdentityVersion> versions(app::PersonRef const& person) override;
  std::vector<app::PersonRef> with_number(std::string const& authority, identity::Number const& number) override;
  std::string recognised(identity::Number const& number) const override;
  std::vector<app::PersonRef> persons_recognised(std::string const& number) override;
  bool put(app::PersonRef const& person, app::IdentityVersion const& said, std::string const& command) override;
  void all(std::function<void(app::KeptPerson const&)> const& take) override;
  bool take_over(app::KeptPerson const& person) override;

 private:
  keys::KeyStore& keys() const;
  /// What stands in an authority's rows in the place of a number.
  std::string index_of(std::string const& authority, std::string const& recognised) const;
  app::IdentityVersion open(app::PersonRef const& person, std::uint64_t version, std::string_view key,
                            std::string_view encrypted) const;

  Pool& readers_;
  Pool& writers_;
  std::shared_ptr<keys::KeyStore> keys_;
};

}  // namespace overens::store
