#include "journal/verify.hpp"

#include <algorithm>
#include <cstring>

#include <sodium.h>

#include "event/known.hpp"
#include "journal/line.hpp"

namespace overens::journal {
namespace {

constexpr std::size_t remembered = 100;

std::uint64_t hash_of_index(SubjectRef const& subject, std::uint64_t position) {
  static constexpr std::array<unsigned char, crypto_shorthash_KEYBYTES> key = {};
  auto const words = subject.kind + " " + subject.id + " " + std::to_string(position);
  std::array<unsigned char, crypto_shorthash_BYTES> hash = {};
  crypto_shorthash(hash.data(), reinterpret_cast<unsigned char const*>(words.data()), words.size(), key.data());
  std::uint64_t number = 0;
  std::memcpy(&number, hash.data(), sizeof number);
  return number;
}

}  // namespace

Verifier::Verifier(Heads const& earlier) : earlier_position_(earlier.position) {
  for (auto const& head : earlier.heads) earlier_[head.stream] = {head.version, head.hash};
}

void Verifier::found(Damage damage) {
  ++damages_;
  if (first_.size() < remembered) first_.push_back(std::move(damage));
}

void Verifier::take(std::uint64_t position, Entry const& entry) {
  ++entries_;
  auto const at = [&](Fault fault) { found({fault, entry.stream, entry.seq, entry.id, position}); };
  if (position != last_position_ + 1) at(Fault::position);
  last_position_ = position;
  auto& place = heads_[entry.stream];
  for (auto const fault : faults({entry.stream, place.version, place.hash}, entry)) at(fault);
  place = {entry.seq, entry.hash};
  if (is_erased(entry)) erased_.push_back({entry.owner, {Fault::erased, entry.stream, entry.seq, entry.id, position}});
  if (entry.type == event::known::erased) take_decision(entry);
  auto const earlier = earlier_.find(entry.stream);
  if (earlier != earlier_.end() && earlier->second.version == entry.seq && earlier->second.hash != entry.hash)
    at(Fault::rewritten);
  auto about = entry.subjects;
  std::sort(about.begin(), about.end());
  about.erase(std::unique(about.begin(), about.end()), about.end());
  for (auto const& one : about) said_ += hash_of_index(one, position);
}

void Verifier::take_decision(Entry const& entry) {
  if (entry.data.empty() && !entry.encrypted.empty()) decisions_hidden_ = true;
  for (auto& event : words_of(entry.data, "items")) decided_.emplace(entry.owner, std::move(event));
}

void Verifier::take_index(SubjectRef const& subject, std::uint64_t position) {
  indexed_ += hash_of_index(subject, position);
}

void Verifier::finish(Heads const& stored) {
  if (stored.position != last_position_ || earlier_position_ > last_position_)
    found({Fault::position, {}, 0, {}, last_position_});
  std::size_t known = 0;
  for (auto const& head : stored.heads) {
    auto const place = heads_.find(head.stream);
    known += place == heads_.end() ? 0 : 1;
    if (place == heads_.end() || place->second.version != head.version || place->second.hash != head.hash)
      found({Fault::head, head.stream, head.version});
  }
  if (known != heads_.size()) {
    std::unordered_map<std::string_view, bool> named;
    for (auto const& head : stored.heads) named[head.stream] = true;
    for (auto const& [stream, place] : heads_) {
      if (!named.contains(stream)) found({Fault::head, stream, place.version});
    }
  }
  for (auto const& [stream, place] : earlier_) {
    auto const now = heads_.find(stream);
    if (now == heads_.end()) {
      found({Fault::missing, stream, place.version});
    } else if (now->second.version < place.version) {
      found({Fault::cut, stream, now->second.version});
    }
  }
  for (auto const& [owner, damage] : erased_) {
    if (!decisions_hidden_ && !decided_.contains(std::pair(owner, damage.event))) found(damage);
  }
  if (said_ != indexed_) found({Fault::index});
}

}  // namespace overens::journal
