#pragma once

#include <memory>
#include <string>

#include "agreement/pack.hpp"
#include "base/text.hpp"
#include "event/vocabulary.hpp"

namespace overens::wording {

enum class Tongue { swedish, english };

/// Whether Swedish words in an English text are marked as such, for pages (page_marks.hpp).
enum class Foreign { bare, marked };

/// Says texts in a language. Swedish comes from the catalogue built into the program (translations/sv.po); English is
/// the originals. What somebody wrote in a pack in Swedish only is said in Swedish in both.
class Language {
 public:
  explicit Language(Tongue tongue, Foreign foreign = Foreign::bare);
  ~Language();
  Language(Language&&) noexcept;

  std::string say(base::Text const& text) const;
  std::string say(event::Label const& label) const;
  std::string say(agreement::Words const& words) const;
  /// Words that are Swedish in both: a quotation, the name of a law.
  std::string swedish(std::string const& words) const;
  Tongue tongue() const { return tongue_; }

  /// "måndag".
  std::string weekday(calendar::Day day) const;
  /// "a, b och c".
  std::string list(std::vector<std::string> const& items) const;
  /// "a, b eller c".
  std::string either(std::vector<std::string> const& items) const;

 private:
  struct Catalogue;
  Tongue tongue_;
  Foreign foreign_;
  std::unique_ptr<Catalogue> catalogue_;
};

}  // namespace overens::wording
