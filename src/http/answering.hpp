#pragma once

#include "http/compressed_pages.hpp"
#include "http/log.hpp"
#include "http/routes.hpp"

namespace overens::http {

/// What the route answers, made ready to be sent: compressed when that pays and the client takes it. What a handler
/// throws is logged and becomes 500. Never throws.
Reply answer(Request const& request, Routes::Found const& found, Routes const& routes, CompressedPages& pages,
             Log& log);
/// The same at once on the connection's own thread, if the route can; otherwise nothing.
std::optional<Reply> answer_at_once(Request const& request, Routes::Found const& found, Routes const& routes,
                                    CompressedPages& pages, Log& log);
/// The reply to what no handler sees, such as 413.
Reply answer_refusal(Request const& request, int status, Routes const& routes, Log& log);

}  // namespace overens::http
