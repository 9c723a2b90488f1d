#include "cli/option_types.hpp"

#include <algorithm>
#include <cstdlib>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace overens::cli {

using base::text;

namespace {

// CLI11 puts the description of a check into the help, behind the option's type: so it has none.
constexpr char const* no_description = "";

}  // namespace

CLI::Option* one_of(CLI::Option* option, std::vector<std::string> const& words, wording::Language const& say) {
  auto const refused = say.say(text("write one of: {0}", fmt::format("{}", fmt::join(words, ", "))));
  auto const check = [words, refused](std::string const& word) {
    return std::find(words.begin(), words.end(), word) == words.end() ? refused : std::string();
  };
  option->check(CLI::Validator([check](std::string& word) { return check(word); }, no_description));
  return option->type_name(fmt::format("{}", fmt::join(words, "|")));
}

// Taken from the environment here and not by CLI11: commands beside each other share what they fill, and the
// environment of one that was not asked for would go before the words of the one that was.
void database_options(CLI::App& command, DatabaseOptions& database, wording::Language const& say) {
  auto const from_environment = [](std::string& to, char const* name) {
    if (auto const* const value = std::getenv(name); value != nullptr && to.empty()) to = value;
  };
  from_environment(database.store, "OVERENS_STORE");
  from_environment(database.keys, "OVERENS_KEYS");
  command
      .add_option("--store", database.store,
                  say.say(text("the database: a file, or postgresql://…; also as OVERENS_STORE in the environment")))
      ->required(database.store.empty());
  command.add_option("--keys", database.keys,
                     say.say(text("its key store, when it does not lie where it usually does; also as OVERENS_KEYS")));
}

CLI::Option* count(CLI::Option* option, wording::Language const& say) {
  auto const refused = say.say(text("write a whole number from 0 on"));
  return option->check(CLI::Validator(
      [refused](std::string& word) {
        return word.find_first_not_of("0123456789") == std::string::npos ? std::string() : refused;
      },
      no_description));
}

}  // namespace overens::cli
