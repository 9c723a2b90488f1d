#pragma once

#include <set>
#include <string>
#include <vector>

#include "access/policy.hpp"
#include "account/organisation.hpp"
#include "app/access_check.hpp"
#include "app/agreement_status.hpp"
#include "app/cases/arrivals.hpp"
#include "app/cases/case_person.hpp"
#include "app/cases/questions.hpp"
#include "app/command_processor.hpp"
#include "app/hidden_views.hpp"
#include "app/looks/looks.hpp"
#include "app/organisation/organisation_import.hpp"
#include "app/timeline.hpp"
#include "app/work/foresee.hpp"
#include "app/work/work_list.hpp"

namespace overens::app {

/// Which part of a list.
struct ListRequest {
  static constexpr std::size_t most = 1000;

  std::string authority = {};  ///< whose; may be left out by a system that speaks for one only
  std::size_t limit = 100;     ///< at most so many rows
  std::string after = {};      ///< what the page before gave as `next`; empty: from the beginning
  bool with_names = false;     ///< of cases: also whom they are about, where the actor may list that
  bool is_come_in = false;     ///< of cases: only what has come in and nobody here has taken on, with how it came
};

/// What an authority owes, by due day, those without a day last.
struct ObligationPage {
  calendar::Moment now = {};  ///< what urgency_of() is asked of
  std::string authority;
  std::vector<ObligationRow> obligations;
  std::string next = {};  ///< for ListRequest::after; empty: that was all
};

/// The cases that an authority knows, by their next due day, those without a day last.
struct CasePage {
  std::string authority;
  std::vector<CaseHead> cases;
  std::string next = {};
  std::map<std::string, std::string> names = {};  ///< by case, where they were asked for and may be known
  /// By case, where they were asked for: what it has come in by, for those who may know.
  std::map<std::string, std::vector<Arrival>> came_by = {};
};

/// What waits for somebody to see to it that others have sent.
struct WaitingHere {
  std::vector<UrgentQuestion> questions = {};  ///< what is to be answered first comes first
  std::size_t come_in = 0;  ///< cases that have come in to them by name or to their unit, and nobody has taken on
};

/// A shared subject (a forum, a unit, an agreement …), or a case, as the actor may see it.
struct SubjectPage {
  journal::SubjectRef subject;
  std::string name;                        ///< as recorded last; empty: none was
  std::vector<TimelineEvent> events;       ///< newest first
  std::vector<ObligationRow> obligations;  ///< each once: as the authority that owes it has it
  std::string version;                     ///< the last event about it that the actor can see, corrections included
  std::string authority = {};              ///< of a case: whose record of it this is
  CaseTeam team = {};                      ///< of a case: who has it there
  bool is_unit_masked = false;             ///< … but not which unit, which is left out
  bool may_take_on = false;                ///< of a case: whoever it is shown to
  std::optional<CasePerson> person = {};   ///< of a case: who it is about, for whoever may know
  bool is_emergency = false;               ///< of a case: it is open in an emergency
  bool more_with_reason = false;           ///< of a case: there is more for whoever says why
  bool may_assign = false;                 ///< the same
  bool may_disclose = false;               ///< the same: what stands in it
  std::set<access::ObjectClass> may_record = {};  ///< the same: what is kept so closely
  /// Of a case: what those of its authority's staff are called whom the page names; the id where there is no name. Of a
  /// shared subject the same of the authorities of whoever asks.
  std::map<std::string, std::string> staff = {};
  bool may_receive = false;            ///< of a case: register what has come in, or answer that it is not theirs
  std::vector<Arrival> arrivals = {};  ///< of a case: what has come in and holds
  Sent sent = Sent::not_to_them;       ///< of a case: how it has come in to whoever asks, who sees it for that
  std::vector<UrgentQuestion> questions = {};  ///< of a case: what has been asked of others, and by others, in a hurry
};

/// Why somebody may not see a case that their authority has, and what they can do about it. Neither tells which unit
/// has it, nor that somebody's identity is protected.
struct CaseRefusal {
  base::Refusal why;
  bool may_take_on = false;
  bool is_emergency = false;  ///< `reason_needed`, or `sign_in_again`: what it opens is kept as an emergency
};

/// Somebody who stands in today or on a later day, by name.
struct NamedStandIn {
  account::StandIn by;
  std::string name;
};

/// A commission whose holder is away, and the colleagues who could do its work: in the same role, for the same unit.
struct StandInPlace {
  account::Commission commission;
  std::vector<account::Staff> colleagues;
  std::vector<NamedStandIn> named;
};

/// Why a list that may lack rows is not given: it must not be taken for all that there is.
base::Refusal views_being_made();

/// What the edges may ask. Each call takes the actor and goes through Looks, which decides, and keeps what was shown
/// before anybody gets it; what comes back holds nothing that the actor may not see. Called by many threads. Refused
/// with `unauthorized`, `forbidden`, `store_unavailable`, and as each says.
class Queries {
 public:
  using Clock = CommandProcessor::Clock;

