#pragma once

#include <chrono>
#include <cstdint>
#include <stop_token>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "calendar/swedish_time.hpp"

namespace overens::outgoing {

/// Where mail is handed over, and how.
struct MailOptions {
  /// `starttls`: from the first command on; nothing is sent to a server that has it not. `tls`: from the first byte.
  enum class Encryption { starttls, tls, none };

  std::string server = {};
  std::uint16_t port = 587;
  Encryption encryption = Encryption::starttls;
  std::string user = {};  ///< empty: nobody is asked for
  std::string password = {};
  std::string authorities = {};  ///< a PEM file of those who may sign its certificate; empty: the machine's own
  std::string from = {};         ///< an address
  std::chrono::milliseconds connecting = std::chrono::seconds(5);
  std::chrono::milliseconds in_all = std::chrono::seconds(20);
};

/// Mail of plain words to one person.
struct Mail {
  std::string to;      ///< an address
  std::string sender;  ///< what the sender is called
  std::string subject;
  std::string words;
  std::string id;  ///< of a–z and 0–9: the same each time the same mail is sent
  calendar::Instant at = {};
};

/// Why mail has not been taken.
enum class MailFault { not_an_address, unreachable, not_trusted, not_signed_in, refused, too_slow, stopped };
/// For the log.
std::string_view to_string(MailFault fault);

/// Hands mail over to one server (SMTP, RFC 5321). What is sent stands in no log. Waits as long as `in_all`. Used by
/// many threads.
class MailClient {
 public:
  explicit MailClient(MailOptions options) : options_(std::move(options)) {}

  /// When it gives nothing the server has taken it. A fault does not tell that it has not.
  tl::expected<void, MailFault> send(Mail const& mail, std::stop_token const& stop = {}) const;

 private:
  MailOptions options_;
};

}  // namespace overens::outgoing
