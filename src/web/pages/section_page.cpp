#include "web/agreement_parts.hpp"
#include "web/document_view.hpp"
#include "web/pages.hpp"
#include "wording/item_words.hpp"
#include "wording/section_document.hpp"

namespace overens::web {

using base::text;

namespace {

void neighbour(TemplateData body, char const* place, PageContext const& context, agreement::Pack const& pack,
               std::size_t at, base::Text const& words) {
  auto const& section = pack.sections[at];
  auto link = body.add(place);
  link.put("URL", agreement_link(pack, section.id));
  link.put("TEXT", context.tr(words));
  link.put("TITLE", wording::section_name(section, context.language));
}

}  // namespace

http::Reply section_page(PageContext const& context, Form&) {
  auto const* life = context.life(context.request.part("county"));
  auto const* pack = life == nullptr ? nullptr : version_of(*life, context.request.part("version"));
  auto const* section = pack == nullptr ? nullptr : pack->section(context.request.part("section"));
  if (section == nullptr) return refusal_page(context, 404);
  auto document = wording::section_document(*pack, *section, context.sources.vocabulary, context.language);
  lead_to_counting(document.blocks, *pack);
  Page page(context, "section.html", document.title + ", " + region(*life), "/overenskommelser");
  page.above(context.tr(text("The agreements")), "/overenskommelser");
  page.above(context.tr(text("{0}, version {1}", region(*life), pack->version)), version_path(*pack));
  page.above(context.tr(text("Sections and words")), agreement_part(*pack, "avsnitt"));
  auto body = page.body();
  body.put("HEADING", document.title);
  show_blocks(body, document.blocks, [&](std::string const& id) { return link_to(*pack, id); });
  auto const at = static_cast<std::size_t>(section - pack->sections.data());
  body.say("NEIGHBOURS", text("Sections before and after"));
  if (at > 0) neighbour(body, "BEFORE", context, *pack, at - 1, text("Section before:"));
  if (at + 1 < pack->sections.size()) neighbour(body, "AFTER", context, *pack, at + 1, text("Section after:"));
  return page.reply();
}

}  // namespace overens::web
