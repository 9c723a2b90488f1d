#pragma once

#include "journal/verify.hpp"
#include "wording/language.hpp"

namespace overens::cli {

/// What is wrong with a journal, in a sentence.
base::Text text_of(journal::Damage const& damage);

/// The same of one in the access log.
base::Text text_of_look(journal::Damage const& damage);

/// How much was read: its entries and streams.
base::Text extent(journal::Verifier const& verifier);

/// Prints what verifying found. True when nothing is wrong. `with_heads`: it was compared with an earlier day.
bool print_verified(journal::Verifier const& verifier, bool with_heads, wording::Language const& say);

}  // namespace overens::cli
