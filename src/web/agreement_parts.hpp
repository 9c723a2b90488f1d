#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "agreement/lifecycle.hpp"
#include "agreement/pack.hpp"
#include "web/templates.hpp"
#include "wording/structured_text.hpp"

namespace overens::web {

/// An agreement's document cut into pages that can be read one at a time.
struct AgreementPart {
  std::string slug;  ///< the last part of its address; empty: the first page
  std::string title;
  std::vector<wording::Block> blocks;
};

struct AgreementParts {
  std::string title;
  std::vector<AgreementPart> parts;         ///< those that have something, in order
  std::map<std::string, std::string> held;  ///< id → slug of the part that holds it

  AgreementPart const* part(std::string_view slug) const;
};

/// Every id stays what it was, so that a link can be found whichever part it leads to.
AgreementParts cut(wording::StructuredText document, wording::Language const& say);

/// The version with that name, or nothing.
agreement::Pack const* version_of(agreement::Lifecycle const& life, std::string_view name);

/// Puts the word for how it stands in the include place TAG: in force, assumed to be, or not.
void show_standing(TemplateData to, bool holds, bool is_assumed);

/// The path of a version's pages, of one of its parts, and of a section of it.
std::string version_path(agreement::Pack const& pack);
std::string agreement_part(agreement::Pack const& pack, std::string_view slug);
std::string agreement_link(agreement::Pack const& pack, std::string_view section);

/// Where an item of the agreement stands: on the page of the section that it cites first.
std::string item_link(agreement::Pack const& pack, agreement::Item const& item);
/// Where a document about the agreement leads to with an id: a section's page, the place of what is told elsewhere, or
/// the id on the same page. An address is itself.
std::string link_to(agreement::Pack const& pack, std::string const& id);

}  // namespace overens::web
