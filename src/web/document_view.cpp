#include "web/document_view.hpp"

#include <algorithm>
#include <array>

#include "web/agreement_parts.hpp"
#include "web/pages.hpp"

namespace overens::web {
namespace {

using wording::Block;
using wording::Line;

// A line break in the words of a piece stays one.
void put_words(TemplateData piece, std::string_view words) {
  for (std::size_t from = 0; from <= words.size();) {
    auto const end = std::min(words.find('\n', from), words.size());
    auto part = piece.add("WORDS");
    part.put("TEXT", words.substr(from, end - from));
    if (end < words.size()) part.show("BREAK");
    from = end + 1;
  }
}

bool is_empty(Line const& line) {
  return std::all_of(line.begin(), line.end(), [](auto const& piece) { return piece.words.empty(); });
}

void show_table(TemplateData to, Block const& block, Resolve const& resolve) {
  auto table = to.add("TABLE");
  if (!block.text.empty() && !block.text.front().words.empty()) show_line(table.add("CAPTION"), block.text, resolve);
  for (auto const& column : block.columns) table.add("COLUMN").put("TEXT", column);
  for (auto const& row : block.rows) {
    auto line = table.add("ROW");
    show_line(line.add("HEAD"), row.front(), resolve);
    for (std::size_t i = 1; i < row.size(); ++i) {
      auto cell = line.add("CELL");
      cell.put("COLUMN_NAME", block.columns[i]);
      if (is_empty(row[i])) cell.show("EMPTY");
      show_line(cell, row[i], resolve);
    }
  }
}

}  // namespace

void show_line(TemplateData to, Line const& line, Resolve const& resolve) {
  auto place = to.include("LINE", "line.html");
  for (auto const& piece : line) {
    auto one = place.add("PIECE");
    if (!piece.id.empty()) one.add("MARKED").put("ID", piece.id);
    if (piece.to_count) one.show("APART");
    auto kind = !piece.to.empty() ? one.add("LINK") : piece.strong ? one.add("STRONG") : one.add("PLAIN");
    if (!piece.to.empty())
      kind.put("URL", piece.section_of != nullptr ? agreement_link(*piece.section_of, piece.to) : resolve(piece.to));
    put_words(kind, piece.words);
  }
}

void show_blocks(TemplateData page, std::span<Block const> blocks, Resolve const& resolve) {
  static constexpr std::array<char const*, 5> headings = {"", "", "H2", "H3", "H4"};
  auto document = page.include("DOCUMENT", "document.html");
  for (auto const& block : blocks) {
    auto place = document.add("BLOCK");
    switch (block.kind) {
      case Block::Kind::heading: {
        auto heading = place.add(headings.at(static_cast<std::size_t>(block.level)));
        if (!block.id.empty()) heading.add("MARKED").put("ID", block.id);
        show_line(heading, block.text, resolve);
        break;
      }
      case Block::Kind::paragraph:
        show_line(place.add("PARAGRAPH"), block.text, resolve);
        break;
      case Block::Kind::note:
        show_line(place.add("NOTE"), block.text, resolve);
        break;
      case Block::Kind::list: {
        auto list = place.add("LIST");
        for (auto const& line : block.lines) show_line(list.add("ITEM"), line, resolve);
        break;
      }
      case Block::Kind::steps: {
        auto list = place.add("STEPS");
        for (auto const& line : block.lines) show_line(list.add("ITEM"), line, resolve);
        break;
      }
      case Block::Kind::facts: {
        auto facts = place.add("FACTS");
        for (auto const& row : block.rows) {
          auto fact = facts.add("FACT");
          show_line(fact.add("WHAT"), row[0], resolve);
          show_line(fact.add("IS"), row[1], resolve);
        }
        break;
      }
      case Block::Kind::table:
        show_table(place, block, resolve);
        break;
    }
  }
}

void lead_to_counting(std::span<Block> blocks, agreement::Pack const& pack) {
  auto const lead = [&](Line& line) {
    for (auto& piece : line) {
      if (piece.to_count) piece.to = counting_address(pack, *piece.to_count);
    }
  };
  for (auto& block : blocks) {
    for (auto& row : block.rows) std::for_each(row.begin(), row.end(), lead);
  }
}

void show_blocks(TemplateData page, std::span<Block const> blocks) {
  show_blocks(page, blocks, [](std::string const& to) { return to.starts_with('/') ? to : "#" + to; });
}

}  // namespace overens::web
