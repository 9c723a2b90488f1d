#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/text.hpp"
#include "wording/language.hpp"

namespace ctemplate {
class TemplateDictionary;
}

namespace overens::web {

/// The values of one template: words for its places, and sections that show once for each time they are added. All
/// words are escaped for the place they stand in when the page is made; nothing here is HTML.
class TemplateData {
 public:
  TemplateData(ctemplate::TemplateDictionary* to, wording::Language const& say) : to_(to), say_(&say) {}

  wording::Language const& language() const { return *say_; }
  std::string tr(base::Text const& t) const { return say_->say(t); }

  void put(std::string_view place, std::string_view words);
  void say(std::string_view place, base::Text const& t) { put(place, tr(t)); }
  /// Shows a section whose places are filled by this one's values.
  void show(std::string_view section);
  /// Shows a section with the words in its place TEXT, unless they are empty.
  void show(std::string_view section, std::string_view words);
  /// Shows a section once more.
  TemplateData add(std::string_view section);
  /// Puts another template, by its file name, in an include place; once more each time.
  TemplateData include(std::string_view place, std::string_view file);

 private:
  ctemplate::TemplateDictionary* to_;
  wording::Language const* say_;
};

/// A page or a part of one being filled in.
class Template {
 public:
  Template(std::string_view file, wording::Language const& say);
  ~Template();
  Template(Template&&) noexcept;

  TemplateData fields() const;
  /// The HTML. Throws std::logic_error when the template is missing or wrong, which load_templates finds first.
  std::string html() const;

 private:
  std::string file_;
  wording::Language const* say_;
  std::unique_ptr<ctemplate::TemplateDictionary> dictionary_;
};

/// Loads every template that the program holds. Called when the site is made, so that a wrong template is found at the
/// start: throws std::logic_error with its name.
void load_templates();

}  // namespace overens::web
