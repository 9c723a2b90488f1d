#pragma once

#include <istream>
#include <optional>
#include <string>
#include <vector>

#include "app/ports/store.hpp"
#include "app/signing_in/new_account.hpp"
#include "app/signing_in/system_clients.hpp"
#include "cli/question.hpp"

namespace overens::cli {

// Each command prints its answer and gives the exit code: 0 answered, 1 refused or nothing found, 2 wrong use,
// 3 answered although some lines of the events could not be read.

int show_calendar(int year, bool json, wording::Language const& say);

struct DueOptions {
  std::string from;
  std::optional<long> hours, days, working_days, weeks, months, years;
  std::string eves = "off";
  std::string month_end = "unclear";
  std::string roll = "none";
};
int show_due(DueOptions const& options, wording::Language const& say);

/// `all`: every warning whole, also of many of one kind.
int check_agreement(std::string const& folder, bool all, wording::Language const& say);
int print_schema(std::string const& what, wording::Language const& say);
/// The table of routes: what can be asked of the server, of which class of object, to do what.
int print_routes(bool json);
int print_vocabulary(std::string const& agreements, wording::Language const& say);
/// The event types that the words fit, with their fields and a line to paste.
int find_in_vocabulary(std::string const& agreements, std::string const& words, wording::Language const& say);

/// How the agreements stand on a day; all of them, or those of one county.
int agreement_status(QuestionOptions const& options, std::string const& county, bool json,
                     wording::Language const& say);

/// The agreement as a text: on the terminal, or as one HTML page in the file `html` ("-": on standard output).
int show_agreement(QuestionOptions const& options, std::string const& which, std::string const& html,
                   wording::Language const& say);

/// What of the agreements' texts the program computes, lets be recorded or shows: sums, and passage by passage.
int show_coverage(std::string const& agreements, bool markdown, bool sums, wording::Language const& say);

/// Two versions or agreements beside each other.
struct DiffOptions {
  std::string before;
  std::string after;
  std::string agreements = "agreements";
  std::string on;
  std::string html;
  bool all = false;  ///< also what is alike
};
int diff_agreements(DiffOptions const& options, wording::Language const& say);

int evaluate(QuestionOptions const& options, bool json, bool all, wording::Language const& say);
int explain(QuestionOptions const& options, std::string const& id, wording::Language const& say);

struct WhoOptions {
  std::string agreements = "agreements";
  std::string county;
  std::string need;
  std::optional<int> age;
  std::string on;
};
int who(WhoOptions const& options, wording::Language const& say);

/// The same events under a draft and under the agreement as it is.
struct SimulateOptions {
  std::string draft;
  std::string events;
  std::string agreements = "agreements";
  std::string on;
  std::string html;
  bool by_bearer = false;
  bool json = false;
  bool quiet = false;
};
int simulate(SimulateOptions const& options, wording::Language const& say);

/// A new county's folder with a small agreement to fill in, which passes the check as it is.
struct NewOptions {
  std::string id;
  std::string region;
  std::string county;  ///< two digits
  std::string version;
  std::string agreements = "agreements";
};
int new_agreement(NewOptions const& options, wording::Language const& say);

/// The server, until it is told to stop.
struct ServeOptions {
  std::string config;  ///< a file; empty: none
  std::string listen;  ///< these override it when they are not empty
  std::string agreements;
  std::string store;
  std::string keys;
  bool developer = false;
};
int serve(ServeOptions const& options, wording::Language const& say);
/// Says everything that is wrong with the server's settings; 2 when they can't be used.
int check_config(ServeOptions const& options, wording::Language const& say);
int print_config_schema(wording::Language const& say);

/// Which database, and what opens what is encrypted in it.
struct DatabaseOptions {
  std::string store;  ///< a file, or postgresql://…
  std::string keys;   ///< its key store; empty: where it usually lies
};

/// A database, and a file that something is read from or written to.
struct JournalOptions {
  DatabaseOptions database;
  std::string file;
  std::string heads;
  std::string agreements = "agreements";
  bool quiet = false;
};
/// Checks that nothing in the journal has been altered or taken out; with the heads of an earlier day, at its end too.
int verify_journal(JournalOptions const& options, wording::Language const& say);
/// Writes where its streams and the chains of the access log end, to be kept apart.
int write_heads(JournalOptions const& options, wording::Language const& say);
/// Checks that no look has been altered or taken out, nor erased before its time; with the heads of an earlier day, at
/// the chains' ends too.
int verify_access_log(JournalOptions const& options, wording::Language const& say);
/// Writes all of it as lines: store::export_looks().
int export_access_log(JournalOptions const& options, wording::Language const& say);
/// Erases the content of the looks that have been kept for as long as the rules say.
int erase_access_log(JournalOptions const& options, wording::Language const& say);
int export_journal(JournalOptions const& options, wording::Language const& say);
/// Lines of an exported journal, which keep their chain, or events, which get a new one. Exit code 3 when some events
/// were refused.
int import_journal(JournalOptions const& options, wording::Language const& say);
/// The part of it for events. Throws std::runtime_error when the file can't be read.
int import_events(app::Store& store, disk::Agreements const& agreements, JournalOptions const& options,
                  wording::Language const& say);
/// The same from a stream that is called `options.file`.
int import_events(app::Store& store, disk::Agreements const& agreements, std::istream& in,
                  JournalOptions const& options, wording::Language const& say);
/// Makes what is shown of every case anew from the journal; or says where it is not what the journal says.
int rebuild_views(JournalOptions const& options, wording::Language const& say);
int check_views(JournalOptions const& options, wording::Language const& say);
/// The root key is replaced by a new one, and the keys that it wraps are wrapped anew, while the database is used; goes
/// on where it was broken off. Then the earlier root keys can be forgotten.
int rotate_keys(JournalOptions const& options, wording::Language const& say);
int forget_keys(JournalOptions const& options, wording::Language const& say);
int back_up(JournalOptions const& options, wording::Language const& say);
int restore(JournalOptions const& options, wording::Language const& say);

/// Who signs in with a password of their own.
struct AccountOptions {
  DatabaseOptions database;
  std::string agreements = "agreements";
  std::string site = "http://127.0.0.1:8080";  ///< the address of the pages, for the link that is printed
  app::NewAccount account;
};
/// Each prints what it has done, or a link; exit code 3 when it was refused.
int add_account(AccountOptions const& options, wording::Language const& say);
int invite_account(AccountOptions const& options, wording::Language const& say);
int close_account(AccountOptions const& options, wording::Language const& say);
int list_accounts(AccountOptions const& options, wording::Language const& say);
/// The one-time code of this moment, for whoever has no telephone.
int print_code(std::string const& key, wording::Language const& say);

/// Other systems that may use the API.
struct ClientOptions {
  DatabaseOptions database;
  std::string agreements = "agreements";
  std::string through;  ///< a day; empty: a year from today
  app::NewClient client;
};
/// Each prints what it has done, or the key; exit code 3 when it was refused.
int add_client(ClientOptions const& options, wording::Language const& say);
int close_client(ClientOptions const& options, wording::Language const& say);
int list_clients(ClientOptions const& options, wording::Language const& say);

/// What stands in cases, for whoever holds a commission and shows in the terminal who they are.
struct CaseOptions {
  DatabaseOptions database;
  std::string agreements = "agreements";
  std::string commission;  ///< its id
  std::string in_case;
  std::string reason;  ///< why they need it; empty: not said
};
int list_cases(CaseOptions const& options, wording::Language const& say);
int show_case(CaseOptions const& options, wording::Language const& say);

/// A table of an authority's units, staff or commissions.
struct OrganisationOptions {
  DatabaseOptions database;
  std::string file;
  std::string authority;
  std::string kind;
  std::string agreements = "agreements";
  bool save = false;
  bool end_missing = false;
  bool quiet = false;
};
/// Shows what the table would change; with `save`, takes it in, all or nothing. 1 when something is wrong with it.
int import_organisation(OrganisationOptions const& options, wording::Language const& say);

/// An event, or an act of several, to be recorded.
struct RecordOptions {
  DatabaseOptions database;
  std::string type;     ///< of the event, or an act
  std::string subject;  ///< its id; left out where it begins
  std::string authority;
  std::string told_by;
  std::string on;  ///< a day, or a time with offset; today when left out
  std::string in_case;
  std::string person;
  std::vector<std::string> fields;  ///< name=value; several of one name are a list
  std::vector<std::string> also;    ///< of an act: events that happened as well
  std::vector<std::string> about;   ///< of an act in a case: kind=id, what it is about where that does not begin
  std::string command;              ///< an id, so that the same asked again is done once
  std::string commission;           ///< of whoever records it, who then shows who they are; empty: of nobody
  bool foresee = false;             ///< says what it would lead to, and records nothing
  std::string agreements = "agreements";
};
/// Records it as whoever may write to the database; on a terminal it asks for the fields that are not given. 1:
/// refused.
int record(RecordOptions options, wording::Language const& say);

int run_scenarios(std::string const& agreements, bool accept, wording::Language const& say);
/// Writes what a rule's scenarios begin with beside its pack, with the answers that come out; overwrites nothing.
int begin_scenarios(std::string const& agreements, std::string const& which, std::string const& rule,
                    wording::Language const& say);

}  // namespace overens::cli
