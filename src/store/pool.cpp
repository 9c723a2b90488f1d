#include "store/pool.hpp"

namespace overens::store {

Pool::Lease::~Lease() {
  if (connection_) pool_->give_back(std::move(connection_));
}

Pool::Lease Pool::take() {
  std::unique_lock lock(mutex_);
  if (!given_back_.wait_for(lock, patience_, [&] { return free_places_ > 0; }))
    throw app::StoreFailed("all connections to the database are busy");
  --free_places_;
  if (!idle_.empty()) {
    Lease lease(*this, std::move(idle_.back()), true);
    idle_.pop_back();
    lock.unlock();
    lease->check_in_place();
    return lease;
  }
  lock.unlock();
  try {
    return {*this, connect_(), false};
  } catch (...) {
    give_back(nullptr);
    throw;
  }
}

void Pool::drop_idle() {
  std::vector<std::unique_ptr<Connection>> dropped;
  std::lock_guard const lock(mutex_);
  dropped.swap(idle_);
}

void Pool::give_back(std::unique_ptr<Connection> connection) noexcept {
  if (connection && !connection->usable()) connection.reset();
  {
    std::lock_guard const lock(mutex_);
    ++free_places_;
    if (connection) idle_.push_back(std::move(connection));
  }
  given_back_.notify_one();
}

}  // namespace overens::store
