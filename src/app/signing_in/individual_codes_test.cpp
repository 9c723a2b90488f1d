#include "app/signing_in/individual_codes.hpp"

#include "app/identities.hpp"
#include "app/own_page.hpp"
#include "app/queries.hpp"
#include "app/world_test.hpp"

namespace overens::app {
namespace {

using access::Actor;

struct Individuals : testing::TestWithParam<databases::Kind> {
  Individuals() {
    office.register_authorities();
    for (auto const* unit : {"u1", "u2"})
      record(fmt::format(R"("type":"unit.opened","subject":{{"kind":"unit","id":"{0}"}},
        "data":{{"authority":"soc","kind":"social_services_unit","name":"Enheten {0}"}})",
                         unit));
    in_case = *identities.begin_case(worker, {"soc", {.name = "Prov Ett", .number = number}, "c1"});
    office.settle();
  }

  void record(std::string const& event) {
    auto const result = office.ask(
        fmt::format(R"({{"command":"k{}","do":"record","owner":"soc","happened":"2026-03-09",{}}})", ++asked, event));
    ASSERT_FALSE(result.refused) << event << base::english(result.refused->why);
  }
  void record_in_case(std::string const& type, std::string const& more) {
    record(fmt::format(R"("type":"{}","case":"{}",{})", type, in_case, more));
  }
  std::string given() {
    auto const code = codes.give(worker, in_case, "give-" + std::to_string(++asked));
    return code ? code->words : code.error().code;
  }
  /// What opening gives: nothing is wrong, or the refusal's code.
  std::string opened(std::string const& words, std::string const& address = "192.0.2.1") {
    auto const session = codes.open(words, address);
    if (session) last = *session;
    return session ? "" : session.error().code;
  }
  std::optional<Actor> actor() {
    auto const session = sign_in.session(last);
    return session ? std::optional(session->actor) : std::nullopt;
  }

  identity::Number const number{identity::NumberKind::personal, "189001019802"};
  Actor const worker{.kind = Actor::Kind::staff,
                     .id = "m-anna",
                     .authorities = {"soc"},
                     .role = "caseworker",
                     .unit = "u1",
                     .purpose = "care"};
  databases::Scratch scratch{GetParam()};
  std::unique_ptr<Store> store = scratch.open();
  Office office{*store};
  AgreementStatus agreements{*store, {world().packs, world().vocabulary, {}}};
  calendar::Instant now = noon;
  Looks looks{*store, world().policy, world().look_rules, [this] { return now; }};
  Commands commands{office.processor, agreements, looks};
  Identities identities{looks, commands, world().vocabulary, [this] { return now; }};
  SignIn sign_in{store->accounts(), [this] { return now; },
                 [this](account::Account const& account, std::string const&) {
                   return actor_by_code(store->individual_codes(), world().policy, account,
                                        calendar::day_in_sweden(now));
                 }};
  IndividualCodes codes{looks, commands, world().vocabulary, *store, sign_in, [this] { return now; }};
  OwnPage page{looks, world().vocabulary, [this] { return now; }};
  std::string in_case, last;
  int asked = 0;
};

TEST_P(Individuals, open_their_page_with_the_code_they_were_given) {
  auto const code = given();
  EXPECT_EQ(code.size(), 14U) << code;
  EXPECT_EQ(opened(code), "");
  ASSERT_TRUE(actor());
  EXPECT_EQ(actor()->kind, Actor::Kind::individual_by_code);
  auto in_capitals = code;
  for (auto& c : in_capitals) c = c == '-' ? ' ' : static_cast<char>(std::toupper(c));
  EXPECT_EQ(opened(in_capitals), "") << "for as many days as it lasts";
  EXPECT_EQ(scratch.alter("select count(*) from individual_code where hash like '%" + code.substr(5, 4) + "%'"), "0");
}

TEST_P(Individuals, do_not_get_in_by_another_code) {
  auto const code = given();
  EXPECT_EQ(opened("0000-0000-0000"), "wrong_code");
  EXPECT_EQ(opened(code.substr(0, 5) + "0000-0000"), "wrong_code");
  EXPECT_EQ(opened(""), "wrong_code");
  EXPECT_EQ(opened("åäö"), "wrong_code");
}

TEST_P(Individuals, lock_their_code_quietly_by_wrong_ones) {
  auto const code = given();
  for (int i = 0; i < world().policy.individual_code().tries; ++i)
    EXPECT_EQ(opened(code.substr(0, 5) + "0000-0000", "192.0.2." + std::to_string(i + 10)), "wrong_code");
  EXPECT_EQ(opened(code), "wrong_code") << "as if it had never been right";
  EXPECT_TRUE(codes.state(worker, in_case)->code->is_locked);
  EXPECT_EQ(opened(given()), "") << "a new one opens";
  EXPECT_FALSE(codes.state(worker, in_case)->code->is_locked);
}

TEST_P(Individuals, have_to_wait_when_they_guess_on) {
  std::string answer;
  for (int i = 0; i < 40 && answer != "too_many_failures"; ++i) answer = opened("abcd-0000-0000");
  EXPECT_EQ(answer, "too_many_failures");
}

TEST_P(Individuals, are_given_one_code_by_one_command_however_often_it_comes) {
  auto const once = codes.give(worker, in_case, "give-a");
  auto const twice = codes.give(worker, in_case, "give-a");
  ASSERT_TRUE(once && twice);
  EXPECT_EQ(twice->words, once->words);
  EXPECT_EQ(opened(once->words), "");
  auto const other = codes.give(worker, in_case, "give-b");
  ASSERT_TRUE(other);
  EXPECT_NE(other->words, once->words);
  EXPECT_EQ(codes.give(worker, in_case, "give-a").error().code, "id_unusable") << "that is theirs no longer";
  EXPECT_EQ(opened(other->words), "") << "which goes on";
}

TEST_P(Individuals, of_a_protected_identity_are_shown_nothing_by_a_paper_that_another_may_hold) {
  EXPECT_EQ(opened(given()), "");
  auto const is_told = [&] {
    auto const blocks = page.blocks(*actor());
    return !blocks->empty();
  };
  EXPECT_TRUE(is_told());
  EXPECT_TRUE(codes.state(worker, in_case)->opens);
  record_in_case("sip.invited", R"("subject":{"kind":"plan","id":"p1"},
    "data":{"to":["hsn"],"meets_on":"2026-05-02","time":"13.30","place":"Exempelgatan 1"})");
  record_in_case("protection.set", fmt::format(R"("subject":{{"kind":"case","id":"{}"}},
    "data":{{"marking":"protected_registration"}})",
                                               in_case));
  EXPECT_FALSE(is_told()) << "not even where they are known";
  EXPECT_EQ(store->looks().looks({.authority = "soc"}, 1, {}).at(0).look.refused, "protected_identity");
  EXPECT_FALSE(codes.state(worker, in_case)->opens) << "and whoever would give them one is told so";
  EXPECT_TRUE(codes.state(worker, in_case)->code) << "which can still be closed";
  EXPECT_EQ(given(), "protected_identity");
  auto const person = store->identities().with_number("soc", number).front();
  Actor const individual{.kind = Actor::Kind::individual, .id = "i1", .persons = {person.name()}};
  auto const shown = page.blocks(individual);
  ASSERT_EQ(shown->size(), 1U);
  EXPECT_EQ(shown->front().only_kind, "social_services");
  for (auto const& one : shown->front().events) {
    for (auto const& value : one.event.fields)
      EXPECT_FALSE(value.field->name == "to" || value.field->name == "place" || value.field->name == "time");
  }
}

