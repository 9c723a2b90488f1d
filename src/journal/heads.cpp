#include "journal/heads.hpp"

#include <charconv>
#include <optional>

#include "journal/hex.hpp"

namespace overens::journal {
namespace {

constexpr std::string_view first_line = "overens heads 2";
constexpr std::string_view first_line_of_earlier = "overens heads 1";
constexpr std::string_view practice_line = "practice yes";
constexpr std::string_view no_practice_line = "practice no";
constexpr std::string_view last_of_streams = "streams ";
constexpr std::string_view last_of_looks = "looks ";

std::optional<std::uint64_t> number(std::string_view digits) {
  std::uint64_t value = 0;
  auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return error == std::errc() && end == digits.data() + digits.size() ? std::optional(value) : std::nullopt;
}

std::string_view take_until(std::string_view& text, char end) {
  auto const at = text.find(end);
  auto const taken = text.substr(0, at);
  text.remove_prefix(at == std::string_view::npos ? text.size() : at + 1);
  return taken;
}

std::optional<std::uint64_t> number_after(std::string_view line, std::string_view word) {
  return line.starts_with(word) ? number(line.substr(word.size())) : std::nullopt;
}

void add_part(std::string& text, std::vector<Head> const& heads, std::string_view ends_with) {
  for (auto const& head : heads)
    text.append(hex(head.hash))
        .append(" ")
        .append(std::to_string(head.version))
        .append(" ")
        .append(head.stream)
        .append("\n");
  text.append(ends_with).append(std::to_string(heads.size())).append("\n");
}

// Up to the line that says how many they are. Nothing: it is not as add_part() wrote it.
std::optional<std::vector<Head>> take_part(std::string_view& text, std::string_view ends_with) {
  std::vector<Head> heads;
  while (!text.empty()) {
    auto line = take_until(text, '\n');
    if (auto const count = number_after(line, ends_with))
      return *count == heads.size() ? std::optional(heads) : std::nullopt;
    Head head;
    auto const hash_is_read = from_hex(take_until(line, ' '), head.hash);
    auto const version = number(take_until(line, ' '));
    if (!hash_is_read || !version || line.empty()) return std::nullopt;
    head.version = *version;
    head.stream = line;
    heads.push_back(std::move(head));
  }
  return std::nullopt;
}

}  // namespace

std::string heads_text(KeptHeads const& kept) {
  std::string text(first_line);
  text.append("\n").append(kept.is_practice ? practice_line : no_practice_line);
  text.append("\nposition ").append(std::to_string(kept.heads.position)).append("\n");
  add_part(text, kept.heads.heads, last_of_streams);
  add_part(text, kept.heads.looks, last_of_looks);
  return text;
}

base::Expected<KeptHeads> read_heads(std::string_view text) {
  auto const refused = base::refuse("no_heads", base::text("this is not a whole file of heads"));
  auto const is_ended = !text.empty() && text.back() == '\n';
  auto const first = take_until(text, '\n');
  if (is_ended && first == first_line_of_earlier)
    return base::refuse("old_heads", base::text("this file of heads was written by an earlier version of the program, "
                                                "and does not say whether it is for practice: write it anew"));
  if (!is_ended || first != first_line) return refused;
  auto const practice = take_until(text, '\n');
  if (practice != practice_line && practice != no_practice_line) return refused;
  auto const position = number_after(take_until(text, '\n'), "position ");
  auto streams = position ? take_part(text, last_of_streams) : std::nullopt;
  auto looks = streams ? take_part(text, last_of_looks) : std::nullopt;
  if (!looks || !text.empty()) return refused;
  return KeptHeads{{*position, std::move(*streams), std::move(*looks)}, practice == practice_line};
}

}  // namespace overens::journal
