#pragma once

#include <functional>
#include <span>

#include "web/templates.hpp"
#include "wording/structured_text.hpp"

namespace overens::web {

/// The address that a piece's `to` means: an id of the document, or a path of ours.
using Resolve = std::function<std::string(std::string const& to)>;

/// Puts the blocks in the include place DOCUMENT of a page. Headings of level 2 to 4 keep their levels.
void show_blocks(TemplateData page, std::span<wording::Block const> blocks, Resolve const& resolve);
void show_blocks(TemplateData page, std::span<wording::Block const> blocks);

/// Lets what can be counted lead to where it is.
void lead_to_counting(std::span<wording::Block> blocks, agreement::Pack const& pack);

/// Puts one line in the include place LINE.
void show_line(TemplateData to, wording::Line const& line, Resolve const& resolve);

}  // namespace overens::web
