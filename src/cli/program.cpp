#include "cli/program.hpp"

#include <cstdio>
#include <exception>
#include <functional>
#include <string_view>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/commands.hpp"
#include "cli/demonstration.hpp"
#include "cli/examples.hpp"
#include "cli/help_format.hpp"
#include "cli/option_types.hpp"
#include "cli/people.hpp"
#include "cli/reference.hpp"
#include "cli/wrong_use.hpp"

namespace overens::cli {
namespace {

using base::text;

// The language is needed before the rest is read: help and errors are said in it too.
wording::Tongue tongue(int argc, char const* const* argv) {
  for (int i = 1; i < argc; ++i) {
    std::string_view const word = argv[i];
    if (word == "--lang=en" || (word == "--lang" && i + 1 < argc && std::string_view(argv[i + 1]) == "en"))
      return wording::Tongue::english;
  }
  return wording::Tongue::swedish;
}

/// The commands and their options.
class Program {
 public:
  explicit Program(wording::Language const& language)
      : say_(language), app_(language.say(text("Överens: who owes what to whom, by when, why and by which section"))) {
    app_.name("overens")->require_subcommand(1);
    app_.set_version_flag("--version", OVERENS_VERSION, say(text("shows the version")));
    app_.set_help_flag("--help,-h", say(text("shows this help")));
    one_of(app_.add_option("--lang", lang_, say(text("language"))), {"sv", "en"}, say_)->default_str("sv");
    app_.fallthrough();
    app_.formatter(std::make_shared<HelpFormat>(say_));
    calendar();
    agreement();
    vocabulary();
    routes();
    evaluation();
    simulation();
    who_does_what();
    scenarios();
    server();
    journal();
    add_demonstration(app_, demo_, command_, say_);
    add_people(app_, people_, command_, say_);
    reference();
    in_groups(app_, "");
  }

  int run(int argc, char const* const* argv) {
    for (int i = 1; i < argc && argv[i][0] != '-'; ++i) words_.emplace_back(argv[i]);
    try {
      app_.parse(argc, argv);
    } catch (CLI::CallForVersion const& e) {
      fmt::print("{}\n", e.what());
      return 0;
    } catch (CLI::CallForHelp const&) {
      fmt::print("{}", app_.help());
      return 0;
    } catch (CLI::ParseError const& e) {
      fmt::print(stderr, "overens: {}\n    → {}\n", say(what_is_wrong(e, app_, words_)),
                 say(text("{0} --help shows what can be written", command_asked(app_))));
      return 2;
    }
    return command_ ? command_() : 2;
  }

 private:
  std::string say(base::Text const& t) const { return say_.say(t); }

  // The headings under which CLI11 lists commands and words are part of each.
  void in_groups(CLI::App& app, std::string const& path) {
    if (auto const example = example_of(path); !example.empty())
      app.footer(fmt::format("{}\n  {}\n", say(text("For example:")), example));
    for (auto* option : app.get_options()) {
      if (!option->get_positional()) option->group(say(text("Options")));
    }
    for (auto* command : app.get_subcommands({})) {
      command->group(say(text("Commands")));
      in_groups(*command, path.empty() ? command->get_name() : path + " " + command->get_name());
    }
  }

  void calendar() {
    auto* calendar =
        app_.add_subcommand("calendar", say(text("Swedish public holidays and working days; counts a time limit")));
    auto* year = calendar->add_option(say(text("year")), year_, say(text("a year from 1990 to 2100")));
    calendar->add_flag("--json", json_, say(text("for programs")));
    auto* due = calendar->add_subcommand("due", say(text("counts a time limit and explains each step")));
    due->add_option("--from", due_.from, say(text("the day, or time with offset, that it is counted from")))
        ->required();
    count(due->add_option("--hours", due_.hours, say(text("the limit in hours"))), say_);
    count(due->add_option("--days", due_.days, say(text("the limit in days"))), say_);
    count(due->add_option("--working-days", due_.working_days, say(text("the limit in working days"))), say_);
    count(due->add_option("--weeks", due_.weeks, say(text("the limit in weeks"))), say_);
    count(due->add_option("--months", due_.months, say(text("the limit in months"))), say_);
    count(due->add_option("--years", due_.years, say(text("the limit in years"))), say_);
    one_of(due->add_option("--eves", due_.eves, say(text("whether the three eves are working days"))),
           {"off", "working"}, say_)
        ->capture_default_str();
    one_of(due->add_option("--month-end", due_.month_end, say(text("what a month from the 31st is"))),
           {"unclear", "last", "next"}, say_)
        ->capture_default_str();
    one_of(due->add_option("--roll", due_.roll, say(text("when the last day is a day off"))),
           {"none", "next", "previous"}, say_)
        ->capture_default_str();
    due->callback([this] { command_ = [this] { return show_due(due_, say_); }; });
    calendar->callback([this, year, due] {
      if (*due) return;
      if (year->empty()) throw CLI::RequiredError(say(text("a year, or due")));
      command_ = [this] { return show_calendar(year_, json_, say_); };
    });
  }

