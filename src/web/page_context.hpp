#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/guidance.hpp"
#include "access/policy.hpp"
#include "access/session.hpp"
#include "agreement/lifecycle.hpp"
#include "app/cases/hand_over.hpp"
#include "app/identities.hpp"
#include "app/looks/access_log.hpp"
#include "app/own_page.hpp"
#include "app/queries.hpp"
#include "app/signing_in/individual_codes.hpp"
#include "app/signing_in/sign_in.hpp"
#include "app/signing_in/staff_accounts.hpp"
#include "app/work/reminders.hpp"
#include "event/draft.hpp"
#include "event/vocabulary.hpp"
#include "http/message.hpp"
#include "web/operator.hpp"
#include "web/search_index.hpp"
#include "wording/consequences.hpp"
#include "wording/language.hpp"
#include "wording/obligations.hpp"

namespace overens::web {

using Lifecycles = std::vector<agreement::Lifecycle>;

/// The cookie that keeps the place chosen last.
inline constexpr char const* place_cookie = "plats";

/// The hidden field of every form sent by POST: the session's word, or before there is one the browser's.
inline constexpr char const* csrf_field = "csrf";
/// The cookie that the word of a browser in which nobody has signed in is made from.
inline constexpr char const* visitor_cookie = "__Host-besok";

/// Asks a sign-in service, when it is 1, to let somebody show anew who they are.
inline constexpr char const* fresh_parameter = "igen";

/// An event that a page asks to have recorded.
struct Recording {
  std::string command;  ///< its id, the same however often it is asked
  event::Draft draft;
  journal::SubjectRef subject;  ///< on whose page it was asked; empty: what is recorded of it meanwhile is no matter
  std::string seen;             ///< the last event of that subject when the form was opened
  std::vector<event::Draft> also = {};  ///< further events of the same command
};

struct SignInService {
  std::string id;
  event::Label name;
  std::string issuer;               ///< as accounts call it
  bool is_for_individuals = false;  ///< and not for staff
};

/// One of what is to be done, with its whole reason.
struct Explained {
  app::ObligationRow row;
  std::string subject;  ///< what it is of, in words
  std::string status;
  std::vector<wording::Paragraph> why;
  std::set<access::ObjectClass> may_record;  ///< in its case, by whoever asks: what is kept so closely
};

/// What something that is to be recorded leads to, in words.
struct ForeseenWords {
  std::vector<wording::ConsequenceWords> told;
  long untold = 0;                       ///< so many more than could be told
  bool changes_cases = false;            ///< what is owed in cases is worked out anew as well
  std::optional<calendar::Day> on = {};  ///< of what is to come: the day as of which it is told
};

/// What the pages are made of. The references outlive the site.
struct Sources {
  event::Vocabulary const& vocabulary;
  access::Policy const& policy;
  std::vector<agreement::Pack const*> packs;
  /// Whether the actor may do something with a class of objects: app::Looks, which keeps a denial. May wait.
  std::function<base::Expected<void>(access::Actor const&, access::Action, access::ObjectClass)> may = {};
  /// The agreements' lifecycles, one for each agreement, as recorded so far. Asked once for each page; may wait.
  std::function<std::shared_ptr<Lifecycles const>()> lifecycles = {};
  /// The same without waiting, or nothing.
  std::function<std::shared_ptr<Lifecycles const>()> lifecycles_at_hand = {};
  /// What `lifecycles` gives while nobody can tell what the parties have decided, which the pages then say.
  std::shared_ptr<Lifecycles const> lifecycles_unread = {};
  std::function<calendar::Day()> today = {};
  /// Whether the request shows a session, which may no longer live. Never waits.
  std::function<bool(http::Request const&)> shows_session = {};
  /// The session that it shows, if it is one that lives. May wait; throws app::StoreFailed.
  std::function<std::optional<access::Session>(http::Request const&)> session = {};
  /// Its id, which only the browser has otherwise; empty: it shows none.
  std::function<std::string(http::Request const&)> session_id = {};
  /// What has to be set for the browser to show the session with this id: the field Set-Cookie.
  std::function<std::string(std::string const& id)> session_cookie = {};
  /// Signing in by accounts; nullptr: nobody can.
  app::SignIn* sign_in = nullptr;
  /// The accounts of an authority's staff, as its administrator keeps them; nullptr: nobody does.
  app::StaffAccounts* staff_accounts = nullptr;
  /// Where browsers reach the site; empty: it has not been said.
  std::string site_address = {};
  /// Services that people can sign in by at /logga-in/{id}.
  std::vector<SignInService> sign_in_providers = {};
  /// Ends that session: where to go, and a cookie that is empty.
  std::function<http::Reply(http::Request const&)> sign_out = {};
  /// What has been recorded of a shared subject, and the subjects of a kind, as the actor may see them: app::Queries.
  /// May wait.
  std::function<base::Expected<app::SubjectPage>(access::Actor const&, journal::SubjectRef const&)> subject = {};
  /// The cases of an authority, and one as it has it: app::Queries. `reason`: why they need it, when they have said it.
  std::function<base::Expected<app::CasePage>(access::Actor const&, app::ListRequest const&)> cases = {};
  std::function<tl::expected<app::SubjectPage, app::CaseRefusal>(access::Actor const&, std::string const& id,
                                                                 std::string const& reason)>
      case_page = {};
  /// Who of another authority can be named to receive what is disclosed of a case, by their work e-mail address:
  /// app::Queries.
  std::function<base::Expected<std::string>(access::Actor const&, std::string const& in_case,
                                            std::string const& authority, std::string const& email)>
      reader_with_email = {};
  /// Who asked what waits for an answer from the actor's authority, to be named to receive it: app::Queries.
  std::function<base::Expected<std::string>(access::Actor const&, std::string const& in_case,
                                            std::string const& question)>
      reader_who_asked = {};
  /// What the actor has to do: app::Queries; and one of it explained, in words.
  std::function<base::Expected<app::WorkList>(access::Actor const&, app::WorkListRequest const&)> work_list = {};
  std::function<base::Expected<app::SharedWork>(access::Actor const&)> shared_work = {};
  std::function<base::Expected<Explained>(access::Actor const&, app::WorkPlace const&, std::string const& reason,
                                          wording::Language const&, wording::NameOf const&)>
      explain = {};
  /// What others have sent to the actor, or to their unit: app::Queries.
  std::function<base::Expected<app::WaitingHere>(access::Actor const&)> waiting = {};
  /// Has the actor take on a case: app::Commands.
  std::function<base::Expected<void>(access::Actor const&, std::string const& id, std::string const& command)> take_on =
      {};
  /// … or their unit.
  std::function<base::Expected<void>(access::Actor const&, std::string const& id, std::string const& command)>
      take_to_unit = {};
  /// Who the individuals are whom cases are about; nullptr: it is not kept.
  app::Identities* identities = nullptr;
  /// The codes on paper that they are given, and their own page; nullptr: there are none.
  app::IndividualCodes* individual_codes = nullptr;
  app::OwnPage* own_page = nullptr;
  app::OwnActs* own_acts = nullptr;
  /// What reminds people outside the program; nullptr: nothing does. `sends_mail`: mail has been set up.
  app::Reminders* reminders = nullptr;
  bool sends_mail = false;
  std::function<base::Expected<std::vector<app::SubjectSummary>>(access::Actor const&, std::string const& kind)>
      subjects = {};
  /// The units as they were known last. Never waits.
  std::function<std::shared_ptr<app::Units const>()> units = [] { return app::Units::none(); };
  /// An authority's staff and their commissions: app::Queries.
  std::function<base::Expected<account::Organisation>(access::Actor const&, std::string const& authority)>
      organisation = {};
  /// A commission for which a stand-in can be named: app::Queries.
  std::function<base::Expected<app::StandInPlace>(access::Actor const&, std::string const& commission)> stand_in_place =
      {};
  /// Who stands in for the actor: app::Queries.
  std::function<base::Expected<std::vector<app::NamedStandIn>>(access::Actor const&)> own_stand_ins = {};
  /// What is handed over at once; nullptr: nobody does.
  app::HandOvers* hand_overs = nullptr;
  /// What a table would change of it, and the same carried out: app::Queries, app::Commands. `record`: as well.
  std::function<base::Expected<app::ImportPlan>(access::Actor const&, app::ImportRequest const&,
                                                std::string const& table, bool record)>
      import_table = {};
  /// Says that a unit's details are wrong: app::Commands.
  std::function<base::Expected<void>(access::Actor const&, std::string const& unit, std::vector<std::string> const&)>
      doubt = {};
  /// The guide to what may be said to whom; nullptr: there is none.
  access::Guidance const* guidance = nullptr;
  /// What of the access journal the data says; never nullptr where the next four are.
  access::LookRules const* look_rules = nullptr;
  /// The access journal, for those who go through it: app::AccessLog. May wait.
  std::function<base::Expected<app::LookPage>(access::Actor const&, app::LookRequest const&)> looks = {};
  std::function<base::Expected<app::ReviewPage>(access::Actor const&, app::LookRequest const&)> to_review = {};
  std::function<base::Expected<void>(access::Actor const&, app::Review const&)> review = {};
  std::function<base::Expected<app::LookExtract>(access::Actor const&, journal::SubjectRef const&)> extract = {};
  /// Has an event recorded, and waits: app::Commands. Refused with `version_conflict` when something has been recorded
  /// about its subject that the actor had not seen.
  std::function<base::Expected<void>(access::Actor const&, Recording const&)> record = {};
  /// What it would lead to.
  std::function<base::Expected<ForeseenWords>(access::Actor const&, Recording const&, wording::Language const&)>
      foresee = {};
  Operator site_operator = {};
  /// True when nothing of what is shown is real, which every page says.
  std::function<bool()> is_practice = [] { return false; };
  /// What can be found in the agreements.
  std::shared_ptr<SearchIndex> index = std::make_shared<SearchIndex>();
  /// The address of one of our assets by its file name.
  std::function<std::string(std::string_view)> asset = {};
};

/// Where somebody chooses under which commission they work, who then goes on to another path of ours.
std::string choice_path(std::string const& to);

/// The lifecycles of the packs when nothing has been recorded of them.
std::shared_ptr<Lifecycles const> lifecycles_by_the_documents(std::vector<agreement::Pack const*> const& packs);

/// A county, or a municipality of it, as somebody picks one.
struct PlacePicked {
  agreement::Lifecycle const* life = nullptr;
  agreement::Party const* municipality = nullptr;  ///< nothing: the county as a whole
};

/// One request being answered.
struct PageContext {
  http::Request const& request;
  Sources const& sources;
  wording::Language const& language;
  calendar::Day today;
  std::shared_ptr<Lifecycles const> lifecycles;
  std::shared_ptr<app::Units const> units = app::Units::none();
  std::optional<access::Session> session = {};  ///< nothing: a visitor
  bool session_unknown = false;                 ///< one is shown, and the store does not answer
  std::string visitor = {};  ///< the chance behind the word of a browser without a session; empty: it has none
  mutable std::map<journal::SubjectRef, base::Expected<app::SubjectPage>> subjects_read = {};
  mutable std::map<std::string, tl::expected<app::SubjectPage, app::CaseRefusal>> cases_read = {};

