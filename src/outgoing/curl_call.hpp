#pragma once

#include <memory>
#include <stdexcept>

#include <curl/curl.h>

namespace overens::outgoing {

struct ReleaseCall {
  void operator()(CURL* call) const { curl_easy_cleanup(call); }
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
/// One call of libcurl, and a list of lines for it.
using Call = std::unique_ptr<CURL, ReleaseCall>;
using Lines = std::unique_ptr<curl_slist, ReleaseCall>;

/// Throws std::runtime_error when the library can't start.
inline Call new_call() {
  static auto const started = curl_global_init(CURL_GLOBAL_DEFAULT);
  Call call(started == CURLE_OK ? curl_easy_init() : nullptr);
  if (!call) throw std::runtime_error("libcurl can't start");
  return call;
}

/// Throws std::runtime_error when the library lacks the option.
template <class Value>
void set(Call const& call, CURLoption option, Value value) {
  if (curl_easy_setopt(call.get(), option, value) != CURLE_OK) throw std::runtime_error("libcurl lacks an option");
}

}  // namespace overens::outgoing
