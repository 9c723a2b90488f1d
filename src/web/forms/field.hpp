#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/refusal.hpp"
#include "calendar/day.hpp"
#include "web/templates.hpp"

namespace overens::web {

/// What can be chosen.
struct Option {
  std::string value;
  std::string words;
  std::vector<std::string> also = {};  ///< other words that mean it in an address
};
struct OptionGroup {
  std::string name;  ///< empty: the options stand for themselves
  std::vector<Option> options;
  bool is_folded = false;  ///< where each stands apart: they need not be seen at first
};

/// What can be written in a field, and so how it looks. What each takes, and what it keeps of it:
enum class FieldType {
  line,     ///< a line of words
  words,    ///< words of several lines
  code,     ///< one of the choices; several with `list`. Shown as radio buttons while they are few, or as checkboxes
  pick,     ///< one of many choices that have names; shown as a list that folds down
  boolean,  ///< one of two choices: yes_or_no()
  day,      ///< a day as people write it → 2026-11-21
  moment,   ///< a day, or a day and a time → 2026-11-21 14:30
  secret,   ///< what nobody else may see: kept as written, and never shown again
  integer,  ///< a whole number from `least` to `most` → digits
  period,   ///< a year or a part of one: 2026, 2026-H1, 2026-Q1, 2026-03, or its first day
  money     ///< kronor, with öre if need be → 1250 or 1250,50
};

/// Answers in a form: the name of a field, and a choice of it.
using FieldConditions = std::vector<std::pair<std::string, std::string>>;

/// One field of a form: all that is known of it, so that it is read, checked and shown by the same words.
struct Field {
  std::string name = {};   ///< in the address or the body, and its id on the page
  std::string label = {};  ///< in the language of the page, as are `hint` and the options
  std::string hint = {};
  FieldType type = FieldType::line;
  bool required = false;
  bool optional = false;             ///< it says beside its label that it can be left empty
  bool other_number = false;         ///< may hold a number that looks like a person's: a telephone's, a record's
  std::string autocomplete = "off";  ///< line, secret: what a browser may fill in (HTML, 4.10.18.7.1)
  FieldConditions only_when = {};  ///< it is asked when any of these is answered; a script shows it then. None: always
  std::string part = {};           ///< what it belongs to with its neighbours, under a heading; empty: the form
  bool is_folded = false;          ///< it need not be seen at first
  bool is_kept_elsewhere = false;  ///< its home is the record system
  bool list = false;               ///< code: several can be chosen; line: one on each line
  std::vector<OptionGroup> choices = {};
  std::vector<std::string> offers = {};  ///< line: what the browser offers while one writes
  std::size_t longest = 10'000;  ///< line, words: so many characters at most; no more than somebody would write by hand
  bool past = false;             ///< moment: no later than today
  long least = 0;
  long most = 999'999'999;
  std::string usual = {};     ///< what it most often is: put_usual() begins with it
  base::Text otherwise = {};  ///< said when it is wrong, or missing; empty: what its type says
  base::Text missing = {};    ///< said when it is missing, if that is something else
};
using Fields = std::vector<Field>;

/// What is kept of what was sent for the field: each value in the one form of its type, in the order of the choices
/// where there are any. Nothing when nothing but blanks was sent. Refused with `missing_value`, `bad_value`,
/// `no_such_day`, `not_yet` and `person_number`; `today` is also the day that the words give as an example.
base::Expected<std::vector<std::string>> read_field(Field const& field, std::vector<std::string> const& sent,
                                                    calendar::Day today);

/// The values kept, as people read them: the words of what was chosen.
std::vector<std::string> in_words(Field const& field, std::vector<std::string> const& kept);

/// The choices of a field of boolean: "ja" and "nej".
std::vector<OptionGroup> yes_or_no(wording::Language const& language);

/// The öre of what read_field kept for a field of money.
long ore(std::string const& kept);
/// The other way round.
std::string kronor(long ore);

/// The answers as a script reads them: `name=choice`, with a blank between them.
std::string in_markup(FieldConditions const& answers);

/// Puts the field in the include place FIELD, holding `values`; `wrong`: what is wrong with it, or empty.
void show_field(TemplateData to, Field const& field, std::vector<std::string> const& values, std::string const& wrong);

}  // namespace overens::web
