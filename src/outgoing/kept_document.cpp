#include "outgoing/kept_document.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

namespace overens::outgoing {

using account::SignInFault;
using account::SignInResult;

std::chrono::seconds kept_for(std::string_view cache_control) {
  constexpr std::chrono::seconds least = std::chrono::minutes(5);
  constexpr std::chrono::seconds usual = std::chrono::hours(1);
  constexpr std::chrono::seconds most = std::chrono::hours(24);
  std::string said(cache_control);
  std::transform(said.begin(), said.end(), said.begin(),
                 [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
  if (said.find("no-store") != std::string::npos || said.find("no-cache") != std::string::npos) return least;
  constexpr std::string_view name = "max-age=";
  auto at = said.find(name);
  if (at == std::string::npos) return usual;
  std::chrono::seconds told{0};
  for (at += name.size(); at < said.size() && said[at] >= '0' && said[at] <= '9' && told < most; ++at)
    told = told * 10 + std::chrono::seconds(said[at] - '0');
  return std::clamp(told, least, most);
}

KeptDocument::KeptDocument(Fetch fetch, Check check, Clock clock)
    : fetch_(std::move(fetch)), check_(std::move(check)), clock_(std::move(clock)) {}

SignInResult<KeptDocument::Bytes> KeptDocument::get() {
  std::lock_guard const locked(mutex_);
  auto const now = clock_();
  if (bytes_ && now < until_) return bytes_;
  return fetch(now);
}

SignInResult<KeptDocument::Bytes> KeptDocument::newer_than(Bytes const& old) {
  std::lock_guard const locked(mutex_);
  auto const now = clock_();
  if (bytes_ != old && bytes_ && now < until_) return bytes_;
  if (newer_asked_at_ && now < *newer_asked_at_ + pause_between_newer) return old;
  newer_asked_at_ = now;
  return fetch(now);
}

SignInResult<Received> KeptDocument::fetch_usable() const {
  constexpr int ok = 200;
  auto received = fetch_();
  if (!received) return received;
  if (received->status != ok) return account::refuse_sign_in(SignInFault::provider_failed);
  if (auto const checked = check_(received->body); !checked) return account::refuse_sign_in(checked.error());
  return received;
}

SignInResult<KeptDocument::Bytes> KeptDocument::fetch(calendar::Instant now) {
  if (failed_with_ && now < failed_at_ + pause_after_failure) return account::refuse_sign_in(*failed_with_);
  auto received = fetch_usable();
  if (!received) {
    failed_with_ = received.error();
    failed_at_ = clock_();
    return account::refuse_sign_in(*failed_with_);
  }
  failed_with_.reset();
  bytes_ = std::make_shared<std::string const>(std::move(received->body));
  until_ = now + kept_for(received->cache_control);
  return bytes_;
}

}  // namespace overens::outgoing
