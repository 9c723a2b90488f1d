#include "cli/hand_out.hpp"

#include <cstdio>
#include <fstream>

#include <fmt/format.h>

#include "cli/terminal.hpp"

namespace overens::cli {

int hand_out(MakeDocument const& make, std::string const& html, wording::Language const& say) {
  if (html.empty()) {
    print_lines(wording::as_terminal(make(say), terminal_width()));
    return 0;
  }
  wording::Language const marked(say.tongue(), wording::Foreign::marked);
  auto const page = wording::as_html(make(marked), say);
  if (html == "-") {
    fmt::print("{}", page);
    return 0;
  }
  std::ofstream out(html, std::ios::binary);
  out << page;
  out.flush();
  if (out) return 0;
  fmt::print(stderr, "overens: {}\n", say.say(base::text("can't write the file {0}", html)));
  return 1;
}

}  // namespace overens::cli
