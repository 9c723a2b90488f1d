#include "wording/agreement_document.hpp"

namespace overens::wording {

using base::text;

void write_local_templates(ItemWords const& words, StructuredText& out) {
  if (words.pack().local_templates.empty()) return;
  out.heading(2, "local", words.s(text("Local agreements")));
  for (auto const& one : words.pack().local_templates) {
    out.heading(3, {}, words.s(one.title));
    out.paragraph(words.with_cite(
        plain(one.required ? words.s(text("The agreement expects one.")) : words.s(text("Where it is needed."))),
        one.cite));
    std::vector<Line> lines;
    for (auto const& heading : one.headings) {
      Line line = {{words.s(heading.title), {}, true}};
      if (!heading.questions.empty()) line.push_back({": " + words.words(heading.questions)});
      lines.push_back(std::move(line));
    }
    out.list(std::move(lines));
    if (one.cells.empty()) continue;
    std::vector<std::vector<Line>> rows;
    for (auto const& cell : one.cells)
      rows.push_back({plain(words.swedish(cell.row)), plain(words.swedish(cell.column)), plain(words.s(cell.text))});
    out.table(words.s(text("Who does what in the municipality")),
              {words.s(text("Role")), words.s(text("Where")), words.s(text("What"))}, std::move(rows));
  }
}

}  // namespace overens::wording
