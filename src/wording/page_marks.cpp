#include "wording/page_marks.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace overens::wording {
namespace {

bool is_one_of(std::string_view name, auto const& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool fits(std::string_view text, std::string_view form) {
  return text.size() >= form.size() && std::equal(form.begin(), form.end(), text.begin(), [](char part, char c) {
           return part == '0' ? is_digit(c) : c == part;
         });
}

// The day, or the day and time, that the text begins with, or nothing.
std::string_view day(std::string_view text) {
  for (std::string_view const form : {"0000-00-00 00:00", "0000-00-00"}) {
    if (!fits(text, form)) continue;
    auto const after = text.size() > form.size() ? text[form.size()] : ' ';
    if (!is_digit(after) && after != '-') return text.substr(0, form.size());
  }
  return {};
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
        words();
      }
    }
    return std::move(out_);
  }

 private:
  static constexpr std::array<std::string_view, 5> text_only = {"title", "option", "textarea", "style", "script"};
  static constexpr std::array<std::string_view, 6> without_end = {"br", "input", "meta", "link", "hr", "img"};

  // What may begin a tag, a mark or a day.
  static constexpr auto stops = [] {
    std::array<bool, 256> all{};
    for (unsigned char const c : {'<', foreign_begins[0], '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'})
      all[c] = true;
    return all;
  }();
  static bool is_stop(char c) { return stops[static_cast<unsigned char>(c)]; }

  bool skip(std::string_view mark) {
    if (!html_.substr(at_).starts_with(mark)) return false;
    at_ += mark.size();
    return true;
  }

  void copy(std::size_t to) {
    out_ += html_.substr(at_, to - at_);
    at_ = to;
  }

  void close() {
    out_ += "</span>";
    is_open_ = false;
  }

  // A word's end is not where a day begins: copy-2026-03-20 is a name.
  bool is_in_word() const {
    auto const before = at_ == 0 ? ' ' : html_[at_ - 1];
    return before == '-' || std::isalnum(static_cast<unsigned char>(before)) != 0;
  }

  // To where something may stand.
  void words() {
    auto const whole = is_in_word() || !holds_only_text_.empty() ? std::string_view() : day(html_.substr(at_));
    if (!whole.empty()) {
      out_ += "<time>";
      copy(at_ + whole.size());
      out_ += "</time>";
      return;
    }
    auto const* const end = html_.data() + html_.size();
    copy(static_cast<std::size_t>(std::find_if(html_.data() + at_ + 1, end, is_stop) - html_.data()));
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
      if (skip(foreign_begins) || skip(foreign_ends)) continue;
      copy(std::min(html_.substr(0, end).find(foreign_begins[0], at_ + 1), end));
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

std::string with_marks(std::string_view html) {
  return Marker(html).marked();
}

}  // namespace overens::wording
