#include "cli/wrong_use.hpp"

#include <algorithm>

#include <CLI/CLI.hpp>

#include "base/shape.hpp"

namespace overens::cli {

using base::text;

namespace {

// The first word that is no command, among those that belong there.
base::Text no_command(CLI::App const& app, std::vector<std::string> const& words, std::size_t at) {
  std::vector<std::string> known;
  for (auto const* command : app.get_subcommands([](CLI::App const*) { return true; }))
    known.push_back(command->get_name());
  if (at >= words.size())
    return at == 0 ? text("a command is missing") : text("a command is missing after {0}", words[at - 1]);
  if (std::find(known.begin(), known.end(), words[at]) != known.end())
    return no_command(*app.get_subcommand(words[at]), words, at + 1);
  auto const near = base::nearest(words[at], known);
  return near.empty() ? text("there is no command {0}", words[at])
                      : text("there is no command {0}; did you mean {1}?", words[at], near);
}

}  // namespace

base::Text what_is_wrong(CLI::ParseError const& error, CLI::App const& app, std::vector<std::string> const& words) {
  std::string const what = error.what();
  if (what.starts_with("A subcommand")) return no_command(app, words, 0);
  auto const after_colon = what.substr(std::min(what.size(), what.find(':') + 2));
  if (error.get_name() == "RequiredError")
    return text("something is missing: {0}", what.substr(0, what.find(" is required")));
  if (error.get_name() == "ExtrasError" || what.starts_with("The following argument"))
    return text("this is not known here: {0}", after_colon);
  if (error.get_name() == "ValidationError")
    return text("{0} can't be that: {1}", what.substr(0, what.find(':')), after_colon);
  if (error.get_name() == "ConversionError") return text("this is not a number: {0}", after_colon);
  if (error.get_name() == "ArgumentMismatch") return text("{0} needs a value", what.substr(0, what.find(':')));
  return text("this can't be read: {0}", what);
}

}  // namespace overens::cli
