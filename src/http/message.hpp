#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace overens::http {

/// What was asked, read in full. Names of fields and queries are as sent; fields are looked for in any case.
struct Request {
  std::string method;  ///< GET, HEAD, POST …
  std::string path;    ///< decoded, begins with /, without the query; no "..", no empty parts
  std::vector<std::pair<std::string, std::string>> query;  ///< decoded, in order
  std::vector<std::pair<std::string, std::string>> fields;
  std::string body;
  std::string id;    ///< of the request, new for each; stands in the answer and the log
  std::string peer;  ///< address

  std::optional<std::string_view> field(std::string_view name) const;
  /// The first value; empty when there is none.
  std::string_view asked(std::string_view name) const;
  /// The fields of an application/x-www-form-urlencoded body, decoded.
  std::vector<std::pair<std::string, std::string>> form() const;
  std::string_view cookie(std::string_view name) const;
};

struct Reply {
  int status = 200;
  std::string type = "text/html; charset=utf-8";
  std::string body = {};
  std::vector<std::pair<std::string, std::string>> fields = {};
  std::shared_ptr<std::string const> shared_body = {};  ///< in the place of `body`, when many get the same
};

/// Called on a thread that may wait for a database. What it throws is logged by its type only and answered with 500.
using Handler = std::function<Reply(Request const&)>;

}  // namespace overens::http
