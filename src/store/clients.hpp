#pragma once

#include "app/ports/client_store.hpp"
#include "store/pool.hpp"

namespace overens::store {

/// The table system_client.
class Clients : public app::ClientStore {
 public:
  /// The pools must outlive it.
  Clients(Pool& readers, Pool& writers) : readers_(readers), writers_(writers) {}

  void add(account::SystemClient const& client) override;
  std::vector<account::SystemClient> clients() override;
  std::optional<account::SystemClient> client_with(std::string const& key_hash) override;
  void used(std::string const& name, calendar::Day on) override;
  bool close_client(std::string const& name) override;

 private:
  Pool& readers_;
  Pool& writers_;
};

}  // namespace overens::store
