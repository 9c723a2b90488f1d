#pragma once

#include <optional>

#include "route/row.hpp"
#include "web/embedded.hpp"
#include "web/page_cache.hpp"
#include "web/page_context.hpp"
#include "web/page_row.hpp"

namespace overens::web {

struct KindPlace;

/// The pages, in Swedish and English: the language by ?sprak=sv|en, which is then kept in a cookie. Used by many
/// threads at once.
///
/// What is done once for all pages: the session is looked up; access::decide() is asked of the page's row, so that
/// without a session nothing but what is open to everybody is answered (401); a form sent by POST must come from one of
/// our pages in that session, or in that browser before there is one, and from no other site as the browser says (403);
/// what is open to everybody and asked for without a session is kept for the next; and what is said to somebody signed
/// in is kept by nobody.
class Site {
 public:
  /// Throws std::logic_error when a template can't be used.
  explicit Site(Sources sources);

  /// The pages' part of the table of routes. The site must outlive it.
  route::Rows rows() const;
  /// The page that says why there is no answer. The request may not have been read. Needs no database.
  http::Reply refuse(http::Request const& request, int status) const;
  /// The page that says why somebody could not be signed in.
  http::Reply refuse_sign_in(http::Request const& request, int status, base::Text const& why) const;

 private:
  route::Row row_of(PageRow const& page, KindPlace const& place) const;
  http::Reply answer(PageRow const& row, http::Request const& request) const;
  // The same without waiting, when it has been made before; otherwise nothing.
  std::optional<http::Reply> answer_at_once(http::Request const& request) const;
  // With what is known of who asks.
  PageContext context(http::Request const& request, std::shared_ptr<Lifecycles const> lifecycles) const;
  void find_session(PageContext& context) const;
  http::Reply make(PageRow const& row, PageContext const& context) const;
  http::Reply make_or_say_unavailable(PageRow const& row, PageContext const& context) const;
  http::Reply make_or_find(PageRow const& row, PageContext const& context) const;

  Sources sources_;
  wording::Language swedish_;
  wording::Language english_;
  mutable PageCache made_;
};

}  // namespace overens::web
