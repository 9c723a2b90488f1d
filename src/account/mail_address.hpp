#pragma once

#include <string_view>

namespace overens::account {

/// somebody@somewhere, in ASCII, with nothing that could mean anything else to a mail server.
bool is_mail_address(std::string_view words);

}  // namespace overens::account
