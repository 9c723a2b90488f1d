#include "outgoing/provider_connection.hpp"

#include <utility>

#include "account/signature.hpp"

namespace overens::outgoing {
namespace {

using account::refuse_sign_in;
using account::SignInFault;
using account::SignInResult;

/// One of those who may ask at once, until it goes.
class Turn {
 public:
  explicit Turn(std::atomic<int>& taken)
      : taken_(taken), is_mine_(taken.fetch_add(1) < ProviderConnection::most_at_once) {}
  ~Turn() { --taken_; }
  Turn(Turn const&) = delete;
  Turn& operator=(Turn const&) = delete;

  explicit operator bool() const { return is_mine_; }

 private:
  std::atomic<int>& taken_;
  bool is_mine_;
};

// Reads a token by the keys; by newer ones when it names a key that is not among them.
template <class Verify>
auto verify_by(KeptDocument& keys, Verify const& verify) -> decltype(verify(std::string_view{})) {
  auto const kept = keys.get();
  if (!kept) return refuse_sign_in(kept.error());
  auto read = verify(**kept);
  if (read || read.error() != SignInFault::key_unknown) return read;
  auto const newer = keys.newer_than(*kept);
  if (!newer) return refuse_sign_in(newer.error());
  return *newer == *kept ? read : verify(**newer);
}

}  // namespace

ProviderConnection::ProviderConnection(account::Provider provider, std::string our_address, HttpsClient const& client,
                                       Clock clock)
    : provider_(std::move(provider)),
      our_address_(std::move(our_address)),
      client_(client),
      clock_(std::move(clock)),
      description_([this] { return client_.get(account::description_address(provider_)); },
                   [this](std::string_view bytes) -> SignInResult<void> {
                     auto const read = account::read_description(bytes, provider_);
                     if (!read) return refuse_sign_in(read.error());
                     return {};
                   },
                   clock_),
      keys_(
          [this]() -> SignInResult<Received> {
            auto const read = description();
            if (!read) return refuse_sign_in(read.error());
            return client_.get(read->keys_address);
          },
          account::check_keys, clock_) {}

SignInResult<account::ProviderDescription> ProviderConnection::description() {
  auto const bytes = description_.get();
  if (!bytes) return refuse_sign_in(bytes.error());
  return account::read_description(**bytes, provider_);
}

SignInResult<account::BegunSignIn> ProviderConnection::begin(account::SignInWish const& wish) {
  Turn const turn(turns_taken_);
  if (!turn) return refuse_sign_in(SignInFault::provider_busy);
  auto const read = description();
  if (!read) return refuse_sign_in(read.error());
  return account::begin_sign_in(provider_, *read, our_address_, wish, clock_());
}

SignInResult<std::string> ProviderConnection::exchange(account::ProviderDescription const& description,
                                                       account::PendingSignIn const& kept, std::string const& code) {
  auto const request = account::token_request(provider_, description, our_address_, kept, code);
  auto const received = client_.post(request.address, request.body, request.authorization);
  if (!received) return refuse_sign_in(received.error());
  return account::read_token_answer(received->status, received->body);
}

SignInResult<account::IdClaims> ProviderConnection::finish(account::ProviderAnswer const& answer,
                                                           account::PendingSignIn const* kept,
                                                           std::string_view cookie) {
  Turn const turn(turns_taken_);
  if (!turn) return refuse_sign_in(SignInFault::provider_busy);
  auto const described = description();
  if (!described) return refuse_sign_in(described.error());
  auto const code = account::judge_answer(answer, kept, cookie, provider_, *described, clock_());
  if (!code) return refuse_sign_in(code.error());
  auto const token = exchange(*described, *kept, *code);
  if (!token) return refuse_sign_in(token.error());
  auto const expected = account::expected_of(provider_, *kept);
  return verify_by(keys_,
                   [&](std::string_view keys) { return account::verify_id_token(*token, keys, expected, clock_()); });
}

SignInResult<account::LogoutClaims> ProviderConnection::end(std::string_view logout_token) {
  Turn const turn(turns_taken_);
  if (!turn) return refuse_sign_in(SignInFault::provider_busy);
  auto const trust = account::trust_of(provider_);
  return verify_by(keys_, [&](std::string_view keys) {
    return account::verify_logout_token(logout_token, keys, trust, clock_(), used_);
  });
}

}  // namespace overens::outgoing
