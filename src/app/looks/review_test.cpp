// What a reviewer has to go through: by what is recorded of those who looked, and of what is hidden.

#include "app/cases/cases_test.hpp"
#include "app/counting_store_test.hpp"

namespace overens::app {
namespace {

using access::Action;
using access::ObjectClass;

Actor reviewing(std::string id, std::string role) {
  auto actor = staff(std::move(id), std::move(role), "");
  actor.purpose = "review";
  return actor;
}

struct Reviewed : Cases {
  /// A case of somebody who is called that, which Vide works in.
  void begin(std::string const& in_case, std::string const& name) {
    record(fmt::format(R"("type":"case.opened","case":"{0}","person":"p-{0}","subject":{{"kind":"case","id":"{0}"}},
      "unit":"u1")",
                       in_case));
    take_on(in_case, "m-vide");
    ASSERT_TRUE(
        store->identities().put({"soc", "p-" + in_case}, {1, noon, "m-vide", {.name = name}}, "named-" + in_case));
  }
  void take_on(std::string const& in_case, std::string const& who) {
    record(fmt::format(
        R"("type":"case.taken_on","case":"{0}","subject":{{"kind":"case","id":"{0}"}},"data":{{"staff":"{1}"}})",
        in_case, who));
  }
  void call(std::string const& who, std::string const& name) {
    record(fmt::format(R"("type":"staff.registered","subject":{{"kind":"staff","id":"{}"}},
      "data":{{"name":"{}","email":"{}@soc.test"}})",
                       who, name, who));
  }
  void see(Actor const& actor, std::string const& in_case, ObjectClass object = ObjectClass::notes) {
    ASSERT_TRUE(looks.show(actor, Action::read, {object, "soc"}, [&](Store&, Shown& shown) {
      shown.add({"case", in_case});
      return base::Expected<int>(1);
    }));
  }
  /// "m-vide c2" of each that the rule points out, the latest first.
  Names by_rule(std::string const& rule, Actor const& by, ObjectClass of = ObjectClass::access_log) {
    auto const page = log.to_review(by, {.log = of});
    if (!page) return {page.error().code};
    Names found;
    for (auto const& one : page->looks) {
      if (one.rule->rule == rule) found.push_back(one.look.look.who + " " + one.look.look.shown.front().id);
    }
    return found;
  }
  std::vector<LookRow> of_log(Actor const& by, ObjectClass of) {
    auto const page = log.looks(by, {.log = of, .limit = 200});
    return page ? page->looks : std::vector<LookRow>();
  }

  Actor const reviewer = reviewing("m-log", "log_reviewer");
  Actor const of_hidden = reviewing("m-hidden", "sensitive_log_reviewer");
  Actor const another_of_hidden = reviewing("m-hidden2", "sensitive_log_reviewer");
  AccessLog log{looks, world().vocabulary, [this] { return now; }};
};

TEST_P(Reviewed, who_had_never_worked_in_a_case_is_pointed_out) {
  see(vide, "c1");
  see(same_unit, "c1");
  EXPECT_EQ(by_rule("utanfor", reviewer), Names{"m-same c1"});
  office.now = now = noon + std::chrono::hours(1);
  take_on("c1", "m-same");
  see(same_unit, "c1");
  EXPECT_EQ(by_rule("utanfor", reviewer), Names{"m-same c1"}) << "taking it on afterwards hides nothing";
  auto const page = log.to_review(reviewer, {});
  for (auto const& one : page->looks) {
    if (one.rule->rule != "utanfor") continue;
    EXPECT_TRUE(log.review(reviewer, {one.id, "asked"}));
  }
  EXPECT_EQ(by_rule("utanfor", reviewer), Names{});
}

TEST_P(Reviewed, other_systems_and_lists_are_no_involvement) {
  ASSERT_TRUE(queries.cases(same_unit, {}));
  see(by_system, "c1");
  EXPECT_EQ(by_rule("utanfor", reviewer), Names{});
}

