#pragma once

#include <optional>

#include "http/routes.hpp"
#include "web/embedded.hpp"
#include "web/page_cache.hpp"
#include "web/page_context.hpp"

namespace overens::web {

/// The pages open to everybody, in Swedish and English: under "/", the language by ?sprak=sv|en, which is then kept in
/// a cookie. Used by many threads at once.
class Site {
 public:
  /// Throws std::logic_error when a template can't be used.
  explicit Site(Sources sources);

  /// Any path: a page, or the page that says that there is none (404). GET only; what is wrong in a form gives 422.
  http::Reply answer(http::Request const& request) const;
  /// The same without waiting, when it has been made before; otherwise nothing.
  std::optional<http::Reply> answer_at_once(http::Request const& request) const;
  /// The page that says why there is no answer. The request may not have been read. Needs no database.
  http::Reply refuse(http::Request const& request, int status) const;

  /// One route for each kind of page. The site must outlive the routes.
  void add_to(http::Routes& routes) const;

 private:
  static std::string_view language_chosen(http::Request const& request);
  static bool is_english(http::Request const& request);
  static void remember_language(http::Request const& request, http::Reply& reply);
  static http::Reply sent(KeptPage const& kept, http::Request const& request);

  Sources sources_;
  wording::Language swedish_;
  wording::Language english_;
  mutable PageCache made_;
};

}  // namespace overens::web
