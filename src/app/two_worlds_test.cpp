// Two worlds that differ in one hidden act: whoever is not named gets the same answers in both, byte for byte, by as
// many questions to the store.

#include "app/commands.hpp"
#include "app/counting_store_test.hpp"
#include "app/looks/access_log.hpp"
#include "app/queries.hpp"
#include "app/world_test.hpp"
#include "obligation/random_journal_test.hpp"

namespace overens::app::two_worlds {
namespace {

using access::Actor;

Actor worker(std::string id, std::string role = "caseworker", std::string unit = "vuxen", std::string authority = "soc",
             std::string purpose = "care") {
  return {.kind = Actor::Kind::staff,
          .id = std::move(id),
          .authorities = {std::move(authority)},
          .role = std::move(role),
          .unit = std::move(unit),
          .purpose = std::move(purpose),
          .is_fresh = true};
}

Actor const involved = worker("m-involved");
Actor const named_worker = worker("m-named");
std::vector<Actor> const not_named = {
    involved,
    worker("m-idle"),
    worker("m-elsewhere", "caseworker", "ungdom"),
    worker("m-chief", "unit_manager"),
    worker("m-sip", "sip_coordinator"),
    worker("m-alva", "health_professional", "", "hsn"),
    worker("m-stat", "statistician", "", "soc", "follow_up"),
    {Actor::Kind::system, "journal-system", {"soc"}, "record_system"},
    {},
};
Actor const reviewer = worker("m-log", "log_reviewer", "", "soc", "review");

std::string command(std::string const& id, std::string const& how, std::string const& rest) {
  return fmt::format(R"({{"command":"{}","do":"{}","owner":"soc","happened":"2026-03-12",{}}})", id, how, rest);
}
std::string recorded(std::string const& id, std::string const& type, std::string const& rest) {
  return command(id, "record", fmt::format(R"("type":"{}","case":"c0",{})", type, rest));
}

/// A hidden act: what is recorded, by whom, in one of the worlds only.
struct HiddenAct {
  char const* name;
  std::vector<std::pair<Actor, std::string>> asked;
  bool was_shown = false;  ///< before it was hidden: it has its place in the stream that everybody sees
};

std::string const need = recorded("h1", "lvm.need_learned", R"("subject":{"kind":"compulsory","id":"lvm1"})");
std::string const disclosed = command("h2", "disclose", R"("case":"c0","subject":{"kind":"disclosure","id":"d-hidden"},
      "data":{"to":"hsn","purpose":"x","basis":"other_law","necessity":"x","items":["h1"],"readers":["m-bo"]})");
std::string const placed =
    recorded("h1", "placement.started", R"("subject":{"kind":"placement","id":"placement0"},"data":{"form":"hvb"})");
std::string hiding(std::string const& more = "") {
  return recorded("h9", "record.hidden", R"("data":{"event":"h1","reason":"fara")" + more + "}");
}

std::vector<HiddenAct> hidden_acts() {
  auto const by = [](std::string const& json) { return std::pair(named_worker, json); };
  return {
      {"a type", {by(need)}},
      {"a code", {by(recorded("h1", "signal.noted", R"("data":{"signal":"family_violence"})"))}},
      {"a planned report of concern",
       {by(recorded("h1", "concern.suspected", R"("subject":{"kind":"concern","id":"concern0"})"))}},
      {"a correction of what is hidden",
       {by(need), by(command("h2", "correct", R"("data":{"event":"h1","happened":"2026-03-11"})"))}},
      {"a withdrawal of what is hidden",
       {by(need), by(command("h2", "withdraw", R"("data":{"event":"h1","reason":"duplicate"})"))}},
      {"a correction that tells more",
       {by(command("h1", "correct", R"("data":{"event":"group0","data":{"group":"pregnancy"}})"))}},
      {"a disclosure of what is hidden", {by(need), by(disclosed)}},
      {"the end of a hidden disclosure",
       {by(need), by(disclosed), by(command("h3", "record", R"("type":"disclosure.ended","case":"c0",
                    "subject":{"kind":"disclosure","id":"d-hidden"})"))}},
      {"a record hidden by itself", {{involved, placed}, by(hiding())}, true},
      {"a record hidden by itself, with its withdrawal",
       {{involved, placed},
        {involved, command("h2", "withdraw", R"("data":{"event":"h1","reason":"duplicate"})")},
        by(command("h3", "withdraw", R"("data":{"event":"h2","reason":"duplicate"})")),
        by(hiding())},
       true},
      {"a record hidden by itself, corrected afterwards",
       {{involved, placed},
        by(hiding(R"(,"readers":["m-reads"],"through":"2026-04-01")")),
        by(command("h2", "correct", R"("data":{"event":"h1","happened":"2026-03-01"})"))},
       true},
  };
}

/// One of the two.
struct OneWorld {
  CommandResult ask(Actor const& actor, std::string const& json) {
    auto const read = read_commands("[" + json + "]", world().vocabulary);
    if (!(*read)[0].command) throw std::runtime_error(json + base::english((*read)[0].command.error().why));
    return commands.carry_out(actor, *(*read)[0].command);
  }
  void import_lines(std::vector<obligation::Written> const& journal, std::size_t from, std::size_t until) {
    std::vector<std::string> lines;
    for (auto i = from; i < until; ++i) lines.push_back(journal[i].line);
    office.take(lines);
  }
  void begin(std::vector<obligation::Written> const& journal) {
    import_lines(journal, 0, journal.size() / 2);
    for (auto const* unit : {"vuxen", "ungdom"})
      set_up(fmt::format(R"("type":"unit.opened","subject":{{"kind":"unit","id":"{0}"}},
        "data":{{"authority":"soc","kind":"social_services_unit","name":"Enheten {0}"}})",
                         unit));
    for (auto const* in_case : {"c0", "c1"}) {
      auto const here = fmt::format(R"("case":"{0}","subject":{{"kind":"case","id":"{0}"}})", in_case);
      set_up(R"("type":"case.opened","unit":"vuxen",)" + here);
      for (auto const& who : {std::string("m-involved"), std::string("m-reads")})
        set_up(fmt::format(R"("type":"case.taken_on",{},"data":{{"staff":"{}"}})", here, who));
      set_up(fmt::format(R"("type":"case.taken_on",{},"data":{{"staff":"m-named","named":true}})", here));
    }
    set_up(R"("type":"group.noted","case":"c0","data":{"group":"comorbidity"})", "group0");
    for (
        auto const* event :
        {R"("type":"staff.registered","subject":{"kind":"staff","id":"m-bo"},"data":{"name":"Bo","email":"bo@hsn.example"})",
         R"("type":"commission.given","subject":{"kind":"commission","id":"k-bo"},"data":{"staff":"m-bo",
             "role":"health_professional","purpose":"care","from":"2026-01-02"})"})
      ASSERT_FALSE(office
                       .ask(fmt::format(R"({{"command":"s{}","do":"record","owner":"hsn","happened":"2026-01-02",{}}})",
                                        ++set, event))
                       .refused);
    office.settle();
  }
  void set_up(std::string const& event, std::string id = {}) {
    if (id.empty()) id = fmt::format("s{}", ++set);
    auto const result = office.ask(command(id, "record", event));
    ASSERT_FALSE(result.refused) << event << base::english(result.refused->why);
  }

  Scratch scratch{databases::Kind::sqlite};
  std::unique_ptr<Store> store = scratch.open();
  CountingStore counting{*store};
  Office office{*store};
  AgreementStatus agreements{*store, {world().packs, world().vocabulary, {}}};
  Looks looks{counting, world().policy, world().look_rules, [] { return noon; }};
  Commands commands{office.processor, agreements, looks};
  Queries queries{looks, agreements, world().vocabulary, [] { return noon; }};
  AccessLog log{looks, world().vocabulary, [] { return noon; }};
  int set = 0;
};

// All that is answered, in words.
std::string said(base::Refusal const& why) {
  return fmt::format("{} {} {}", why.code, base::english(why.why), why.field);
}
std::string said(ObligationRow const& row) {
  auto all = fmt::format("{} {} {} {} {} {} {} {}\n", row.authority, row.in_case, row.id, row.owed,
                         static_cast<int>(row.life), static_cast<int>(row.outcome),
                         row.due_on ? calendar::to_string(*row.due_on) : "-", event::to_string(row.details.secrecy));
  return all + row.details.opened_by + row.details.subject + row.details.period;
}
std::string said(SubjectPage const& page) {
  auto all = page.version + page.name + page.authority + "\n";
  for (auto const& event : page.events) {
    all += fmt::format("{} {} {} {} {}", event.id, event.type->name, calendar::to_string(event.recorded), event.actor,
                       event.may_correct);
    for (auto const& field : event.fields) all += fmt::format(" {}={}/{}", field.field->name, field.text, field.number);
    for (auto const& change : event.corrections) all += " corrected " + change.id;
    if (event.withdrawn) all += " withdrawn " + event.withdrawn->id;
    all += "\n";
  }
  for (auto const& row : page.obligations) all += said(row) + "\n";
  return all;
}
std::string said(CaseHead const& head) {
  return fmt::format("{} {} {} {} {} {} {} {}\n", head.in_case, head.events, calendar::to_string(head.first_on),
                     calendar::to_string(head.last_on), head.open,
                     head.next_due_on ? calendar::to_string(*head.next_due_on) : "-", event::to_string(head.secrecy),
                     head.is_masked);
}

std::string pages_of(OneWorld& one, Actor const& actor) {
  std::string all;
  for (auto const* in_case : {"c0", "c1", "nowhere"}) {
    for (auto const* reason : {"", "because"}) {
      auto const page = one.queries.case_page(actor, in_case, reason);
      all += page ? said(*page) : said(page.error().why);
    }
  }
  return all;
}

template <class Page, class Rows>
std::string lists_of(std::size_t limit, Page const& ask, Rows const& rows_of) {
  std::string all;
  ListRequest request{.limit = limit};
  request.authority = "soc";
  do {
    auto const page = ask(request);
    if (!page) return all + said(page.error());
    for (auto const& row : rows_of(*page)) all += said(row);
    request.after = page->next;
    all += request.after + "\n";
  } while (!request.after.empty());
  return all;
}

// Whoever sees more rows asks for more pages: that is in the log.
std::string answers(OneWorld& one, Actor const& actor, std::size_t limit = 3) {
  one.counting.asked = 0;
  auto all = pages_of(one, actor);
  all += lists_of(
      limit, [&](auto const& request) { return one.queries.obligations(actor, request); },
      [](auto const& page) -> auto const& { return page.obligations; });
  all += lists_of(
      limit, [&](auto const& request) { return one.queries.cases(actor, request); },
      [](auto const& page) -> auto const& { return page.cases; });
  for (auto const& [kind, id] :
       {std::pair("unit", "vuxen"), std::pair("forum", "ff0"), std::pair("compulsory", "lvm1")}) {
    auto const page = one.queries.subject(actor, {kind, id});
    all += page ? said(*page) : said(page.error());
  }
  return all + fmt::format("by {} questions\n", one.counting.asked);
}

// What a calendar and mail are made of.
std::string days_of(OneWorld& one, Actor const& actor) {
  auto const days = one.queries.work_days(actor);
  if (!days) return said(days.error());
  std::string all;
  for (auto const day : *days) all += calendar::to_string(day) + " ";
  return all;
}

std::string log_of(OneWorld& one) {
  std::string all;
  auto const page = one.log.looks(reviewer, {.limit = 1000});
  if (!page) return said(page.error());
  for (auto const& row : page->looks) all += row.id + " " + journal::to_json(row.look) + "\n";
  return all;
}

std::string told(CommandResult const& result, bool with_version) {
  if (result.refused) return said(*result.refused) + result.refused->last.value_or("");
  auto all = fmt::format("{} {}", result.receipt.command, result.repeated);
  for (auto const& event : result.receipt.events)
    all += fmt::format(" {} {} {}", event.id, event.stream, with_version ? event.version : 0);
  return all;
}

// What those who are not named go on to ask for: among it what touches the hidden act, by ids that they can't know. An
// id that was used in the open stays used.
std::vector<std::string> later_commands(HiddenAct const& act) {
  std::vector<std::string> all;
  if (!act.was_shown)
    all = {placed, command("h1", "record", R"("type":"sip.offered","case":"c0")"),
           command("h2", "record", R"("type":"sip.offered","case":"c0")")};
  std::vector<std::string> const more = {
      command("l1", "withdraw", R"("data":{"event":"h1","reason":"duplicate"})"),
      command("l2", "correct", R"("data":{"event":"h1","happened":"2026-03-02"})"),
      command("l3", "correct", R"("data":{"event":"group0","happened":"2026-03-02"})"),
      recorded("l4", "disclosure.ended", R"("subject":{"kind":"disclosure","id":"d-hidden"})"),
      command("l5", "disclose", R"("case":"c0","subject":{"kind":"disclosure","id":"d-hidden"},
        "data":{"to":"hsn","purpose":"x","basis":"other_law","necessity":"x","items":["group0"]})"),
      command("l6", "disclose", R"("case":"c0","subject":{"kind":"disclosure","id":"d6"},
        "data":{"to":"hsn","purpose":"x","basis":"other_law","necessity":"x","items":["h1"]})"),
      recorded("l7", "placement.ended", R"("subject":{"kind":"placement","id":"placement0"})"),
      recorded("l8", "lvm.need_learned", R"("subject":{"kind":"compulsory","id":"lvm1"})"),
      recorded("l9", "sip.needed", R"("subject":{"kind":"plan","id":"lvm1"})"),
  };
  auto const last = command("l10", "record",
                            R"("type":"sip.offered","case":"c0","expected_last":{"subject":)"
                            R"({"kind":"case","id":"c0"},"event":"l9"})");
  all.insert(all.end(), more.begin(), more.end());
  all.push_back(last);
  return all;
}

std::string foreseen(OneWorld& one, Actor const& actor, std::string const& json) {
  auto const read = read_commands("[" + json + "]", world().vocabulary);
  if (!(*read)[0].command) return said((*read)[0].command.error());
  std::string all;
  auto const told = one.queries.foresee(actor, *(*read)[0].command,
                                        [&](auto const&, auto const&, auto const&, auto const& consequence) {
                                          all += consequence.obligation->id() + "\n";
                                        });
  return told ? all : said(told.error());
}

class TwoWorlds : public testing::TestWithParam<std::size_t> {};

TEST_P(TwoWorlds, are_the_same_to_whoever_is_not_named) {
  auto const act = hidden_acts()[GetParam()];
  for (unsigned seed = 0; seed < 2 * obligation::how_many(2); seed += 2) {
    SCOPED_TRACE(fmt::format("{}, journal {}", act.name, seed));
    auto const journal = obligation::RandomJournal(seed).write(60);
    OneWorld with, without;
    for (auto* one : {&with, &without}) one->begin(journal);
    auto const named_before = answers(with, named_worker, 1000);
    for (auto const& [actor, json] : act.asked) {
      auto const result = with.ask(actor, json);
      ASSERT_FALSE(result.refused) << json << base::english(result.refused->why);
    }
    EXPECT_NE(answers(with, named_worker, 1000), named_before) << "the act shows to those who are named";
    answers(without, named_worker, 1000);
    answers(without, named_worker, 1000);
    for (auto const& actor : not_named) ASSERT_EQ(answers(with, actor), answers(without, actor)) << actor.id;
    for (auto const& actor : not_named) ASSERT_EQ(days_of(with, actor), days_of(without, actor)) << actor.id;
    ASSERT_EQ(days_of(with, named_worker), days_of(without, named_worker)) << "it leaves the program";
    for (auto const& json : later_commands(act)) {
      ASSERT_EQ(foreseen(with, involved, json), foreseen(without, involved, json)) << json;
      ASSERT_EQ(told(with.ask(involved, json), !act.was_shown), told(without.ask(involved, json), !act.was_shown))
          << json;
      ASSERT_EQ(told(with.ask(involved, json), !act.was_shown), told(without.ask(involved, json), !act.was_shown))
          << "again: " << json;
    }
    for (auto* one : {&with, &without}) {
      one->import_lines(journal, journal.size() / 2, journal.size());
      one->office.settle();
    }
    for (auto const& actor : not_named) ASSERT_EQ(answers(with, actor), answers(without, actor)) << actor.id;
    ASSERT_EQ(log_of(with), log_of(without));
    ASSERT_EQ(with.office.reports, without.office.reports);
    SharedState known(with.office.basis);
    known.catch_up(*with.store);
    EXPECT_EQ(check(*with.store, known, calendar::day_in_sweden(noon), [](auto) {}).size(), 0U);
  }
}

INSTANTIATE_TEST_SUITE_P(Hidden, TwoWorlds, testing::Range(std::size_t{0}, hidden_acts().size()));

}  // namespace
}  // namespace overens::app::two_worlds
