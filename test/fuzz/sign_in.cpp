// What a provider, or somebody who would like to be one, sends for a sign-in. The first byte says what the others are:
// a token, the claims of one that is signed well, a key set, a description, the answer to a code, an address.
#include <array>

#include "account/base64url.hpp"
#include "account/id_token.hpp"
#include "account/logout_token.hpp"
#include "account/sign_in_walk.hpp"
#include "account/signature.hpp"
#include "surroundings.hpp"

using namespace overens;

namespace {

// Of nobody: made for this target by jose.
constexpr std::string_view ours = R"({"alg":"ES256",
"crv":"P-256",
"d":"zBXdgMoc8wm325c3jicKe0XiZ4Q8I79YTq0Auuz2Eok",
"key_ops":["sign",
"verify"],"kid":"1",
"kty":"EC",
"x":"yTYeWX19l5YSjs0PMS_oDxZxn9_nx5IFaUOzLXlGleA",
"y":"aSBtlhJPv-GJQJ6Ws6yc2JbLMYuSbOG_oAGpascK2Wo"})";
constexpr std::string_view keys = R"({"keys":[{"alg":"ES256",
"crv":"P-256",
"key_ops":["verify"],"kid":"1",
"kty":"EC",
"x":"yTYeWX19l5YSjs0PMS_oDxZxn9_nx5IFaUOzLXlGleA",
"y":"aSBtlhJPv-GJQJ6Ws6yc2JbLMYuSbOG_oAGpascK2Wo"}]})";

constexpr calendar::Instant now{std::chrono::seconds(1'800'000'000)};

account::ExpectedIdToken expected() {
  return {.trust = {"https://id.example", "overens", {"ES256"}}, .nonce = "a"};
}

std::string signed_by_us(std::string_view claims) {
  auto const bytes =
      account::encode_base64url(R"({"alg":"ES256","kid":"1"})") + '.' + account::encode_base64url(claims);
  return bytes + '.' + account::sign(bytes, "ES256", ours).value();
}

void read_token(std::string_view token) {
  account::UsedTokens used;
  fuzz::must(!account::verify_id_token(token, keys, expected(), now));
  fuzz::must(!account::verify_logout_token(token, keys, expected().trust, now, used));
}

void read_claims(std::string_view claims) {
  account::UsedTokens used;
  auto const token = signed_by_us(claims);
  if (auto const read = account::verify_id_token(token, keys, expected(), now))
    fuzz::must(!read->subject.empty() && read->subject.size() <= 255 && read->person == read->subject);
  auto const logout = account::verify_logout_token(token, keys, expected().trust, now, used);
  if (!logout) return;
  fuzz::must(!logout->subject.empty() || !logout->session_id.empty());
  fuzz::must(!account::verify_logout_token(token, keys, expected().trust, now, used));
}

void read_keys(std::string_view bytes) {
  static auto const token = signed_by_us("{}");
  auto const can_be_read = account::check_keys(bytes).has_value();
  auto const read = account::verify_id_token(token, bytes, expected(), now);
  fuzz::must(!read && (read.error() == account::SignInFault::keys_unreadable) != can_be_read);
}

void read_description(std::string_view bytes) {
  auto const read = account::read_description(bytes, {.issuer = "https://id.example", .client_id = "overens"});
  if (!read) return;
  for (auto const& address : {read->authorization_address, read->token_address, read->keys_address})
    fuzz::must(account::is_provider_address(address) && account::is_encrypted(address));
}

void read_answer(std::string_view bytes) {
  if (auto const token = account::read_token_answer(200, bytes)) fuzz::must(!token->empty());
}

void read_address(std::string_view words) {
  auto const path = account::own_path(words);
  fuzz::must(path == "/" || path == words);
  fuzz::must(path.front() == '/' && path.substr(0, path.find('?')).find("//") == std::string::npos);
  fuzz::must(path.find_first_of("\\\r\n\t ") == std::string::npos);
  if (account::is_provider_address(words))
    fuzz::must(account::is_encrypted(words) || words.starts_with("http://127.0.0.1") ||
               words.starts_with("http://[::1]"));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  constexpr std::array readers = {read_token, read_claims, read_keys, read_description, read_answer, read_address};
  if (size == 0) return 0;
  std::string_view const bytes(reinterpret_cast<char const*>(data) + 1, size - 1);
  readers[data[0] % readers.size()](bytes);
  return 0;
}
