#include "server/settings.hpp"

namespace overens::server {

using base::text;
using base::shape::boolean;
using base::shape::code;
using base::shape::either;
using base::shape::integer;
using base::shape::list;
using base::shape::map;
using base::shape::optional;
using base::shape::value;

base::ShapePtr settings_shape() {
  auto const milliseconds = integer(10, 3'600'000);
  auto const tls = map({
      optional("certificate", value(), text("a PEM file: the certificate, then those that signed it")),
      optional("key", value(), text("a PEM file: the certificate's key")),
  });
  auto const limits = map({
      optional("header_bytes", integer(1024, 1 << 20), text("a request's line and fields; more is answered with 431")),
      optional("body_bytes", integer(1024, 1 << 30), text("a request's body; more is answered with 413")),
      optional("connections", integer(1, 100'000), text("open at the same time; more are answered with 503")),
      optional("threads", integer(1, 256), text("threads for connections")),
      optional("workers", integer(1, 1024), text("threads for the work of a request, which may wait for the database")),
  });
  auto const deadlines = map({
      optional("header_ms", milliseconds, text("for a request's line and fields, and for the handshake of TLS")),
      optional("body_ms", milliseconds, text("for a request's body")),
      optional("idle_ms", milliseconds, text("between two requests on a connection")),
      optional("answer_ms", milliseconds, text("for the client to take the answer")),
      optional("linger_ms", milliseconds, text("for the client to read the last answer while it still sends")),
      optional("stop_ms", milliseconds, text("for what is under way when the server stops")),
  });
  auto const site_operator = map({
      optional("name", value(), text("who runs the site: a region or municipality")),
      optional("accessibility", value(),
               text("how to report what is not accessible: an address for mail, a telephone number")),
      optional("supervision", value(), text("how to notify the authority that supervises accessibility")),
      optional("feedback", value(), text("an address for mail: what helped, and what is wrong on a page")),
      optional("leave_for", value(),
               text("the page of everyday, such as the weather, where an individual is led who hides their own page")),
  });
  return map({
      optional("operator", site_operator, text("who runs the site, as its pages say")),
      optional("listen", value(), text("address and port")),
      optional("proxies", either({value(), list(value())}),
               text("addresses of proxies in front, whose X-Forwarded-For says where a request comes from")),
      optional("metrics", value(), text("address and port for Prometheus; the same as listen, or one of its own")),
      optional("agreements", value(), text("the folder of agreements")),
      optional("store", value(), text("the journal: a file for SQLite, or postgresql://…")),
      optional("keys", value(), text("the key store: a file apart from the database and its backups")),
      optional("keys_beside_store", boolean(), text("the key store may lie in the same folder as the database")),
      optional("sign_in", sign_in_shape(), text("by whom people sign in")),
      optional("mail", mail_shape(), text("mail in the morning to those who want it")),
      optional("developer", boolean(), text("a local account for a first trial, on a loopback address only")),
      optional("assets", value(), text("a folder of style sheets and scripts in the place of those built in")),
      optional("log", code({"info", "warning", "error"}), text("what is logged, and all that weighs more")),
      optional("tls", tls, text("own certificate; without it the server speaks plain HTTP")),
      optional("limits", limits, text("how much is taken")),
      optional("deadlines", deadlines, text("how long is waited")),
  });
}

}  // namespace overens::server