TEST_P(Reviewed, who_is_called_as_whom_it_is_about_is_pointed_out) {
  call("m-vide", "Vide Exempel");
  begin("c2", "Alma Exempel");
  begin("c3", "VIDE  exempel");
  begin("c4", "Exempel Vide");
  for (auto const* in_case : {"c1", "c2", "c3", "c4"}) see(vide, in_case);
  see(same_unit, "c2");
  EXPECT_EQ(by_rule("efternamn", reviewer), (Names{"m-vide c3", "m-vide c2"}));
  EXPECT_EQ(by_rule("sammanamn", reviewer), Names{"m-vide c3"});
}

TEST_P(Reviewed, what_is_of_a_protected_identity_is_pointed_out) {
  see(vide, "c1");
  office.now = now = noon + std::chrono::hours(1);
  record(R"("type":"protection.set","case":"c1","subject":{"kind":"case","id":"c1"},
            "data":{"marking":"protected_registration"})");
  EXPECT_EQ(by_rule("skyddad", reviewer), Names{}) << "it was not then";
  see(vide, "c1");
  EXPECT_EQ(by_rule("skyddad", reviewer), Names{"m-vide c1"});
}

// Of a marking at its sender, for which something has come in by name, as long as that stands.
TEST_P(Reviewed, what_has_come_in_of_a_protected_identity_is_pointed_out) {
  auto const later = [&] { office.now = now = now + std::chrono::minutes(10); };
  auto const of_hsn = [&](std::string const& rest) {
    later();
    record(rest, "hsn");
    return fmt::format("k{}", commands_asked);
  };
  call("m-vide", "Vide Exempel");
  record(R"("type":"commission.given","subject":{"kind":"commission","id":"k-vide"},"data":{"staff":"m-vide",
    "unit":"u1","role":"caseworker","purpose":"care","from":"2026-01-02"})");
  auto const item = of_hsn(R"("type":"group.noted","case":"c1","data":{"group":"alcohol"})");
  auto const disclose = [&](std::string const& id) {
    later();
    auto const asked = read_commands(fmt::format(
                                         R"([{{"command":"{0}","do":"disclose","owner":"hsn","happened":"2026-03-09",
      "case":"c1","subject":{{"kind":"disclosure","id":"{0}"}},"data":{{"to":"soc","purpose":"x","basis":"other_law",
      "necessity":"x","items":["{1}"],"readers":["m-vide"]}}}}])",
                                         id, item),
                                     world().vocabulary);
    auto const result = commands.carry_out(by_system, *asked->front().command);
    ASSERT_FALSE(result.refused) << base::english(result.refused->why);
  };
  disclose("d1");
  see(vide, "c1");
  EXPECT_EQ(by_rule("skyddad", reviewer), Names{}) << "named of their own accord";
  of_hsn(R"("type":"protection.set","case":"c1","subject":{"kind":"case","id":"c1"},
            "data":{"marking":"protected_registration"})");
  disclose("d2");
  later();
  see(vide, "c1");
  EXPECT_EQ(by_rule("skyddad", reviewer), Names{"m-vide c1"});
  later();
  auto const ended = read_commands(R"([{"command":"e2","do":"end_disclosure","owner":"hsn","happened":"2026-03-09",
    "case":"c1","subject":{"kind":"disclosure","id":"d2"}}])",
                                   world().vocabulary);
  ASSERT_FALSE(commands.carry_out(by_system, *ended->front().command).refused);
  later();
  see(vide, "c1");
  EXPECT_EQ(by_rule("skyddad", reviewer), Names{"m-vide c1"}) << "only the look while it stood";
}

