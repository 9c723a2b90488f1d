#include "app/agreement_status.hpp"

#include <exception>
#include <utility>

namespace overens::app {

AgreementStatus::AgreementStatus(Store& store, RuleSet basis, Report report, std::chrono::milliseconds fresh,
                                 std::chrono::milliseconds patience)
    : store_(store), report_(std::move(report)), fresh_(fresh), patience_(patience), known_(std::move(basis)) {
  looker_ = std::jthread([this](std::stop_token const& stop) { run(stop); });
}

bool AgreementStatus::is_at_hand(calendar::Day day) const {
  return lately_ != nullptr && lately_->on() == day && Clock::now() < fresh_until_;
}

std::shared_ptr<AgreementStatus::Known const> AgreementStatus::at_hand(calendar::Day day) {
  std::lock_guard const lock(mutex_);
  return is_at_hand(day) ? lately_ : nullptr;
}

std::shared_ptr<Units const> AgreementStatus::units() const {
  std::lock_guard const lock(mutex_);
  return lately_ == nullptr ? Units::none() : lately_->units();
}

void AgreementStatus::look_again() {
  std::lock_guard const lock(mutex_);
  fresh_until_ = {};
}

void AgreementStatus::ask(std::function<void(SharedState const&)> const& ask) const {
  std::shared_lock const lock(asking_);
  ask(known_);
}

// False when the store took too long. One that has been silent for so long already is not waited for at all.
bool AgreementStatus::wait_for_look(std::unique_lock<std::mutex>& lock) {
  auto const mine = ++asked_;
  wake_.notify_one();
  auto const until = (looking_ ? looking_since_ : Clock::now()) + patience_;
  return looked_.wait_until(lock, until, [&] { return answered_ >= mine; });
}

std::shared_ptr<AgreementStatus::Known const> AgreementStatus::on(calendar::Day day) {
  std::unique_lock lock(mutex_);
  if (is_at_hand(day)) return lately_;
  day_ = day;
  if (!answers_ && lately_ != nullptr && lately_->on() == day) {
    ++asked_;
    wake_.notify_one();
    return lately_;
  }
  wait_for_look(lock);
  if (lately_ != nullptr) return lately_;
  if (failure_) std::rethrow_exception(failure_);
  throw StoreFailed("the database has not answered yet");
}

std::optional<std::uint64_t> AgreementStatus::position() {
  std::unique_lock lock(mutex_);
  auto const is_fresh = answers_ && Clock::now() < fresh_until_ && store_.is_reachable();
  if (!is_fresh && !wait_for_look(lock)) return std::nullopt;
  return answers_ ? std::optional(position_) : std::nullopt;
}

void AgreementStatus::run(std::stop_token const& stop) {
  std::unique_lock lock(mutex_);
  while (wake_.wait(lock, stop, [&] { return asked_ > answered_; })) look(lock);
}

void AgreementStatus::look(std::unique_lock<std::mutex>& lock) {
  auto const asked = asked_;
  auto const day = day_;
  auto made = lately_;
  looking_ = true;
  looking_since_ = Clock::now();
  lock.unlock();
  std::exception_ptr failure;
  try {
    std::unique_lock const alone(asking_);
    known_.catch_up(store_);
    has_reported_ = false;
  } catch (StoreFailed const&) {  // whoever asks is told so, and what was known last
    failure = std::current_exception();
  } catch (std::exception const& e) {
    failure = std::current_exception();
    if (report_ && !std::exchange(has_reported_, true))
      report_(std::string("what has been recorded can't be taken in: ") + e.what());
  }
  if (day && (made != nullptr || !failure)) {
    auto const registry = known_.engine().registry({calendar::Moment::whole(*day), calendar::Instant::max(), 0});
    auto const& units = known_.units();
    if (made == nullptr || !made->is_of(registry, units)) made = std::make_shared<Known const>(registry, units, *day);
  }
  lock.lock();
  looking_ = false;
  answers_ = !failure;
  failure_ = failure;
  position_ = known_.position();
  // From before it was asked, so that what is recorded meanwhile is not missed.
  fresh_until_ = (failure ? Clock::now() : looking_since_) + fresh_;
  lately_ = made;
  answered_ = asked;
  looked_.notify_all();
}

}  // namespace overens::app
