#include "wording/lines.hpp"

#include <algorithm>

namespace overens::wording {
namespace {

// What stands before the words of a line: blanks, with the mark of a list: "  • ", "  - ", "  12. ".
std::string_view lead_of(std::string_view line) {
  auto const blanks = std::min(line.find_first_not_of(' '), line.size());
  auto const rest = line.substr(blanks);
  for (std::string_view const mark : {"• ", "- ", "+ ", "→ ", "! "}) {
    if (rest.starts_with(mark)) return line.substr(0, blanks + mark.size());
  }
  auto const digits = std::min(rest.find_first_not_of("0123456789"), rest.size());
  return line.substr(0, digits > 0 && rest.substr(digits, 2) == ". " ? blanks + digits + 2 : blanks);
}

// The last blank that stands within the room, or the first of all when the first word is wider.
std::size_t find_break(std::string_view words, std::size_t room) {
  auto found = words.find(' ');
  for (auto at = found; at != std::string_view::npos && width(words.substr(0, at)) <= room;
       at = words.find(' ', at + 1))
    found = at;
  return found;
}

void put_line(std::string_view line, std::size_t widest, std::string& out) {
  auto const is_rule =
      line.find_first_not_of('=') == std::string_view::npos || line.find_first_not_of('-') == std::string_view::npos;
  if (is_rule) line = line.substr(0, widest);
  std::string lead(lead_of(line));
  line.remove_prefix(lead.size());
  auto const indent = width(lead) > widest / 2 ? 0 : width(lead);
  auto room = widest - std::min(width(lead), widest);
  while (width(line) > room) {
    auto const end = find_break(line, room);
    if (end == std::string_view::npos) break;
    out.append(lead).append(line.substr(0, end)).append("\n");
    line.remove_prefix(std::min(line.find_first_not_of(' ', end), line.size()));
    lead.assign(indent, ' ');
    room = widest - indent;
  }
  out.append(lead).append(line);
}

}  // namespace

std::size_t width(std::string_view words) {
  return static_cast<std::size_t>(std::count_if(
      words.begin(), words.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string in_width(std::string_view text, std::size_t widest) {
  std::string out;
  for (;;) {
    auto const end = text.find('\n');
    put_line(text.substr(0, end), widest, out);
    if (end == std::string_view::npos) return out;
    out += '\n';
    text.remove_prefix(end + 1);
  }
}

}  // namespace overens::wording