  void agreement() {
    auto* agreement = app_.add_subcommand("agreement", say(text("agreements as data")));
    agreement->require_subcommand(1);
    auto* check = agreement->add_subcommand("check", say(text("checks an agreement, or all of a folder")));
    check->add_option(say(text("folder")), folder_, say(text("the agreement's folder")))->required();
    check->add_flag("--all", all_, say(text("every warning whole, also of many of one kind")));
    check->callback([this] { command_ = [this] { return check_agreement(folder_, all_, say_); }; });
    auto* schema = agreement->add_subcommand("schema", say(text("prints the JSON Schema for editors")));
    schema->add_option(say(text("what")), what_, "pack, vocabulary, access")->required();
    schema->callback([this] { command_ = [this] { return print_schema(what_, say_); }; });
    auto* status = agreement->add_subcommand("status", say(text("which agreements hold on a day, for whom and why")));
    question(status, false);
    status->add_option("--county", who_.county, say(text("county: its agreement, code or name")));
    status->add_flag("--json", json_, say(text("for programs")));
    status->callback([this] { command_ = [this] { return agreement_status(question_, who_.county, json_, say_); }; });
    auto* show = agreement->add_subcommand("show", say(text("the agreement as a text, or as a page to hand on")));
    version_of_agreement(show, text("agreement"), folder_);
    show->add_option("--html", what_, say(text("write one HTML page to this file; - writes it out")));
    question(show, false);
    show->callback([this] { command_ = [this] { return show_agreement(question_, folder_, what_, say_); }; });
    auto* diff = agreement->add_subcommand("diff", say(text("two versions or counties beside each other")));
    version_of_agreement(diff, text("before"), diff_.before);
    diff->add_option(say(text("after")), diff_.after, say(text("what it is compared with")))->required();
    folder_of_agreements(diff, diff_.agreements);
    diff->add_option("--on", diff_.on, say(text("the day asked about; today when left out")));
    diff->add_option("--html", diff_.html, say(text("write one HTML page to this file; - writes it out")));
    diff->add_flag("--all", diff_.all, say(text("also what is alike")));
    diff->callback([this] { command_ = [this] { return diff_agreements(diff_, say_); }; });
    auto* fresh = agreement->add_subcommand("new", say(text("begins a new county's agreement, to fill in")));
    fresh->add_option("--id", new_.id, say(text("its id: the county's name in small letters a–z")))->required();
    fresh->add_option("--region", new_.region, say(text("the region's name")))->required();
    fresh->add_option("--county-code", new_.county, say(text("the county's two digits")))->required();
    fresh->add_option("--version", new_.version, say(text("the year of the agreement")))->required();
    folder_of_agreements(fresh, new_.agreements);
    fresh->callback([this] { command_ = [this] { return new_agreement(new_, say_); }; });
    auto* coverage = agreement->add_subcommand(
        "coverage", say(text("what of their texts the program computes, and what carries the rest")));
    folder_of_agreements(coverage, question_.agreements);
    coverage->add_flag("--markdown", all_, say(text("as Markdown")));
    coverage->add_flag("--sums", sums_, say(text("the sums only")));
    coverage->callback(
        [this] { command_ = [this] { return show_coverage(question_.agreements, all_, sums_, say_); }; });
  }