  /// What it is given must outlive it.
  Queries(Looks& looks, AgreementStatus& agreements, event::Vocabulary const& vocabulary, Clock clock)
      : looks_(looks), agreements_(agreements), vocabulary_(vocabulary), clock_(std::move(clock)) {}

  /// Whether the actor may ever ask for that with the class of objects.
  base::Expected<void> may(access::Actor const& actor, access::Action action, access::ObjectClass object) {
    return looks_.may(actor, action, object);
  }

  /// Both refuse with `missing_key` an authority left out by an actor that speaks for several, and with `bad_value` a
  /// `limit` of 0 or above ListRequest::most, or an `after` that no page gave; `field` names it. With
  /// `owner_not_registered`, and `views_being_made` while rows may be missing.
  base::Expected<ObligationPage> obligations(access::Actor const& actor, ListRequest const& request);
  base::Expected<CasePage> cases(access::Actor const& actor, ListRequest const& request);

  /// What the actor has to do, the most pressing first. Refuses as the lists do. As many rows are read, and as many
  /// questions put to the store, whatever the number of the authority's cases.
  base::Expected<WorkList> work_list(access::Actor const& actor, WorkListRequest const& request);
  /// The days on which something is due that the actor has to see to, in their own cases, in what nobody of their unit
  /// has taken on, and where they may record what the parties owe; what is late stands on today. It leaves the program:
  /// see WorkListRequest::is_taken_out. Refuses as the list does.
  base::Expected<std::set<calendar::Day>> work_days(access::Actor const& actor);
  /// What others have asked in a hurry of whoever asks, by name, or of their unit, and nobody has answered; and what
  /// has been asked so in the cases that they work in. And how much else has been sent to them.
  base::Expected<WaitingHere> waiting(access::Actor const& actor);
  /// The same of every party, of what stands in no case.
  base::Expected<SharedWork> shared_work(access::Actor const& actor);
  /// Explains one of what an authority's people have to do, or have left undone; decided as reading it is.
  /// Gives how closely kept something may be that they can record in its case. `not_found`: there is none that the
  /// actor may know of.
  base::Expected<std::set<access::ObjectClass>> explain(access::Actor const& actor, WorkPlace const& place,
                                                        std::string reason, TakeExplained const& take);

  /// How the agreements stand, open to everybody. Nothing when the store has never answered.
  std::shared_ptr<AgreementStatus::Known const> agreements(calendar::Day on);
  /// Never waits: nothing when the store would have to be asked.
  std::shared_ptr<AgreementStatus::Known const> agreements_at_hand(calendar::Day on) { return agreements_.at_hand(on); }

  /// The units as they were known last: what everybody signed in may see, and of each that is open to everybody all.
  /// Never waits.
  std::shared_ptr<Units const> units() const { return agreements_.units(); }
  /// An authority's staff and their commissions, for whoever speaks for it.
  base::Expected<account::Organisation> organisation(access::Actor const& actor, std::string const& authority);

  /// A commission for which the actor may name a stand-in, and who can be named. `not_found`: it is none of their
  /// authority's.
  base::Expected<StandInPlace> stand_in_place(access::Actor const& actor, std::string const& commission);
  /// Who stands in for the actor, in whichever of their commissions.
  base::Expected<std::vector<NamedStandIn>> own_stand_ins(access::Actor const& actor);

  /// What a table would change of it. `bad_value`: it can't be read as a table.
  base::Expected<ImportPlan> plan_import(access::Actor const& actor, ImportRequest const& request,
                                         std::string_view table,
                                         std::function<void(double share)> const& progress = {});

  /// `views_being_made`; `not_found`: nothing that the actor may see has been recorded about it, or its kind is neither
  /// shared nor of an authority's own organisation.
  base::Expected<SubjectPage> subject(access::Actor const& actor, journal::SubjectRef const& subject);
  /// A case as one authority has it, whose record the actor may see; `reason`: why they need it, when they have said
  /// it. `not_found`: there is none, or the actor's authority does not know it, answered alike; `not_involved` and
  /// `reason_needed`: their authority has it; `views_being_made`.
  tl::expected<SubjectPage, CaseRefusal> case_page(access::Actor const& actor, std::string const& id,
                                                   std::string reason = {});
  /// Who asked that, which waits for an answer from the actor's authority: to be named to receive it, and not to be
  /// shown. Empty: it does not say. Refused alike, and for who may not disclose of the case.
  base::Expected<std::string> reader_who_asked(access::Actor const& actor, std::string const& in_case,
                                               std::string const& question);
  /// Who of that authority can be named to receive what is disclosed to it of a case, by their work e-mail address,
  /// for whoever may disclose of it. `unknown_reader`: nobody; `too_many_failures`: so many that nobody has have been
  /// tried.
  base::Expected<std::string> reader_with_email(access::Actor const& actor, std::string const& in_case,
                                                std::string const& authority, std::string const& email);
  /// Those of a shared kind that something has been recorded about, by name. Of others: none.
  base::Expected<std::vector<SubjectSummary>> subjects(access::Actor const& actor, std::string const& kind);
  /// What a command would lead to, by what its first event's owner knows: see app::foresee(). Each event is decided on
  /// as if it were recorded; refused as it would be then.
  base::Expected<Foreseen> foresee(access::Actor const& actor, Command const& command, TakeConsequence const& take);

