#pragma once

#include <optional>
#include <string>

#include "account/individual_code.hpp"
#include "app/cases/case_person.hpp"
#include "app/commands.hpp"
#include "app/looks/looks.hpp"
#include "app/signing_in/sign_in.hpp"

namespace overens::app {

/// A code that has been given to whom a case is about.
struct IndividualCodeState {
  calendar::Instant given = {};
  calendar::Day through = {};
  bool is_over = false;    ///< its days have passed
  bool is_locked = false;  ///< too many wrong ones have been tried
};

/// What there is of codes for a person.
struct CodesOfPerson {
  std::optional<IndividualCodeState> code = {};  ///< that they have; nothing: none
  bool opens = true;  ///< a code opens something: not where the policy keeps a protected identity from who holds one
};

/// A new code, to be printed and handed over: it is told this once.
struct GivenCode {
  std::string words;
  calendar::Day through = {};
};

/// Codes on paper for individuals without e-identification: given and closed by who works in their case, and shown to
/// sign in. One at a time for each person; how long and how many tries is the policy's to say. That one has been given
/// or closed is recorded in the case; the code itself stands nowhere. Called by many threads. Refused as Queries, and
/// as each says.
class IndividualCodes {
 public:
  using Clock = LookKeeper::Clock;
  /// Of the accounts by which those who show a code are signed in.
  static constexpr char const* issuer = "individual code";

  /// What it is given must outlive it.
  IndividualCodes(Looks& looks, Commands& commands, event::Vocabulary const& vocabulary, Store& store, SignIn& sign_in,
                  Clock clock)
      : looks_(looks),
        commands_(commands),
        vocabulary_(vocabulary),
        store_(store),
        sign_in_(sign_in),
        clock_(std::move(clock)) {}

  /// `not_found`: no such case, or nobody has said whom it is about.
  base::Expected<CodesOfPerson> state(access::Actor const& actor, std::string const& in_case);
  /// In the place of the one that there was, whose sessions end. Asked twice by one command it gives the same code, as
  /// long as that is the person's: `id_unusable` when it is so no longer. `protected_identity`: it would open nothing.
  base::Expected<GivenCode> give(access::Actor const& actor, std::string const& in_case, std::string const& command);
  base::Expected<void> close(access::Actor const& actor, std::string const& in_case, std::string const& command);

  /// Opens a session for whoever holds the code, and gives its id. Refused with `wrong_code`, whatever was wrong and
  /// whether there is such a code or not, and with `too_many_failures`.
  base::Expected<std::string> open(std::string const& words, std::string const& address);

 private:
  AccessCheck check(Store& store, access::Actor const& actor) const;
  bool would_open(Store& store, PersonRef const& person) const;
  /// Gives whether it had been recorded already.
  base::Expected<bool> record(access::Actor const& actor, CasePlace const& of, event::Draft draft,
                              std::string const& command, Beside const& beside);
  /// The codes that a command may give, one after the other: a few people may have one that is found by the same part.
  account::IndividualCode code_of(PersonRef const& person, std::string const& command, int which) const;
  /// In the transaction in which it is recorded that it was given. Nothing: each that the command could give is another
  /// person's.
  std::optional<GivenCode> keep(Transaction& transaction, PersonRef const& person, std::string const& command,
                                calendar::Day through) const;
  std::string kept_hash(PersonRef const& person, std::string const& words) const;

  Looks& looks_;
  Commands& commands_;
  event::Vocabulary const& vocabulary_;
  Store& store_;
  SignIn& sign_in_;
  Clock clock_;
};

/// Who acts in a session that a code has opened; nothing: the code has been closed, or its days are over. Throws
/// StoreFailed.
std::optional<access::Actor> actor_by_code(IndividualCodeStore& codes, access::Policy const& policy,
                                           account::Account const& account, calendar::Day on);

}  // namespace overens::app
