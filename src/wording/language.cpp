#include "wording/language.hpp"

#include <algorithm>
#include <cctype>
#include <locale>

#include <boost/locale/gnu_gettext.hpp>
#include <boost/locale/message.hpp>

#include "wording/page_marks.hpp"

extern unsigned char const overens_catalogue_sv[];
extern const std::size_t overens_catalogue_sv_size;

namespace overens::wording {

using base::text;

struct Language::Catalogue {
  std::locale locale;
};

namespace {

// Quotation marks as they are printed, ” on both sides in Swedish and “ ” in English, whichever somebody wrote.
std::string with_marks_of(Tongue tongue, std::string const& words) {
  if (words.find('"') == std::string::npos) return words;
  std::string result;
  auto is_open = false;
  for (auto const c : words) {
    if (c != '"') {
      result += c;
      continue;
    }
    is_open = !is_open;
    result += tongue == Tongue::english && is_open ? "“" : "”";
  }
  return result;
}

}  // namespace

Language::Language(Tongue tongue, Foreign foreign) : tongue_(tongue), foreign_(foreign) {
  if (tongue == Tongue::english) return;
  boost::locale::gnu_gettext::messages_info info;
  info.language = "sv";
  info.encoding = "UTF-8";
  info.domains.emplace_back("overens");
  info.paths.emplace_back("");
  info.callback = [](std::string const&, std::string const&) {
    return std::vector<char>(overens_catalogue_sv, overens_catalogue_sv + overens_catalogue_sv_size);
  };
  catalogue_ = std::make_unique<Catalogue>(
      Catalogue{std::locale(std::locale::classic(), boost::locale::gnu_gettext::create_messages_facet<char>(info))});
}

Language::~Language() = default;
Language::Language(Language&&) noexcept = default;

std::string Language::say(base::Text const& t) const {
  if (t.empty()) return {};
  if (catalogue_ == nullptr) return base::english(t);
  auto const pattern = *t.many == '\0'
                           ? boost::locale::translate(t.key).str(catalogue_->locale)
                           : boost::locale::translate(t.key, t.many, static_cast<int>(t.count)).str(catalogue_->locale);
  return base::fill(pattern, t.values, [this](base::TextValue const& value) {
    return value.sentence.empty() ? base::shown(value.word) : say(value.sentence.front());
  });
}

std::string Language::say(event::Label const& label) const {
  return tongue_ == Tongue::english && !label.en.empty() ? label.en : swedish(label.sv);
}

std::string Language::say(agreement::Words const& words) const {
  return tongue_ == Tongue::english && !words.en.empty() ? with_marks_of(tongue_, words.en) : swedish(words.sv);
}

// Without the full stop at its end, which others look for.
std::string Language::swedish(std::string const& written) const {
  auto const words = with_marks_of(Tongue::swedish, written);
  auto const has_words = std::any_of(words.begin(), words.end(), [](unsigned char c) { return std::isalpha(c) != 0; });
  if (tongue_ == Tongue::swedish || foreign_ == Foreign::bare || !has_words) return words;
  auto const stop = words.ends_with('.') ? 1U : 0U;
  std::string marked(foreign_begins);
  marked.append(words, 0, words.size() - stop).append(foreign_ends).append(stop, '.');
  return marked;
}

std::string Language::weekday(calendar::Day day) const {
  switch (std::chrono::weekday(day).iso_encoding()) {
    case 1:
      return say(text("Monday"));
    case 2:
      return say(text("Tuesday"));
    case 3:
      return say(text("Wednesday"));
    case 4:
      return say(text("Thursday"));
    case 5:
      return say(text("Friday"));
    case 6:
      return say(text("Saturday"));
    default:
      return say(text("Sunday"));
  }
}

namespace {

std::string all_but_last(std::vector<std::string> const& items) {
  std::string all = items.front();
  for (std::size_t i = 1; i + 1 < items.size(); ++i) all += ", " + items[i];
  return all;
}

}  // namespace

std::string Language::list(std::vector<std::string> const& items) const {
  if (items.size() < 2) return items.empty() ? std::string() : items.front();
  return say(text("{0} and {1}", all_but_last(items), items.back()));
}

std::string Language::either(std::vector<std::string> const& items) const {
  if (items.size() < 2) return items.empty() ? std::string() : items.front();
  return say(text("{0} or {1}", all_but_last(items), items.back()));
}

}  // namespace overens::wording
