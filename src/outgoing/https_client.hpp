#pragma once

#include <chrono>
#include <cstddef>
#include <string>

#include "account/sign_in_fault.hpp"

namespace overens::outgoing {

/// How the program reaches others.
struct HttpsOptions {
  std::chrono::milliseconds connecting = std::chrono::seconds(5);
  std::chrono::milliseconds in_all = std::chrono::seconds(10);  ///< from the name's address to the last byte
  std::size_t most_bytes = std::size_t{256} << 10U;             ///< of an answer's head, and of its body
  std::string proxy = {};        ///< http://proxy.example:3128; empty: none, whatever the environment says
  std::string authorities = {};  ///< a PEM file of those who may sign certificates; empty: the machine's own
};

/// An answer, whatever its status.
struct Received {
  int status = 0;
  std::string body = {};
  std::string cache_control = {};  ///< the field; empty: none
};

/// Asks others over HTTP/1.1 under TLS 1.2 or later, and checks who answers. It follows no redirect, keeps no cookie
/// and goes nowhere but to a provider's address (account::is_provider_address). What it sends and gets stands in no
/// log.
///
/// A call waits for its answer, as long as `in_all`: it belongs on a worker of the server, never on a connection's own
/// thread. Used by many threads.
class HttpsClient {
 public:
  explicit HttpsClient(HttpsOptions options);

  /// Refused with provider_unreachable, provider_not_trusted, provider_too_slow or provider_says_too_much.
  account::SignInResult<Received> get(std::string const& address) const;
  /// Posts a form. `authorization` is the field of that name; empty: none.
  account::SignInResult<Received> post(std::string const& address, std::string const& form,
                                       std::string const& authorization) const;

 private:
  HttpsOptions options_;
};

}  // namespace overens::outgoing
