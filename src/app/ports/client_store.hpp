#pragma once

#include <optional>
#include <string>
#include <vector>

#include "account/system_client.hpp"

namespace overens::app {

/// Where other systems' keys are kept, beside the journal and not part of it. Each call is one transaction and durable
/// when it returns. Used by many threads and by several servers at once. Throws StoreFailed.
class ClientStore {
 public:
  virtual ~ClientStore();

  /// Throws Conflict when there is, or was, one of that name.
  virtual void add(account::SystemClient const& client) = 0;
  /// Those that there are and were, by name.
  virtual std::vector<account::SystemClient> clients() = 0;
  virtual std::optional<account::SystemClient> client_with(std::string const& key_hash) = 0;
  virtual void used(std::string const& name, calendar::Day on) = 0;
  /// False when there is none of that name.
  virtual bool close_client(std::string const& name) = 0;
};

}  // namespace overens::app
