#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "web/forms/field.hpp"
#include "web/page_context.hpp"

namespace overens::web {

/// A word that can be chosen, what it is called, and what it stands for in the program.
template <class Value>
struct Alternative {
  char const* word;
  base::Text words;
  Value value;
};
template <class Choices>
std::vector<Option> options(Choices const& choices, PageContext const& context) {
  std::vector<Option> all;
  for (auto const& one : choices) all.push_back({one.word, context.tr(one.words)});
  return all;
}

/// What is said of a refusal, and at which field of the form when that has not the one that the refusal names.
struct RefusalWords {
  base::Text why;
  char const* field = "";
};

/// The codes of a set, to choose from; nothing when there is no such set.
std::vector<Option> code_options(std::string_view set, PageContext const& context);

/// A form as it was sent: by GET in the address, by POST in the body. Its fields are read and checked when it is made;
/// what was written is kept, and what is wrong stands both on top and at its field, in the same words.
class Form {
 public:
  /// Nothing is wrong with a form of which no field was sent.
  Form(PageContext const& context, Fields fields);

  bool is_sent() const { return sent_; }
  bool ok() const;
  bool has(std::string_view field) const;
  bool is_wrong(std::string_view field) const;
  /// With something, be it wrong.
  bool is_filled_in(std::string_view field) const { return !values(field).empty() || is_wrong(field); }
  /// What is wrong with something that was written out; empty: nothing, or it is missing or still being written.
  std::string const& fault(std::string_view field) const;
  /// In words; empty: nothing, or there is no such field.
  std::string what_is_wrong(std::string_view field) const;

  /// What is kept of the field, in the one form of its type; empty when it is empty or wrong.
  std::string const& value(std::string_view field) const;
  std::vector<std::string> const& values(std::string_view field) const;
  std::optional<calendar::Day> day(std::string_view field) const;
  std::optional<calendar::Moment> moment(std::string_view field) const;
  std::optional<long> number(std::string_view field) const;

  /// What the chosen word stands for.
  template <class Value, std::size_t n>
  std::optional<Value> chosen(std::string_view field, std::array<Alternative<Value>, n> const& among) const {
    for (auto const& one : among) {
      if (value(field) == one.word) return one.value;
    }
    return std::nullopt;
  }

  /// Whether the field is asked, as the form has been answered.
  bool is_asked(Field const& field) const;

  /// Shows the values in the field in the place of what was sent.
  void put(std::string_view field, std::vector<std::string> values);
  /// Nothing that is missing is said to be: the form has been filled in by a link, and is still to be sent.
  void treat_as_unsent();
  /// What is wrong is said on top in the order of the fields, and after them what is wrong with none of them (an empty
  /// name).
  void wrong(std::string_view field, base::Text const& why);

  /// Puts the summary of what is wrong in the include place ERRORS, when something is.
  void errors(TemplateData page) const;
  /// Puts the field in the include place FIELD.
  void show(TemplateData to, std::string_view field) const;
  /// All of them.
  void show(TemplateData to) const;

  std::vector<Field> const& fields() const { return fields_; }

 private:
  struct Written {
    std::vector<std::string> values;  ///< kept; those of a wrong field as they were sent
    std::string wrong;
    bool is_written_out = false;  ///< what is wrong is not how it is written
  };
  std::size_t at(std::string_view field) const;

  PageContext const* context_;
  Fields fields_;
  std::vector<Written> written_;      ///< one for each field
  std::vector<std::string> besides_;  ///< what is wrong with none of them
  bool sent_ = false;
};

}  // namespace overens::web
