#include "cli/people.hpp"

#include "cli/option_types.hpp"

namespace overens::cli {

using base::text;

namespace {

/// Puts together the commands about people and other systems.
class PeopleCommands {
 public:
  PeopleCommands(CLI::App& app, PeopleOptions& options, std::function<int()>& command,
                 wording::Language const& language)
      : app_(app), options_(options), command_(command), language_(language) {}

  void accounts() {
    auto* account = app_.add_subcommand("account", say(text("who signs in with a password")))->require_subcommand(1);
    auto& asked = options_.account.account;
    auto* added = of_account(*account, "add", text("registers somebody, with a commission and an account"));
    auto* invited = of_account(*account, "invite", text("prints a link by which another password is chosen"));
    auto* closed = of_account(*account, "close", text("ends an account and whatever is signed in by it"));
    for (auto* command : {added, invited, closed})
      command->add_option(say(text("name")), asked.name, say(text("of the account: an e-mail address")))->required();
    for (auto* command : {added, closed})
      command->add_option("--issuer", asked.issuer,
                          say(text("the sign-in service that says who they are, in the place of a password")));
    for (auto* command : {added, invited})
      command->add_option("--site", options_.account.site, say(text("the address of the pages, for the link")));
    auto* listed = of_account(*account, "list", text("prints an authority's accounts"));
    for (auto* command : {added, listed})
      command->add_option("--authority", asked.authority, say(text("whose: its id")))->required();
    for (auto* command : {invited, closed})
      command->add_option("--authority", asked.authority,
                          say(text("whose, when the person has an account at several: its id")));
    who(*added, asked);
    new_authority(*added);
    auto& given = options_;
    auto& language = language_;
    run(*added, [&given, &language] {
      if (!given.new_authority.kind.empty()) given.account.account.new_authority = given.new_authority;
      return add_account(given.account, language);
    });
    run(*invited, [&given, &language] { return invite_account(given.account, language); });
    run(*closed, [&given, &language] { return close_account(given.account, language); });
    run(*listed, [&given, &language] { return list_accounts(given.account, language); });
    auto* code = account->add_subcommand("code", say(text("prints the one-time code of this moment, by its key")));
    code->add_option(say(text("key")), options_.code_key, say(text("of the codes, as the app is told it")))->required();
    run(*code, [&given, &language] { return print_code(given.code_key, language); });
  }

  void clients() {
    auto* client =
        app_.add_subcommand("client", say(text("other systems that may use the API")))->require_subcommand(1);
    auto* added = client->add_subcommand("add", say(text("gives another system a key, which is printed once")));
    auto* closed = client->add_subcommand("close", say(text("the system's key opens nothing any more")));
    auto* listed = client->add_subcommand("list", say(text("prints the systems that have, or had, a key")));
    auto& to = options_.client;
    for (auto* command : {added, closed, listed}) database_options(*command, to.database, language_);
    for (auto* command : {added, closed})
      command->add_option(say(text("name")), to.client.name, say(text("of the system, as the journal calls it")))
          ->required();
    added->add_option("--role", to.client.role, say(text("a code of system_roles, such as record_system")))->required();
    added->add_option("--authority", to.client.authorities, say(text("for whom it acts: ids of authorities")))
        ->required();
    added->add_option("--through", to.through, say(text("the key's last day; a year from today when left out")));
    agreements(*added, to.agreements);
    auto& language = language_;
    run(*added, [&to, &language] { return add_client(to, language); });
    run(*closed, [&to, &language] { return close_client(to, language); });
    run(*listed, [&to, &language] { return list_clients(to, language); });
  }

  void organisation() {
    auto* command = app_.add_subcommand("organisation", say(text("an authority's units, staff and commissions")))
                        ->require_subcommand(1);
    auto* taken = command->add_subcommand("import", say(text("shows what a table (CSV) would change, or takes it in")));
    auto& to = options_.organisation;
    database_options(*taken, to.database, language_);
    taken->add_option("--authority", to.authority, say(text("whose they are: the authority's id")))->required();
    one_of(taken->add_option("--kind", to.kind, say(text("what the table holds"))), {"units", "staff", "commissions"},
           language_)
        ->required();
    taken->add_flag("--save", to.save, say(text("takes it in; without this it is only shown")));
    taken->add_flag("--end-missing", to.end_missing, say(text("what is not in the table ends today")));
    taken->add_flag("--quiet", to.quiet, say(text("show no progress")));
    taken->add_option(say(text("file")), to.file, say(text("the file to read")))->required();
    agreements(*taken, to.agreements);
    auto& language = language_;
    run(*taken, [&to, &language] { return import_organisation(to, language); });
  }

