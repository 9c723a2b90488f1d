#include "cli/reference.hpp"

#include <fmt/format.h>

namespace overens::cli {
namespace {

using base::text;

std::vector<CLI::App const*> commands_of(CLI::App const& app) {
  return app.get_subcommands([](CLI::App const*) { return true; });
}

std::vector<CLI::Option const*> options_of(CLI::App const& app) {
  return app.get_options([](CLI::Option const*) { return true; });
}

// A word of people's in roff: a backslash or a point at the beginning of a line would be read as a request.
std::string roff(std::string const& words) {
  std::string result;
  for (auto const c : words) {
    if (c == '\\') {
      result += "\\e";
    } else if (c == '-') {
      result += "\\-";
    } else {
      result += c;
    }
  }
  return result.starts_with('.') || result.starts_with('\'') ? "\\&" + result : result;
}

void options(CLI::App const& app, std::string& page) {
  for (auto const* option : options_of(app)) {
    auto const is_flag = option->get_items_expected_max() == 0;
    auto const value = is_flag || option->get_positional() ? "" : " \\fI" + roff(option->get_type_name()) + "\\fR";
    page += fmt::format(".TP\n\\fB{}\\fR{}\n{}\n", roff(option->get_name(false, true)), value,
                        roff(option->get_description()));
  }
}

void command(CLI::App const& app, std::string const& path, std::string& page) {
  auto const name = path + " " + app.get_name();
  page += fmt::format(".SS {}\n{}\n", roff(name), roff(app.get_description()));
  options(app, page);
  for (auto const* below : commands_of(app)) command(*below, name, page);
}

// For each command, by the words that lead to it: what may come next.
void completions(CLI::App const& app, std::string const& path, std::string& paths, std::string& next) {
  std::string words;
  for (auto const* below : commands_of(app)) {
    words += below->get_name() + " ";
    paths += fmt::format("{}\"{} {}\"", paths.empty() ? "" : " | ", path, below->get_name());
    completions(*below, path.empty() ? below->get_name() : path + " " + below->get_name(), paths, next);
  }
  for (auto const* option : options_of(app)) {
    for (auto const& name : option->get_lnames()) words += "--" + name + " ";
  }
  words.pop_back();
  next += fmt::format("    \"{}\") known=\"{}\" ;;\n", path, words);
}

}  // namespace

std::string manual_page(CLI::App const& app, std::string const& version, wording::Language const& say) {
  auto page = fmt::format(".TH OVERENS 1 \"\" \"overens {}\"\n.SH {}\noverens \\- {}\n", version,
                          roff(say.say(text("NAME"))), roff(app.get_description()));
  page += fmt::format(".SH {}\n\\fBoverens\\fR \\fI{}\\fR [\\fI{}\\fR]\n", roff(say.say(text("SYNOPSIS"))),
                      roff(say.say(text("COMMAND"))), roff(say.say(text("OPTIONS"))));
  page += fmt::format(".SH {}\n", roff(say.say(text("OPTIONS"))));
  options(app, page);
  page += fmt::format(".SH {}\n", roff(say.say(text("COMMANDS"))));
  for (auto const* below : commands_of(app)) command(*below, "overens", page);
  return page;
}

std::string bash_completion(CLI::App const& app) {
  std::string paths;
  std::string next;
  completions(app, "", paths, next);
  return fmt::format(R"(_overens() {{
  local path="" word known=""
  for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
    case "$path $word" in
    {}) path="${{path:+$path }}$word" ;;
    esac
  done
  case "$path" in
{}  esac
  COMPREPLY=($(compgen -W "$known" -- "${{COMP_WORDS[COMP_CWORD]}}"))
}}
complete -o default -F _overens overens
)",
                     paths, next);
}

}  // namespace overens::cli
