#include <fmt/format.h>

#include "wording/page_marks.hpp"
#include "wording/structured_text.hpp"

// src/wording/page.css, put into the program when it is built.
extern unsigned char const overens_page_css[];
extern std::size_t const overens_page_css_size;

namespace overens::wording {
namespace {

using base::text;

// Roles repeat what the elements mean, since a phone lays the table out as blocks and would otherwise lose it.

std::string escaped(std::string const& words) {
  std::string out;
  for (auto const c : words) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\n':
        out += "<br>";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string html(Line const& line) {
  std::string out;
  for (auto const& piece : line) {
    if (piece.to_count) continue;
    auto words = escaped(piece.words);
    if (!piece.id.empty()) words = fmt::format("<span id=\"{}\">{}</span>", escaped(piece.id), words);
    out += !piece.to.empty() && piece.section_of == nullptr
               ? fmt::format("<a href=\"#{}\">{}</a>", escaped(piece.to), words)
           : piece.strong ? fmt::format("<strong>{}</strong>", words)
                          : words;
  }
  return out;
}

std::string table(Block const& block) {
  std::string out = "<div class=\"scroll\"><table role=\"table\">";
  if (!html(block.text).empty()) out += fmt::format("<caption>{}</caption>", html(block.text));
  out += "<thead role=\"rowgroup\"><tr role=\"row\">";
  for (auto const& column : block.columns)
    out += fmt::format("<th scope=\"col\" role=\"columnheader\">{}</th>", escaped(column));
  out += "</tr></thead>\n<tbody role=\"rowgroup\">";
  for (auto const& row : block.rows) {
    out += fmt::format("<tr role=\"row\"><th scope=\"row\" role=\"rowheader\">{}</th>", html(row.front()));
    for (std::size_t i = 1; i < row.size(); ++i)
      out += fmt::format("<td role=\"cell\" data-label=\"{}\">{}</td>", escaped(block.columns[i]), html(row[i]));
    out += "</tr>\n";
  }
  return out + "</tbody></table></div>\n";
}

std::string part(Block const& block) {
  switch (block.kind) {
    case Block::Kind::heading:
      return block.id.empty()
                 ? fmt::format("<h{0}>{1}</h{0}>\n", block.level, html(block.text))
                 : fmt::format("<h{0} id=\"{2}\">{1}</h{0}>\n", block.level, html(block.text), escaped(block.id));
    case Block::Kind::paragraph:
      return fmt::format("<p>{}</p>\n", html(block.text));
    case Block::Kind::note:
      return fmt::format("<p class=\"note\">{}</p>\n", html(block.text));
    case Block::Kind::list:
    case Block::Kind::steps: {
      auto const* const element = block.kind == Block::Kind::list ? "ul" : "ol";
      auto out = fmt::format("<{}>\n", element);
      for (auto const& line : block.lines) out += fmt::format("<li>{}</li>\n", html(line));
      return out + fmt::format("</{}>\n", element);
    }
    case Block::Kind::facts: {
      std::string out = "<dl>\n";
      for (auto const& row : block.rows) out += fmt::format("<dt>{}</dt><dd>{}</dd>\n", html(row[0]), html(row[1]));
      return out + "</dl>\n";
    }
    case Block::Kind::table:
      return table(block);
  }
  return {};
}

}  // namespace

std::string as_html(StructuredText const& document, Language const& say) {
  auto out = fmt::format(
      "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
      "content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n<a "
      "class=\"skip\" href=\"#main\">{}</a>\n<main id=\"main\" class=\"page\">\n<h1>{}</h1>\n",
      document.language, escaped(document.title),
      std::string_view(reinterpret_cast<char const*>(overens_page_css), overens_page_css_size),
      escaped(say.say(text("Go to the text"))), escaped(document.title));
  std::string contents;
  for (auto const& block : document.blocks) {
    if (block.kind == Block::Kind::heading && block.level == 2 && !block.id.empty())
      contents += fmt::format("<li><a href=\"#{}\">{}</a></li>\n", escaped(block.id), html(block.text));
  }
  auto const nav =
      contents.empty()
          ? std::string()
          : fmt::format("<nav aria-labelledby=\"contents\"><h2 id=\"contents\">{}</h2>\n<ol>\n{}</ol></nav>\n",
                        escaped(say.say(text("Contents"))), contents);
  bool placed = false;
  for (auto const& block : document.blocks) {
    // What stands before the first heading is the summary; the contents follow it.
    if (!placed && block.kind == Block::Kind::heading) {
      out += nav;
      placed = true;
    }
    out += part(block);
  }
  return with_marks(out + "</main>\n</body>\n</html>\n");
}

}  // namespace overens::wording
