#pragma once

#include <memory>
#include <string>

#include "agreement/pack.hpp"
#include "base/text.hpp"
#include "event/vocabulary.hpp"

namespace overens::wording {

enum class Tongue { swedish, english };

/// Says texts in a language. Swedish comes from the catalogue built into the program (translations/sv.po); English is
/// the originals. What somebody wrote in a pack in Swedish only is said in Swedish in both.
class Language {
 public:
  explicit Language(Tongue tongue);
  ~Language();
  Language(Language&&) noexcept;

  std::string say(base::Text const& text) const;
  std::string say(event::Label const& label) const;
  std::string say(agreement::Words const& words) const;
  Tongue tongue() const { return tongue_; }

  /// "måndag".
  std::string weekday(calendar::Day day) const;
  /// "a, b och c".
  std::string list(std::vector<std::string> const& items) const;

 private:
  struct Catalogue;
  Tongue tongue_;
  std::unique_ptr<Catalogue> catalogue_;
};

}  // namespace overens::wording
