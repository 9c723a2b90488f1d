#include "account/account.hpp"

namespace overens::account {
namespace {

using namespace std::chrono_literals;

constexpr auto longest_idle = 15min;
constexpr auto longest = 10h;
constexpr auto kept_every = 1min;
constexpr auto invitation_lasts = 24h;

}  // namespace

bool lives(KeptSession const& session, calendar::Instant now) {
  // `used` may be as much as that too early.
  return now - session.used <= longest_idle + kept_every && now - session.opened <= longest;
}

bool is_to_be_kept(KeptSession const& session, calendar::Instant now) {
  return now - session.used >= kept_every;
}

bool lives(Invitation const& invitation, calendar::Instant now) {
  return now - invitation.made <= invitation_lasts;
}

}  // namespace overens::account
