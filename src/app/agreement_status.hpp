#pragma once

#include <memory>
#include <mutex>

#include "app/known_to_all.hpp"

namespace overens::app {

/// How the agreements stand, by what everybody knows. Asked by many threads.
class AgreementStatus {
 public:
  /// The store, the packs and the vocabulary must outlive it.
  AgreementStatus(Store& store, std::vector<agreement::Pack const*> packs, event::Vocabulary const& vocabulary);

  /// What is known to all, on a day. Stays as it is while it is held.
  class Known {
   public:
    Known(KnownToAll const& known, calendar::Day on);
    /// One for each agreement: which version holds when, for whom and why.
    std::vector<agreement::Lifecycle> const& lives() const { return session_.registry().lives(); }
    calendar::Day on() const { return on_; }

   private:
    calendar::Day on_;
    std::unique_ptr<obligation::Engine> engine_;
    obligation::Engine::Session session_;
  };
  /// Throws StoreFailed.
  std::shared_ptr<Known const> on(calendar::Day day);

 private:
  Store& store_;
  std::mutex mutex_;
  KnownToAll known_;
  std::shared_ptr<Known const> lately_;
  std::size_t lately_count_ = 0;
};

}  // namespace overens::app