 private:
  /// What an entry is to whoever reads it.
  struct SeenObject {
    RecordedObject recorded;
    std::vector<access::Masked> mask;  ///< what of it is left out
    bool is_hidden = false;
    /// Without what is hidden, such as a correction that tells more.
    access::ObjectClass open_class = access::ObjectClass::notes;
  };
  /// The entries about a subject that the actor may read, and by their ids what they are.
  struct Seen {
    std::vector<journal::Entry> entries;
    std::map<std::string, SeenObject> objects;
    bool more_with_reason = false;  ///< some were left out for want of a reason
    bool has_disclosures = false;   ///< among all that are about it
    /// What they could read until its disclosure ended.
    std::vector<journal::Entry> no_longer = {};
    bool has_hidden = false;  ///< there is something hidden that the actor sees, or that was disclosed to them
  };

  /// Those that lie in no case, of the authorities that the actor speaks for.
  base::Expected<std::vector<SubjectSummary>> subjects_alone(access::Actor const& actor, std::string const& kind);

  SubjectPage case_seen(Store& store, AccessCheck& check, CaseHead const& head, std::vector<ObligationRow> rows,
                        Shown& shown) const;

  /// What of a case has come in to the actor by name, whatever else their authority has of it (`known`) that is not
  /// theirs to see.
  std::optional<SubjectPage> page_sent(Store& store, AccessCheck& check, std::string const& id, CaseHead const* known,
                                       Shown& shown) const;

  /// Whom something is about that another authority has recorded for the actor's and disclosed to it.
  std::optional<CasePerson> person_received(Store& store, AccessCheck& check, Seen const& seen, Shown& shown) const;

  std::vector<journal::Entry> own_record(Store& store, std::string const& in_case) const;

  /// Says who of the page's own authority ended what has been asked in a hurry.
  void name_who_ended(Store& store, SubjectPage& page) const;
  /// What authorities call their staff whom the page names.
  std::map<std::string, std::string> staff_named(Store& store, SubjectPage const& page,
                                                 access::Actor const& actor) const;

  /// The last of them that everybody would see who may see as much.
  static std::string last_not_hidden(Seen const& seen);
  /// How cases stand with what is hidden in them and the actor sees.
  HiddenViews with_hidden(Store& store, AccessCheck& check, std::string const& authority,
                          std::vector<std::string> const& cases) const;
  base::Expected<void> can_be_listed(Store& store, std::string const& authority, calendar::Day today) const;
  /// Of the authority's cases those in which there is something hidden that the actor is named for, and those of which
  /// something has come in to them by name that they would not find otherwise: in the list of cases, or (`of_work`) in
  /// that of what is to be done.
  HiddenViews hidden_in_lists(Store& store, AccessCheck& check, std::string const& authority,
                              bool of_work = false) const;
  /// `openly`: cases that the look names already; whom the others are about stands where what is hidden does.
  void name_persons(Store& store, AccessCheck& check, std::set<std::string> const& openly, WorkList& list,
                    Shown& shown) const;
  static void show_part(Shown& shown, access::Object const& object, access::Decision const& decision,
                        std::string const& in_case);

  std::vector<Arrival> arrivals(Store& store, AccessCheck& check, CaseHead const& head, Shown& shown) const;
  void add_arrivals(Store& store, AccessCheck& check, std::set<std::string> const& shown_apart, CasePage& page,
                    Shown& shown) const;
  void add_waiting(Store& store, AccessCheck& check, std::string const& in_case, bool is_asker,
                   std::vector<UrgentQuestion>& waiting, Shown& shown) const;
  std::vector<CaseHead> cases_that_wait(Store& store, AccessCheck const& check) const;

  AccessCheck check(Store& store, access::Actor const& actor, std::string reason = {}) const;
  /// `found_with`: the case that is shown, whose subject or another that it has things from; empty: none.
  Seen seen(Store& store, AccessCheck& check, journal::SubjectRef const& subject,
            std::string const& found_with = {}) const;
  /// What they say; in the order recorded. What has been moved here from elsewhere is added to what was seen.
  std::vector<TimelineEvent> events(Store& store, AccessCheck& check, journal::SubjectRef const& subject,
                                    Seen& seen) const;
  /// The same, each with what the actor may do about it, and a part of what is shown.
  std::vector<TimelineEvent> timeline_of(Store& store, AccessCheck& check, journal::SubjectRef const& subject,
                                         Seen seen, Shown& shown) const;

  static void leave_out_for_named(AccessCheck& check, RecordedObject const& recorded, TimelineEvent& event);

  Looks& looks_;
  AgreementStatus& agreements_;
  event::Vocabulary const& vocabulary_;
  Clock clock_;
};

}  // namespace overens::app
