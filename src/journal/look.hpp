#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/refusal.hpp"
#include "journal/chain.hpp"

namespace overens::journal {

/// What somebody was shown, or was denied, or did with the access journal itself: ids, days and codes, and the reason
/// that they gave. Never what stood there, nobody's name, and nothing that opens anything.
struct Look {
  std::string who = {};                ///< the member of staff, the account or the other system; empty: nobody knows
  std::string kind = {};               ///< what they are by the policy's words: system …; empty: staff, or an account
  std::string commission = {};         ///< that they worked under
  std::string unit = {};               ///< that it is for
  std::string action = {};             ///< a word of the policy: read, list, sign_in …
  std::string object_class = {};       ///< likewise: coordination …
  std::vector<SubjectRef> shown = {};  ///< each that the answer showed, or that was asked for
  std::string version = {};            ///< the last event that it rested on
  std::vector<std::string> masked = {};  ///< what was left out
  std::string purpose = {};
  std::string basis = {};          ///< the legal basis
  std::string rule = {};           ///< the row of the policy that decided
  std::string stands_in_for = {};  ///< the colleague in whose place they worked in the case
  std::string relation = {};       ///< how they stood to it by the policy's words; empty: it was not asked
  std::string refused = {};        ///< the code that it was denied or not found with; empty: it was shown
  std::string reason = {};         ///< why they needed it, in their own words
  std::string result = {};         ///< what a review came to
  std::string request = {};        ///< the id of the request

  bool operator==(Look const&) const = default;
};

/// Its content as it is kept and hashed: one JSON object without blanks, what is empty left out.
std::string to_json(Look const& look);
/// The other way. Refused with `not_json`.
base::Expected<Look> read_look(std::string_view json);

/// A look as an entry of its chain. A chain belongs to one authority and to one process that writes it. Never changed
/// once written, except that its content, and the salt with it, can be erased.
struct LookEntry {
  std::uint64_t chain = 0;     ///< its number
  std::uint64_t seq = 0;       ///< its place in the chain, from 1
  std::string authority = {};  ///< whose record was looked at, or who the asker works for; empty: nobody's
  calendar::Instant at = {};
  Look look = {};                ///< as `content` says; empty when it has been erased
  std::string content = {};      ///< empty when it has been erased
  Salt salt = {};                ///< zeroes when it has been erased
  Hash content_hash = {};        ///< of salt and content, kept when it is erased
  Hash hash = {};                ///< of the hash before it, of chain, seq, authority and at, and of content_hash
  bool is_found_as_said = true;  ///< what the database searches it by is what its content says

  bool is_erased() const { return content.empty(); }
};

/// The whole entry as one JSON line, all that is hashed in the bytes that were:
/// {"chain":…,"seq":…,"authority":…,"at":…,"look":…,"salt":…,"content_hash":…,"hash":…}, without look and salt when it
/// has been erased. Without a newline.
std::string look_line(LookEntry const& entry);

/// Stands behind the authority's id in the name of the chain of its looks at what is hidden; in no id.
inline constexpr char const* of_hidden_looks = "/hidden";

/// An authority's chain, and where it ends.
struct LookChain {
  std::uint64_t number = 0;  ///< 1, 2, 3 … in the order opened, without gaps
  std::string authority = {};
  std::uint64_t length = 0;
  Hash hash = {};

  /// As it is called among the heads.
  Head head() const { return {std::to_string(number) + ":" + authority, length, hash}; }
};

/// Of the hash before the entry, its chain, seq, authority and time, and the hash of its content.
Hash hash_of_look(LookEntry const& entry, Hash const& before);
/// Fills in the hashes so that the entry follows the chain's end, and moves that. The salt is drawn by chance.
void seal(LookEntry& entry, LookChain& after, Salt const& salt);

}  // namespace overens::journal
