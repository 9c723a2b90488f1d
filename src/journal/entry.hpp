#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "calendar/swedish_time.hpp"

namespace overens::journal {

using Hash = std::array<std::byte, 32>;
using Salt = std::array<std::byte, 16>;

/// Something that an event is about and that it is looked for by: a case, a person (as "owner/id": two authorities' ids
/// are never the same person), or a subject that may stand without a case. `kind` is a kind of the vocabulary.
struct SubjectRef {
  std::string kind;
  std::string id;

  auto operator<=>(SubjectRef const&) const = default;
};

/// An event as it stands in the journal. A stream belongs to one authority (see stream.hpp for its name). Never changed
/// once written, except that the data, and the salt with it, can be erased.
struct Entry {
  std::uint64_t position = 0;  ///< in the journal as it is stored, from 1; 0: not written yet
  std::string stream;
  std::uint64_t seq = 0;  ///< its place in the stream, from 1
  std::string id;         ///< of the event, the only one in the journal
  std::string type;
  std::string owner;
  std::string command;  ///< the id of what asked for it here, for those who ask again
  std::string request;  ///< what was asked is recognised by it, to find an id used for something else
  calendar::Instant recorded = {};
  bool shared = false;  ///< known to every authority: of a type that the vocabulary marks so
  std::vector<SubjectRef> subjects;
  std::string envelope;  ///< the JSON object without `data`, in the bytes that were hashed
  /// The JSON object `data`; empty when it has none, has been erased, or is encrypted and can't be opened here.
  std::string data;
  std::string encrypted = {};  ///< the data as it is kept, when that is not as it is; empty otherwise
  std::string key = {};        ///< the key of its stream, wrapped, when something in it is encrypted
  Salt salt = {};              ///< zeroes when the data has been erased
  Hash data_hash = {};         ///< BLAKE2b-256 of salt and data as it is kept; stands when the data is erased

  /// The data as it is kept: what its hash is of, so that no key is needed to see that nothing has been altered.
  std::string_view kept() const { return encrypted.empty() ? data : encrypted; }

  Hash hash = {};   ///< BLAKE2b-256 of the hash before it in the stream, the envelope's length and bytes, and data_hash
  Hash marks = {};  ///< BLAKE2b-256 of hash, command, request, shared and subjects: what no envelope says
};

/// Where a stream ends. An unknown stream is at version 0 with a hash of zeroes.
struct Head {
  std::string stream;
  std::uint64_t version = 0;
  Hash hash = {};
  std::string key = {};  ///< that encrypts what is kept in it, wrapped; empty: nothing in it is encrypted
};

/// Where every stream ended when the journal had come to a position, and every chain of the access journal, which are
/// called by number and authority: "17:soc".
struct Heads {
  std::uint64_t position = 0;
  std::vector<Head> heads;
  std::vector<Head> looks = {};
};

}  // namespace overens::journal