  /// As the sources have it; read once, however many parts of the page ask.
  base::Expected<app::SubjectPage> const& subject(journal::SubjectRef const& of) const;
  /// A case, likewise: one look, which stands once in the access log.
  tl::expected<app::SubjectPage, app::CaseRefusal> const& in_case(std::string const& id) const;

  std::string tr(base::Text const& t) const { return language.say(t); }
  /// Who asks.
  access::Actor actor() const {
    auto actor = session ? session->actor : access::Actor();
    actor.request = request.id;
    return actor;
  }

  /// The address of this site: as it has been set, or as the browser that sent the form calls it.
  std::string site_address() const {
    return sources.site_address.empty() ? std::string(request.field("Origin").value_or("")) : sources.site_address;
  }

  /// Whose page sent it, as the browser says.
  http::From comes_from() const { return http::where_from(request, sources.site_address); }

  /// What the forms of this page hold in `csrf_field`; empty: it takes none.
  std::string form_word() const;
  /// The same of the browser's own forms; empty: it has none.
  std::string visitor_word() const;

  /// The agreements by the names of their regions, invented ones last.
  std::vector<agreement::Lifecycle const*> in_order() const;
  agreement::Lifecycle const* life(std::string_view agreement) const;
  /// The units that are open to everybody today, by name.
  std::vector<app::UnitDetails> open_units() const;
  /// The place that whoever asks chose last, as their browser keeps it; empty: none.
  std::string remembered_place() const;
  /// By agreement id, county code or municipality code.
  std::optional<PlacePicked> place(std::string_view word) const;
};

/// "Region Väst"
std::string const& region(agreement::Lifecycle const& life);
/// An example, which pages must not let anybody take for a county.
bool is_invented(agreement::Lifecycle const& life);

/// The version to show for the day: the one that holds, else the last that had begun, else the first to begin.
agreement::Pack const& shown(agreement::Lifecycle const& life, calendar::Day on);

}  // namespace overens::web
