#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace overens::http {

/// Names and their values in the order they came; a name may stand several times.
using Pairs = std::vector<std::pair<std::string, std::string>>;

/// What was asked, read in full. Names of fields and queries are as sent; fields are looked for in any case.
struct Request {
  std::string method = {};  ///< GET, HEAD, POST …
  std::string path = {};    ///< decoded, begins with /, without the query; no "." or "..", no empty parts but the last
  Pairs query = {};         ///< decoded, in order
  Pairs fields = {};
  std::string body = {};
  std::string id = {};    ///< of the request, new for each; stands in the answer and the log
  std::string peer = {};  ///< the address that it comes from, behind proxies of our own: client_address()
  Pairs parts = {};       ///< what stood in the places of the route's pattern: {county} …

  std::optional<std::string_view> field(std::string_view name) const;
  /// The first value of the query; empty when there is none.
  std::string_view asked(std::string_view name) const;
  /// What stood in the place of the pattern; empty when the pattern has none of that name.
  std::string_view part(std::string_view name) const;
  /// What the body is said to be, without what more is said of it: "application/json". Empty when nothing is said.
  std::string_view media_type() const;
  /// Whether the body is said to be in UTF-8 and not compressed, which it is also when nothing is said.
  bool is_plain_utf8() const;
  /// The body without the byte order mark that some programs begin a text with.
  std::string_view text() const;
  bool has_form() const;
  /// The fields of an application/x-www-form-urlencoded body, decoded.
  Pairs form() const;
  /// What its first field of that name says; empty when there is none.
  std::string sent(std::string_view name) const;
  std::string_view cookie(std::string_view name) const;
};

/// Names and values of fields must hold no line break; the server answers 500 in the place of such a reply.
struct Reply {
  int status = 200;
  std::string type = "text/html; charset=utf-8";
  std::string body = {};
  Pairs fields = {};
  std::shared_ptr<std::string const> shared_body = {};  ///< in the place of `body`, when many get the same

  std::string_view content() const { return shared_body ? *shared_body : body; }
};

/// 303: the browser goes on to there, and nobody keeps that it did.
Reply see_other(std::string location);
/// Whose page sent it, as the browser says (Fetch Metadata; RFC 6454). `address`: of this site, where it is known by
/// another than the request's; empty: it is not.
enum class From { own_page, elsewhere, not_said };
From where_from(Request const& request, std::string_view address = {});
/// Whoever asks has what the tag stands for already (If-None-Match, RFC 9110 §13.1.2): 304 is enough.
bool has_already(Request const& request, std::string_view etag);

/// Called on a thread that may wait for a database. What else it throws is logged by its type only and answered with
/// 500.
using Handler = std::function<Reply(Request const&)>;
/// Called first, on the connection's own thread, where nothing may wait. Nothing: the handler is to answer.
using Quick = std::function<std::optional<Reply>(Request const&)>;

/// "Not Found" …, as the status line says it.
std::string_view reason(int status);
/// The status line's words as a text, for answers that no page has been made for.
Reply plain(int status);

}  // namespace overens::http
