#pragma once

#include "app/ports/store.hpp"
#include "event/vocabulary.hpp"

namespace overens::app {

/// Of which kind an authority was registered (authority_kinds), by entries that may be about much else; empty: it was
/// not.
std::string authority_kind_in(std::vector<journal::Entry> entries, event::Vocabulary const& vocabulary,
                              std::string const& authority);
/// The same, looked for.
std::string authority_kind(Store& store, event::Vocabulary const& vocabulary, std::string const& authority);

}  // namespace overens::app
