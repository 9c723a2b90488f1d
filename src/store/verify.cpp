#include "store/verify.hpp"

namespace overens::store {

journal::Heads all_heads(app::Store& store) {
  auto heads = store.heads();
  for (auto const& chain : store.looks().chains()) heads.looks.push_back(chain.head());
  return heads;
}

journal::Heads through_heads(app::Store& store, std::uint64_t after,
                             std::function<void(std::uint64_t, journal::Entry const&)> const& take) {
  auto last = after;
  auto const up_to = [&](std::uint64_t end) {
    if (last >= end) return;
    store.all(last, [&](std::uint64_t position, journal::Entry const& entry) {
      if (position > end) return false;
      take(position, entry);
      last = position;
      return position < end;
    });
  };
  up_to(store.last_position());
  auto heads = all_heads(store);  // what was written meanwhile is little
  up_to(heads.position);
  return heads;
}

journal::Verifier verify(app::Store& store, std::optional<journal::Heads> const& earlier,
                         std::function<void(double)> const& progress) {
  auto verifier = earlier ? journal::Verifier(*earlier) : journal::Verifier();
  for (auto& damage : store.inspect()) verifier.found(std::move(damage));
  try {
    auto const total = static_cast<double>(store.last_position());
    auto const heads = through_heads(store, 0, [&](std::uint64_t position, journal::Entry const& entry) {
      verifier.take(position, entry);
      if (position % 1000 == 0) progress(0.8 * static_cast<double>(position) / total);
    });
    store.index([&](journal::SubjectRef const& subject, std::uint64_t position) {
      if (position <= heads.position) verifier.take_index(subject, position);
    });
    verifier.finish(heads);
  } catch (app::StoreDamaged const& e) {
    verifier.found({.fault = journal::Fault::file, .what = e.what()});
  } catch (app::StoreFailed const&) {
    if (verifier.damages() == 0) throw;  // otherwise it follows from that
  }
  progress(1);
  return verifier;
}

}  // namespace overens::store
