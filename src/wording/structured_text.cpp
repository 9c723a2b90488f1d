#include "wording/structured_text.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "wording/lines.hpp"

namespace overens::wording {

Line plain(std::string words) {
  return {{std::move(words)}};
}

void StructuredText::heading(int level, std::string id, std::string words) {
  blocks.push_back({Block::Kind::heading, level, std::move(id), plain(std::move(words))});
}

void StructuredText::paragraph(Line text) {
  blocks.push_back({Block::Kind::paragraph, 0, {}, std::move(text)});
}

void StructuredText::note(Line text) {
  blocks.push_back({Block::Kind::note, 0, {}, std::move(text)});
}

void StructuredText::list(std::vector<Line> lines) {
  if (!lines.empty()) blocks.push_back({Block::Kind::list, 0, {}, {}, std::move(lines)});
}

void StructuredText::steps(std::vector<Line> lines) {
  if (!lines.empty()) blocks.push_back({Block::Kind::steps, 0, {}, {}, std::move(lines)});
}

void StructuredText::facts(std::vector<std::vector<Line>> rows) {
  if (!rows.empty()) blocks.push_back({Block::Kind::facts, 0, {}, {}, {}, {}, std::move(rows)});
}

void StructuredText::table(std::string caption, std::vector<std::string> columns, std::vector<std::vector<Line>> rows) {
  if (rows.empty()) return;
  auto const is_empty = [](Line const& line) {
    return std::all_of(line.begin(), line.end(), [](Piece const& piece) { return piece.words.empty(); });
  };
  for (auto at = columns.size(); at-- > 1;) {
    if (!std::all_of(rows.begin(), rows.end(), [&](auto const& row) { return is_empty(row[at]); })) continue;
    auto const place = static_cast<std::ptrdiff_t>(at);
    columns.erase(columns.begin() + place);
    for (auto& row : rows) row.erase(row.begin() + place);
  }
  blocks.push_back({Block::Kind::table, 0, {}, plain(std::move(caption)), {}, std::move(columns), std::move(rows)});
}

namespace {

std::string words_of(Line const& line) {
  std::string all;
  for (auto const& piece : line) {
    if (piece.to_count) continue;
    for (auto const c : piece.words) {
      if (c == '\n') {
        all += all.ends_with(':') ? " " : "; ";
      } else {
        all += c;
      }
    }
  }
  return all;
}

}  // namespace

std::string as_terminal(StructuredText const& document, std::size_t widest) {
  auto out = fmt::format("{}\n{}\n", document.title, std::string(width(document.title), '='));
  for (auto const& block : document.blocks) {
    switch (block.kind) {
      case Block::Kind::heading:
        out += fmt::format("\n{}\n", words_of(block.text));
        if (block.level == 2) out += std::string(width(words_of(block.text)), '-') + "\n";
        break;
      case Block::Kind::paragraph:
      case Block::Kind::note:
        out += words_of(block.text) + "\n";
        break;
      case Block::Kind::list:
        for (auto const& line : block.lines) out += fmt::format("  • {}\n", words_of(line));
        break;
      case Block::Kind::steps:
        for (std::size_t i = 0; i < block.lines.size(); ++i)
          out += fmt::format("  {}. {}\n", i + 1, words_of(block.lines[i]));
        break;
      case Block::Kind::facts:
        for (auto const& row : block.rows) out += fmt::format("  {}: {}\n", words_of(row[0]), words_of(row[1]));
        break;
      case Block::Kind::table:
        for (auto const& row : block.rows) {
          out += fmt::format("  • {}\n", words_of(row.front()));
          std::vector<std::string> cells;
          std::size_t end_of_line = 3;  // indented by six, and three between two cells
          for (std::size_t i = 1; i < row.size(); ++i) {
            auto const words = words_of(row[i]);
            if (words.empty()) continue;
            cells.push_back(fmt::format("{}: {}", block.columns[i], words));
            end_of_line += 3 + width(cells.back());
          }
          // What fits on a line stands on one.
          if (!cells.empty())
            out += fmt::format("      {}\n", fmt::join(cells, end_of_line <= widest ? " · " : "\n      "));
        }
        break;
    }
  }
  return out;
}

namespace {

std::string escaped_markdown(std::string const& words) {
  std::string out;
  for (auto const c : words) {
    if (c == '\n') {
      out += "<br>";
      continue;
    }
    if (c == '|' || c == '*' || c == '_' || c == '<' || c == '`') out += '\\';
    out += c;
  }
  return out;
}

std::string markdown(Line const& line) {
  std::string out;
  for (auto const& piece : line) {
    if (piece.to_count) continue;
    auto const words = escaped_markdown(piece.words);
    out += !piece.to.empty() && piece.section_of == nullptr ? fmt::format("[{}](#{})", words, piece.to)
           : piece.strong                                   ? "**" + words + "**"
                                                            : words;
  }
  return out;
}

}  // namespace

std::string as_markdown(StructuredText const& document) {
  auto out = fmt::format("# {}\n", escaped_markdown(document.title));
  for (auto const& block : document.blocks) {
    out += "\n";
    switch (block.kind) {
      case Block::Kind::heading:
        if (!block.id.empty()) out += fmt::format("<a id=\"{}\"></a>\n\n", block.id);
        out += fmt::format("{} {}\n", std::string(static_cast<std::size_t>(block.level), '#'), markdown(block.text));
        break;
      case Block::Kind::paragraph:
        out += markdown(block.text) + "\n";
        break;
      case Block::Kind::note:
        out += "> " + markdown(block.text) + "\n";
        break;
      case Block::Kind::list:
        for (auto const& line : block.lines) out += fmt::format("- {}\n", markdown(line));
        break;
      case Block::Kind::steps:
        for (std::size_t i = 0; i < block.lines.size(); ++i)
          out += fmt::format("{}. {}\n", i + 1, markdown(block.lines[i]));
        break;
      case Block::Kind::facts:
        for (auto const& row : block.rows) out += fmt::format("- {}: {}\n", markdown(row[0]), markdown(row[1]));
        break;
      case Block::Kind::table: {
        std::string rule;
        for (auto const& column : block.columns) {
          out += "| " + escaped_markdown(column) + " ";
          rule += "|---";
        }
        out += "|\n" + rule + "|\n";
        for (auto const& row : block.rows) {
          for (auto const& cell : row) out += "| " + markdown(cell) + " ";
          out += "|\n";
        }
        break;
      }
    }
  }
  return out;
}

}  // namespace overens::wording
