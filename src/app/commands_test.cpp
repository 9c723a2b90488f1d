#include "app/commands.hpp"

#include "app/world_test.hpp"

namespace overens::app {
namespace {

using access::Actor;

Actor const visitor;
Actor const developer{Actor::Kind::developer, "developer"};
Actor const soc{Actor::Kind::system, "journal-system", {"soc"}, "importer"};
Actor const hsn{Actor::Kind::system, "other-system", {"hsn"}, "importer"};
Actor const all{Actor::Kind::system, "trial", {"soc", "hsn"}, "importer"};

struct Doors : testing::TestWithParam<databases::Kind> {
  std::string ask(Actor const& actor, std::string const& json) {
    auto read = read_commands(json, world().vocabulary);
    auto const result = commands.carry_out(actor, *(*read)[0].command);
    return result.refused ? result.refused->code : result.repeated ? "repeated" : "done";
  }
  static std::string placed(std::string const& id, std::string const& owner) {
    return fmt::format(
        R"({{"command":"{}","do":"record","type":"placement.started","owner":"{}","happened":"2026-03-09",
      "case":"case-{}","subject":{{"kind":"placement","id":"p-{}"}},"data":{{"form":"hvb","urgency":"acute"}}}})",
        id, owner, owner, id);
  }
  static std::string withdrawn(std::string const& id, std::string const& owner, std::string const& event) {
    return fmt::format(R"({{"command":"{}","do":"withdraw","owner":"{}","happened":"2026-03-10",
      "data":{{"event":"{}","reason":"duplicate"}}}})",
                       id, owner, event);
  }

  databases::Scratch scratch{GetParam()};
  std::unique_ptr<Store> store = scratch.open();
  Office office{*store};
  AgreementStatus agreements{*store, {world().packs, world().vocabulary, {}}};
  Looks looks{*store, world().policy, world().look_rules, [] { return noon; }};
  Commands commands{office.processor, agreements, looks};
};

TEST_P(Doors, what_is_recorded_is_decided_by_its_owner) {
  office.register_authorities();
  EXPECT_EQ(ask(visitor, placed("c1", "soc")), "unauthorized");
  EXPECT_EQ(ask(soc, placed("c1", "hsn")), "forbidden");
  EXPECT_EQ(ask(soc, placed("c1", "nobody")), "forbidden");
  EXPECT_EQ(ask(soc, placed("c1", "soc")), "done");
  EXPECT_EQ(ask(hsn, placed("c1", "soc")), "forbidden");  // also what has been done before
  EXPECT_EQ(ask(all, placed("c1", "soc")), "repeated");
  EXPECT_EQ(ask(developer, placed("c2", "hsn")), "done");
}

TEST_P(Doors, what_is_denied_leaves_the_others_alone) {
  office.register_authorities();
  auto read = read_commands("[" + placed("c1", "hsn") + "," + placed("c2", "soc") + "," + placed("c3", "hsn") + "]",
                            world().vocabulary);
  std::vector<Command> asked;
  for (auto& one : *read) asked.push_back(std::move(*one.command));
  auto const results = commands.carry_out(soc, asked);
  ASSERT_EQ(results.size(), 3U);
  EXPECT_EQ(results[0].refused->code, "forbidden");
  EXPECT_FALSE(results[1].refused);
  EXPECT_EQ(results[2].refused->code, "forbidden");
  EXPECT_EQ(store->last_position(), 3U);  // the authorities, and the one
}

TEST_P(Doors, the_journal_names_who_asked) {
  office.register_authorities();
  auto named = placed("c2", "soc");
  named.insert(1, R"("actor":"their-user",)");
  for (auto const& [actor, json] :
       {std::pair(soc, placed("c1", "soc")), std::pair(soc, named), std::pair(developer, placed("c3", "soc"))})
    EXPECT_EQ(ask(actor, json), "done");
  std::map<std::string, std::string> by;
  EntryReader reader(world().vocabulary);
  store->all(0, [&](std::uint64_t, journal::Entry const& entry) {
    by[entry.id] = reader.read(entry).actor;
    return true;
  });
  EXPECT_EQ(by["c1"], "journal-system");
  EXPECT_EQ(by["c2"], "their-user");
  EXPECT_EQ(by["c3"], "developer");
}

// Another authority's event is answered as one that is not there.
TEST_P(Doors, nothing_tells_that_another_authoritys_event_is_there) {
  office.register_authorities();
  ASSERT_EQ(ask(hsn, placed("theirs", "hsn")), "done");
  auto const say = [&](std::string const& json) {
    auto const read = read_commands(json, world().vocabulary);
    auto const result = commands.carry_out(soc, *(*read)[0].command);
    auto why = base::english(result.refused->why);
    for (auto const* id : {"theirs", "nothing"}) {
      if (auto const at = why.find(id); at != std::string::npos) why.replace(at, std::string_view(id).size(), "X");
    }
    return result.refused->code + ": " + why + " " + result.refused->field;
  };
  EXPECT_EQ(say(withdrawn("w1", "soc", "theirs")), say(withdrawn("w2", "soc", "nothing")));
  auto const disclosed = [](std::string const& id, std::string const& event) {
    return fmt::format(R"({{"command":"{0}","do":"disclose","owner":"soc","happened":"2026-03-10","case":"case-soc",
      "subject":{{"kind":"disclosure","id":"{0}"}},"data":{{"to":"hsn","purpose":"x",
      "basis":"other_law","necessity":"x","items":["{1}"]}}}})",
                       id, event);
  };
  EXPECT_EQ(say(disclosed("d1", "theirs")), say(disclosed("d2", "nothing")));
}

INSTANTIATE_TEST_SUITE_P(Databases, Doors, testing::ValuesIn(databases::all_kinds), databases::called);

}  // namespace
}  // namespace overens::app
