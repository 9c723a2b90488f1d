#include "journal/chain.hpp"

#include <sodium.h>

#include "journal/line.hpp"

namespace overens::journal {
namespace {

/// BLAKE2b-256 over parts, none of which may run into the next: what has no fixed length goes in with its length.
class Hasher {
 public:
  Hasher() { crypto_generichash_init(&state_, nullptr, 0, std::tuple_size_v<Hash>); }

  template <std::size_t N>
  Hasher& fixed(std::array<std::byte, N> const& bytes) {
    return add(bytes.data(), N);
  }
  Hasher& number(std::uint64_t value) {
    std::array<std::byte, 8> bytes = {};
    for (auto& byte : bytes) {
      byte = static_cast<std::byte>(value & 0xFFU);
      value >>= 8U;
    }
    return fixed(bytes);
  }
  Hasher& rest(std::string_view text) { return add(text.data(), text.size()); }
  Hasher& text(std::string_view text) { return number(text.size()).rest(text); }
  Hash end() {
    Hash hash = {};
    crypto_generichash_final(&state_, reinterpret_cast<unsigned char*>(hash.data()), hash.size());
    return hash;
  }

 private:
  Hasher& add(void const* bytes, std::size_t length) {
    crypto_generichash_update(&state_, static_cast<unsigned char const*>(bytes), length);
    return *this;
  }

  crypto_generichash_state state_;
};

}  // namespace

Hash hash_of_data(Salt const& salt, std::string_view data) {
  return Hasher().fixed(salt).rest(data).end();
}

Hash hash_of_link(Hash const& before, std::string_view envelope, Hash const& data) {
  return Hasher().fixed(before).text(envelope).fixed(data).end();
}

Hash hash_of_marks(Entry const& entry) {
  Hasher hasher;
  hasher.fixed(entry.hash).text(entry.command).text(entry.request).number(entry.shared ? 1 : 0);
  for (auto const& subject : entry.subjects) hasher.text(subject.kind).text(subject.id);
  return hasher.end();
}

Head seal(Entry& entry, Head const& before, Salt const& salt) {
  entry.salt = salt;
  entry.data_hash = hash_of_data(salt, entry.kept());
  entry.hash = hash_of_link(before.hash, entry.envelope, entry.data_hash);
  entry.marks = hash_of_marks(entry);
  auto head = after(entry);
  if (head.key.empty()) head.key = before.key;
  return head;
}

std::vector<Fault> faults(Head const& before, Entry const& entry) {
  std::vector<Fault> found;
  if (entry.seq <= before.version) found.push_back(Fault::order);
  if (entry.seq > before.version + 1) found.push_back(Fault::gap);
  // What does not stand next can't be linked to what stands before it: the place is the finding, not the link.
  if (found.empty() && entry.hash != hash_of_link(before.hash, entry.envelope, entry.data_hash))
    found.push_back(Fault::link);
  if (entry.data_hash != hash_of_data(entry.salt, entry.kept()) && !is_erased(entry)) found.push_back(Fault::data);
  if (!is_as_its_envelope(entry)) found.push_back(Fault::envelope);
  if (entry.marks != hash_of_marks(entry)) found.push_back(Fault::marks);
  return found;
}

Head after(Entry const& entry) {
  return {entry.stream, entry.seq, entry.hash, entry.key};
}

bool is_erased(Entry const& entry) {
  return entry.kept().empty() && entry.salt == Salt{} && entry.data_hash != hash_of_data(entry.salt, {});
}

}  // namespace overens::journal
