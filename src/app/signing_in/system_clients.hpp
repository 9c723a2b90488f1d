#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/actor.hpp"
#include "app/ports/client_store.hpp"
#include "base/refusal.hpp"
#include "event/vocabulary.hpp"

namespace overens::app {

/// Another system that is to use the API.
struct NewClient {
  std::string name;
  std::string role;                           ///< of system_roles
  std::vector<std::string> authorities;       ///< that it speaks for; one may be registered later, by itself
  std::optional<calendar::Day> through = {};  ///< nothing: a year from today
};

/// Other systems and their keys. Of a key only a hash is kept, in the database: what is added or closed by a command is
/// so for every server at its next request. Used by many threads.
class SystemClients {
 public:
  using Clock = std::function<calendar::Instant()>;

  /// The store must outlive it.
  SystemClients(ClientStore& clients, Clock clock) : clients_(clients), clock_(std::move(clock)) {}

  /// Gives its key, which nobody can be told again. Refused with `bad_value` (and the field), with `client_known`, also
  /// by one that has been closed, and with `store_unavailable`.
  base::Expected<std::string> add(NewClient const& asked, event::Vocabulary const& vocabulary);
  /// Its key opens nothing any more, from the next request. Refused with `unknown_client` and `store_unavailable`.
  base::Expected<void> close(std::string const& name);

  /// Who shows the key; nothing: nobody who may. Notes the day. Throws StoreFailed.
  std::optional<access::Actor> actor(std::string_view key);

 private:
  calendar::Day today() const;

  ClientStore& clients_;
  Clock clock_;
};

}  // namespace overens::app
