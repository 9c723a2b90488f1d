#pragma once

#include "disk/agreements.hpp"

namespace overens::bench {

/// Prints what it costs to decide on events that another authority has disclosed, of a thousand disclosures that live,
/// beside the same number of an authority's own; and what one call of access::decide() costs.
void measure_received(disk::Agreements const& agreements);

}  // namespace overens::bench
