#pragma once

#include "app/access_check.hpp"
#include "app/looks/looks.hpp"

namespace overens::app {

/// Which part of an authority's access journal.
struct LookRequest {
  static constexpr std::size_t most = 200;
  static constexpr int most_days = 31;  ///< of what is to be gone through at once

  std::optional<journal::SubjectRef> shown = {};  ///< a case, a person …
  std::string who = {};                           ///< a member of staff
  /// access_log, or sensitive_log: that of what is hidden, which lies apart.
  access::ObjectClass log = access::ObjectClass::access_log;
  std::string action = {};  ///< a word of the policy
  std::optional<calendar::Day> from = {};
  std::optional<calendar::Day> through = {};
  bool is_reviewed_too = false;  ///< also what has been gone through
  std::size_t limit = 50;
  std::string after = {};  ///< what the page before gave as `next`
};

/// A look, for whoever goes through the access journal.
struct LookRow {
  static constexpr std::size_t most_shown = 5;

  std::string id;  ///< of its chain and place
  calendar::Instant at;
  journal::Look look;                         ///< with the first of what it showed
  std::size_t shown = 0;                      ///< how many cases, persons … it showed in all
  std::string name = {};                      ///< of the member of staff, as the authority has recorded it
  std::vector<std::string> shown_names = {};  ///< of the staff among what it showed, in the order of look.shown
};

struct LookPage {
  std::string authority;
  std::vector<LookRow> looks;  ///< the latest first
  std::string next = {};       ///< for LookRequest::after; empty: that was all
};

/// What a review came to.
struct Reviewed {
  std::string who;
  std::string name;
  calendar::Instant at;
  std::string result;  ///< one of access::LookRules::results
};

/// A look that a rule points out.
struct ToReview {
  std::string id;  ///< of the rule and the look
  access::ReviewRule const* rule = nullptr;
  LookRow look;
  std::optional<Reviewed> reviewed = {};
};

struct ReviewPage {
  std::string authority;
  calendar::Day from = {}, through = {};
  std::vector<ToReview> looks;
  std::string next = {};
};

/// What somebody says that they have come to.
struct Review {
  std::string id;  ///< of what was to be reviewed
  std::string result;
  access::ObjectClass log = access::ObjectClass::access_log;  ///< as LookRequest's
};

/// Who has seen what is recorded of a case or person, as it can be told to the one whom it is about: without the names
/// of staff, without what was denied, and without looks at what is sensitive.
struct LookExtract {
  static constexpr std::size_t most = 2000;

  struct Row {
    calendar::Instant at;
    std::string kind;  ///< of whoever it was, by the policy's words; empty: staff
    std::string unit;  ///< of staff; empty: the authority
    std::string action;
    std::string object_class;
    std::string purpose;
    std::string rule;      ///< the row of the policy that decided
    std::string relation;  ///< how they stood to it, by the policy's words
    std::string basis;
    bool is_unit_masked = false;  ///< the unit is left out
  };
  std::string authority;
  journal::SubjectRef of;
  std::vector<Row> looks;  ///< the latest first
  bool is_cut = false;     ///< there are more, earlier
};

/// The access journal, as the one who reviews it sees it: their own authority's alone. Reading it is kept in it too.
/// Nobody reviews their own acts: those are left out. Looks at what is hidden stand in a log of their own, gone through
/// in the same way by whoever is named for that; nothing in the other tells of it. Called by many threads. Refused as
/// Queries.
class AccessLog {
 public:
  using Clock = LookKeeper::Clock;

  /// What it is given must outlive it.
  AccessLog(Looks& looks, event::Vocabulary const& vocabulary, Clock clock)
      : looks_(looks), vocabulary_(vocabulary), clock_(std::move(clock)) {}

  /// `bad_value`: an `after` that no page gave; `not_found`: what is asked for is no id.
  base::Expected<LookPage> looks(access::Actor const& actor, LookRequest const& request);
  /// What the rules point out within some days: without any said, the last seven.
  base::Expected<ReviewPage> to_review(access::Actor const& actor, LookRequest const& request);
  /// Keeps what a review came to. `not_found`: no rule points it out, or it is the actor's own act; `bad_value`: there
  /// is no such result.
  base::Expected<void> review(access::Actor const& actor, Review const& review);
  /// `not_found`: no id.
  base::Expected<LookExtract> extract(access::Actor const& actor, journal::SubjectRef const& of);

 private:
  AccessCheck check(Store& store, access::Actor const& actor) const;

  Looks& looks_;
  event::Vocabulary const& vocabulary_;
  Clock clock_;
};

/// What of an authority's access journal can be told to the one whom a case or person is about, which is shown.
LookExtract extract_of(Store& store, event::Vocabulary const& vocabulary, access::Policy const& policy,
                       std::string const& authority, journal::SubjectRef const& of, Shown& shown);

class LookFacts;

/// The rule points the look out. What counts a whole day is not asked of one look.
bool points_out(access::ReviewRule const& rule, journal::LookEntry const& entry, LookFacts& facts);

}  // namespace overens::app
