#include "account/signature.hpp"

#include <algorithm>
#include <array>
#include <memory>

extern "C" {
#include <jose/jws.h>
}
#include <nlohmann/json.hpp>

#include "account/base64url.hpp"
#include "account/strict_json.hpp"

namespace overens::account {
namespace {

using nlohmann::json;

struct Algorithm {
  std::string_view name;
  std::string_view key_type;
  std::string_view curve;  ///< empty: any RSA key that is long enough
};

constexpr std::array algorithms = {
    Algorithm{"RS256", "RSA", ""},     Algorithm{"RS384", "RSA", ""},     Algorithm{"RS512", "RSA", ""},
    Algorithm{"PS256", "RSA", ""},     Algorithm{"PS384", "RSA", ""},     Algorithm{"PS512", "RSA", ""},
    Algorithm{"ES256", "EC", "P-256"}, Algorithm{"ES384", "EC", "P-384"}, Algorithm{"ES512", "EC", "P-521"},
};

// The library takes an RSA key of any length and any exponent; with the exponent 1 everybody can sign.
bool is_strong_rsa(json const& key) {
  constexpr std::size_t least_bytes = 2048 / 8;
  constexpr std::size_t most_bytes = 8192 / 8;
  auto const* const n = text_member(key, "n");
  auto const* const e = text_member(key, "e");
  if (n == nullptr || e == nullptr) return false;
  auto const modulus = decode_base64url(*n);
  auto const exponent = decode_base64url(*e);
  if (!modulus || !exponent || exponent->empty() || exponent->size() > 4) return false;
  auto const top = static_cast<unsigned char>(modulus->empty() ? 0 : modulus->front());
  auto const last = static_cast<unsigned char>(exponent->back());
  auto const is_one = last == 1 && exponent->find_first_not_of('\0') == exponent->size() - 1;
  return modulus->size() >= least_bytes && modulus->size() <= most_bytes && top >= 0x80 && last % 2 == 1 && !is_one;
}

// A key that says what it is for must be for this; one that says nothing may be used (RFC 7517 §4.2–4.4).
bool is_fit(json const& key, Algorithm const& algorithm, char const* operation) {
  auto const says = [&](char const* name, std::string_view word) { return !key.contains(name) || key[name] == word; };
  if (!key.contains("kty") || key["kty"] != algorithm.key_type) return false;
  if (!says("use", "sig") || !says("alg", algorithm.name)) return false;
  if (key.contains("key_ops") && !list_holds(key, "key_ops", operation)) return false;
  if (algorithm.curve.empty()) return is_strong_rsa(key);
  return key.contains("crv") && key["crv"] == algorithm.curve && text_member(key, "x") != nullptr &&
         text_member(key, "y") != nullptr;
}

SignInResult<json> read_keys(std::string_view keys) {
  auto const set = read_strict_object(keys);
  if (!set || !set->contains("keys") || !set->at("keys").is_array())
    return refuse_sign_in(SignInFault::keys_unreadable);
  auto const& all = set->at("keys");
  if (!std::all_of(all.begin(), all.end(), [](json const& key) { return key.is_object(); }))
    return refuse_sign_in(SignInFault::keys_unreadable);
  return all;
}

SignInResult<json> find_key(SignatureParts const& parts, Algorithm const& algorithm, std::string_view keys) {
  auto const all = read_keys(keys);
  if (!all) return all;
  bool is_known = false;
  json const* fit = nullptr;
  for (auto const& key : *all) {
    if (!parts.key_id.empty() && (!key.contains("kid") || key["kid"] != parts.key_id)) continue;
    is_known = true;
    // A private key that has been published is nobody's own any more.
    if (!is_fit(key, algorithm, "verify") || key.contains("d")) continue;
    if (fit != nullptr) return refuse_sign_in(SignInFault::key_ambiguous);
    fit = &key;
  }
  if (!is_known) return refuse_sign_in(SignInFault::key_unknown);
  if (fit == nullptr) return refuse_sign_in(SignInFault::key_unfit);
  return *fit;
}

struct Release {
  void operator()(json_t* value) const { json_decref(value); }
  void operator()(jose_cfg_t* config) const { jose_cfg_decref(config); }
};
using Owned = std::unique_ptr<json_t, Release>;

Owned library_text(std::string_view word) {
  return Owned(json_stringn(word.data(), word.size()));
}

// The library sees of a key only what the algorithm needs, and of the token only what has been read here before.
Owned library_key(json const& key, Algorithm const& algorithm, bool is_private = false) {
  Owned made(json_object());
  json_object_set_new(made.get(), "kty", library_text(algorithm.key_type).release());
  auto const is_rsa = algorithm.curve.empty();
  auto const take = [&](std::initializer_list<char const*> members) {
    for (auto const* const name : members) {
      auto const* const word = text_member(key, name);
      if (word != nullptr) json_object_set_new(made.get(), name, library_text(*word).release());
    }
  };
  is_rsa ? take({"n", "e"}) : take({"crv", "x", "y"});
  if (is_private) take({"d"});
  if (is_private && is_rsa) take({"p", "q", "dp", "dq", "qi"});
  return made;
}

using Config = std::unique_ptr<jose_cfg_t, Release>;

void say_nothing(void*, char const*, int, std::uint64_t, char const*, va_list) {}

// One of its own, since the default one writes to standard error.
Config quiet_config() {
  Config config(jose_cfg());
  jose_cfg_set_err_func(config.get(), say_nothing, nullptr);
  return config;
}

Algorithm const* find_algorithm(std::string_view name) {
  auto const* const found =
      std::find_if(algorithms.begin(), algorithms.end(), [&](Algorithm const& each) { return each.name == name; });
  return found == algorithms.end() ? nullptr : found;
}

}  // namespace

std::vector<std::string> const& known_algorithms() {
  static auto const names = [] {
    std::vector<std::string> all;
    for (auto const& algorithm : algorithms) all.emplace_back(algorithm.name);
    return all;
  }();
  return names;
}

SignInResult<void> check_keys(std::string_view keys) {
  auto const read = read_keys(keys);
  if (!read) return refuse_sign_in(read.error());
  return {};
}

SignInResult<void> check_signature(SignatureParts const& parts, std::string_view keys) {
  auto const* const algorithm = find_algorithm(parts.algorithm);
  if (algorithm == nullptr) return refuse_sign_in(SignInFault::algorithm_not_allowed);
  auto const key = find_key(parts, *algorithm, keys);
  if (!key) return refuse_sign_in(key.error());
  Owned const token(json_object());
  json_object_set_new(token.get(), "protected", library_text(parts.header).release());
  json_object_set_new(token.get(), "payload", library_text(parts.payload).release());
  json_object_set_new(token.get(), "signature", library_text(parts.signature).release());
  auto const library_made = library_key(*key, *algorithm);
  if (!jose_jws_ver(quiet_config().get(), token.get(), nullptr, library_made.get(), false))
    return refuse_sign_in(SignInFault::signature_wrong);
  return {};
}

std::optional<std::string> sign(std::string_view header_and_payload, std::string_view algorithm, std::string_view key) {
  auto const* const known = find_algorithm(algorithm);
  auto const read = read_strict_object(key);
  if (known == nullptr || !read || !is_fit(*read, *known, "sign") || text_member(*read, "d") == nullptr) return {};
  auto const dot = header_and_payload.find('.');
  if (dot == std::string_view::npos) return {};
  Owned const token(json_object());
  json_object_set_new(token.get(), "payload", library_text(header_and_payload.substr(dot + 1)).release());
  Owned const signature(json_object());
  json_object_set_new(signature.get(), "protected", library_text(header_and_payload.substr(0, dot)).release());
  auto const made = library_key(*read, *known, true);
  if (!jose_jws_sig(quiet_config().get(), token.get(), signature.get(), made.get())) return {};
  auto const* const word = json_string_value(json_object_get(token.get(), "signature"));
  return word == nullptr ? std::nullopt : std::optional<std::string>(word);
}

}  // namespace overens::account
