#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "calendar/swedish_time.hpp"
#include "identity/record.hpp"
#include "journal/entry.hpp"

namespace overens::app {

/// A person of one authority: two authorities' persons are never the same, whoever they are.
struct PersonRef {
  std::string authority;
  std::string id;

  /// "authority/id", as the journal's subjects have it.
  std::string name() const { return authority + "/" + id; }
  static PersonRef named(std::string const& name) {
    auto const slash = name.find('/');
    return {name.substr(0, slash), slash == std::string::npos ? std::string() : name.substr(slash + 1)};
  }
  journal::SubjectRef subject() const { return {"person", name()}; }
  bool operator==(PersonRef const&) const = default;
};

/// Who a person is, as somebody said it.
struct IdentityVersion {
  std::uint64_t version = 0;  ///< 1, 2, 3 …
  calendar::Instant at = {};
  std::string by;  ///< who said it: the actor's id
  identity::IdentityRecord record;
};

/// A person and all their versions as they are kept, encrypted: to be copied and verified without keys.
struct KeptPerson {
  struct Version {
    std::string number, command, encrypted;
    journal::Hash hash = {};

    bool operator==(Version const&) const = default;
  };
  std::string name, authority;
  std::string key = {};
  std::string number = {};
  std::vector<Version> versions = {};
  journal::Hash hash = {};
  std::uint64_t version = 0;  ///< that the last of them should be
};

/// Where it is kept who individuals are: beside the journal, in the same database, encrypted by a key for each person.
/// Used by many threads and by several servers at once. Throws StoreFailed, and StoreDamaged when it can't be opened by
/// the keys that are here.
class IdentityStore {
 public:
  virtual ~IdentityStore();

  /// As it stands now, of each in the order asked; nothing of whom nothing has been said.
  virtual std::vector<std::optional<IdentityVersion>> identities(std::span<PersonRef const> persons) = 0;
  /// All that has been said, the first first.
  virtual std::vector<IdentityVersion> versions(PersonRef const& person) = 0;
  /// The persons of an authority that have the number now, in the order of their ids.
  virtual std::vector<PersonRef> with_number(std::string const& authority, identity::Number const& number) = 0;
  /// What stands for a number where somebody is to be known again by it, such as in an account's name: a keyed hash.
  virtual std::string recognised(identity::Number const& number) const = 0;
  /// The persons that have that number, of all authorities; by recognised().
  virtual std::vector<PersonRef> persons_recognised(std::string const& number) = 0;
  /// Keeps the next version. Once for each command, however often it comes. False, and nothing is kept: another version
  /// than `said.version - 1` stands there, or the command has kept something else.
  virtual bool put(PersonRef const& person, IdentityVersion const& said, std::string const& command) = 0;

  /// Everybody, in pieces that hold no long transaction, in the order of their names.
  virtual void all(std::function<void(KeptPerson const&)> const& take) = 0;
  /// Takes over a person as kept elsewhere, or the versions that are missing here. False, and nothing is taken: what
  /// stands here is not the beginning of it, or it is not as it was written.
  virtual bool take_over(KeptPerson const& person) = 0;
};

/// BLAKE2b-256 of the hash before it and of the row: whose, which version, number, command and what is encrypted.
journal::Hash hash_of(journal::Hash const& before, std::string const& person, std::uint64_t version,
                      KeptPerson::Version const& said);
/// The versions follow each other to the last, the number is that of the last, and the key is not altered as far as
/// that can be told without the key store (`is_key_whole`).
bool is_as_written(KeptPerson const& person, bool is_key_whole);

/// What is encrypted of a version, which is not in it: a JSON object.
std::string to_json(IdentityVersion const& said);
/// Nothing when it is anything else than to_json() gave.
std::optional<IdentityVersion> read_identity(std::string_view json);

}  // namespace overens::app
