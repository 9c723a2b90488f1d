#pragma once

#include "base/findings.hpp"
#include "base/shape.hpp"
#include "outgoing/mail_client.hpp"

namespace overens::server {

class GivenValues;

/// Mail in the morning to those who want it.
struct MailSettings {
  outgoing::MailOptions client = {};
  long hour = 7;  ///< from which on it is sent, in Sweden

  bool is_set_up() const { return !client.server.empty(); }
};

/// What the settings may hold of it.
base::ShapePtr mail_shape();

/// Says everything that is wrong.
MailSettings read_mail(GivenValues const& values, base::Findings& findings);

}  // namespace overens::server
