#include "wording/foreign_words.hpp"

#include <algorithm>
#include <array>

namespace overens::wording {
namespace {

bool is_one_of(std::string_view name, auto const& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// Goes through the page once. A span that is not ended within the element it began in ends with that.
class Marker {
 public:
  explicit Marker(std::string_view html) : html_(html) { out_.reserve(html.size() + html.size() / 16); }

  std::string marked() {
    while (at_ < html_.size()) {
      if (html_[at_] == '<') {
        tag();
      } else if (skip(foreign_begins)) {
        if (is_open_ || !holds_only_text_.empty()) continue;
        out_ += "<span lang=\"sv\">";
        is_open_ = true;
        depth_ = 0;
      } else if (skip(foreign_ends)) {
        if (is_open_ && depth_ == 0) close();
      } else {
        out_ += html_[at_++];
      }
    }
    return std::move(out_);
  }

 private:
  static constexpr std::array<std::string_view, 5> text_only = {"title", "option", "textarea", "style", "script"};
  static constexpr std::array<std::string_view, 6> without_end = {"br", "input", "meta", "link", "hr", "img"};

  bool skip(std::string_view mark) {
    if (!html_.substr(at_).starts_with(mark)) return false;
    at_ += mark.size();
    return true;
  }

  void close() {
    out_ += "</span>";
    is_open_ = false;
  }

  // Values of attributes hold no '>': it is written &gt;.
  void tag() {
    auto const end = std::min(html_.find('>', at_), html_.size() - 1) + 1;
    auto const whole = html_.substr(at_, end - at_);
    auto const ends = whole.starts_with("</");
    auto const from = ends ? 2U : 1U;
    auto const name = whole.substr(from, whole.find_first_of(" >/\n", from) - from);
    if (is_open_ && ends && depth_ == 0) close();
    if (ends) {
      depth_ -= is_open_ ? 1 : 0;
      if (name == holds_only_text_) holds_only_text_ = {};
    } else if (!is_one_of(name, without_end)) {
      depth_ += is_open_ ? 1 : 0;
      if (is_one_of(name, text_only)) holds_only_text_ = name;
    }
    while (at_ < end) {
      if (!skip(foreign_begins) && !skip(foreign_ends)) out_ += html_[at_++];
    }
  }

  std::string_view html_;
  std::string out_;
  std::size_t at_ = 0;
  bool is_open_ = false;
  std::size_t depth_ = 0;             // of elements within the span
  std::string_view holds_only_text_;  // the element, while in one
};

}  // namespace

std::string with_languages(std::string html) {
  auto const has = [&](std::string_view mark) { return html.find(mark) != std::string::npos; };
  return has(foreign_begins) || has(foreign_ends) ? Marker(html).marked() : html;
}

}  // namespace overens::wording
