#pragma once

#include <sstream>
#include <string>

#include "base/words.hpp"
#include "base/yaml.hpp"

namespace overens::scenario {

/// A file's lines, as whoever saves it in Windows ends them too.
class FileLines {
 public:
  explicit FileLines(base::SourceFile const& file) : in_(std::string(base::without_byte_order_mark(file.bytes))) {}

  /// False when there is no more.
  bool next(std::string& line) {
    if (!std::getline(in_, line)) return false;
    ends_with_return_ = line.ends_with('\r');
    if (ends_with_return_) line.pop_back();
    return true;
  }
  /// What ended the last one.
  char const* ending() const { return ends_with_return_ ? "\r\n" : "\n"; }

 private:
  std::istringstream in_;
  bool ends_with_return_ = false;
};

}  // namespace overens::scenario
