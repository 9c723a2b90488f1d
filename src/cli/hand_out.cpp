#include "cli/hand_out.hpp"

#include <cstdio>
#include <fstream>

#include <fmt/format.h>

namespace overens::cli {

int hand_out(wording::Document const& document, std::string const& html, wording::Language const& say) {
  if (html.empty() || html == "-") {
    fmt::print("{}", html.empty() ? wording::as_terminal(document) : wording::as_html(document, say));
    return 0;
  }
  std::ofstream out(html, std::ios::binary);
  out << wording::as_html(document, say);
  out.flush();
  if (out) return 0;
  fmt::print(stderr, "overens: {}\n", say.say(base::text("can't write the file {0}", html)));
  return 1;
}

}  // namespace overens::cli
