#include "app/agreement_status.hpp"

#include <exception>

namespace overens::app {
namespace {

constexpr auto longest_look = std::chrono::milliseconds(100);

}  // namespace

AgreementStatus::AgreementStatus(Store& store, RuleSet basis, std::chrono::milliseconds fresh)
    : store_(store), fresh_(fresh), known_(std::move(basis)) {}

bool AgreementStatus::is_at_hand(calendar::Day day) const {
  return lately_ != nullptr && lately_->on() == day && Clock::now() < fresh_until_;
}

std::shared_ptr<AgreementStatus::Known const> AgreementStatus::at_hand(calendar::Day day) {
  std::lock_guard const lock(mutex_);
  return is_at_hand(day) ? lately_ : nullptr;
}

void AgreementStatus::look_again() {
  std::lock_guard const lock(mutex_);
  fresh_until_ = {};
}

void AgreementStatus::ask(std::function<void(SharedState const&)> const& ask) const {
  std::shared_lock const lock(asking_);
  ask(known_);
}

std::shared_ptr<AgreementStatus::Known const> AgreementStatus::on(calendar::Day day) {
  std::unique_lock lock(mutex_);
  auto const had_one = lately_ != nullptr && lately_->on() == day;
  auto const nobody_looks = [&] { return !looking_; };
  if (!had_one) {
    looked_.wait(lock, nobody_looks);
  } else if (!looked_.wait_for(lock, longest_look, nobody_looks)) {
    return lately_;  // the store is slow: one who waits for it is enough
  }
  if (is_at_hand(day)) return lately_;
  looking_ = true;
  auto until = Clock::now() + fresh_;  // from before it is asked: what is recorded meanwhile is not missed
  auto made = lately_;
  lock.unlock();
  std::exception_ptr failure;
  try {
    std::unique_lock const alone(asking_);
    known_.catch_up(store_);
  } catch (StoreFailed const&) {
    if (made == nullptr) failure = std::current_exception();
    until = Clock::now() + fresh_;
  } catch (...) {
    failure = std::current_exception();
  }
  if (!failure) {
    auto const registry = known_.engine().registry({calendar::Moment::whole(day), calendar::Instant::max(), 0});
    if (made == nullptr || !made->is_of(registry)) made = std::make_shared<Known const>(registry, day);
  }
  lock.lock();
  looking_ = false;
  looked_.notify_all();
  if (failure) std::rethrow_exception(failure);
  lately_ = made;
  fresh_until_ = until;
  return made;
}

}  // namespace overens::app
