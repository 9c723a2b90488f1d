#include "store/look_verify.hpp"

#include <algorithm>

namespace overens::store {
namespace {

constexpr std::size_t verified_at_a_time = 1000;

}  // namespace

journal::LookVerifier verify_looks(app::Store& store, calendar::Instant kept_from,
                                   std::vector<journal::Head> const& earlier,
                                   std::function<void(double)> const& progress) {
  journal::LookVerifier verifier(kept_from, earlier);
  auto& log = store.looks();
  auto const chains = log.chains();
  double total = 0;
  for (auto const& chain : chains) total += static_cast<double>(chain.length);
  for (auto const& chain : chains) {
    verifier.take(chain);
    // Up to where it ended when this began, and never more than there is.
    std::uint64_t reached = 0;
    while (reached < chain.length) {
      auto const some = log.of_chain(chain.number, reached, std::min(verified_at_a_time, chain.length - reached));
      for (auto const& entry : some) {
        if (entry.seq <= chain.length) verifier.take(entry);
      }
      if (some.empty()) break;
      reached = some.back().seq;
      progress(0.8 * static_cast<double>(verifier.entries()) / total);
    }
  }
  // What stands after a chain's end, and was not written there since.
  std::vector<std::pair<std::uint64_t, std::uint64_t>> beyond;
  for (auto const& chain : chains) {
    for (auto const& entry : log.of_chain(chain.number, chain.length, 1)) beyond.emplace_back(chain.number, entry.seq);
  }
  for (auto const& chain : beyond.empty() ? std::vector<journal::LookChain>() : log.chains()) {
    for (auto const& [number, seq] : beyond) {
      if (chain.number == number && chain.length < seq)
        verifier.found({.fault = journal::Fault::head, .stream = std::to_string(number), .seq = seq});
    }
  }
  log.index([&](journal::SubjectRef const& shown, journal::LookEntry const& of) { verifier.take_index(shown, of); });
  verifier.finish();
  progress(1);
  return verifier;
}

}  // namespace overens::store
