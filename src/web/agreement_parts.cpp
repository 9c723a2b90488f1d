#include "web/agreement_parts.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "web/address.hpp"

namespace overens::web {
namespace {

using base::text;
using wording::Block;

struct Plan {
  char const* slug;
  base::Text title;
  std::vector<std::string_view> headings;  ///< ids of the document's headings of level 2
};

// The order of the pages. What the document has beside these stands on the first.
std::array<Plan, 12> const& plans() {
  static std::array<Plan, 12> const all = {
      {{"", text("Overview"), {}},
       {"syfte", text("Aims and groups"), {"goals", "groups", "participants"}},
       {"ansvar", text("Who does what"), {"who"}},
       {"tider", text("What has a time"), {"dated"}},
       {"regler", text("All rules"), {"rules"}},
       {"ataganden", text("Commitments"), {"commitments"}},
       {"vagen", text("The individual's way"), {"phases", "rights", "practices"}},
       {"forum", text("Forums"), {"forums"}},
       {"oenighet", text("Disagreements"), {"disputes"}},
       {"lokalt", text("Local and follow-up"), {"local", "reports", "indicators"}},
       {"oppet", text("Left open"), {"readings", "remarks"}},
       {"avsnitt", text("Sections and words"), {"sections", "words", "documents"}}}};
  return all;
}

std::size_t plan_of(std::string const& heading) {
  for (std::size_t i = 1; i < plans().size(); ++i) {
    auto const& headings = plans().at(i).headings;
    if (std::find(headings.begin(), headings.end(), heading) != headings.end()) return i;
  }
  return 0;
}

void note_ids(wording::Line const& line, std::string const& slug, std::map<std::string, std::string>& held) {
  for (auto const& piece : line) {
    if (!piece.id.empty()) held.emplace(piece.id, slug);
  }
}

}  // namespace

AgreementPart const* AgreementParts::part(std::string_view slug) const {
  auto const at = std::find_if(parts.begin(), parts.end(), [&](auto const& one) { return one.slug == slug; });
  return at == parts.end() ? nullptr : &*at;
}

AgreementParts cut(wording::StructuredText document, wording::Language const& say) {
  AgreementParts all;
  all.title = std::move(document.title);
  for (auto const& plan : plans()) all.parts.push_back({plan.slug, say.say(plan.title), {}});
  std::size_t now = 0;
  std::size_t nameless = 0;
  for (auto& block : document.blocks) {
    if (block.kind == Block::Kind::heading) {
      if (block.level == 2) now = plan_of(block.id);
      // So that the page's own contents and the search can lead there.
      if (block.id.empty()) block.id = fmt::format("del-{}", ++nameless);
    }
    auto& part = all.parts[now];
    if (!block.id.empty()) all.held.emplace(block.id, part.slug);
    note_ids(block.text, part.slug, all.held);
    for (auto const& line : block.lines) note_ids(line, part.slug, all.held);
    for (auto const& row : block.rows) {
      for (auto const& cell : row) note_ids(cell, part.slug, all.held);
    }
    part.blocks.push_back(std::move(block));
  }
  std::erase_if(all.parts, [](auto const& one) { return one.blocks.empty(); });
  return all;
}

void show_standing(TemplateData to, bool holds, bool is_assumed) {
  auto tag = to.include("TAG", "holds.html");
  if (!holds)
    tag.show("HOLDS_NOT", to.tr(text("Not in force")));
  else if (is_assumed)
    tag.show("ASSUMED", to.tr(text("Assumed in force")));
  else
    tag.show("HOLDS", to.tr(text("In force")));
}

std::string version_path(agreement::Pack const& pack) {
  return address("/overenskommelser/" + pack.name(), {});
}

std::string agreement_part(agreement::Pack const& pack, std::string_view slug) {
  return version_path(pack) + "/" + std::string(slug);
}

std::string item_link(agreement::Pack const& pack, agreement::Item const& item) {
  if (pack.section(item.id) != nullptr) return agreement_link(pack, item.id);
  return item.cite.empty() ? version_path(pack) : agreement_link(pack, item.cite.front()) + "#" + item.id;
}

std::string link_to(agreement::Pack const& pack, std::string const& id) {
  if (id.starts_with("https://") || id.starts_with('/')) return id;
  if (pack.section(id) != nullptr) return agreement_link(pack, id);
  if (pack.reading(id) != nullptr) return agreement_part(pack, "oppet") + "#" + id;
  if (pack.document(id) != nullptr) return agreement_part(pack, "avsnitt") + "#" + id;
  return "#" + id;
}

agreement::Pack const* version_of(agreement::Lifecycle const& life, std::string_view name) {
  for (auto const* one : life.versions()) {
    if (one->version == name) return one;
  }
  return nullptr;
}

std::string agreement_link(agreement::Pack const& pack, std::string_view section) {
  return agreement_part(pack, "avsnitt") + "/" + std::string(section);
}

}  // namespace overens::web
