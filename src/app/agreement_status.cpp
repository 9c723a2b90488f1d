#include "app/agreement_status.hpp"

namespace overens::app {

AgreementStatus::AgreementStatus(Store& store, std::vector<agreement::Pack const*> packs,
                                 event::Vocabulary const& vocabulary)
    : store_(store), known_(std::move(packs), vocabulary) {}

AgreementStatus::Known::Known(KnownToAll const& known, calendar::Day on)
    : on_(on),
      engine_(known.engine()),
      session_(*engine_, {calendar::Moment::whole(on), calendar::Instant::max(), 0}) {}

std::shared_ptr<AgreementStatus::Known const> AgreementStatus::on(calendar::Day day) {
  std::lock_guard const lock(mutex_);
  known_.catch_up(store_);
  auto const count = known_.count();
  if (lately_ == nullptr || lately_->on() != day || lately_count_ != count) {
    lately_ = std::make_shared<Known const>(known_, day);
    lately_count_ = count;
  }
  return lately_;
}

}  // namespace overens::app
