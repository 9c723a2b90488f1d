#include "server/mail_settings.hpp"

#include "account/mail_address.hpp"
#include "server/given_values.hpp"
#include "server/secret_file.hpp"

namespace overens::server {
namespace {

using base::text;
using Encryption = outgoing::MailOptions::Encryption;

}  // namespace

base::ShapePtr mail_shape() {
  using namespace base::shape;
  return map({
      optional("server", value(), text("the mail server: without it nobody gets mail")),
      optional("port", integer(1, 65'535), text("its port")),
      optional(
          "encryption", code({"starttls", "tls", "none"}),
          text(
              "starttls or tls, without which nothing is sent; none: only to a server on the same machine or network")),
      optional("user", value(), text("by what name the program signs in there")),
      optional("password_file", value(), text("a file with the password")),
      optional("from", value(), text("the address that mail comes from")),
      optional("hour", integer(0, 23), text("the hour from which on it is sent, in Sweden")),
      optional("authorities", value(),
               text("a PEM file: those who may sign the server's certificate, in the place of the machine's")),
  });
}

MailSettings read_mail(GivenValues const& values, base::Findings& findings) {
  MailSettings settings;
  auto& client = settings.client;
  client.server = values.words("mail.server").value_or("");
  auto const encryption = values.words("mail.encryption").value_or("starttls");
  client.encryption = encryption == "tls"    ? Encryption::tls
                      : encryption == "none" ? Encryption::none
                                             : Encryption::starttls;
  constexpr long submissions = 465;
  if (client.encryption == Encryption::tls) client.port = submissions;
  if (auto const port = values.number("mail.port")) client.port = static_cast<std::uint16_t>(*port);
  client.user = values.words("mail.user").value_or("");
  client.from = values.words("mail.from").value_or("");
  client.authorities = values.words("mail.authorities").value_or("");
  settings.hour = values.number("mail.hour").value_or(settings.hour);
  if (client.server.empty()) return settings;
  if (auto const file = values.words("mail.password_file"))
    client.password = read_secret(values.place("mail.password_file"), *file, findings);
  if (client.server.find_first_of("/:@? ") != std::string::npos)
    findings.refuse(values.place("mail.server"), text("{0} is no name of a mail server", client.server),
                    text("write such as mail.region.example; the port stands by itself"));
  if (!account::is_mail_address(client.from))
    findings.refuse(values.place(client.from.empty() ? "mail.server" : "mail.from"),
                    text("{0} is no address for mail", client.from.empty() ? "mail.from" : client.from),
                    text("write such as overens@region.example"));
  if (!client.user.empty() && client.password.empty())
    findings.refuse(values.place("mail.user"), text("nobody signs in without a password"),
                    text("write it in the file that mail.password_file names"));
  if (!client.user.empty() && client.encryption == Encryption::none)
    findings.refuse(values.place("mail.user"), text("a password is not sent where everybody can read it"),
                    text("set mail.encryption to starttls or tls"));
  if (values.words("sign_in.address").value_or("").empty())
    findings.refuse(values.place("mail.server"), text("mail would not say where to sign in"),
                    text("write where browsers reach the site: sign_in.address"));
  return settings;
}

}  // namespace overens::server
