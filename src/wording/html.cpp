#include <fmt/format.h>

#include "wording/document.hpp"

namespace overens::wording {
namespace {

using base::text;

// Roles repeat what the elements mean, since a phone lays the table out as blocks and would otherwise lose it.
// One page alone: no fonts, scripts or images from elsewhere. Colours have at least 4.5:1 in both schemes.
constexpr char const* style = R"css(
:root{color-scheme:light dark;--paper:#fff;--ink:#1b1f24;--soft:#545d68;--line:#d4d9df;--shade:#f4f6f8;--mark:#00506b;--note:#fff6e0;--note-line:#b07d00}
@media (prefers-color-scheme:dark){:root{--paper:#14181c;--ink:#e8ebee;--soft:#a9b2bc;--line:#363e47;--shade:#1d2329;--mark:#7ccbe8;--note:#2c2614;--note-line:#d3a53a}}
*{box-sizing:border-box}
html{scroll-padding-top:1rem}
body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.6 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:break-word}
.skip{position:absolute;left:-999rem}.skip:focus{left:1rem;top:1rem;background:var(--paper);padding:.5rem 1rem;outline:3px solid var(--mark)}
.page{max-width:64rem;margin:0 auto;padding:2rem 1.25rem 4rem}
h1{font-size:2rem;line-height:1.2;margin:.5rem 0 1rem}
h2{font-size:1.4rem;line-height:1.3;margin:3rem 0 .75rem;padding-top:.75rem;border-top:2px solid var(--line)}
h3{font-size:1.15rem;margin:2rem 0 .5rem}
h4{font-size:1rem;margin:1.5rem 0 .4rem;color:var(--mark)}
h4+dl{margin-top:.25rem;gap:.15rem 1.25rem;font-size:.97rem}
p,li{max-width:44rem}
a{color:var(--mark)}
:target{outline:3px solid var(--mark);outline-offset:4px}
a:focus-visible{outline:3px solid var(--mark);outline-offset:2px}
nav ol{columns:16rem;column-gap:2rem;padding-left:1.5rem;margin:.5rem 0}
nav{background:var(--shade);border-radius:.5rem;padding:1rem 1.25rem;margin:1.5rem 0}
nav h2{font-size:1rem;margin:0;padding:0;border:0}
.note{background:var(--note);border-left:.3rem solid var(--note-line);padding:.6rem 1rem;margin:1rem 0;max-width:46rem}
dl{display:grid;grid-template-columns:minmax(9rem,14rem) 1fr;gap:.4rem 1.25rem;margin:1rem 0}
dt{font-weight:600}dd{margin:0}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;margin:.75rem 0 1.5rem;font-size:.97rem}
caption{text-align:left;color:var(--soft);padding:.25rem 0}
th,td{text-align:left;vertical-align:top;padding:.5rem .75rem .5rem 0;border-bottom:1px solid var(--line)}
thead th{color:var(--soft);font-weight:600;border-bottom:2px solid var(--line)}
tbody th{font-weight:600}
@media (max-width:40rem){
 h1{font-size:1.6rem}dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.6rem}
 table,tbody,tr,th,td{display:block}thead{position:absolute;left:-999rem}
 tr{border-bottom:1px solid var(--line);padding:.6rem 0}th,td{border:0;padding:.1rem 0}td:empty{display:none}
 td[data-label]::before{content:attr(data-label) ": ";color:var(--soft)}
}
@media print{
 @page{margin:18mm 16mm}
 :root{--paper:#fff;--ink:#000;--soft:#333;--line:#999;--shade:#fff;--mark:#000;--note:#fff;--note-line:#666}
 body{font-size:9.5pt;line-height:1.35}table{font-size:9pt}.scroll{overflow:visible}th,td{overflow-wrap:anywhere;hyphens:auto;padding:.25rem .5rem .25rem 0}
 h4{margin:.9rem 0 .2rem;break-after:avoid}dl{break-inside:avoid}h4+dl{font-size:9pt;gap:0 1rem}p,li,.note{max-width:none}
 .page{max-width:none;padding:0}nav ol{columns:2}
 h2{break-after:avoid;margin-top:1.6rem}h3{break-after:avoid}tr,.note,li{break-inside:avoid}thead{display:table-header-group}
 a{color:inherit;text-decoration:none}.skip{display:none}
}
)css";

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
    auto const words = escaped(piece.words);
    out += !piece.to.empty() ? fmt::format("<a href=\"#{}\">{}</a>", escaped(piece.to), words)
           : piece.strong    ? fmt::format("<strong>{}</strong>", words)
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
    case Block::Kind::list: {
      std::string out = "<ul>\n";
      for (auto const& line : block.lines) out += fmt::format("<li>{}</li>\n", html(line));
      return out + "</ul>\n";
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

std::string as_html(Document const& document, Language const& say) {
  auto out = fmt::format(
      "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
      "content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n<a "
      "class=\"skip\" href=\"#main\">{}</a>\n<main id=\"main\" class=\"page\">\n<h1>{}</h1>\n",
      document.language, escaped(document.title), style, escaped(say.say(text("Go to the text"))),
      escaped(document.title));
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
  return out + "</main>\n</body>\n</html>\n";
}

}  // namespace overens::wording
