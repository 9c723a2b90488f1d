#include <cstdio>
#include <fstream>

#include <fmt/format.h>

#include "cli/commands.hpp"
#include "wording/agreement_document.hpp"

namespace overens::cli {

using base::text;

int write_out(std::string const& content, std::string const& file, wording::Language const& say) {
  if (file.empty()) {
    fmt::print("{}", content);
    return 0;
  }
  std::ofstream out(file, std::ios::binary);
  out << content;
  out.flush();
  if (out) return 0;
  fmt::print(stderr, "overens: {}\n", say.say(text("can't write the file {0}", file)));
  return 1;
}

int show_agreement(QuestionOptions const& options, std::string const& which, std::string const& html,
                   wording::Language const& say) {
  auto asked = prepare(options, say);
  if (!asked) return asked.error();
  auto const on = asked->question.on.day;
  auto const pack = pick_version(*asked->agreements, which, on, say);
  if (!pack) return pack.error();
  obligation::Engine::Session const session(*asked->engine, asked->question);
  for (auto const& life : session.registry().lives()) {
    if (life.versions().front()->agreement != (*pack)->agreement) continue;
    auto const document = wording::agreement_document(**pack, life, on, asked->agreements->vocabulary, say);
    return html.empty() ? write_out(wording::as_terminal(document), {}, say)
                        : write_out(wording::as_html(document, say), html == "-" ? std::string() : html, say);
  }
  return 1;
}

}  // namespace overens::cli
