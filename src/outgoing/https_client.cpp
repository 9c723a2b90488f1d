#include "outgoing/https_client.hpp"

#include <string_view>
#include <utility>

#include "account/web_address.hpp"
#include "outgoing/curl_call.hpp"

namespace overens::outgoing {
namespace {

using account::SignInFault;
using account::SignInResult;

/// What has come of an answer.
struct Arriving {
  Received received;
  std::size_t head_bytes = 0;
  std::size_t most_bytes = 0;
  bool is_too_much = false;
};

bool begins_with_name(std::string_view line, std::string_view name) {
  if (line.size() <= name.size() || line[name.size()] != ':') return false;
  return curl_strnequal(line.data(), name.data(), name.size()) != 0;
}

// The library takes any other number than the size for a refusal, and ends the call.
std::size_t take_field(char* bytes, std::size_t, std::size_t size, void* to) {
  auto& arriving = *static_cast<Arriving*>(to);
  arriving.head_bytes += size;
  if (arriving.head_bytes > arriving.most_bytes) {
    arriving.is_too_much = true;
    return 0;
  }
  constexpr std::string_view name = "cache-control";
  std::string_view const line(bytes, size);
  if (begins_with_name(line, name)) arriving.received.cache_control += std::string(line.substr(name.size() + 1)) + ',';
  return size;
}

std::size_t take_body(char* bytes, std::size_t, std::size_t size, void* to) {
  auto& arriving = *static_cast<Arriving*>(to);
  if (arriving.received.body.size() + size > arriving.most_bytes) {
    arriving.is_too_much = true;
    return 0;
  }
  arriving.received.body.append(bytes, size);
  return size;
}

SignInFault fault_of(CURLcode code, bool is_too_much) {
  if (is_too_much || code == CURLE_FILESIZE_EXCEEDED) return SignInFault::provider_says_too_much;
  if (code == CURLE_OPERATION_TIMEDOUT) return SignInFault::provider_too_slow;
  if (code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CACERT_BADFILE || code == CURLE_SSL_CONNECT_ERROR ||
      code == CURLE_SSL_ISSUER_ERROR)
    return SignInFault::provider_not_trusted;
  return SignInFault::provider_unreachable;
}

// What is not set here is off by itself: cookies, redirects, passwords from files.
void set_bounds(Call const& call, std::string const& address, HttpsOptions const& options) {
  set(call, CURLOPT_URL, address.c_str());
  set(call, CURLOPT_PROTOCOLS_STR, account::is_encrypted(address) ? "https" : "http");
  set(call, CURLOPT_NOSIGNAL, 1L);
  set(call, CURLOPT_FOLLOWLOCATION, 0L);
  set(call, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
  set(call, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options.connecting.count()));
  set(call, CURLOPT_TIMEOUT_MS, static_cast<long>(options.in_all.count()));
  set(call, CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(options.most_bytes));
  set(call, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  set(call, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  set(call, CURLOPT_SSL_VERIFYPEER, 1L);
  set(call, CURLOPT_SSL_VERIFYHOST, 2L);
  if (!options.authorities.empty()) set(call, CURLOPT_CAINFO, options.authorities.c_str());
  // An empty proxy is none; left out, the environment would choose one.
  set(call, CURLOPT_PROXY, options.proxy.c_str());
  set(call, CURLOPT_NOPROXY, "127.0.0.1,::1");
  set(call, CURLOPT_USERAGENT, "Overens");
}

Lines fields_of(std::string const& authorization) {
  Lines fields(curl_slist_append(nullptr, "Accept: application/json"));
  if (!authorization.empty())
    fields.reset(curl_slist_append(fields.release(), ("Authorization: " + authorization).c_str()));
  return fields;
}

SignInResult<Received> carry_out(Call const& call, std::size_t most_bytes, std::string const& authorization) {
  Arriving arriving;
  arriving.most_bytes = most_bytes;
  auto const fields = fields_of(authorization);
  set(call, CURLOPT_HTTPHEADER, fields.get());
  set(call, CURLOPT_HEADERFUNCTION, take_field);
  set(call, CURLOPT_HEADERDATA, &arriving);
  set(call, CURLOPT_WRITEFUNCTION, take_body);
  set(call, CURLOPT_WRITEDATA, &arriving);
  auto const code = curl_easy_perform(call.get());
  if (code != CURLE_OK) return account::refuse_sign_in(fault_of(code, arriving.is_too_much));
  long status = 0;
  curl_easy_getinfo(call.get(), CURLINFO_RESPONSE_CODE, &status);
  arriving.received.status = static_cast<int>(status);
  return std::move(arriving.received);
}

}  // namespace

HttpsClient::HttpsClient(HttpsOptions options) : options_(std::move(options)) {}

SignInResult<Received> HttpsClient::get(std::string const& address) const {
  if (!account::is_provider_address(address)) return account::refuse_sign_in(SignInFault::provider_unreachable);
  auto const call = new_call();
  set_bounds(call, address, options_);
  return carry_out(call, options_.most_bytes, {});
}

SignInResult<Received> HttpsClient::post(std::string const& address, std::string const& form,
                                         std::string const& authorization) const {
  if (!account::is_provider_address(address)) return account::refuse_sign_in(SignInFault::provider_unreachable);
  auto const call = new_call();
  set_bounds(call, address, options_);
  set(call, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(form.size()));
  set(call, CURLOPT_POSTFIELDS, form.c_str());
  return carry_out(call, options_.most_bytes, authorization);
}

}  // namespace overens::outgoing
