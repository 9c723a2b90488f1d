#include "app/looks/look_keeper.hpp"

#include <sodium.h>

#include "app/ports/store.hpp"

namespace overens::app {
namespace {

constexpr std::chrono::minutes largest_adjustment{1};

journal::Salt salt_of_look() {
  journal::Salt salt;
  randombytes_buf(salt.data(), salt.size());
  return salt;
}

}  // namespace

LookKeeper::LookKeeper(LookStore& store, Clock clock, Report report)
    : store_(store), clock_(std::move(clock)), report_(std::move(report)) {
  if (sodium_init() < 0) throw std::runtime_error("libsodium can't start");
  writer_ = std::jthread([this](std::stop_token const& stop) { run(stop); });
}

LookKeeper::~LookKeeper() = default;

void LookKeeper::keep(std::string const& authority, journal::Look const& look, bool is_hidden) {
  std::vector<Work> work = {{authority, look, is_hidden}};
  if (!queue_.hand_in(work)) throw StoreFailed("too many looks are waiting to be kept");
  if (!work.front().is_kept) throw StoreFailed("the look could not be kept");
}

void LookKeeper::run(std::stop_token const& stop) {
  while (auto const batch = queue_.take(stop, std::chrono::seconds(60))) {
    write(*batch);
    queue_.answer();
  }
}

journal::LookChain& LookKeeper::chain_of(Chains& chains, Work const& work) {
  auto const hidden = work.authority + journal::of_hidden_looks;
  if (!chains.contains(work.authority)) {
    for (auto const& name : {work.authority, hidden}) chains.emplace(name, store_.open_chain(name));
  }
  return chains.at(work.is_hidden ? hidden : work.authority);
}

void LookKeeper::write(Queue::Batch const& batch) {
  if (batch.empty()) return;
  try {
    // Time does not go back within a chain: when the clock was put back by more than it is adjusted, others begin.
    auto const now = clock_();
    if (latest_ - now > largest_adjustment) {
      chains_.clear();
      latest_ = now;
    }
    latest_ = std::max(latest_, now);
    auto chains = chains_;
    std::vector<journal::LookEntry> entries;
    entries.reserve(batch.size());
    for (auto* one : batch) {
      auto& entry = entries.emplace_back();
      entry.at = latest_;
      entry.look = std::move(one->look);
      auto& chain = chain_of(chains, *one);
      entry.chain = chain.number;
      entry.seq = chain.length + 1;
      entry.authority = chain.authority;
      store_.encrypt(entry);
      entry.content = journal::to_json(entry.look);
      journal::seal(entry, chain, salt_of_look());
    }
    store_.append(entries);
    chains_ = std::move(chains);
    for (auto* one : batch) one->is_kept = true;
  } catch (std::exception const& e) {
    // Nobody knows where the chains end now, if the answer was lost: goes on with new ones.
    chains_.clear();
    if (report_) report_(std::string("looks could not be kept: ") + e.what());
  }
}

}  // namespace overens::app