TEST_P(Individuals, lose_it_when_it_is_closed_renewed_or_old) {
  EXPECT_FALSE(codes.state(worker, in_case)->code);
  auto const first = given();
  EXPECT_EQ(opened(first), "");
  auto const second = given();
  EXPECT_FALSE(actor()) << "the session of the code before has ended";
  EXPECT_EQ(opened(first), "wrong_code");
  EXPECT_EQ(opened(second), "");
  ASSERT_TRUE(codes.close(worker, in_case, "close-1"));
  EXPECT_FALSE(actor());
  EXPECT_EQ(opened(second), "wrong_code");
  EXPECT_FALSE(codes.state(worker, in_case)->code);
  auto const third = given();
  EXPECT_EQ(opened(third), "");
  now += std::chrono::hours(24) * (world().policy.individual_code().days + 1);
  EXPECT_FALSE(actor());
  EXPECT_EQ(opened(third), "wrong_code");
  EXPECT_TRUE(codes.state(worker, in_case)->code->is_over);
}

TEST_P(Individuals, get_a_code_from_those_who_work_in_their_case_alone) {
  for (auto const& [id, authority] : {std::pair("m-bo", "soc"), std::pair("m-dan", "hsn")}) {
    auto other = worker;
    other.id = id;
    other.authorities = {authority};
    auto const code = codes.give(other, in_case, "x");
    ASSERT_FALSE(code);
    EXPECT_EQ(code.error().code, authority == std::string("soc") ? "not_involved" : "not_found");
    EXPECT_FALSE(codes.close(other, in_case, "y"));
    EXPECT_FALSE(codes.state(other, in_case));
  }
  given();
  Queries queries{looks, agreements, world().vocabulary, [this] { return now; }};
  auto const of_case = queries.case_page(worker, in_case);
  ASSERT_TRUE(of_case);
  EXPECT_EQ(of_case->events.front().type->name, "individual_code.given");
}

