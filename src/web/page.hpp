#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "http/message.hpp"
#include "web/page_context.hpp"
#include "web/templates.hpp"

namespace overens::web {

/// A whole page: the frame that all share, and its own template inside.
class Page {
 public:
  /// `title`: in the window's head, and the words for it in the bread crumbs. `here`: the path of its place in the
  /// menu. The context must outlive it.
  Page(PageContext const& context, std::string_view body, std::string const& title, std::string_view here);

  /// Another title, when what is answered is known.
  void set_title(std::string const& title);
  TemplateData body() const { return body_; }
  /// A page above this one, from the top down: left out for those whom it is not for.
  void above(std::string const& words, std::string const& to);
  /// A script that this page has besides that of all pages: its address.
  void script(std::string const& url);
  http::Reply reply(int status = 200);

 private:
  PageContext const* context_;
  Template frame_;
  TemplateData body_;
  std::optional<TemplateData> crumbs_;
  std::string title_;
  std::string name_;  ///< of the site
  bool english_;
  bool private_;  ///< said to somebody signed in
};

}  // namespace overens::web
