#include <functional>

#include "scenario/file_lines.hpp"
#include "scenario/scenario.hpp"

namespace overens::scenario {
namespace {

// The file's own lines, with `answers` after each question instead of those that stood there, ended as its first is.
std::string answered(base::SourceFile const& file, Scenario const& scenario,
                     std::function<std::vector<std::string>(std::size_t ask)> const& answers) {
  std::string const mark(file.bytes, 0, file.bytes.size() - base::without_byte_order_mark(file.bytes).size());
  auto out = mark;
  std::string ending;
  std::size_t ask = 0;
  int number = 0;
  FileLines lines(file);
  for (std::string line; lines.next(line);) {
    if (++number == 1) ending = lines.ending();
    if (line.starts_with("  ") && ask > 0) continue;
    out += line + ending;
    if (ask >= scenario.asks.size() || scenario.asks[ask].line != number) continue;
    for (auto const& answer : answers(ask++)) out += answer + ending;
  }
  return out;
}

}  // namespace

std::string with_answers(base::SourceFile const& file, Scenario const& scenario, Result const& result) {
  return answered(file, scenario, [&](std::size_t ask) {
    std::vector<std::string> lines;
    for (auto const& answer : result.answers[ask]) lines.push_back("  " + answer);
    return lines;
  });
}

std::string with_answers(base::SourceFile const& file, Scenario const& scenario,
                         std::vector<std::pair<std::string, Result>> const& results) {
  return answered(file, scenario, [&](std::size_t ask) {
    std::vector<std::string> lines;
    for (auto const& [agreement, result] : results) {
      lines.push_back("  " + agreement);
      for (auto const& answer : result.answers[ask]) lines.push_back("    " + answer);
    }
    return lines;
  });
}

}  // namespace overens::scenario
