#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "http/message.hpp"

namespace overens::http {

/// Which handler answers what. Filled before the server starts and not changed after.
///
/// A pattern is a path whose parts may be places ("/agreements/{county}/{version}"), and which may end in *
/// ("/assets/*" for all that begins with /assets/). A word goes before a place, and a place before *. Logs and metrics
/// name the pattern, never the path, which may hold an id.
class Routes {
 public:
  /// `method` is GET (which answers HEAD too), POST … The same twice is a defect in the program: throws.
  void on(std::string method, std::string pattern, Handler handler, Quick quick = {});
  /// Makes the page for a status that no handler answered: 404, 405, 413, 500 … Without one it is the status in words.
  void on_refusal(std::function<Reply(Request const&, int status)> page) { refusal_ = std::move(page); }

  struct Route {
    std::string method;
    std::string pattern;
    Handler handler;
    Quick quick;
    std::vector<std::string> parts;
  };
  struct Found {
    Route const* route = nullptr;  ///< none: refused with `status`
    int status = 200;              ///< 404; 405 with `allow`; 204 for OPTIONS, with `allow`; 308 to `elsewhere`
    std::string allow = {};
    std::string elsewhere = {};  ///< the path without a slash at its end, which a route has
    Pairs parts = {};
  };
  /// The path "*" stands for all that there is (RFC 9110 §9.3.7).
  Found find(std::string_view method, std::string_view path) const;
  /// The reply to what `find` found no route for.
  Reply refuse(Request const& request, Found const& found) const;
  Reply refuse(Request const& request, int status) const;

  std::deque<Route> const& all() const { return routes_; }

 private:
  std::deque<Route> routes_;
  std::function<Reply(Request const&, int status)> refusal_;
};

}  // namespace overens::http
