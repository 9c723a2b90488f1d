#pragma once

#include "agreement/lifecycle.hpp"
#include "wording/item_words.hpp"

namespace overens::wording {

/// The whole agreement as a document for people: what it is and whether it holds, who does what, what is to be done by
/// when, what the parties undertake, forums, disputes, local agreements, follow-up, and what the text leaves open.
StructuredText agreement_document(agreement::Pack const& pack, agreement::Lifecycle const& life, calendar::Day on,
                                  event::Vocabulary const& vocabulary, Language const& say);

/// The part of it that tells who does what, what is to be done by when, and what the parties undertake.
void write_rules(ItemWords const& words, StructuredText& out);

/// The part of it that tells what local agreements are to hold.
void write_local_templates(ItemWords const& words, StructuredText& out);

}  // namespace overens::wording
