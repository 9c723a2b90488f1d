#include "base/text.hpp"

#include <fmt/args.h>

#include "base/words.hpp"

namespace overens::base {

std::string fill(std::string_view pattern, std::vector<TextValue> const& values,
                 std::function<std::string(TextValue const&)> const& say) {
  std::vector<std::string> said;
  for (auto const& value : values) said.push_back(say(value));
  fmt::dynamic_format_arg_store<fmt::format_context> store;
  for (auto const& value : said) store.push_back(std::string_view(value));
  try {
    return fmt::vformat(pattern, store);
  } catch (fmt::format_error const&) {
    return std::string(pattern);
  }
}

std::string english(Text const& t) {
  return fill(*t.many != '\0' && t.count != 1 ? t.many : t.key, t.values, [](TextValue const& value) {
    if (!value.sentence.empty()) return english(value.sentence.front());
    return shown(value.english.empty() ? value.word : value.english);
  });
}

}  // namespace overens::base