  void vocabulary() {
    auto* vocabulary = app_.add_subcommand("vocabulary", say(text("the shared words: events, codes, roles")));
    vocabulary->require_subcommand(1);
    auto* doc = vocabulary->add_subcommand("doc", say(text("prints the events as Markdown")));
    folder_of_agreements(doc, question_.agreements);
    doc->callback([this] { command_ = [this] { return print_vocabulary(question_.agreements, say_); }; });
    auto* find = vocabulary->add_subcommand("find", say(text("finds event types by words, with a line to paste")));
    find->add_option(say(text("words")), words_to_find_, say(text("such as placement")))->required();
    folder_of_agreements(find, question_.agreements);
    find->callback([this] {
      command_ = [this] {
        return find_in_vocabulary(question_.agreements, fmt::format("{}", fmt::join(words_to_find_, " ")), say_);
      };
    });
  }

  void routes() {
    auto* routes =
        app_.add_subcommand("routes", say(text("what can be asked of the server, and what it is decided by")));
    routes->add_flag("--json", json_, say(text("for programs")));
    routes->callback([this] { command_ = [this] { return print_routes(json_); }; });
  }

  void folder_of_agreements(CLI::App* command, std::string& folder) {
    command->add_option("--agreements", folder, say(text("the folder of agreements")))->capture_default_str();
  }

  void version_of_agreement(CLI::App* command, base::Text const& name, std::string& version) {
    auto const such_as = text("such as county/2025, or county for the version that holds");
    command->add_option(say(name), version, say(such_as))->required();
  }

  void question(CLI::App* command, bool needs_events = true) {
    folder_of_agreements(command, question_.agreements);
    command->add_option("--events", question_.events, say(text("the events, one JSON object a line")))
        ->required(needs_events);
    command->add_option("--on", question_.on, say(text("the day asked about; today when left out")));
    command->add_option("--as-known", question_.as_known,
                        say(text("only what was known then: a day (its end) or a time with offset")));
    command->add_option("--seen-by", question_.seen_by, say(text("only what this authority knows")));
    command->add_flag("--strict", question_.strict, say(text("stop at the first line that can't be read")));
    command->add_flag("--quiet", question_.quiet, say(text("show no progress")));
  }

  void evaluation() {
    auto* evaluate = app_.add_subcommand("evaluate", say(text("what is to be done, by whom and by when")));
    question(evaluate);
    evaluate->add_flag("--json", json_, say(text("for programs")));
    evaluate->add_flag("--all", all_, say(text("every one, however many")));
    evaluate->callback([this] { command_ = [this] { return cli::evaluate(question_, json_, all_, say_); }; });
    auto* explain = app_.add_subcommand("explain", say(text("the whole reason of one duty")));
    explain->add_option("id", id_, say(text("its id, as evaluate shows it")))->required();
    question(explain);
    explain->callback([this] { command_ = [this] { return cli::explain(question_, id_, say_); }; });
  }

  void simulation() {
    auto* simulate = app_.add_subcommand("simulate", say(text("what if: the same events under a draft")));
    simulate->add_option("--draft", simulate_.draft, say(text("the draft's folder: draft.yaml or agreement.yaml")))
        ->required();
    simulate->add_option("--events", simulate_.events, say(text("the events, one JSON object a line")))->required();
    folder_of_agreements(simulate, simulate_.agreements);
    simulate->add_option("--on", simulate_.on, say(text("the day asked about; today when left out")));
    simulate->add_option("--html", simulate_.html, say(text("write one HTML page to this file; - writes it out")));
    simulate->add_flag("--by-bearer", simulate_.by_bearer, say(text("also each bearer under each rule")));
    simulate->add_flag("--json", simulate_.json, say(text("for programs")));
    simulate->add_flag("--quiet", simulate_.quiet, say(text("show no progress")));
    simulate->callback([this] { command_ = [this] { return cli::simulate(simulate_, say_); }; });
  }

