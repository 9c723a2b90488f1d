#pragma once

#include <boost/asio/ssl/context.hpp>

#include "http/server.hpp"

namespace overens::http {

/// What Mozilla's "intermediate" profile (version 5.7) asks for: TLS 1.2 and 1.3, forward secrecy, no session tickets.
/// Throws std::runtime_error that names the file which can't be used.
boost::asio::ssl::context tls_context(Tls const& files);

}  // namespace overens::http
