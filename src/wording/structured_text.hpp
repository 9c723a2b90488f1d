#pragma once

#include <optional>
#include <string>
#include <vector>

#include "wording/language.hpp"

namespace overens::wording {

/// A piece of a line: words, which may lead to another place of the same document. A line break in the words of a cell
/// stays one on a page; on the terminal it is a semicolon.
struct Piece {
  std::string words;
  std::string to = {};  ///< id of a block; empty: leads nowhere
  bool strong = false;
  std::string id = {};  ///< where others lead to
  /// `to` is a section of this version; leads there on the site only.
  agreement::Pack const* section_of = nullptr;
  /// What would be counted; leads to where that is done. Said on the site only.
  std::optional<calendar::Recipe> to_count = {};
};
using Line = std::vector<Piece>;

/// One line without links.
Line plain(std::string words);

/// A part of a document.
struct Block {
  enum class Kind {
    heading,    ///< `text`, at `level` 2 or 3
    paragraph,  ///< `text`
    note,       ///< `text`, set apart: an opening, a warning
    list,       ///< `lines`
    steps,      ///< `lines`, one after the other
    table,      ///< `columns` and `rows`; `text` says what it shows; the first cell of a row is its heading
    facts       ///< `rows` of two: what, and what it is
  };
  Kind kind = Kind::paragraph;
  int level = 2;
  std::string id = {};
  Line text = {};
  std::vector<Line> lines = {};
  std::vector<std::string> columns = {};
  std::vector<std::vector<Line>> rows = {};
};

/// A text with its structure, from which a terminal, a page and Markdown are made.
struct StructuredText {
  std::string title;
  std::string language;  ///< sv, en
  std::vector<Block> blocks;

  void heading(int level, std::string id, std::string words);
  void paragraph(Line text);
  void note(Line text);
  void list(std::vector<Line> lines);
  void steps(std::vector<Line> lines);
  void facts(std::vector<std::vector<Line>> rows);
  /// A column in which nothing stands is left out; the first is the rows' heading.
  void table(std::string caption, std::vector<std::string> columns, std::vector<std::vector<Line>> rows);
};

/// For a terminal: a table's row is its heading with the other cells under it, on one line when `widest` has room.
std::string as_terminal(StructuredText const& document, std::size_t widest);
/// One page that needs nothing else: styles inside, readable on a phone and on paper, with contents.
std::string as_html(StructuredText const& document, Language const& say);
std::string as_markdown(StructuredText const& document);

}  // namespace overens::wording