  void who_does_what() {
    auto* who = app_.add_subcommand("who", say(text("who does what: a need and who answers for it")));
    who->add_option("--county", who_.county, say(text("county: its agreement, code or name")))->required();
    who->add_option("--need", who_.need, say(text("the need, in a word")))->required();
    who->add_option("--age", who_.age, say(text("age in full years")));
    who->add_option("--on", who_.on, say(text("the day asked about; today when left out")));
    folder_of_agreements(who, who_.agreements);
    who->callback([this] { command_ = [this] { return cli::who(who_, say_); }; });
  }

  void scenarios() {
    auto* scenario =
        app_.add_subcommand("scenario", say(text("scenarios beside the agreements")))->require_subcommand(1);
    for (auto const accept : {false, true}) {
      auto* command = scenario->add_subcommand(
          accept ? "accept" : "check",
          accept ? say(text("writes the expectations anew, for review")) : say(text("runs them all")));
      folder_of_agreements(command, question_.agreements);
      command->callback(
          [this, accept] { command_ = [this, accept] { return run_scenarios(question_.agreements, accept, say_); }; });
    }
    auto* begin = scenario->add_subcommand("new", say(text("begins the scenarios of a rule, to look over")));
    version_of_agreement(begin, text("agreement"), folder_);
    begin->add_option(say(text("rule")), what_, say(text("its id")))->required();
    folder_of_agreements(begin, question_.agreements);
    begin->callback(
        [this] { command_ = [this] { return begin_scenarios(question_.agreements, folder_, what_, say_); }; });
  }

  void server() {
    auto* serve = app_.add_subcommand("serve", say(text("runs the server")));
    settings(serve);
    serve->callback([this] { command_ = [this] { return cli::serve(serve_, say_); }; });
    auto* config = app_.add_subcommand("config", say(text("the server's settings")))->require_subcommand(1);
    auto* check = config->add_subcommand("check", say(text("says everything that is wrong with them")));
    settings(check);
    check->callback([this] { command_ = [this] { return check_config(serve_, say_); }; });
    config->add_subcommand("schema", say(text("their JSON Schema, for editors")))->callback([this] {
      command_ = [this] { return print_config_schema(say_); };
    });
  }

  void settings(CLI::App* command) {
    command->add_option("--config", serve_.config,
                        say(text("a file of settings; OVERENS_… in the environment goes before it")));
    command->add_option("--listen", serve_.listen, say(text("address and port; 127.0.0.1:8080 when left out")));
    command->add_option("--agreements", serve_.agreements, say(text("the folder of agreements")));
    command->add_option("--store", serve_.store, say(text("the journal: a file for SQLite, or postgresql://…")));
    command->add_option("--keys", serve_.keys, say(text("the key store; otherwise where it usually lies")));
    command->add_flag("--developer", serve_.developer,
                      say(text("a local account for a first trial, on a loopback address only")));
  }

  CLI::App* with_store(CLI::App& above, char const* name, base::Text const& what) {
    auto* command = above.add_subcommand(name, say(what));
    database_options(*command, journal_.database, say_);
    command->add_flag("--quiet", journal_.quiet, say(text("show no progress")));
    return command;
  }

