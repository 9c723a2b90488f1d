#include "outgoing/mail_client.hpp"

#include <fmt/chrono.h>

#include "account/mail_address.hpp"
#include "outgoing/curl_call.hpp"

namespace overens::outgoing {
namespace {

// Words beyond ASCII in a field of the head (RFC 2047). They are few: one encoded word holds them.
std::string encoded_word(std::string_view words) {
  std::string all = "=?UTF-8?Q?";
  for (unsigned char const c : words) {
    auto const is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    all += c == ' ' ? "_" : is_plain ? std::string(1, static_cast<char>(c)) : fmt::format("={:02X}", c);
  }
  return all + "?=";
}

std::string domain_of(std::string const& address) {
  return address.substr(address.find('@') + 1);
}

// Quoted-printable (RFC 2045 6.7), which every mail server takes as it is. Lines end in CR LF already.
std::string quoted(std::string_view words) {
  constexpr std::size_t longest_line = 72;
  std::string all;
  std::size_t column = 0;
  for (unsigned char const c : words) {
    auto const is_line_end = c == '\r' || c == '\n';
    if (!is_line_end && column >= longest_line) {
      all += "=\r\n";
      column = 0;
    }
    auto const is_plain = is_line_end || (c >= ' ' && c < 0x7F && c != '=');
    all += is_plain ? std::string(1, static_cast<char>(c)) : fmt::format("={:02X}", c);
    column = is_line_end ? 0 : column + (is_plain ? 1 : 3);
  }
  return all;
}

// Programs must not answer it (RFC 3834).
std::string written(Mail const& mail, std::string const& from) {
  auto const seconds = std::chrono::floor<std::chrono::seconds>(mail.at).time_since_epoch().count();
  return fmt::format(
      "Date: {:%a, %d %b %Y %H:%M:%S} +0000\r\nFrom: {} <{}>\r\nTo: <{}>\r\nSubject: {}\r\nMessage-ID: <{}@{}>\r\n"
      "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
      "Content-Transfer-Encoding: quoted-printable\r\n\r\n{}",
      fmt::gmtime(static_cast<std::time_t>(seconds)), encoded_word(mail.sender), from, mail.to,
      encoded_word(mail.subject), mail.id, domain_of(from), quoted(mail.words));
}

// Hands out what is left of the mail.
std::size_t give(char* to, std::size_t, std::size_t most, void* left) {
  auto& words = *static_cast<std::string_view*>(left);
  auto const given = words.copy(to, most);
  words.remove_prefix(given);
  return given;
}

MailFault fault_of(CURLcode code) {
  switch (code) {
    case CURLE_ABORTED_BY_CALLBACK:
      return MailFault::stopped;
    case CURLE_OPERATION_TIMEDOUT:
      return MailFault::too_slow;
    case CURLE_LOGIN_DENIED:
      return MailFault::not_signed_in;
    case CURLE_USE_SSL_FAILED:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_ISSUER_ERROR:
      return MailFault::not_trusted;
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_CONNECT:
      return MailFault::unreachable;
    default:
      return MailFault::refused;
  }
}

// Not 0: the call is to end.
int is_to_stop(void* stop, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return static_cast<std::stop_token const*>(stop)->stop_requested() ? 1 : 0;
}

// The name that the server is greeted with is the sender's, not this machine's.
void set_server(Call const& call, MailOptions const& options) {
  auto const is_tls = options.encryption == MailOptions::Encryption::tls;
  auto const address =
      fmt::format("{}://{}:{}/{}", is_tls ? "smtps" : "smtp", options.server, options.port, domain_of(options.from));
  set(call, CURLOPT_URL, address.c_str());
  set(call, CURLOPT_PROTOCOLS_STR, is_tls ? "smtps" : "smtp");
  set(call, CURLOPT_USE_SSL,
      static_cast<long>(options.encryption == MailOptions::Encryption::none ? CURLUSESSL_NONE : CURLUSESSL_ALL));
  set(call, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  set(call, CURLOPT_SSL_VERIFYPEER, 1L);
  set(call, CURLOPT_SSL_VERIFYHOST, 2L);
  if (!options.authorities.empty()) set(call, CURLOPT_CAINFO, options.authorities.c_str());
  if (!options.user.empty()) {
    set(call, CURLOPT_USERNAME, options.user.c_str());
    set(call, CURLOPT_PASSWORD, options.password.c_str());
  }
  set(call, CURLOPT_PROXY, "");
  set(call, CURLOPT_NOSIGNAL, 1L);
  set(call, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options.connecting.count()));
  set(call, CURLOPT_TIMEOUT_MS, static_cast<long>(options.in_all.count()));
}

}  // namespace

std::string_view to_string(MailFault fault) {
  switch (fault) {
    case MailFault::not_an_address:
      return "not_an_address";
    case MailFault::unreachable:
      return "unreachable";
    case MailFault::not_trusted:
      return "not_trusted";
    case MailFault::not_signed_in:
      return "not_signed_in";
    case MailFault::refused:
      return "refused";
    case MailFault::too_slow:
      return "too_slow";
    case MailFault::stopped:
      return "stopped";
  }
  return {};
}

tl::expected<void, MailFault> MailClient::send(Mail const& mail, std::stop_token const& stop) const {
  if (!account::is_mail_address(mail.to)) return tl::unexpected(MailFault::not_an_address);
  auto const call = new_call();
  set_server(call, options_);
  auto const sender = "<" + options_.from + ">";
  auto const receiver = "<" + mail.to + ">";
  Lines const receivers(curl_slist_append(nullptr, receiver.c_str()));
  auto const whole = written(mail, options_.from);
  std::string_view left = whole;
  set(call, CURLOPT_MAIL_FROM, sender.c_str());
  set(call, CURLOPT_MAIL_RCPT, receivers.get());
  set(call, CURLOPT_UPLOAD, 1L);
  set(call, CURLOPT_READFUNCTION, give);
  set(call, CURLOPT_READDATA, &left);
  set(call, CURLOPT_NOPROGRESS, 0L);
  set(call, CURLOPT_XFERINFOFUNCTION, is_to_stop);
  set(call, CURLOPT_XFERINFODATA, &stop);
  auto const code = curl_easy_perform(call.get());
  if (code != CURLE_OK) return tl::unexpected(fault_of(code));
  return {};
}

}  // namespace overens::outgoing
