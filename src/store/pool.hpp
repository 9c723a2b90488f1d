#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "store/connection.hpp"

namespace overens::store {

/// Does something in a transaction that `begin` begins: committed, or rolled back when it throws.
template <class Do>
auto in_transaction(Connection& connection, void (Connection::*begin)(), Do const& act) {
  (connection.*begin)();
  try {
    auto result = act(connection);
    connection.commit();
    return result;
  } catch (...) {
    connection.rollback();
    throw;
  }
}

/// Connections for many threads: made when first needed, at most `size`, used again, and thrown away when they are no
/// longer usable.
class Pool {
 public:
  using Connect = std::function<std::unique_ptr<Connection>()>;
  Pool(std::size_t size, std::chrono::milliseconds patience, Connect connect)
      : connect_(std::move(connect)), patience_(patience), free_places_(size) {}

  /// A connection until its end.
  class Lease {
   public:
    Lease(Pool& pool, std::unique_ptr<Connection> connection, bool used)
        : pool_(&pool), connection_(std::move(connection)), used_(used) {}
    ~Lease();
    Lease(Lease&&) = default;
    Lease& operator=(Lease&&) = delete;
    Connection& operator*() const { return *connection_; }
    Connection* operator->() const { return connection_.get(); }
    bool used() const { return used_; }  ///< by others before, so that it may have been lost since

   private:
    Pool* pool_;
    std::unique_ptr<Connection> connection_;
    bool used_;
  };

  /// Waits for a free one as long as it has patience. Throws app::StoreFailed.
  Lease take();

  /// Does something that can be done again, on another connection should the first turn out to be lost.
  template <class Do>
  auto with(Do const& act) {
    {
      auto lease = take();
      try {
        return act(*lease);
      } catch (ConnectionLost const&) {
        if (!lease.used()) throw;
      }
    }
    drop_idle();
    auto lease = take();
    return act(*lease);
  }
  /// Closes those that nobody uses: when one is lost, its neighbours seldom are better.
  void drop_idle();

 private:
  void give_back(std::unique_ptr<Connection> connection) noexcept;

  Connect connect_;
  std::chrono::milliseconds patience_;
  std::mutex mutex_;
  std::condition_variable given_back_;
  std::size_t free_places_;
  std::vector<std::unique_ptr<Connection>> idle_;
};

template <class Do>
auto in_transaction(Pool& pool, void (Connection::*begin)(), Do const& act) {
  return pool.with([&](Connection& connection) { return in_transaction(connection, begin, act); });
}

}  // namespace overens::store
