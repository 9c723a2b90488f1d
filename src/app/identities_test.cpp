#include "app/identities.hpp"

#include <atomic>
#include <thread>

#include "app/counting_store_test.hpp"
#include "app/queries.hpp"
#include "app/world_test.hpp"

namespace overens::app {
namespace {

using access::Actor;
using identity::Number;
using identity::NumberKind;

Actor worker(std::string id, std::string unit, std::string role = "caseworker", std::string authority = "soc") {
  return {.kind = Actor::Kind::staff,
          .id = std::move(id),
          .authorities = {std::move(authority)},
          .role = std::move(role),
          .unit = std::move(unit),
          .purpose = "care"};
}

Actor const anna = worker("m-anna", "u1");
Actor const at_same_unit = worker("m-bo", "u1");
Actor const at_other_unit = worker("m-cia", "u2");
Actor const at_region = worker("m-dan", "", "health_professional", "hsn");
Actor const her_manager = worker("m-eva", "u1", "unit_manager");
Number const her_number{NumberKind::personal, "189001019802"};
Number const his_number{NumberKind::coordination, "197010632391"};

struct Persons : testing::TestWithParam<databases::Kind> {
  Persons() { office.register_authorities(); }

  std::string begin(Actor const& actor, std::string const& command, std::string const& name,
                    std::optional<Number> number = her_number) {
    identity::IdentityRecord record{.name = name, .number = std::move(number)};
    if (!record.number) record.no_number = "okänt";
    auto const begun = identities.begin_case(actor, {actor.authorities.front(), std::move(record), command});
    office.settle();
    return begun ? *begun : begun.error().code;
  }
  std::optional<CasePerson> shown(Actor const& actor, std::string const& in_case) {
    auto const page = queries.case_page(actor, in_case);
    return page ? page->person : std::nullopt;
  }
  std::string name_shown(Actor const& actor, std::string const& in_case) {
    auto const person = shown(actor, in_case);
    return person && person->said ? person->said->record.name : "";
  }
  std::string change(Actor const& actor, std::string const& in_case, std::string const& name, std::uint64_t seen) {
    auto const changed = identities.change(
        actor, {in_case, {.name = name, .number = her_number}, seen, "change-" + std::to_string(++asked)});
    return changed ? "" : changed.error().code;
  }
  std::vector<std::string> names(Actor const& actor, std::string const& words) {
    std::vector<std::string> all;
    auto const found = identities.named(actor, words);
    if (!found) return {found.error().code};
    for (auto const& one : *found) all.push_back(one.name);
    return all;
  }
  /// Of the access journal of an authority, the latest first: what was done, and with how many.
  std::vector<std::string> kept(std::string const& authority) {
    std::vector<std::string> all;
    for (auto const& entry : store->looks().looks({.authority = authority}, 100, {}))
      all.push_back(entry.look.who + " " + entry.look.action + " " + std::to_string(entry.look.shown.size()) +
                    (entry.look.refused.empty() ? "" : " " + entry.look.refused));
    return all;
  }

