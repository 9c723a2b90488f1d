#include "wording/ledger_document.hpp"

#include <fmt/format.h>

namespace overens::wording {
namespace {

using agreement::Coverage;
using agreement::Passage;
using base::text;

std::string said(Coverage coverage, Language const& say) {
  switch (coverage) {
    case Coverage::computed:
      return say.say(text("computed"));
    case Coverage::workable:
      return say.say(text("can be recorded"));
    case Coverage::shown:
      return say.say(text("shown"));
    case Coverage::open:
      return say.say(text("open"));
    case Coverage::not_software:
      return say.say(text("not for a program"));
  }
  return {};
}

// A passage is as much as the most that one of its items does: so how many of them do it is said too.
std::string said_of(Passage const& passage, CoveredPack const& covered, event::Vocabulary const& vocabulary,
                    Language const& say) {
  auto const coverage = agreement::coverage_of(passage, *covered.pack, vocabulary, covered.demonstrated);
  if (coverage != Coverage::computed) return said(coverage, say);
  auto const items = agreement::computed_items(passage, *covered.pack, vocabulary, covered.demonstrated);
  return items.computed == items.all ? said(coverage, say)
                                     : say.say(text("computed: {0} of {1}", items.computed, items.all));
}

std::string why_none(std::string const& reason, Language const& say) {
  if (reason == "heading") return say.say(text("a heading"));
  if (reason == "background") return say.say(text("background"));
  if (reason == "reference") return say.say(text("a reference"));
  if (reason == "repeats") return say.say(text("said by another passage"));
  if (reason == "contact") return say.say(text("how to reach somebody"));
  return say.say(text("names of those who took part"));
}

std::string carried_by(Passage const& passage, Language const& say) {
  if (passage.items.empty()) {
    auto const why = why_none(passage.none, say);
    return passage.because.empty() ? why : fmt::format("{}\n{}", why, passage.because);
  }
  std::string all;
  for (auto const& [id, carries] : passage.items) all += fmt::format("{}{}: {}", all.empty() ? "" : "\n", id, carries);
  return all;
}

std::string lines_of(Passage const& passage) {
  auto const lines =
      passage.first == passage.last ? std::to_string(passage.first) : fmt::format("{}–{}", passage.first, passage.last);
  return passage.source == 0 ? lines : fmt::format("{}: {}", passage.source + 1, lines);
}

std::string id_of(agreement::Pack const& pack) {
  return fmt::format("{}-{}", pack.agreement, pack.version);
}

enum class Leads { to_ledgers, nowhere };

void add_sums(StructuredText& out, std::vector<CoveredPack> const& packs, event::Vocabulary const& vocabulary,
              Leads leads, Language const& say) {
  std::vector<std::vector<Line>> rows;
  for (auto const& [pack, demonstrated] : packs) {
    auto const sums = agreement::coverage_sums(*pack, vocabulary, demonstrated);
    std::vector<Line> row = {{{pack->name(), leads == Leads::to_ledgers ? id_of(*pack) : ""}},
                             plain(std::to_string(sums.all))};
    for (auto const count : sums.passages) row.push_back(plain(std::to_string(count)));
    row.push_back(plain(std::to_string(sums.on_open_readings)));
    row.push_back(plain(say.say(text("{0} of {1}", sums.items.computed, sums.items.all))));
    rows.push_back(std::move(row));
  }
  std::vector<std::string> columns = {say.say(text("Agreement")), say.say(text("Passages"))};
  for (std::size_t i = 0; i < agreement::coverages; ++i) columns.push_back(said(static_cast<Coverage>(i), say));
  columns.push_back(say.say(text("rests on an open question")));
  columns.push_back(say.say(text("computed of what carries them")));
  out.table({}, std::move(columns), std::move(rows));
}

void add_ledger(StructuredText& out, CoveredPack const& covered, event::Vocabulary const& vocabulary,
                Language const& say) {
  auto const& pack = *covered.pack;
  std::vector<std::vector<Line>> rows;
  for (auto const& passage : pack.ledger) {
    rows.push_back({plain(lines_of(passage)), plain(passage.page), plain(passage.section), plain(say.say(passage.says)),
                    plain(said_of(passage, covered, vocabulary, say)), plain(carried_by(passage, say))});
  }
  out.heading(2, id_of(pack), pack.name());
  std::vector<Line> sources;
  for (auto const& source : pack.sources)
    sources.push_back(plain(say.say(text("{0}: {1} lines, SHA-256 {2}", source.title, source.lines, source.sha256))));
  out.list(std::move(sources));
  out.table({},
            {say.say(text("Lines")), say.say(text("Page")), say.say(text("Section")), say.say(text("What it says")),
             say.say(text("Is")), say.say(text("Carried by"))},
            std::move(rows));
}

StructuredText with_sums(std::vector<CoveredPack> const& packs, event::Vocabulary const& vocabulary, Leads leads,
                         Language const& say) {
  StructuredText out;
  out.title = say.say(text("What the texts say, and what the program does with it"));
  out.language = say.tongue() == Tongue::swedish ? "sv" : "en";
  out.paragraph(plain(say.say(text(
      "Each text has been gone through line by line. A passage is computed when a norm, an age limit, a ladder or a "
      "rule of validity acts on it and a scenario shows it; it can be recorded when what it speaks of can; it is "
      "shown when it can be read; it is open when it is a question that nobody has decided. That follows from what "
      "carries it, and is claimed by nobody. A passage is as much as the most that one of the items that carry it "
      "is; how many of them are computed is said beside it."))));
  add_sums(out, packs, vocabulary, leads, say);
  return out;
}

}  // namespace

StructuredText coverage_sums_document(std::vector<CoveredPack> const& packs, event::Vocabulary const& vocabulary,
                                      Language const& say) {
  return with_sums(packs, vocabulary, Leads::nowhere, say);
}

StructuredText ledger_document(std::vector<CoveredPack> const& packs, event::Vocabulary const& vocabulary,
                               Language const& say) {
  auto out = with_sums(packs, vocabulary, Leads::to_ledgers, say);
  for (auto const& pack : packs) add_ledger(out, pack, vocabulary, say);
  return out;
}

}  // namespace overens::wording
