#include "cli/help_format.hpp"

#include "cli/terminal.hpp"
#include "wording/lines.hpp"

namespace overens::cli {

using base::text;

namespace {

constexpr std::size_t column = 32;

std::string entry(std::string const& name, std::string const& words) {
  auto line = "  " + name;
  if (words.empty()) return line + "\n";
  // One that reaches into the words' column has a line of its own.
  if (wording::width(line) + 2 > column) line += "\n";
  auto const in_line = line.ends_with('\n') ? 0 : wording::width(line);
  line.append(column - in_line, ' ');
  auto const room = terminal_width() > column + 20 ? terminal_width() - column : 20;
  for (auto const c : wording::in_width(words, room)) {
    line += c;
    if (c == '\n') line.append(column, ' ');
  }
  return line + "\n";
}

}  // namespace

HelpFormat::HelpFormat(wording::Language const& say) {
  for (auto const& [english, said] :
       std::initializer_list<std::pair<char const*, base::Text>>{{"Usage", text("Usage")},
                                                                 {"OPTIONS", text("OPTIONS")},
                                                                 {"Options", text("Options")},
                                                                 {"SUBCOMMAND", text("COMMAND")},
                                                                 {"Positionals", text("Words")},
                                                                 {"REQUIRED", text("(needed)")},
                                                                 {"Env", text("variable")},
                                                                 {"TEXT", text("WORD")},
                                                                 {"INT", text("NUMBER")}}) {
    label(english, say.say(said));
  }
}

std::string HelpFormat::make_help(CLI::App const* app, std::string name, CLI::AppFormatMode mode) const {
  return wording::in_width(Formatter::make_help(app, std::move(name), mode), terminal_width());
}

std::string HelpFormat::make_option(CLI::Option const* option, bool is_positional) const {
  return entry(make_option_name(option, is_positional) + make_option_opts(option), make_option_desc(option));
}

std::string HelpFormat::make_subcommand(CLI::App const* command) const {
  return entry(command->get_name(), command->get_description());
}

}  // namespace overens::cli
