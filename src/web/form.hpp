#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "web/templates.hpp"
#include "web/page_context.hpp"

namespace overens::web {

/// What can be chosen.
struct Option {
  std::string value;
  std::string words;
};
struct OptionGroup {
  std::string name;  ///< empty: the options stand for themselves
  std::vector<Option> options;
};

/// A field of a form. `name` is its name in the address, and its id on the page.
struct Field {
  std::string name;
  base::Text label;
  base::Text hint = {};
  bool numbers = false;                   ///< a phone shows its number keys
  std::vector<OptionGroup> choices = {};  ///< to choose from; none: written
  std::vector<std::string> offers = {};   ///< what the browser offers while one writes
};

/// A form as it was sent by GET: its values are kept, and what is wrong stands both on top and at its field, in the
/// same words.
class Form {
 public:
  explicit Form(PageContext const& context) : context_(&context) {}

  /// Without the blanks around it.
  std::string value(std::string_view name) const;
  /// Shows the value in the field in the place of what was sent, since it means the same.
  void put(std::string name, std::string value);
  /// What is wrong is said on top in the order said.
  void wrong(std::string field, base::Text const& why);
  bool ok() const { return wrong_.empty(); }
  bool is_wrong(std::string_view field) const;

  /// The day of a field; nothing when it is empty or wrong, which is then said.
  std::optional<calendar::Day> day(std::string_view name);
  /// A whole number from `least` to `most`.
  std::optional<long> number(std::string_view name, long least, long most, base::Text const& otherwise);

  /// What the chosen word stands for; nothing when the field is empty, or holds a word that can't be chosen, which is
  /// then said: it may come from an address that was kept or changed.
  template <class Value>
  std::optional<Value> choice(std::string_view name, std::initializer_list<std::pair<char const*, Value>> words) {
    auto const sent = value(name);
    for (auto const& [word, stands_for] : words) {
      if (sent == word) return stands_for;
    }
    if (!sent.empty()) wrong(std::string(name), no_choice());
    return std::nullopt;
  }

  /// Puts the summary of what is wrong in the include place ERRORS, when something is.
  void errors(TemplateData page) const;
  /// Puts the field in the include place FIELD.
  void field(TemplateData to, Field const& field) const;

 private:
  struct Wrong {
    std::string field;
    std::string why;
  };

  static base::Text no_choice();

  PageContext const* context_;
  std::vector<Option> put_;
  std::vector<Wrong> wrong_;
};

}  // namespace overens::web
