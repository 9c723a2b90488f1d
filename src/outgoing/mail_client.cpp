#include "outgoing/mail_client.hpp"

#include <algorithm>
#include <memory>
#include <stdexcept>

#include <curl/curl.h>
#include <fmt/chrono.h>

namespace overens::outgoing {
namespace {

struct ReleaseMail {
  void operator()(CURL* call) const { curl_easy_cleanup(call); }
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using MailCall = std::unique_ptr<CURL, ReleaseMail>;
using Lines = std::unique_ptr<curl_slist, ReleaseMail>;

template <class Value>
void set_option(MailCall const& call, CURLoption option, Value value) {
  if (curl_easy_setopt(call.get(), option, value) != CURLE_OK) throw std::runtime_error("libcurl lacks an option");
}

void add_line(Lines& lines, std::string const& line) {
  lines.reset(curl_slist_append(lines.release(), line.c_str()));
}

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
void set_server(MailCall const& call, MailOptions const& options) {
  auto const is_tls = options.encryption == MailOptions::Encryption::tls;
  auto const address =
      fmt::format("{}://{}:{}/{}", is_tls ? "smtps" : "smtp", options.server, options.port, domain_of(options.from));
  set_option(call, CURLOPT_URL, address.c_str());
  set_option(call, CURLOPT_PROTOCOLS_STR, is_tls ? "smtps" : "smtp");
  set_option(call, CURLOPT_USE_SSL,
             static_cast<long>(options.encryption == MailOptions::Encryption::none ? CURLUSESSL_NONE : CURLUSESSL_ALL));
  set_option(call, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  set_option(call, CURLOPT_SSL_VERIFYPEER, 1L);
  set_option(call, CURLOPT_SSL_VERIFYHOST, 2L);
  if (!options.authorities.empty()) set_option(call, CURLOPT_CAINFO, options.authorities.c_str());
  if (!options.user.empty()) {
    set_option(call, CURLOPT_USERNAME, options.user.c_str());
    set_option(call, CURLOPT_PASSWORD, options.password.c_str());
  }
  set_option(call, CURLOPT_PROXY, "");
  set_option(call, CURLOPT_NOSIGNAL, 1L);
  set_option(call, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options.connecting.count()));
  set_option(call, CURLOPT_TIMEOUT_MS, static_cast<long>(options.in_all.count()));
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

bool is_mail_address(std::string_view words) {
  auto const at = words.find('@');
  auto const is_allowed = [](unsigned char c) {
    return c > ' ' && c < 0x7F &&
           std::string_view("()<>[]:;,\\\"?&").find(static_cast<char>(c)) == std::string_view::npos;
  };
  return at != std::string_view::npos && at > 0 && at + 1 < words.size() &&
         words.find('@', at + 1) == std::string_view::npos && std::all_of(words.begin(), words.end(), is_allowed);
}

tl::expected<void, MailFault> MailClient::send(Mail const& mail, std::stop_token const& stop) const {
  if (!is_mail_address(mail.to)) return tl::unexpected(MailFault::not_an_address);
  static auto const started = curl_global_init(CURL_GLOBAL_DEFAULT);
  MailCall const call(started == CURLE_OK ? curl_easy_init() : nullptr);
  if (!call) throw std::runtime_error("libcurl can't start");
  set_server(call, options_);
  auto const sender = "<" + options_.from + ">";
  auto const receiver = "<" + mail.to + ">";
  Lines receivers;
  add_line(receivers, receiver);
  auto const whole = written(mail, options_.from);
  std::string_view left = whole;
  set_option(call, CURLOPT_MAIL_FROM, sender.c_str());
  set_option(call, CURLOPT_MAIL_RCPT, receivers.get());
  set_option(call, CURLOPT_UPLOAD, 1L);
  set_option(call, CURLOPT_READFUNCTION, give);
  set_option(call, CURLOPT_READDATA, &left);
  set_option(call, CURLOPT_NOPROGRESS, 0L);
  set_option(call, CURLOPT_XFERINFOFUNCTION, is_to_stop);
  set_option(call, CURLOPT_XFERINFODATA, &stop);
  auto const code = curl_easy_perform(call.get());
  if (code != CURLE_OK) return tl::unexpected(fault_of(code));
  return {};
}

}  // namespace overens::outgoing