  databases::Scratch scratch{GetParam()};
  std::unique_ptr<Store> store = scratch.open();
  Office office{*store};
  AgreementStatus agreements{*store, {world().packs, world().vocabulary, {}}};
  Looks looks{*store, world().policy, world().look_rules, [] { return noon; }};
  Commands commands{office.processor, agreements, looks};
  Queries queries{looks, agreements, world().vocabulary, [] { return noon; }};
  Identities identities{looks, commands, world().vocabulary, [] { return noon; }};
  int asked = 0;
};

TEST_P(Persons, are_shown_to_who_works_in_their_case) {
  auto const in_case = begin(anna, "c1", "Prov Ett");
  auto const person = shown(anna, in_case);
  ASSERT_TRUE(person && person->said);
  EXPECT_EQ(person->said->record.name, "Prov Ett");
  EXPECT_EQ(person->said->record.number, her_number);
  EXPECT_EQ(person->said->by, "m-anna");
  EXPECT_TRUE(person->may_change);
  EXPECT_EQ(kept("soc").front(), "m-anna read 2") << "the case and the person";
  for (auto const* actor : {&at_same_unit, &at_other_unit, &at_region, &her_manager})
    EXPECT_FALSE(shown(*actor, in_case)) << actor->id;
  auto const page = queries.case_page(her_manager, in_case);
  ASSERT_TRUE(page);
  EXPECT_FALSE(page->person);
}

TEST_P(Persons, begin_their_case_once_however_often_it_is_sent) {
  auto const in_case = begin(anna, "c1", "Prov Ett");
  EXPECT_EQ(begin(anna, "c1", "Prov Ett"), in_case);
  EXPECT_EQ(identities.versions(anna, in_case)->size(), 1U);
  EXPECT_EQ(queries.case_page(anna, in_case)->events.size(), 3U);
  EXPECT_EQ(queries.case_page(anna, in_case)->team.unit, "u1");
  EXPECT_TRUE(store->identities().with_number("hsn", her_number).empty());
}

TEST_P(Persons, are_the_same_in_two_cases_of_one_authority) {
  auto const first = begin(anna, "c1", "Prov Ett");
  auto const second = begin(anna, "c2", "Annan skrivning");
  auto const by_region = begin(at_region, "c3", "Prov Ett");
  EXPECT_EQ(name_shown(anna, second), "Prov Ett") << "nothing is written over";
  auto const person = shown(anna, first);
  ASSERT_TRUE(person);
  ASSERT_EQ(person->other_cases.size(), 1U) << "another authority's case is not known";
  EXPECT_EQ(person->other_cases[0].in_case, second);
  EXPECT_EQ(person->other_cases[0].unit, "u1");
  EXPECT_TRUE(shown(at_region, by_region)->other_cases.empty());
  EXPECT_NE(shown(at_region, by_region)->who, person->who);
}

TEST_P(Persons, are_not_come_to_be_known_by_beginning_a_case) {
  auto const in_case = begin(anna, "c1", "Prov Ett");
  EXPECT_EQ(begin(at_other_unit, "c2", "Annan skrivning"), "not_involved");
  EXPECT_EQ(kept("soc").front(), "m-cia record 2 not_involved") << "it was tried";
  EXPECT_TRUE(shown(anna, in_case)->other_cases.empty());
}

TEST_P(Persons, are_found_by_number_in_the_own_authority) {
  auto const in_case = begin(anna, "c1", "Prov Ett");
  auto const find = [&](Actor const& actor, Number const& number) {
    return *identities.find(actor, actor.authorities.front(), number);
  };
  ASSERT_EQ(find(anna, her_number).cases.size(), 1U);
  EXPECT_EQ(find(anna, her_number).cases[0].in_case, in_case);
  EXPECT_EQ(kept("soc").front(), "m-anna search 2") << "the person, and the case that she is led to";
  EXPECT_TRUE(find(at_other_unit, her_number).is_known);
  EXPECT_EQ(find(at_other_unit, her_number).cases[0].in_case, "");
  EXPECT_EQ(find(at_other_unit, her_number).cases[0].unit, "") << "of a protected identity it could not be told";
  EXPECT_FALSE(find(at_region, her_number).is_known) << "another authority's";
  EXPECT_EQ(kept("hsn").front(), "m-dan search 0") << "kept also when there is none";
  EXPECT_FALSE(find(anna, his_number).is_known);
  EXPECT_FALSE(identities.find(her_manager, "soc", her_number));
  EXPECT_EQ(kept("soc").front(), "m-eva search 0 forbidden");
  EXPECT_FALSE(identities.find(at_region, "soc", her_number));
}

TEST_P(Persons, are_not_found_by_a_case_that_was_withdrawn) {
  auto const in_case = begin(anna, "c1", "Prov Ett");
  ASSERT_EQ(identities.find(anna, "soc", her_number)->cases.size(), 1U);
  for (auto const* of : {"c1.1", "c1.2"}) {
    auto const withdrawn = office.ask(fmt::format(
        R"({{"command":"w{0}","do":"withdraw","owner":"soc","happened":"2026-03-10","data":{{"event":"{0}","reason":"wrong_person"}}}})",
        of));
    ASSERT_FALSE(withdrawn.refused) << base::english(withdrawn.refused->why);
  }
  EXPECT_TRUE(identities.find(anna, "soc", her_number)->cases.empty());
  EXPECT_FALSE(shown(anna, in_case));
}

TEST_P(Persons, stand_by_name_in_the_list_of_their_unit_when_it_is_asked_for) {
  auto const in_case = begin(anna, "c1", "Prov Ett");
  EXPECT_TRUE(queries.cases(anna, {})->names.empty());
  EXPECT_EQ(queries.cases(anna, {.with_names = true})->names,
            (std::map<std::string, std::string>{{in_case, "Prov Ett"}}));
  EXPECT_EQ(kept("soc").front(), "m-anna list 2") << "the case and the person";
  EXPECT_EQ(queries.cases(at_same_unit, {.with_names = true})->names.size(), 1U);
  EXPECT_TRUE(queries.cases(at_other_unit, {.with_names = true})->names.empty());
  EXPECT_TRUE(queries.cases(her_manager, {.with_names = true})->names.empty());
}

TEST_P(Persons, are_found_by_name_among_own_cases_alone) {
  begin(anna, "c1", "Åsa Provdotter");
  begin(at_same_unit, "c2", "Asta Provsson", his_number);
  begin(at_other_unit, "c3", "Åsa Annan", std::nullopt);
  begin(at_region, "c4", "Åsa Tredje", std::nullopt);
  using Names = std::vector<std::string>;
  EXPECT_EQ(names(anna, "asa prov"), Names{"Åsa Provdotter"});
  EXPECT_EQ(names(anna, "PROV").size(), 2U) << "those of her unit";
  EXPECT_EQ(kept("soc").front(), "m-anna list 4");
  EXPECT_EQ(names(anna, "annan"), Names{});
  EXPECT_EQ(kept("soc").front(), "m-anna list 0");
  EXPECT_EQ(names(at_other_unit, "asa"), Names{"Åsa Annan"});
  EXPECT_EQ(names(anna, " "), Names{});
  EXPECT_EQ(names(her_manager, "asa"), Names{"forbidden"});
}

TEST_P(Persons, are_changed_in_versions_by_who_works_in_the_case) {
  auto const in_case = begin(anna, "c1", "Prov Ett");
  EXPECT_EQ(change(anna, in_case, "Prov Nytt", 1), "");
  EXPECT_EQ(change(anna, in_case, "Prov Annat", 1), "version_conflict");
  EXPECT_EQ(name_shown(anna, in_case), "Prov Nytt");
  EXPECT_EQ(change(at_same_unit, in_case, "X", 2), "not_involved");
  EXPECT_EQ(change(at_region, in_case, "X", 2), "not_found");
  EXPECT_EQ(change(anna, "no-such", "X", 2), "not_found");
  auto const all = identities.versions(anna, in_case);
  ASSERT_TRUE(all);
  ASSERT_EQ(all->size(), 2U);
  EXPECT_EQ(all->front().record.name, "Prov Ett");
  EXPECT_EQ(all->back().at, noon);
  EXPECT_EQ(identities.versions(at_same_unit, in_case).error().code, "not_involved");
}

TEST_P(Persons, of_a_new_number_are_begun_once_by_those_who_were_not_told) {
  auto const begin = [&](std::string const& command, bool is_told) {
    auto const begun = identities.begin_case(anna, {"soc", {.name = "Prov", .number = her_number}, command, is_told});
    return begun ? "" : begun.error().code;
  };
  EXPECT_EQ(begin("tab-1", false), "");
  EXPECT_EQ(begin("tab-1", false), "") << "the same once more";
  EXPECT_EQ(begin("tab-2", false), "person_known");
  EXPECT_EQ(begin("tab-2", true), "");
}

TEST_P(Persons, are_begun_by_those_alone_who_are_offered_it) {
  begin(anna, "c1", "Prov");
  for (auto const* actor : {&anna, &at_same_unit, &at_other_unit}) {
    auto const found = identities.find(*actor, "soc", her_number);
    auto const begun = identities.begin_case(*actor, {"soc", {.name = "Prov", .number = her_number}, actor->id});
    EXPECT_EQ(found->may_begin, begun.has_value()) << actor->id;
  }
  EXPECT_TRUE(identities.find(anna, "soc", his_number)->may_begin);
}

TEST_P(Persons, without_a_name_or_a_number_are_none) {
  auto const begin = [&](identity::IdentityRecord record) {
    auto const begun = identities.begin_case(anna, {"soc", std::move(record), "c9"});
    return begun ? "" : begun.error().code;
  };
  EXPECT_EQ(begin({.name = "", .number = his_number}), "bad_value");
  EXPECT_EQ(begin({.name = "Prov"}), "bad_value");
  EXPECT_EQ(begin({.name = "Prov", .number = his_number, .no_number = "okänt"}), "bad_value");
}

// The questions put to the store do not grow with the cases that are named.
TEST_P(Persons, are_named_by_as_many_questions_however_many_they_are) {
  auto const asked = [&] {
    CountingStore counting(*store);
    Looks counted(counting, world().policy, world().look_rules, [] { return noon; });
    Queries listing{counted, agreements, world().vocabulary, [] { return noon; }};
    EXPECT_TRUE(listing.cases(anna, {.limit = 100, .with_names = true}));
    auto const in_list = counting.asked;
    Identities by_counting{counted, commands, world().vocabulary, [] { return noon; }};
    EXPECT_TRUE(by_counting.named(anna, "Prov"));
    return std::pair(in_list, counting.asked - in_list);
  };
  begin(anna, "c0", "Prov Noll", std::nullopt);
  auto const one = asked();
  for (auto i = 1; i < 9; ++i) begin(anna, fmt::format("c{}", i), fmt::format("Prov {}", i), std::nullopt);
  EXPECT_EQ(queries.cases(anna, {.limit = 100, .with_names = true})->names.size(), 9U);
  EXPECT_EQ(asked(), one);
}

/// One of several servers on a database, of which it is seen that it wants to write.
struct Wants : CountingStore {
  using CountingStore::CountingStore;
  std::unique_ptr<Transaction> begin() override {
    ++wanted;
    return CountingStore::begin();
  }
  std::atomic<int> wanted = 0;
};
struct OtherServer {
  explicit OtherServer(std::unique_ptr<Store> on) : store(std::move(on)) { office.settle(); }
  std::unique_ptr<Store> store;
  Wants wants{*store};
  Office office{wants};
  AgreementStatus agreements{wants, {world().packs, world().vocabulary, {}}};
  Looks looks{*store, world().policy, world().look_rules, [] { return noon; }};
  Commands commands{office.processor, agreements, looks};
  Identities identities{looks, commands, world().vocabulary, [] { return noon; }};
};

TEST_P(Persons, of_one_new_number_are_begun_once_by_several_servers) {
  OtherServer one(scratch.open()), other(scratch.open());
  auto const begin_by = [](OtherServer& server, std::string const& command) {
    NewCase const asked{"soc", {.name = "Prov Ett", .number = her_number}, command};
    auto const begun = server.identities.begin_case(anna, asked);
    return begun ? std::string("begun") : begun.error().code;
  };
  std::vector<std::string> answers(2);
  {
    auto const held = store->begin();
    auto const before = one.wants.wanted + other.wants.wanted;
    std::jthread const first([&] { answers[0] = begin_by(one, "c1"); });
    std::jthread const second([&] { answers[1] = begin_by(other, "c2"); });
    while (one.wants.wanted + other.wants.wanted < before + 2) std::this_thread::yield();
    held->commit();
  }
  std::sort(answers.begin(), answers.end());
  EXPECT_EQ(answers, (std::vector<std::string>{"begun", "person_known"}));
  EXPECT_EQ(store->identities().with_number("soc", her_number).size(), 1U);
}

INSTANTIATE_TEST_SUITE_P(Databases, Persons, testing::ValuesIn(databases::all_kinds), databases::called);

}  // namespace
}  // namespace overens::app
