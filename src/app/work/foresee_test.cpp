// What a command would lead to, asked of the journal as it stands; nothing of it is recorded.

#include "app/work/foresee.hpp"

#include "app/queries.hpp"
#include "app/world_test.hpp"

namespace overens::app {
namespace {

using access::Actor;

struct Foreseeing : testing::TestWithParam<databases::Kind> {
  Foreseeing() {
    office.register_authorities();
    EXPECT_FALSE(office.ask(founded).refused);
    office.settle();
    agreements.look_again();
  }
  static Command command(std::string const& json) {
    auto read = read_commands(json, world().vocabulary);
    if (!read || !read->front().command) throw std::runtime_error(json);
    return std::move(*read->front().command);
  }
  /// As "kind norm".
  std::vector<std::string> told(Actor const& actor, std::string const& json) {
    std::vector<std::string> all;
    auto const add = [&](auto const&, auto const&, auto const&, obligation::Consequence const& one) {
      all.push_back(fmt::format("{} {}", obligation::to_string(one.kind), one.obligation->norm->id));
    };
    auto const done = queries.foresee(actor, command(json), add);
    if (!done) all.push_back(done.error().code);
    if (done && done->changes_cases) all.push_back("and cases");
    return all;
  }

  static constexpr auto founded =
      R"({"command":"f","do":"record","type":"forum.founded","owner":"hsn","happened":"2026-01-02",
          "subject":{"kind":"forum","id":"f1"},"data":{"role":"county-group","agreement":"sjoland","convened_by":"99"}})";
  static constexpr auto met =
      R"({"command":"m","do":"record","type":"forum.met","owner":"hsn","happened":"2026-04-01",
          "subject":{"kind":"forum","id":"f1"}})";

  databases::Scratch scratch{GetParam()};
  std::unique_ptr<Store> store = scratch.open();
  Office office{*store};
  AgreementStatus agreements{*store, {world().packs, world().vocabulary, {}}};
  Looks looks{*store, world().policy, world().look_rules, [] { return noon; }};
  Queries queries{looks, agreements, world().vocabulary, [] { return noon; }};
  Actor const developer{Actor::Kind::developer, "developer"};
};

TEST_P(Foreseeing, a_meeting_meets_what_the_forum_owes_and_nothing_is_recorded) {
  auto const before = store->last_position();
  auto const all = told(developer, met);
  EXPECT_EQ(std::count(all.begin(), all.end(), "meets county-group-meets"), 1);
  EXPECT_EQ(store->last_position(), before);
  EXPECT_EQ(told(developer, met), all) << "asked again, the same";
}

TEST_P(Foreseeing, what_is_met_already_is_told_as_nothing) {
  ASSERT_FALSE(office.ask(met).refused);
  agreements.look_again();
  auto second = std::string(met);
  second.replace(second.find("\"m\""), 3, "\"n\"");
  auto const all = told(developer, second);
  EXPECT_EQ(std::count(all.begin(), all.end(), "meets county-group-meets"), 0);
}

TEST_P(Foreseeing, a_withdrawal_opens_again_what_the_meeting_met) {
  ASSERT_FALSE(office.ask(met).refused);
  agreements.look_again();
  auto const all = told(developer, R"({"command":"w","do":"withdraw","owner":"hsn","happened":"2026-04-01",
                                       "data":{"event":"m","reason":"duplicate"}})");
  EXPECT_EQ(std::count(all.begin(), all.end(), "reopens county-group-meets"), 1);
}

// Nobody is bound any more: what the forum owed, whose page this is not, is gone as well.
TEST_P(Foreseeing, what_changes_who_is_bound_is_told_of_all_shared_subjects) {
  ASSERT_FALSE(office
                   .ask(R"({"command":"r","do":"record","type":"agreement.replaced","owner":"hsn",
      "happened":"2026-03-31","subject":{"kind":"agreement","id":"sjoland"},"data":{"version":"2026","by":"2027"}})")
                   .refused);
  agreements.look_again();
  auto const all = told(developer, R"({"command":"w","do":"withdraw","owner":"hsn","happened":"2026-04-01",
                                       "data":{"event":"r","reason":"duplicate"}})");
  EXPECT_EQ(std::count(all.begin(), all.end(), "opens county-group-meets"), 1) << testing::PrintToString(all);
  EXPECT_EQ(std::count(all.begin(), all.end(), "and cases"), 1);
}

