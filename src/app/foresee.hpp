#pragma once

#include <functional>
#include <span>

#include "app/command.hpp"
#include "obligation/consequence.hpp"
#include "obligation/engine.hpp"

namespace overens::app {

/// Takes one consequence, with what it is said by. All of it is valid during the call only.
using TakeConsequence = std::function<void(obligation::Engine const&, obligation::Registry const&,
                                           obligation::View const&, obligation::Consequence const&)>;

/// Tells what the command's events would lead to: the answer with them beside the answer without, for the subjects that
/// they touch, as the owner of the first event knows it today, so that it tells nothing that the owner may not know.
/// What touches everything (an authority that joins) is told for the events' own subjects only. Nothing is stored.
///
/// `shared`: what everybody knows, settled. `beside`: entries that the owner knows and that not everybody does.
void foresee(obligation::Engine const& shared, std::span<journal::Entry const> beside, Command const& command,
             calendar::Instant now, event::Vocabulary const& vocabulary, TakeConsequence const& take);

}  // namespace overens::app
