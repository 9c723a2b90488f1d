#include "journal/heads.hpp"

#include <charconv>
#include <optional>

#include "journal/hex.hpp"

namespace overens::journal {
namespace {

constexpr std::string_view first_line = "overens heads 1";

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

}  // namespace

std::string heads_text(Heads const& heads) {
  std::string text(first_line);
  text.append("\nposition ").append(std::to_string(heads.position)).append("\n");
  for (auto const& head : heads.heads)
    text.append(hex(head.hash))
        .append(" ")
        .append(std::to_string(head.version))
        .append(" ")
        .append(head.stream)
        .append("\n");
  return text.append("streams ").append(std::to_string(heads.heads.size())).append("\n");
}

base::Expected<Heads> read_heads(std::string_view text) {
  auto const refused = base::refuse("no_heads", base::text("this is not a whole file of heads"));
  if (take_until(text, '\n') != first_line) return refused;
  auto const position = number_after(take_until(text, '\n'), "position ");
  if (!position) return refused;
  Heads heads{*position, {}};
  while (!text.empty()) {
    auto line = take_until(text, '\n');
    if (auto const streams = number_after(line, "streams ")) {
      if (*streams != heads.heads.size() || !text.empty()) return refused;
      return heads;
    }
    Head head;
    auto const hash_is_read = from_hex(take_until(line, ' '), head.hash);
    auto const version = number(take_until(line, ' '));
    if (!hash_is_read || !version || line.empty()) return refused;
    head.version = *version;
    head.stream = line;
    heads.heads.push_back(std::move(head));
  }
  return refused;
}

}  // namespace overens::journal
