#pragma once

#include <memory>
#include <string>

#include <nlohmann/json.hpp>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rsa.h>

#include "account/base64url.hpp"

namespace overens::account {

// Keys and tokens as a provider makes them, and as somebody makes them who would like to be one. By OpenSSL alone, so
// that the library that checks them is not asked what is right.

inline std::string bytes_of(BIGNUM const* number, int size = 0) {
  std::string bytes(static_cast<std::size_t>(size == 0 ? BN_num_bytes(number) : size), '\0');
  BN_bn2binpad(number, reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
  return bytes;
}

class SigningKey {
 public:
  static SigningKey rsa(unsigned bits = 2048) { return SigningKey(EVP_RSA_gen(bits)); }
  static SigningKey ec(char const* curve = "P-256") { return SigningKey(EVP_EC_gen(curve)); }

  bool is_rsa() const { return EVP_PKEY_base_id(key_.get()) == EVP_PKEY_RSA; }

  /// As it stands in a key set.
  nlohmann::json published(std::string const& id) const {
    if (is_rsa())
      return {{"kty", "RSA"},
              {"kid", id},
              {"use", "sig"},
              {"n", number(OSSL_PKEY_PARAM_RSA_N)},
              {"e", number(OSSL_PKEY_PARAM_RSA_E)}};
    auto const size = (EVP_PKEY_bits(key_.get()) + 7) / 8;
    return {{"kty", "EC"},
            {"kid", id},
            {"use", "sig"},
            {"crv", "P-" + std::to_string(EVP_PKEY_bits(key_.get()))},
            {"x", number(OSSL_PKEY_PARAM_EC_PUB_X, size)},
            {"y", number(OSSL_PKEY_PARAM_EC_PUB_Y, size)}};
  }

  /// Of the bytes, by what the algorithm's name says; an ECDSA signature as two numbers (RFC 7518 §3.4).
  std::string signature(std::string const& bytes, std::string const& algorithm) const {
    auto const* const hash = algorithm.ends_with("512")   ? EVP_sha512()
                             : algorithm.ends_with("384") ? EVP_sha384()
                                                          : EVP_sha256();
    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> const context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    EVP_PKEY_CTX* options = nullptr;
    EVP_DigestSignInit(context.get(), &options, hash, nullptr, key_.get());
    if (algorithm.starts_with("PS")) {
      EVP_PKEY_CTX_set_rsa_padding(options, RSA_PKCS1_PSS_PADDING);
      EVP_PKEY_CTX_set_rsa_pss_saltlen(options, RSA_PSS_SALTLEN_DIGEST);
    }
    auto const* const from = reinterpret_cast<unsigned char const*>(bytes.data());
    std::size_t size = 0;
    EVP_DigestSign(context.get(), nullptr, &size, from, bytes.size());
    std::string made(size, '\0');
    EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(made.data()), &size, from, bytes.size());
    made.resize(size);
    return is_rsa() ? made : two_numbers(made);
  }

 private:
  explicit SigningKey(EVP_PKEY* key) : key_(key, EVP_PKEY_free) {}

  std::string number(char const* name, int size = 0) const {
    BIGNUM* value = nullptr;
    EVP_PKEY_get_bn_param(key_.get(), name, &value);
    auto bytes = bytes_of(value, size);
    BN_free(value);
    return encode_base64url(bytes);
  }
  std::string two_numbers(std::string const& der) const {
    auto const* from = reinterpret_cast<unsigned char const*>(der.data());
    auto* const read = d2i_ECDSA_SIG(nullptr, &from, static_cast<long>(der.size()));
    auto const size = (EVP_PKEY_bits(key_.get()) + 7) / 8;
    auto words = bytes_of(ECDSA_SIG_get0_r(read), size) + bytes_of(ECDSA_SIG_get0_s(read), size);
    ECDSA_SIG_free(read);
    return words;
  }

  std::shared_ptr<EVP_PKEY> key_;
};

inline std::string hmac_sha256(std::string const& bytes, std::string const& secret) {
  std::string made(32, '\0');
  unsigned size = 0;
  HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()),
       reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size(),
       reinterpret_cast<unsigned char*>(made.data()), &size);
  return made;
}

/// The header and the claims may be any bytes.
inline std::string signed_token(std::string const& header, std::string const& claims, SigningKey const& key,
                                std::string const& algorithm) {
  auto const bytes = encode_base64url(header) + '.' + encode_base64url(claims);
  return bytes + '.' + encode_base64url(key.signature(bytes, algorithm));
}

}  // namespace overens::account