  void record() {
    auto* command = app_.add_subcommand("record", say(text("records an event, or an act of several events")));
    auto& to = options_.record;
    database_options(*command, to.database, language_);
    command->add_option(say(text("type")), to.type, say(text("an event type, or an act of the vocabulary")))
        ->required();
    command->add_option(say(text("subject")), to.subject,
                        say(text("the id of what it is about; left out where that begins")));
    command->add_option("--authority", to.authority, say(text("whose record it is: the authority's id")))->required();
    command->add_option("--on", to.on,
                        say(text("when it happened: a day, or a time with offset; today when left out")));
    command->add_option("--field", to.fields, say(text("name=value, again for each; several of one name are a list")));
    command->add_option("--also", to.also, say(text("of an act: an event that happened as well")));
    command->add_option("--about", to.about,
                        say(text("of an act in a case: kind=id, what it is about where that does not begin")));
    command->add_option("--told-by", to.told_by, say(text("the authority that did it, when it is another")));
    command->add_option("--case", to.in_case, say(text("the case that it is in")));
    command->add_option("--person", to.person, say(text("the person that it is about")));
    command->add_option("--command", to.command, say(text("an id; the same again is done once")));
    command->add_option(
        "--as", to.commission,
        say(text("in a case: the id of the commission of whoever records it: their password and a code are "
                 "asked for")));
    command->add_flag("--foresee", to.foresee, say(text("shows what it would lead to, and records nothing")));
    agreements(*command, to.agreements);
    auto& language = language_;
    run(*command, [&to, &language] { return cli::record(to, language); });
  }

  void cases() {
    auto* command =
        app_.add_subcommand("case", say(text("what stands in cases, for whoever shows in the terminal who they are")))
            ->require_subcommand(1);
    auto* listed = command->add_subcommand("list", say(text("the cases, and what is to be done in them")));
    auto* shown =
        command->add_subcommand("show", say(text("what has been recorded in a case, and what is to be done")));
    auto& to = options_.cases;
    for (auto* one : {listed, shown}) {
      database_options(*one, to.database, language_);
      one->add_option("--as", to.commission,
                      say(text("the id of the commission of whoever asks: their password and a code are asked for")))
          ->required();
      agreements(*one, to.agreements);
    }
    shown->add_option(say(text("case")), to.in_case, say(text("its id")))->required();
    shown->add_option("--reason", to.reason, say(text("why it is needed, which is kept with the look")));
    auto& language = language_;
    run(*listed, [&to, &language] { return list_cases(to, language); });
    run(*shown, [&to, &language] { return show_case(to, language); });
  }

 private:
  std::string say(base::Text const& words) const { return language_.say(words); }

  void run(CLI::App& command, std::function<int()> act) {
    auto& asked = command_;
    command.callback([&asked, act = std::move(act)] { asked = act; });
  }

  void agreements(CLI::App& command, std::string& folder) {
    command.add_option("--agreements", folder, say(text("the folder of agreements")))->capture_default_str();
  }

  CLI::App* of_account(CLI::App& above, char const* name, base::Text const& what) {
    auto* command = above.add_subcommand(name, say(what));
    database_options(*command, options_.account.database, language_);
    return command;
  }

  void who(CLI::App& added, app::NewAccount& asked) {
    agreements(added, options_.account.agreements);
    auto* staff = added.add_option("--staff", asked.staff,
                                   say(text("the id of who has been registered; otherwise the four that follow")));
    for (auto* option :
         {added.add_option("--who", asked.who, say(text("the person's name"))),
          added.add_option("--email", asked.email, say(text("where they are written to"))),
          added.add_option("--role", asked.role, say(text("a code of staff_roles, such as administrator"))),
          added.add_option("--purpose", asked.purpose,
                           say(text("a code of commission_purposes, such as administration")))})
      option->excludes(staff);
    added.add_option("--unit", asked.unit, say(text("its id; the whole authority when left out")));
  }

  void new_authority(CLI::App& added) {
    auto& authority = options_.new_authority;
    auto* kind = added.add_option("--new-authority", authority.kind,
                                  say(text("registers the authority too: a code of authority_kinds")));
    added.add_option("--party", authority.party, say(text("of the new authority: its official code")))->needs(kind);
    added.add_option("--authority-name", authority.name, say(text("of the new authority")))->needs(kind);
  }

  CLI::App& app_;
  PeopleOptions& options_;
  std::function<int()>& command_;
  wording::Language const& language_;
};

}  // namespace

void add_people(CLI::App& app, PeopleOptions& options, std::function<int()>& command, wording::Language const& say) {
  PeopleCommands commands(app, options, command, say);
  commands.accounts();
  commands.clients();
  commands.organisation();
  commands.cases();
  commands.record();
}

}  // namespace overens::cli
