#include "wording/section_document.hpp"

#include <algorithm>

#include "wording/told.hpp"

namespace overens::wording {

using base::text;

namespace {

// The sections that the item cites beside the one told.
Line other_sections(agreement::Item const& item, std::string const& told, ItemWords const& words) {
  auto others = item;
  std::erase(others.cite, told);
  return words.cited_item(others);
}

}  // namespace

StructuredText section_document(agreement::Pack const& pack, agreement::Section const& section,
                                event::Vocabulary const& vocabulary, Language const& say) {
  ItemWords const words(pack, vocabulary, say);
  StructuredText out;
  out.language = say.tongue() == Tongue::swedish ? "sv" : "en";
  out.title = section_name(section, say);
  out.paragraph(plain(say.say(agreement::Words{section.summary, section.summary_en})));
  std::vector<std::vector<Line>> source;
  if (!section.at.empty()) source.push_back({plain(say.say(text("In the source"))), plain(say.swedish(section.at))});
  source.push_back({plain(say.say(text("Source"))), plain(say.swedish(pack.source))});
  if (!pack.invented) source.push_back({plain(say.say(text("The document"))), words.where_to_read()});
  out.facts(std::move(source));
  auto const items = pack.items();
  for (auto const& [kind, several] : kinds_of_items()) {
    auto is_first = true;
    for (auto const& one : items) {
      auto const& cite = one.item->cite;
      if (one.kind != kind || kind == "section" || std::find(cite.begin(), cite.end(), section.id) == cite.end())
        continue;
      if (is_first) out.heading(2, {}, say.say(several));
      is_first = false;
      auto item = told(one, words);
      out.heading(3, one.item->id, item.title);
      std::vector<std::vector<Line>> rows;
      for (auto& said : item.says) rows.push_back({plain(std::move(said.what)), std::move(said.is)});
      if (auto others = other_sections(*one.item, section.id, words); !others.empty())
        rows.push_back({plain(say.say(text("See also"))), std::move(others)});
      out.facts(std::move(rows));
    }
  }
  return out;
}

}  // namespace overens::wording
