#include "http/tls.hpp"

#include <stdexcept>

#include <fmt/format.h>
#include <openssl/ssl.h>

namespace overens::http {
namespace {

constexpr char const* ciphers =
    "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:"
    "ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305:"
    "DHE-RSA-AES128-GCM-SHA256:DHE-RSA-AES256-GCM-SHA384:DHE-RSA-CHACHA20-POLY1305";

// A client that offers protocols is told that ours is HTTP/1.1 (RFC 7301); one that offers only others is left to
// itself.
int choose_protocol(SSL*, unsigned char const** chosen, unsigned char* length, unsigned char const* offered,
                    unsigned int offered_length, void*) {
  static constexpr unsigned char ours[] = "\x08http/1.1";
  auto* found = const_cast<unsigned char*>(offered);
  auto const how = SSL_select_next_proto(&found, length, ours, sizeof ours - 1, offered, offered_length);
  *chosen = found;
  return how == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_NOACK;
}

}  // namespace

boost::asio::ssl::context tls_context(Tls const& files) {
  using boost::asio::ssl::context;
  context tls(context::tls_server);
  auto* const native = tls.native_handle();
  SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION);
  SSL_CTX_set_options(native,
                      SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_TICKET | SSL_OP_SINGLE_DH_USE);
  SSL_CTX_set_cipher_list(native, ciphers);
  SSL_CTX_set1_groups_list(native, "X25519:P-256:P-384");
  SSL_CTX_set_dh_auto(native, 1);
  SSL_CTX_set_mode(native, SSL_MODE_RELEASE_BUFFERS);
  SSL_CTX_set_alpn_select_cb(native, choose_protocol, nullptr);
  boost::system::error_code error;
  tls.use_certificate_chain_file(files.certificate, error);
  if (error) throw std::runtime_error(fmt::format("{}: {}", files.certificate, error.message()));
  tls.use_private_key_file(files.key, context::pem, error);
  if (error) throw std::runtime_error(fmt::format("{}: {}", files.key, error.message()));
  if (SSL_CTX_check_private_key(native) != 1)
    throw std::runtime_error(fmt::format("{}: is not the key of {}", files.key, files.certificate));
  return tls;
}

std::optional<std::string> fault_of(Tls const& files) {
  try {
    static_cast<void>(tls_context(files));
    return std::nullopt;
  } catch (std::runtime_error const& e) {
    return e.what();
  }
}

}  // namespace overens::http
