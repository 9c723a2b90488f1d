#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "access/facts.hpp"
#include "calendar/day.hpp"
#include "event/object_class.hpp"
#include "journal/entry.hpp"
#include "obligation/urgency.hpp"

namespace overens::app {

/// Where what has no day stands in a list.
inline constexpr std::int64_t without_day = 2147483647;
/// Where a day stands among those of a pace: in their order, but of what was not done the newest first.
std::int64_t place_in_list(std::optional<calendar::Day> const& day, obligation::Pace pace);

/// Who owes an obligation.
struct BearerRow {
  std::string id;  ///< of an authority or party; empty: not known who
  obligation::Part part = obligation::Part::to_act;
  obligation::Knowledge knowledge;  ///< what is not known
  bool own = false;                 ///< the authority whose row it is, or its party
  bool left_out = false;            ///< named, not charged
  std::string role = {};            ///< in which it owes it; empty: as a party

  bool operator==(BearerRow const&) const = default;
};

/// What a page says of an obligation beside the day: what it is of, and what it rests on.
struct ObligationDetails {
  std::string per;      ///< kind of its subject
  std::string subject;  ///< its id
  std::string period;
  int number = 0;
  std::optional<calendar::Instant> due_at;  ///< on the due day
  std::optional<calendar::Due> watch;
  std::optional<calendar::Day> moved_from = {};  ///< the first last day, when it has been moved on
  bool waits_for_anchor = false;
  bool practice = false;
  std::string opened_by;                                        ///< id of an event; empty: opened by time alone
  event::ObjectClass secrecy = event::ObjectClass::governance;  ///< the highest of what it rests on
  std::vector<std::string> incomplete_sources =
      {};                                          ///< authorities, or parties, that have not said that all is recorded
  std::optional<access::Relation> received = {};   ///< how what opened it stands, when another has disclosed it
  std::optional<calendar::Day> done_late_on = {};  ///< it ended undone, and was done after that
  std::optional<calendar::Day> broken_on = {};     ///< what must not be done was done, last

  bool operator==(ObligationDetails const&) const = default;
};

/// Who has taken on the case that something stands in.
enum class Taken {
  no_case,  ///< it stands in none
  by_nobody,
  by_somebody
};
std::string_view to_string(Taken taken);

/// An obligation as one authority knows it. Late, today and this week are worked out when it is read.
struct ObligationRow {
  std::string authority;  ///< whose view it is
  std::string in_case;    ///< that it belongs to; empty: none
  std::string id;         ///< of the obligation: norm/subject …
  std::string norm;
  std::string agreement;  ///< id/version
  std::vector<BearerRow> bearers;
  bool owed = false;  ///< by the authority itself or its party; otherwise it waits for others
  obligation::Life life = obligation::Life::open;
  obligation::Outcome outcome = obligation::Outcome::none;
  std::optional<calendar::Day> opened_on;
  std::optional<calendar::Day> due_on;
  ObligationDetails details;
  agreement::Verb verb = agreement::Verb::must;
  obligation::Pace pace = obligation::Pace::strict;  ///< of the authority itself or its party
  std::string unit = {};                             ///< that has its case; empty: none
  Taken taken = Taken::no_case;
  std::optional<calendar::Day> new_on = {};  ///< from when the authority knows that it has opened; none: it has not

  /// The last day, or where there is none the day to look; of what was broken the day it was.
  std::optional<calendar::Day> day() const {
    if (details.broken_on) return details.broken_on;
    return due_on || !details.watch ? due_on : std::optional(details.watch->day);
  }
  std::int64_t place() const { return place_in_list(day(), pace); }
  bool operator==(ObligationRow const&) const = default;
};

/// Somebody who works in a case.
struct CaseHolder {
  std::string staff;
  bool is_named = false;  ///< for what is kept most closely

  bool operator==(CaseHolder const&) const = default;
};

/// Who has a case in an authority, by its own events.
struct CaseTeam {
  std::string unit;  ///< empty: none has it
  std::vector<CaseHolder> holders;
  bool is_protected = false;  ///< whom it is about has a protected identity
  bool is_blocked = false;    ///< they have blocked it

