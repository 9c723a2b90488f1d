#pragma once

#include <cstdint>
#include <string>

#include "calendar/swedish_time.hpp"

namespace overens::account {

/// How one member of staff of one authority shows who they are. What they may do stands in their commissions, in the
/// journal.
struct Account {
  std::string id = {};              ///< 256 bits of chance
  std::string issuer = {};          ///< who says that it is they; empty: a password kept here
  std::string name = {};            ///< of the account, or the issuer's word for them: unique with `issuer`
  std::string authority = {};       ///< whose staff, and whose administrators may set it anew
  std::string staff = {};           ///< the id by which the authority has registered them
  std::string password = {};        ///< its hash; empty: none has been chosen yet
  std::string code_secret = {};     ///< of the one-time codes
  std::int64_t last_code_step = 0;  ///< of the last one-time code that was used
  calendar::Instant made = {};
  bool closed = false;  ///< nobody signs in by it any more
};

/// A browser in which somebody has signed in, as it is kept.
struct KeptSession {
  std::string hash = {};        ///< of its id, which only the browser has
  std::string account;          ///< its id
  std::string commission = {};  ///< chosen to work under; empty: none yet
  calendar::Instant opened = {};
  calendar::Instant used = {};        ///< known to the minute
  calendar::Instant confirmed = {};   ///< when they last showed who they are
  std::string subject = {};           ///< what the provider calls them; empty: no provider
  std::string provider_session = {};  ///< what the provider calls the session there
};

/// Whether the session may go on: used within fifteen minutes, opened within ten hours.
bool lives(KeptSession const& session, calendar::Instant now);

/// Whether it is time to keep that it has been used.
bool is_to_be_kept(KeptSession const& session, calendar::Instant now);

/// What opens an account to whoever holds its secret, once, within a day: a first password, or another.
struct Invitation {
  std::string hash;  ///< of the secret
  std::string account;
  calendar::Instant made;
  std::string code_secret = {};  ///< of the one-time codes that the account will have
};
bool lives(Invitation const& invitation, calendar::Instant now);

}  // namespace overens::account