  void journal() {
    auto* journal = app_.add_subcommand("journal", say(text("the journal of all that has been recorded")));
    journal->require_subcommand(1);
    auto* verify = with_store(*journal, "verify", text("checks that nothing in it was altered or taken out"));
    verify->add_option("--heads", journal_.heads, say(text("where its streams ended: the file of a backup or export")));
    verify->callback([this] { command_ = [this] { return verify_journal(journal_, say_); }; });
    auto* written = with_store(*journal, "export", text("writes it as lines; goes on with a file that was begun"));
    written->callback([this] { command_ = [this] { return export_journal(journal_, say_); }; });
    auto* taken =
        with_store(*journal, "import", text("takes in an exported journal, or events; goes on where it stopped"));
    taken->add_option(say(text("file")), journal_.file, say(text("the file to read")))->required();
    folder_of_agreements(taken, journal_.agreements);
    taken->callback([this] { command_ = [this] { return import_journal(journal_, say_); }; });
    auto* heads = with_store(*journal, "heads", text("writes where its streams and the access log's chains end"));
    heads->callback([this] { command_ = [this] { return write_heads(journal_, say_); }; });
    auto* looks = app_.add_subcommand("access-log", say(text("who has looked at what")))->require_subcommand(1);
    auto* whole = with_store(*looks, "verify", text("checks that nothing in it was altered or taken out"));
    whole->add_option("--heads", journal_.heads, say(text("where its chains ended: the file of a backup or export")));
    whole->callback([this] { command_ = [this] { return verify_access_log(journal_, say_); }; });
    auto* lines = with_store(*looks, "export", text("writes it as lines, to be checked by other programs"));
    lines->callback([this] { command_ = [this] { return export_access_log(journal_, say_); }; });
    for (auto* command : {written, heads, lines})
      command->add_option(say(text("file")), journal_.file, say(text("the file to write")))->required();
    auto* erase = with_store(*looks, "erase", text("erases the content of what has been kept for long enough"));
    erase->callback([this] { command_ = [this] { return erase_access_log(journal_, say_); }; });
    for (auto* command : {whole, erase}) folder_of_agreements(command, journal_.agreements);
    auto* views =
        app_.add_subcommand("views", say(text("what is shown of the journal's cases")))->require_subcommand(1);
    auto* rebuilt = with_store(*views, "rebuild", text("makes them anew from the journal"));
    rebuilt->callback([this] { command_ = [this] { return rebuild_views(journal_, say_); }; });
    auto* checked = with_store(*views, "check", text("says where they are not what the journal says"));
    checked->callback([this] { command_ = [this] { return check_views(journal_, say_); }; });
    for (auto* command : {rebuilt, checked}) folder_of_agreements(command, journal_.agreements);
    auto* keys =
        app_.add_subcommand("keys", say(text("the keys of what is encrypted in a database")))->require_subcommand(1);
    auto* rotated = with_store(*keys, "rotate", text("wraps the keys by a new root key, while the database is used"));
    rotated->callback([this] { command_ = [this] { return rotate_keys(journal_, say_); }; });
    auto* forgotten = with_store(*keys, "forget", text("forgets the earlier root keys, when nothing needs them"));
    forgotten->callback([this] { command_ = [this] { return forget_keys(journal_, say_); }; });
    auto* backup = with_store(app_, "backup", text("writes a copy of the database while it is used, and verifies it"));
    backup->add_option(say(text("file")), journal_.file, say(text("the file to write")))->required();
    backup->callback([this] { command_ = [this] { return back_up(journal_, say_); }; });
    auto* restored = with_store(app_, "restore", text("makes a database of a backup, and verifies it"));
    restored->add_option(say(text("file")), journal_.file, say(text("the file to read")))->required();
    restored->callback([this] { command_ = [this] { return restore(journal_, say_); }; });
  }

  void reference() {
    app_.add_subcommand("manual", say(text("prints the manual page, for man")))->callback([this] {
      command_ = [this] { return print(manual_page(app_, OVERENS_VERSION, say_)); };
    });
    auto* completion = app_.add_subcommand("completion", say(text("prints what lets bash complete commands")));
    completion->callback([this] { command_ = [this] { return print(bash_completion(app_)); }; });
  }

  static int print(std::string const& page) {
    fmt::print("{}", page);
    return 0;
  }

  wording::Language const& say_;
  CLI::App app_;
  std::function<int()> command_;
  std::vector<std::string> words_;  // before the first option
  std::string lang_ = "sv";
  std::string folder_;
  std::string what_;
  std::vector<std::string> words_to_find_;
  std::string id_;
  int year_ = 0;
  bool json_ = false;
  bool all_ = false;
  bool sums_ = false;
  DueOptions due_;
  DiffOptions diff_;
  NewOptions new_;
  SimulateOptions simulate_;
  QuestionOptions question_;
  WhoOptions who_;
  ServeOptions serve_;
  PeopleOptions people_;
  DemoOptions demo_;
  JournalOptions journal_;
};

}  // namespace

int run(int argc, char const* const* argv) {
  wording::Language const say(tongue(argc, argv));
  try {
    return Program(say).run(argc, argv);
  } catch (std::exception const& e) {
    fmt::print(stderr, "overens: {}\n", say.say(text("the program failed: {0}", e.what())));
    return 1;
  }
}

}  // namespace overens::cli
