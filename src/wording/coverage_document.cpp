#include "wording/coverage_document.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace overens::wording {
namespace {

using agreement::Pack;
using agreement::Requirements;
using base::text;

/// What the packs say of one row.
struct Carried {
  std::string by;     ///< "län/2025: a, b" a line each
  std::string notes;  ///< what packs say that they do not carry
};

Carried carried(Requirements::Row const& row, std::vector<Pack const*> const& packs) {
  Carried result;
  for (auto const* pack : packs) {
    for (auto const& one : pack->coverage) {
      if (one.row != row.id) continue;
      auto const add = [&](std::string& to, std::string const& words) {
        to += fmt::format("{}{}: {}", to.empty() ? "" : "\n", pack->name(), words);
      };
      if (!one.items.empty()) add(result.by, fmt::format("{}", fmt::join(one.items, ", ")));
      if (!one.note.empty()) add(result.notes, one.note);
    }
  }
  return result;
}

}  // namespace

Document coverage_document(Requirements const& requirements, std::vector<Pack const*> const& packs,
                           Language const& say) {
  auto const s = [&](base::Text const& t) { return say.say(t); };
  auto const home = [&](std::string const& id) {
    if (id == "engine") return s(text("the engine"));
    if (id == "server") return s(text("the server"));
    if (id == "background") return s(text("background"));
    return s(text("nowhere yet"));
  };
  Document out;
  out.title = s(text("What the sources ask for, and what carries it"));
  out.language = say.tongue() == Tongue::swedish ? "sv" : "en";
  std::vector<std::vector<Line>> summary;
  std::vector<Block> tables;
  for (auto const& group : requirements.groups) {
    long rows = 0;
    long as_data = 0;
    long told = 0;
    std::vector<std::vector<Line>> lines;
    for (auto const& row : requirements.rows) {
      if (row.group != group.id) continue;
      auto const carried_by = carried(row, packs);
      ++rows;
      as_data += carried_by.by.empty() ? 0 : 1;
      told += carried_by.by.empty() && !carried_by.notes.empty() ? 1 : 0;
      auto const by = carried_by.by.empty() ? home(row.home) : carried_by.by;
      lines.push_back({plain(row.id), plain(say.say(row.title)), plain(by), plain(carried_by.notes)});
    }
    auto const title = fmt::format("{}. {}", group.id, say.say(group.title));
    auto const id = "group-" + group.id;
    summary.push_back({{{title, id}},
                       plain(std::to_string(rows)),
                       plain(std::to_string(as_data)),
                       plain(std::to_string(told)),
                       plain(std::to_string(rows - as_data - told))});
    Document part;
    part.heading(2, id, title);
    part.table({}, {s(text("Row")), s(text("What")), s(text("Carried by")), s(text("Note"))}, std::move(lines));
    tables.insert(tables.end(), part.blocks.begin(), part.blocks.end());
  }
  out.paragraph(
      plain(s(text("{0} rows from the source documents. Each agreement says in its coverage.yaml which rows it "
                   "carries, by which items, and what it leaves to another part of the product.",
                   requirements.rows.size()))));
  out.table({},
            {s(text("Group")), s(text("Rows")), s(text("Carried as data")), s(text("Only a note")),
             s(text("At home elsewhere"))},
            std::move(summary));
  out.blocks.insert(out.blocks.end(), tables.begin(), tables.end());
  return out;
}

}  // namespace overens::wording
