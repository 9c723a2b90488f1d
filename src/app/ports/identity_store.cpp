#include "app/ports/identity_store.hpp"

#include <nlohmann/json.hpp>

#include "app/ports/individual_code_store.hpp"
#include "journal/chain.hpp"

namespace overens::app {

IdentityStore::~IdentityStore() = default;
IndividualCodeStore::~IndividualCodeStore() = default;

journal::Hash hash_of(journal::Hash const& before, std::string const& person, std::uint64_t version,
                      KeptPerson::Version const& said) {
  auto const row = person + "\n" + std::to_string(version) + "\n" + said.number + "\n" + said.command;
  return journal::hash_of_link(before, row, journal::hash_of_data({}, said.encrypted));
}

bool is_as_written(KeptPerson const& person, bool is_key_whole) {
  journal::Hash hash = {};
  std::uint64_t version = 0;
  for (auto const& one : person.versions) {
    hash = hash_of(hash, person.name, ++version, one);
    if (hash != one.hash) return false;
  }
  return is_key_whole && version > 0 && version == person.version && hash == person.hash &&
         person.number == person.versions.back().number && person.name.starts_with(person.authority + "/");
}

std::string to_json(IdentityVersion const& said) {
  return nlohmann::json{
      {"at", said.at.time_since_epoch().count()}, {"by", said.by}, {"record", identity::to_json(said.record)}}
      .dump();
}

std::optional<IdentityVersion> read_identity(std::string_view json) {
  try {
    auto const from = nlohmann::json::parse(json);
    auto record = identity::read_record(from.at("record").get<std::string>());
    if (!record) return std::nullopt;
    return IdentityVersion{.at = calendar::Instant(std::chrono::milliseconds(from.at("at").get<std::int64_t>())),
                           .by = from.at("by").get<std::string>(),
                           .record = std::move(*record)};
  } catch (nlohmann::json::exception const&) {
    return std::nullopt;
  }
}

}  // namespace overens::app