TEST_P(Reviewed, what_is_hidden_is_gone_through_apart) {
  auto const before = of_log(reviewer, ObjectClass::access_log).size();
  see(vide, "c1", ObjectClass::sensitive);
  see(same_unit, "c1", ObjectClass::sensitive);
  EXPECT_EQ(by_rule("utanfor", of_hidden, ObjectClass::sensitive_log), Names{"m-same c1"});
  EXPECT_EQ(by_rule("utanfor", of_hidden), Names{"forbidden"}) << "the other log is not theirs";
  EXPECT_EQ(by_rule("utanfor", reviewer, ObjectClass::sensitive_log), Names{"forbidden"});
  auto const page = log.to_review(of_hidden, {.log = ObjectClass::sensitive_log});
  std::string id;
  for (auto const& one : page->looks) {
    if (one.rule->rule == "utanfor") id = one.id;
  }
  EXPECT_EQ(log.review(reviewer, {id, "asked"}).error().code, "not_found") << "as one that there is not";
  ASSERT_TRUE(log.review(of_hidden, {id, "asked", ObjectClass::sensitive_log}));
  EXPECT_EQ(by_rule("utanfor", of_hidden, ObjectClass::sensitive_log), Names{});
  // What was looked at, gone through and come to stands in that log alone.
  auto const other = of_log(another_of_hidden, ObjectClass::sensitive_log);
  EXPECT_TRUE(std::any_of(other.begin(), other.end(), [](LookRow const& row) { return row.look.result == "asked"; }));
  EXPECT_TRUE(std::any_of(other.begin(), other.end(), [](LookRow const& row) { return row.look.who == "m-vide"; }));
  for (auto const& row : of_log(of_hidden, ObjectClass::sensitive_log)) EXPECT_NE(row.look.who, "m-hidden");
  Names in_the_other;
  for (auto const& row : of_log(reviewer, ObjectClass::access_log)) in_the_other.push_back(row.look.refused);
  EXPECT_EQ(in_the_other, Names(before + 1, "forbidden")) << "that one of the others was denied it";
  EXPECT_TRUE(log.extract(reviewer, {"case", "c1"})->looks.empty());
}

TEST_P(Reviewed, the_names_are_of_those_who_occur) {
  call("m-vide", "Vide Exempel");
  call("m-same", "Signe Prov");
  see(vide, "c1");
  auto const rows = of_log(reviewer, ObjectClass::access_log);
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].name, "Vide Exempel");
  EXPECT_EQ(rows[0].look.relation, "");  // shown by a test, which decided nothing
}

TEST_P(Reviewed, an_individual_is_no_system_in_their_extract) {
  Actor const individual{.kind = Actor::Kind::individual, .id = "i1", .persons = {"soc/p-c1"}};
  ASSERT_TRUE(looks.show_decided(individual, Action::own_page, [&](Store&, Shown& shown) {
    access::Object const object{ObjectClass::coordination, "soc"};
    shown.by(object, {true, "E2"}).add({"case", "c1"});
    return base::Expected<int>(1);
  }));
  see(by_system, "c1");
  auto const extract = log.extract(reviewer, {"case", "c1"});
  ASSERT_EQ(extract->looks.size(), 2U);
  EXPECT_EQ(extract->looks[0].kind, "system");
  EXPECT_EQ(extract->looks[1].kind, "individual");
  EXPECT_EQ(extract->looks[1].rule, "E2");
}

TEST_P(Reviewed, how_they_stood_to_it_is_kept) {
  ASSERT_TRUE(queries.case_page(vide, "c1"));
  EXPECT_EQ(of_log(reviewer, ObjectClass::access_log)[0].look.relation, "own_unit");
}

// The questions put to the store do not grow with what there is to go through.
TEST_P(Reviewed, looks_are_gone_through_by_as_many_questions_however_many_they_are) {
  auto const asked = [&] {
    CountingStore counting(*store);
    Looks counted(counting, world().policy, world().look_rules, [this] { return now; });
    EXPECT_TRUE(AccessLog(counted, world().vocabulary, [this] { return now; }).to_review(reviewer, {}));
    return counting.asked;
  };
  call("m-same", "Prov Same");
  begin("n0", "Prov Noll");
  see(same_unit, "n0");
  auto const one = asked();
  for (auto i = 1; i < 8; ++i) {
    begin(fmt::format("n{}", i), fmt::format("Prov {}", i));
    see(same_unit, fmt::format("n{}", i));
  }
  EXPECT_EQ(by_rule("utanfor", reviewer).size(), 8U);
  EXPECT_EQ(asked(), one);
}

INSTANTIATE_TEST_SUITE_P(OnEach, Reviewed, testing::ValuesIn(databases::all_kinds), databases::called);

}  // namespace
}  // namespace overens::app