TEST_P(Individuals, see_by_code_whom_to_reach_their_next_day_and_answers) {
  record_in_case("sip.drawn_up", R"("subject":{"kind":"plan","id":"p1"},"data":{"follow_up_on":"2026-06-01"})");
  record_in_case("sip.invited", R"("subject":{"kind":"plan","id":"p1"},"data":{"meets_on":"2026-05-02"})");
  record_in_case("sip.followed_up", R"("subject":{"kind":"plan","id":"p1"},"data":{"follow_up_on":"2026-03-20"})");
  record_in_case("sip.approved", R"("subject":{"kind":"plan","id":"p1"})");
  record_in_case("complaint.received",
                 R"("subject":{"kind":"complaint","id":"k1"},"data":{"reachable":true,"reporter":"individual"})");
  record_in_case("complaint.answered", R"("subject":{"kind":"complaint","id":"k1"},"data":{"answer":"Vi ringer."})");
  record_in_case("complaint.received",
                 R"("subject":{"kind":"complaint","id":"k2"},"data":{"reachable":true,"reporter":"close_person"})");
  record_in_case("complaint.answered", R"("subject":{"kind":"complaint","id":"k2"},"data":{"answer":"Vi beklagar."})");
  record_in_case("signal.noted", R"("data":{"signal":"family_violence"})");
  EXPECT_EQ(opened(given()), "");
  auto const blocks = page.blocks(*actor());
  ASSERT_TRUE(blocks);
  ASSERT_EQ(blocks->size(), 1U);
  auto const& own = blocks->front();
  EXPECT_EQ(own.authority, "soc");
  EXPECT_EQ(own.units, std::vector<std::string>{"u1"});
  EXPECT_EQ(own.next_on, calendar::parse_day("2026-05-02")) << "what has passed is passed over";
  ASSERT_EQ(own.events.size(), 1U) << "that somebody else has complained is not theirs to know";
  EXPECT_EQ(own.events[0].part, "answer");
  EXPECT_EQ(own.events[0].event.fields[0].text, "Vi ringer.");
  EXPECT_FALSE(own.looks);
  auto const kept = store->looks().looks({.authority = "soc"}, 1, {});
  ASSERT_EQ(kept.size(), 1U);
  EXPECT_EQ(kept[0].look.action, "own_page");
  EXPECT_EQ(kept[0].look.shown.size(), 2U) << "the person and the case";
}

TEST_P(Individuals, see_more_when_they_have_shown_who_they_are) {
  record_in_case("sip.approved", R"("subject":{"kind":"plan","id":"p1"},"data":{"by_individual":true})");
  record_in_case("need.noted", R"("data":{"intervention":"housing_support"})");
  record_in_case("consent.given", R"("subject":{"kind":"consent","id":"s1"},
    "data":{"to":["hsn"],"types":["sip.held"],"purpose":"syftet","form":"oral","given_by":"individual"})");
  record_in_case("signal.noted", R"("data":{"signal":"family_violence"})");
  auto const person = store->identities().with_number("soc", number).front();
  Actor const individual{.kind = Actor::Kind::individual, .id = "i1", .persons = {person.name()}};
  auto const blocks = page.blocks(individual);
  ASSERT_TRUE(blocks);
  std::vector<std::string> parts;
  for (auto const& one : blocks->front().events) {
    parts.push_back(one.part + " " + one.event.type->name);
    for (auto const& value : one.event.fields) EXPECT_NE(value.field->name, "purpose") << "words are for staff";
    EXPECT_EQ(one.event.actor, "");
  }
  EXPECT_EQ(parts, (std::vector<std::string>{"consent consent.given", "plan sip.approved"}));
  ASSERT_TRUE(blocks->front().looks);
  EXPECT_FALSE(blocks->front().looks->empty());
  Actor const nobody{.kind = Actor::Kind::individual, .id = "i2"};
  EXPECT_TRUE(page.blocks(nobody)->empty());
  EXPECT_FALSE(page.blocks(worker)) << "staff have no page of their own";
}

// It is recorded and kept in one transaction: neither stands alone, wherever it breaks off.
TEST_P(Individuals, are_given_a_code_whole_or_not_at_all) {
  scratch.alter("alter table individual_code rename to taken_away");
  EXPECT_EQ(codes.give(worker, in_case, "give-a").error().code, "store_unavailable");
  scratch.alter("alter table taken_away rename to individual_code");
  EXPECT_EQ(scratch.alter("select count(*) from event where type = 'individual_code.given'"), "0");
  EXPECT_EQ(scratch.alter("select count(*) from account"), "0");
  auto const code = codes.give(worker, in_case, "give-a");
  ASSERT_TRUE(code) << code.error().code;
  EXPECT_EQ(opened(code->words), "") << "the same form gives it";
}

INSTANTIATE_TEST_SUITE_P(Databases, Individuals, testing::ValuesIn(databases::all_kinds), databases::called);

}  // namespace
}  // namespace overens::app