// What the owner has been told of by another, it owes like what it recorded itself.
TEST_P(Foreseeing, by_what_has_been_disclosed_to_the_owner) {
  ASSERT_FALSE(office
                   .ask(R"({"command":"d","type":"placement.decided","owner":"soc","happened":"2026-03-16","case":"c1",
      "subject":{"kind":"placement","id":"p1"},"data":{"form":"hvb","urgency":"planned"}})")
                   .refused);
  Actor const region{Actor::Kind::system, "journal-system", {"hsn"}, "importer"};
  constexpr auto agreed = R"({"command":"a","type":"cost_split.not_applicable","owner":"hsn","happened":"2026-03-30",
      "case":"c1","subject":{"kind":"placement","id":"p1"}})";
  EXPECT_EQ(told(region, agreed), std::vector<std::string>()) << "it knows of nothing yet";
  ASSERT_FALSE(office
                   .ask(R"({"command":"u","type":"disclosure.made","owner":"soc","happened":"2026-03-17","case":"c1",
      "subject":{"kind":"disclosure","id":"u1"},
      "data":{"items":["d"],"to":"hsn","basis":"other_law","necessity":"det behövs","purpose":"samordning"}})")
                   .refused);
  EXPECT_EQ(told(region, agreed), std::vector<std::string>{"meets cost-settled"});
}

// Two cases that are one: an act in one meets what was opened in the other.
TEST_P(Foreseeing, by_what_is_linked_to_the_case) {
  auto const placement = [](std::string const& id, std::string const& rest) {
    return fmt::format(R"({{"command":"{}","type":"placement.{}","owner":"soc","case":"c1",
      "subject":{{"kind":"placement","id":"p1"}},{}}})",
                       id, id, rest);
  };
  constexpr auto form = R"("happened":"2026-03-16","data":{"form":"hvb","urgency":"planned"})";
  ASSERT_FALSE(office.ask(placement("decided", form)).refused);
  ASSERT_FALSE(office.ask(placement("started", form)).refused);
  constexpr auto broken_off = R"("happened":"2026-03-31T15:00:00+02:00","data":{"reason":"interrupted"})";
  ASSERT_FALSE(office.ask(placement("ended", broken_off)).refused);
  constexpr auto offered = R"({"command":"o","type":"intervention.offered","owner":"soc","case":"c2",
      "happened":"2026-04-01T10:00:00+02:00","subject":{"kind":"intervention","id":"i1"},
      "data":{"intervention":"open_care"}})";
  EXPECT_EQ(told(developer, offered), std::vector<std::string>());
  ASSERT_FALSE(office
                   .ask(R"({"command":"same","type":"record.same_as","owner":"soc","happened":"2026-04-01",
      "data":{"kind":"case","one":"c1","other":"c2"}})")
                   .refused);
  EXPECT_EQ(told(developer, offered), std::vector<std::string>{"meets offer-after-break-off"});
}

TEST_P(Foreseeing, is_refused_as_recording_would_be) {
  EXPECT_EQ(told({}, met), std::vector<std::string>{"unauthorized"});
  EXPECT_EQ(told({Actor::Kind::system, "journal-system", {"soc"}, "importer"}, met),
            std::vector<std::string>{"forbidden"});
}

TEST_P(Foreseeing, what_has_been_recorded_leads_to_nothing_more) {
  ASSERT_FALSE(office.ask(met).refused);
  agreements.look_again();
  EXPECT_EQ(told(developer, met), std::vector<std::string>());
}

TEST_P(Foreseeing, is_refused_when_its_id_has_been_used_for_something_else) {
  ASSERT_FALSE(office.ask(met).refused);
  agreements.look_again();
  auto other = std::string(met);
  other.replace(other.find("2026-04-01"), 10, "2026-03-31");
  EXPECT_EQ(office.ask(other).refused->code, "id_unusable");
  EXPECT_EQ(told(developer, other), std::vector<std::string>{"id_unusable"});
}

TEST_P(Foreseeing, is_refused_when_it_contradicts_the_record) {
  EXPECT_EQ(told(developer, R"({"command":"w","do":"withdraw","owner":"hsn","happened":"2026-04-01",
                               "data":{"event":"nothing","reason":"duplicate"}})"),
            std::vector<std::string>{"unknown_event"});
}

INSTANTIATE_TEST_SUITE_P(Databases, Foreseeing, testing::ValuesIn(databases::all_kinds), databases::called);

}  // namespace
}  // namespace overens::app
