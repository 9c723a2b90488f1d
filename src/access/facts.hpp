#pragma once

#include <optional>
#include <string>
#include <vector>

#include "calendar/swedish_time.hpp"

namespace overens::access {

/// How somebody stands to whose record it is, the nearer first: of several that hold the first of these counts.
enum class Relation {
  own_unit,           ///< their own unit's, or nobody's unit's in their own authority
  own_authority,      ///< another unit's, or that of a case which no unit has
  party,              ///< what another party has recorded for all of them
  live_disclosure,    ///< another authority has disclosed it to theirs
  ended_disclosure,   ///< … and has ended that
  withdrawn_consent,  ///< … on a consent that has been withdrawn
  invited,            ///< somebody outside the authorities whom the case's authority has invited
  individual,         ///< the one whom it is about
  nobody
};

/// What a row of the policy may ask for besides.
enum class Requirement {
  involved,  ///< the case is one that they have taken on, or one that begins now
  named,     ///< … and they are named among those who see what is kept most closely
  reason,    ///< they have said why
  no_case    ///< it stands in no case
};

/// What somebody has said before of why they need something, as the access journal has kept it.
struct SaidReason {
  std::string rule;  ///< the row of the policy that then let it be shown
  calendar::Instant at;
};

/// What decide() has to know besides who asks for what. Gathered where the records are.
struct AccessFacts {
  Relation relation = Relation::nobody;
  bool is_involved = false;
  bool is_named = false;
  std::string stands_in_for = {};     ///< involved in the place of this colleague, who is away
  bool is_protected = false;          ///< whom it is about has a protected identity
  bool is_blocked = false;            ///< they have blocked it, which no consent opens
  std::string reason = {};            ///< why, as whoever asks says now
  std::vector<SaidReason> said = {};  ///< … and has said before of the same case
  calendar::Instant now = {};
  std::string authority_kind = {};       ///< of whose record it is, where a row asks for it
  std::optional<calendar::Day> on = {};  ///< nothing: no legal basis can be said to hold
};

}  // namespace overens::access
