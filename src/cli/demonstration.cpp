#include "cli/demonstration.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "account/account_name.hpp"
#include "account/code_letters.hpp"
#include "account/one_time_code.hpp"
#include "account/password.hpp"
#include "account/secret.hpp"
#include "cli/opened.hpp"
#include "cli/option_types.hpp"
#include "demonstration/cases.hpp"
#include "demonstration/year.hpp"
#include "event/known.hpp"
#include "identity/number.hpp"

namespace overens::cli {

using base::text;

namespace {

using calendar::Day;

std::optional<std::vector<std::string>> lines_of(std::string const& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return std::nullopt;
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) {
    if (line.find_first_not_of(" \t\r") != std::string::npos) lines.push_back(line);
  }
  return lines;
}

// From the first day of the year before, or of the agreement.
Day first_day(agreement::Pack const& pack, Day last) {
  std::chrono::year_month_day const date(last);
  return std::max(pack.validity.from, Day((date.year() - std::chrono::years(1)) / 1 / 1));
}

// The stories that cases are made of, in the order of their names; none when there is no such folder.
std::vector<base::SourceFile> stories_in(std::string const& folder) {
  std::vector<base::SourceFile> all;
  std::error_code none;
  for (auto const& one : std::filesystem::directory_iterator(folder, none)) {
    if (one.path().extension() != ".yaml") continue;
    std::ifstream in(one.path(), std::ios::binary);
    all.push_back({one.path().string(), {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()}});
  }
  std::sort(all.begin(), all.end(), [](auto const& a, auto const& b) { return a.name < b.name; });
  return all;
}

// Who the invented cases are about, once.
void make_known(app::Store& store, std::vector<demonstration::Invented> const& persons, Day last) {
  auto const transaction = store.begin();
  for (auto const& one : persons) {
    app::IdentityVersion said;
    said.version = 1;
    said.at = this_moment();
    said.by = "demo";
    said.record.name = one.name;
    if (auto number = identity::read_number(one.number, last)) {
      said.record.number = *number;
    } else {
      said.record.no_number = "vill inte säga";
    }
    app::PersonRef const person{one.authority, one.id};
    if (!transaction->identities().versions(person).empty()) continue;
    transaction->identities().put(person, said, "demo-" + one.id);
  }
  transaction->commit();
}

// Of staff who are registered in the year and have not left.
std::vector<account::Account> accounts_in(std::vector<std::string> const& lines) {
  std::map<std::string, account::Account> all;
  for (auto const& line : lines) {
    auto const event = nlohmann::json::parse(line);
    auto const type = event.value("type", "");
    if (type != event::known::staff_registered && type != event::known::staff_left) continue;
    auto const staff = event["subject"].value("id", "");
    all.erase(staff);
    auto const name = account::read_account_name(event.value("data", nlohmann::json::object()).value("email", ""));
    if (type == event::known::staff_left || !name) continue;
    all[staff] = {.id = account::make_secret(),
                  .name = *name,
                  .authority = event.value("owner", ""),
                  .staff = staff,
                  .made = this_moment()};
  }
  std::vector<account::Account> in_order;
  for (auto& [staff, one] : all) in_order.push_back(std::move(one));
  return in_order;
}

// Everybody who works there signs in with one password and the codes of one key, others each time. Whoever can write to
// the database, which holds nobody's data, is told them.
void let_in(app::AccountStore& accounts, std::vector<std::string> const& lines, wording::Language const& say) {
  auto const everybody = accounts_in(lines);
  if (everybody.empty()) return;
  auto const password = account::in_groups(account::letters_by_chance(16));
  auto const hash = account::hash_password(password);
  auto const key = account::code_secret(account::make_secret());
  for (auto one : everybody) {
    auto const known = accounts.accounts_named({}, one.name);
    if (known.empty()) {
      accounts.add(one);
    } else {
      one.id = known.front().id;
    }
    one.password = hash;
    one.code_secret = key;
    account::Invitation const invitation{account::hash_of(account::make_secret()), one.id, this_moment(), key};
    accounts.invite(invitation);
    accounts.set_credentials(one, {}, invitation.hash);
  }
  fmt::print("{}\n", say.say(text("{0} people sign in with their e-mail address, such as {1}, the password {2} and the "
                                  "code that this shows: {3}",
                                  everybody.size(), everybody.front().name, password,
                                  fmt::format("overens account code {}", key))));
}

int make_demonstration(DemoOptions const& options, wording::Language const& say) {
  auto const agreements = disk::load_agreements(options.agreements);
  if (!print_findings(agreements->findings, say, false)) return could_not_look;
  auto const last = pick_day(options.on, say);
  if (!last) return could_not_look;
  std::vector<std::string> lines;
  for (auto const& file : options.with) {
    auto const more = lines_of(file);
    if (!more) {
      complain(text("can't read the file {0}", file), say);
      return could_not_look;
    }
    lines.insert(lines.end(), more->begin(), more->end());
  }
  base::Findings wrong;
  auto const stories = options.stories.empty()
                           ? std::nullopt
                           : demonstration::read_stories(stories_in(options.stories), agreements->vocabulary, wrong);
  if (!print_findings(wrong, say, false)) return could_not_look;
  std::vector<demonstration::Invented> persons;
  for (auto const& county : options.counties) {
    auto const agreement = pick_agreement(*agreements, county, say);
    if (agreement.empty()) return could_not_look;
    auto const pack = pick_version(*agreements, agreement, *last, say);
    if (!pack) return pack.error();
    demonstration::Year const asked{*pack, first_day(**pack, *last), *last, options.seed};
    auto const year = demonstration::governance(asked, agreements->packs, agreements->vocabulary, lines);
    if (!year) {
      complain(year.error().why, say);
      return could_not_look;
    }
    lines.insert(lines.end(), year->begin(), year->end());
    if (!stories) continue;
    auto const cases = demonstration::cases(asked, agreements->vocabulary, *stories, lines);
    lines.insert(lines.end(), cases.lines.begin(), cases.lines.end());
    persons.insert(persons.end(), cases.persons.begin(), cases.persons.end());
  }
  return with_store(options.database, {}, say, [&](app::Store& store) {
    auto const is_marked = !store.progress(app::for_practice).empty();
    if (!is_marked && (store.last_position() != 0 || !store.accounts().open_accounts().empty())) {
      complain(text("the database holds events that are not made for practice; name another"), say);
      return could_not_look;
    }
    if (!is_marked) {
      auto const transaction = store.begin();
      transaction->set_progress(app::for_practice, "yes");
      transaction->commit();
    }
    std::stringstream in(fmt::format("{}\n", fmt::join(lines, "\n")));
    JournalOptions import;
    import.file = "demo";
    import.quiet = options.quiet;
    auto const taken = import_events(store, *agreements, in, import, say);
    make_known(store, persons, *last);
    let_in(store.accounts(), lines, say);
    return taken;
  });
}

}  // namespace

void add_demonstration(CLI::App& app, DemoOptions& options, std::function<int()>& command,
                       wording::Language const& say) {
  auto const words = [&](base::Text const& what) { return say.say(what); };
  auto* demo = app.add_subcommand("demo", words(text("fills an empty database with an invented year, to practise on")));
  database_options(*demo, options.database, say);
  demo->add_option("--with", options.with,
                   words(text("a file of events that it begins with; may be given several times")));
  demo->add_option("--county", options.counties,
                   words(text("county whose agreement has a year of its own; may be given several times")));
  demo->add_option("--stories", options.stories, words(text("a folder of stories that its cases are made of")));
  demo->add_option("--on", options.on, words(text("the last day of the year; today when left out")));
  demo->add_option("--seed", options.seed, words(text("another number tells another year")))->capture_default_str();
  demo->add_flag("--quiet", options.quiet, words(text("show no progress")));
  demo->add_option("--agreements", options.agreements, words(text("the folder of agreements")))->capture_default_str();
  demo->callback([&] { command = [&] { return make_demonstration(options, say); }; });
}

}  // namespace overens::cli
