#include "journal/look_verify.hpp"

#include <algorithm>
#include <cstring>

#include <fmt/format.h>
#include <sodium.h>

namespace overens::journal {
namespace {

constexpr std::size_t most_remembered = 100;

std::uint64_t hash_of_shown(SubjectRef const& shown, LookEntry const& of) {
  static constexpr std::array<unsigned char, crypto_shorthash_KEYBYTES> key = {};
  auto const words = fmt::format("{} {} {} {} {} {}", shown.kind, shown.id, of.chain, of.seq, of.authority,
                                 of.at.time_since_epoch().count());
  std::array<unsigned char, crypto_shorthash_BYTES> hash = {};
  crypto_shorthash(hash.data(), reinterpret_cast<unsigned char const*>(words.data()), words.size(), key.data());
  std::uint64_t number = 0;
  std::memcpy(&number, hash.data(), sizeof number);
  return number;
}

std::string name_of(LookChain const& chain) {
  return chain.head().stream;
}

}  // namespace

LookVerifier::LookVerifier(calendar::Instant kept_from, std::vector<Head> const& earlier) : kept_from_(kept_from) {
  for (auto const& head : earlier) earlier_[head.stream] = head;
}

void LookVerifier::found(Damage damage) {
  ++damages_;
  if (first_.size() < most_remembered) first_.push_back(std::move(damage));
}

void LookVerifier::at(Fault fault, LookEntry const& entry) {
  found({.fault = fault, .stream = name_of(stored_), .seq = entry.seq});
}

void LookVerifier::take(LookChain const& chain) {
  finish_chain();
  // One that is gone leaves its number behind.
  for (auto number = lengths_.size() + 1; number < chain.number; ++number) {
    found({.fault = Fault::missing, .stream = fmt::format("{}", number)});
    lengths_.push_back(0);
  }
  lengths_.push_back(chain.length);
  stored_ = chain;
  auto const earlier = earlier_.find(name_of(chain));
  earlier_of_this_ = earlier == earlier_.end() ? nullptr : &earlier->second;
  reached_ = {chain.number, chain.authority, 0, {}};
}

void LookVerifier::take(LookEntry const& entry) {
  ++entries_;
  auto const follows = entry.seq == reached_.length + 1;
  if (!follows) at(entry.seq > reached_.length ? Fault::gap : Fault::order, entry);
  auto const is_erased = entry.is_erased() && entry.salt == Salt{};
  if (!is_erased && entry.content_hash != hash_of_data(entry.salt, entry.content)) at(Fault::data, entry);
  // What does not stand next can't be linked to what stands before it: the place is the finding, not the link.
  if (follows && entry.hash != hash_of_look(entry, reached_.hash)) at(Fault::link, entry);
  if (entry.authority != stored_.authority) at(Fault::envelope, entry);
  if (!entry.is_found_as_said) at(Fault::marks, entry);
  if (earlier_of_this_ != nullptr && earlier_of_this_->version == entry.seq && earlier_of_this_->hash != entry.hash)
    at(Fault::rewritten, entry);
  if (is_erased) {
    ++erased_;
    if (entry.at >= kept_from_) at(Fault::erased, entry);
  }
  auto shown = entry.look.shown;
  std::sort(shown.begin(), shown.end());
  shown.erase(std::unique(shown.begin(), shown.end()), shown.end());
  for (auto const& one : shown) said_ += hash_of_shown(one, entry);
  reached_.length = entry.seq;
  reached_.hash = entry.hash;
}

void LookVerifier::finish_chain() {
  if (stored_.number == 0) return;
  if (reached_.length != stored_.length || reached_.hash != stored_.hash)
    found({.fault = Fault::head, .stream = name_of(stored_), .seq = stored_.length});
  if (earlier_of_this_ == nullptr) return;
  if (reached_.length < earlier_of_this_->version)
    found({.fault = Fault::cut, .stream = name_of(stored_), .seq = reached_.length});
  earlier_.erase(name_of(stored_));
  earlier_of_this_ = nullptr;
}

void LookVerifier::take_index(SubjectRef const& shown, LookEntry const& of) {
  auto const is_known = of.chain >= 1 && of.chain <= lengths_.size() && of.seq <= lengths_[of.chain - 1];
  if (is_known || of.chain == 0) indexed_ += hash_of_shown(shown, of);
}

void LookVerifier::finish() {
  finish_chain();
  for (auto const& [chain, head] : earlier_) found({.fault = Fault::missing, .stream = chain});
  if (said_ != indexed_) found({.fault = Fault::index});
}

}  // namespace overens::journal