  /// The unit as it may be told to those who do not work in the case: where somebody with a protected identity is known
  /// is told to nobody.
  std::string unit_told() const { return is_protected ? std::string() : unit; }
  /// nullptr: they do not work in it.
  CaseHolder const* holder(std::string_view staff) const;
  bool operator==(CaseTeam const&) const = default;
};

/// Who has a case in an authority at the moment; nothing when it has recorded nothing of it.
using TeamNow = std::function<std::optional<CaseTeam>(std::string const& authority, std::string const& in_case)>;

/// How something of a case has come in to whoever asks.
enum class Sent {
  not_to_them,
  hidden,   ///< by name, and nobody else there knows of it
  by_name,  ///< … and others there may know of it
  to_unit   ///< that they work for
};
inline bool is_open(Sent sent) {
  return sent == Sent::by_name || sent == Sent::to_unit;
}

/// Whether somebody has to see to what has come in of a case from others.
enum class ComeIn {
  nothing,   ///< nothing that holds has come in, or somebody here has taken it on
  answered,  ///< all of it has been answered: it is not theirs
  waiting
};

/// What an authority sees first of a case. Nothing of what is sensitive is counted in it.
struct CaseHead {
  std::string authority;
  std::string in_case;
  std::uint64_t events = 0;  ///< that it knows and that are not sensitive
  calendar::Day first_on = {};
  calendar::Day last_on = {};
  bool closed = false;
  std::uint64_t open = 0;  ///< obligations
  std::optional<calendar::Day> next_due_on;
  event::ObjectClass secrecy = event::ObjectClass::coordination;  ///< the highest of what it rests on
  CaseTeam team = {};
  /// It has recorded nothing of the case itself but what it has done with what has come in: how what others have
  /// disclosed to it stands.
  std::optional<access::Relation> only_received = {};
  ComeIn come_in = ComeIn::nothing;
  bool waits_for_answer = false;  ///< it has asked others something in a hurry, and has no answer yet
  bool is_masked = false;         ///< its counts and days are left out
  Sent sent = Sent::not_to_them;  ///< to whoever asks, who is shown it for that; in no view

  bool operator==(CaseHead const&) const = default;
};

/// Where a row stands in the list of what an authority owes: by due day, those without a day last.
struct ObligationKey {
  std::optional<calendar::Day> due_on;
  std::string in_case;
  std::string id;

  bool operator==(ObligationKey const&) const = default;
};

/// Where a case stands in the list of an authority's cases: by the next due day, those without a day last.
struct CaseKey {
  std::optional<calendar::Day> next_due_on;
  std::string in_case;

  bool operator==(CaseKey const&) const = default;
};

/// How near what is to be done is to whoever asks.
enum class Nearness {
  mine,        ///< in a case that they work in
  unassigned,  ///< in a case of their unit that nobody works in
  others
};

/// Where a row stands in the list of what somebody has to do: the most pressing part first, in it what is nearest.
struct WorkKey {
  obligation::ListPart part = obligation::ListPart::late;
  Nearness nearness = Nearness::mine;
  std::int64_t place = without_day;  ///< ObligationRow::place()
  std::string in_case;
  std::string id;

  bool operator==(WorkKey const&) const = default;
};

/// Keys in the order of their lists.
bool is_before(ObligationKey const& a, ObligationKey const& b);
bool is_before(CaseKey const& a, CaseKey const& b);
bool is_before(WorkKey const& a, WorkKey const& b);

/// All that is shown of a case, or of a subject of its own (a dispute that stands in no case, a forum), for every
/// authority that knows of it; made anew from the entries about it.
struct SubjectView {
  journal::SubjectRef of;
  std::vector<CaseHead> heads;  ///< of a case
  std::vector<ObligationRow> obligations;
};

/// Puts the rows in the order in which the store keeps them.
void sort(SubjectView& view);

}  // namespace overens::app
