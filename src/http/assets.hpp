#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "http/message.hpp"

namespace overens::http {

/// Style sheets, scripts and pictures of the pages: compressed once, and kept by browsers for ever, since each is
/// called by a hash of what is in it ("/assets/page.3f9c2ab1d0e7.css"). By its plain name ("/assets/page.css"), as a
/// style sheet names a picture, it is served too, and asked for anew each time by its ETag.
class Assets {
 public:
  struct File {
    std::string name;  ///< "page.css"; its ending says its type
    std::string bytes;
  };

  /// Throws std::invalid_argument for a name whose ending is not known here.
  explicit Assets(std::vector<File> files);

  /// Where a page finds it. Throws std::out_of_range for a name that is no asset.
  std::string const& url(std::string_view name) const;

  /// What answer() is asked for: GET of this.
  static constexpr char const* pattern = "/assets/*";
  /// Never waits.
  Reply answer(Request const& request) const;

 private:
  struct Form {
    Reply reply;
    std::string etag;
  };
  struct Asset {
    std::string url;
    Form plain, gzip, brotli;  ///< the last two empty when they would save little
  };

  std::map<std::string, Asset, std::less<>> by_name_;
  std::map<std::string, Asset const*, std::less<>> by_hash_;  ///< by "page.3f9c2ab1d0e7.css"
};

}  // namespace overens::http
