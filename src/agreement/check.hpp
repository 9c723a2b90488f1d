#pragma once

#include "agreement/load.hpp"

namespace overens::agreement {

/// Says what a pack may not be: references to what is not there, conditions that can't be tied to their subject, slots
/// that do not belong to the verb, missing units, ages that overlap or leave a gap, ladders without an end, care that
/// waits for money … and warns of what somebody should look at. Every finding has its file and line.
void check_pack(Pack const& pack, event::Vocabulary const& vocabulary, base::Findings& findings);

/// Loads and checks a pack with the choices in use, and then with every other choice of every reading in turn, so that
/// none of them can surprise later. What only another choice brings names that choice.
Pack load_and_check(PackFiles const& files, event::Vocabulary& vocabulary, base::Findings& findings);

}  // namespace overens::agreement
