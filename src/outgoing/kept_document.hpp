#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "account/sign_in_fault.hpp"
#include "calendar/day.hpp"
#include "outgoing/https_client.hpp"

namespace overens::outgoing {

/// How long an answer may be kept by its Cache-Control (RFC 9111 5.2.2), but at least 5 minutes and at most a day; an
/// hour when it says nothing.
std::chrono::seconds kept_for(std::string_view cache_control);

/// A document of a provider, kept as long as it may be when it can be used. While one thread fetches it, the others
/// wait for what it gets. A fetch that failed is not tried again for a few seconds, so that a provider that is down
/// does not hold every worker.
class KeptDocument {
 public:
  static constexpr auto pause_after_failure = std::chrono::seconds(5);
  static constexpr auto pause_between_newer = std::chrono::minutes(1);

  using Fetch = std::function<account::SignInResult<Received>()>;
  /// Says why a document that has come can't be used.
  using Check = std::function<account::SignInResult<void>(std::string_view bytes)>;
  using Clock = std::function<calendar::Instant()>;
  using Bytes = std::shared_ptr<std::string const>;

  KeptDocument(Fetch fetch, Check check, Clock clock);

  account::SignInResult<Bytes> get();
  /// A newer one than `old`, which lacked something: fetched now, unless that was done within the last minute. Gives
  /// `old` itself when there is none.
  account::SignInResult<Bytes> newer_than(Bytes const& old);

 private:
  account::SignInResult<Bytes> fetch(calendar::Instant now);

  account::SignInResult<Received> fetch_usable() const;

  Fetch fetch_;
  Check check_;
  Clock clock_;
  std::mutex mutex_;
  Bytes bytes_;
  calendar::Instant until_ = {};
  std::optional<calendar::Instant> newer_asked_at_;
  std::optional<account::SignInFault> failed_with_;
  calendar::Instant failed_at_ = {};
};

}  // namespace overens::outgoing
